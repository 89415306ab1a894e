"""Two copies of `tracker.toml`, of an inspection or of what was sent made one."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence

from hmic_tracker.domain.inspection_fields import (
    HEAD,
    LISTS,
    inspection_fields,
    with_inspection_fields,
)
from hmic_tracker.domain.inspections import INSPECTION_LISTS
from hmic_tracker.domain.kept_texts import is_kept_text
from hmic_tracker.domain.merging import joined_by_hand, newly_open
from hmic_tracker.domain.record_history import known_fields, path_of, unsettled_in
from hmic_tracker.domain.settings import SECTIONS, SETTINGS
from hmic_tracker.domain.settings_fields import row_of_field, toml_value
from hmic_tracker.light_typing import TYPE_CHECKING, Any, Final
from hmic_tracker.store.inspection_codec import inspection_of, values_of
from hmic_tracker.store.merging.copies import Copy, Path, by_content, newline_for, plain
from hmic_tracker.store.merging.histories import Rows, row_keys, united_entries
from hmic_tracker.store.merging.outline import HISTORY, Rules
from hmic_tracker.store.merging.texts import MergedText, merged_text
from hmic_tracker.store.record_codec import record_history
from hmic_tracker.store.toml import Fields

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Entry, Value

_HEAD: Final = frozenset({*HEAD, "entries"})


def merged_settings(base: str | None, mine: str, theirs: str) -> MergedText:
    """The settings of both; raises Unreadable, and ChangedByBothError."""
    known, one, other = _copies(base, mine, theirs, row_keys)
    history = _history(united_entries(one, other))
    given = _settings_values(history)
    by_hand = [_settings_by_hand(copy, given) if copy else {} for copy in (known, one, other)]
    typed = joined_by_hand(*by_hand)
    values = {path: value for path, value in {**given, **typed}.items() if value is not None}
    if history:
        values["entries",] = len(history)
    computed = {*given, ("entries",)}
    return _merged(
        known, one, other, history, Rules(row_keys, computed.__contains__, _settings_rank, values)
    )


def _settings_values(history: Sequence[Entry]) -> dict[Path, Any]:
    """What a history says of the settings, by their places; None of what is gone."""
    known = known_fields(history)
    paths = {field: path_of(field) for field in known if row_of_field(field)}
    return {path: toml_value(path, known[field]) for field, path in paths.items()}


def _settings_rank(path: Path) -> tuple[int, ...] | None:
    section = "" if len(path) == 1 and path not in _SECTION_PLACES else str(path[0])
    is_own = not section and ("", path[0]) not in _KEY_PLACES and path != ("entries",)
    if is_own or (section,) not in _SECTION_PLACES:
        return None
    if is_kept_text([str(part) for part in path]):
        section = "paper_texts"
    return (_SECTION_PLACES[section,], _KEY_PLACES.get((section, str(path[-1])), len(_KEY_PLACES)))


_SECTION_PLACES: Final[dict[Path, int]] = {(one.name,): n for n, one in enumerate(SECTIONS)}
_KEY_PLACES: Final = {(row.section, row.key): n for n, row in enumerate(SETTINGS)}


def _settings_by_hand(copy: Copy, paths: Iterable[Path]) -> dict[Path, Any]:
    """What of some settings differs from what their history says."""
    given = _settings_values(_history(copy.values.get(HISTORY, [])))
    has = {path: copy.value(path) for path in paths}
    return {path: v for path, v in has.items() if _sorted(v) != _sorted(given.get(path))}


def _sorted(value: Any) -> Any:
    return sorted(map(str, value)) if isinstance(value, list) else plain(value)


def merged_inspection(base: str | None, mine: str, theirs: str) -> MergedText:
    """The inspection of both; raises Unreadable, and ChangedByBothError."""
    known, one, other = _copies(base, mine, theirs, _inspection_keys)
    history = _history(united_entries(one, other))
    texts = (base, mine, theirs)
    by_hand = [_inspection_by_hand(text) if text else {} for text in texts]
    fields: dict[str, Value] = {**known_fields(history), **joined_by_hand(*by_hand)}
    inspection = with_inspection_fields(inspection_of(mine), fields)._replace(history=history)
    values = _inspection_values(values_of(inspection))
    rules = Rules(_inspection_keys, _is_inspections, _inspection_rank, values)
    return _merged(known, one, other, history, rules)


def _inspection_by_hand(text: str) -> dict[str, Value]:
    inspection = inspection_of(text)
    given, has = known_fields(inspection.history), inspection_fields(inspection)
    fields = dict.fromkeys((*given, *has))
    return {field: has.get(field) for field in fields if has.get(field) != given.get(field)}


def _is_inspections(path: Path) -> bool:
    if len(path) == 1:
        return path[0] in _HEAD
    return len(path) == 3 and path[0] in LISTS and path[2] in INSPECTION_LISTS[path[0]]._fields


def _inspection_rank(path: Path) -> tuple[int, ...] | None:
    is_row = len(path) == 3 and path[0] in INSPECTION_LISTS
    fields: Sequence[str] = INSPECTION_LISTS[path[0]]._fields if is_row else _KEYS
    return (fields.index(path[-1]),) if path[-1] in fields else None


_KEYS: Final = ("id", *HEAD, "entries", *INSPECTION_LISTS)


def _inspection_values(values: Mapping[str, Any]) -> dict[Path, Any]:
    flat: dict[Path, Any] = {(key,): value for key, value in values.items() if key in _HEAD}
    for name in LISTS:
        rows = values.get(name, [])
        for key, row in zip(_inspection_keys(name, rows), rows, strict=True):
            flat |= {(name, key, field): value for field, value in row.items()}
    return flat


def _inspection_keys(name: str, rows: Rows) -> Sequence[Hashable]:
    """By what the rows of an inspection are known: what they are about, and which of such it is."""
    if name not in LISTS:
        return row_keys(name, rows)
    seen: dict[tuple[str, ...], int] = {}
    keys: list[Hashable] = []
    for row in rows:
        about = tuple(str(plain(row.get(part, ""))) for part in LISTS[name].about)
        seen[about] = seen.get(about, 0) + 1
        keys.append((*about, seen[about]))
    return keys


def merged_sending(base: str | None, mine: str, theirs: str) -> MergedText:
    """What was sent, with the answers that came to either; raises Unreadable."""
    known, one, other = _copies(base, mine, theirs, _sending_keys)
    return _merged(known, one, other, (), Rules(_sending_keys, ever=frozenset()))


def _sending_keys(name: str, rows: Rows) -> Sequence[Hashable]:
    if name != "received":
        return by_content(rows)
    days = [str(plain(row.get("on", ""))) for row in rows]
    return [*zip(days, by_content(rows), strict=True)]


def _copies(base: str | None, mine: str, theirs: str, keys: Any) -> tuple[Copy | None, Copy, Copy]:
    newline = newline_for(base, mine, theirs)
    known = None if base is None else Copy(base, newline, keys)
    return known, Copy(mine, newline, keys), Copy(theirs, newline, keys)


def _history(entries: Sequence[Mapping[str, Any]]) -> tuple[Entry, ...]:
    return record_history(Fields({"entries": len(entries), HISTORY: [*entries]}))


def _merged(
    known: Copy | None, one: Copy, other: Copy, history: Sequence[Entry], rules: Rules
) -> MergedText:
    text, now = merged_text(known, one, other, rules), unsettled_in(history)
    if not now:
        return MergedText(text, rules)
    before = [unsettled_in(_history(copy.values.get(HISTORY, []))) for copy in (one, other)]
    return MergedText(text, rules, newly_open(history, now, *before))
