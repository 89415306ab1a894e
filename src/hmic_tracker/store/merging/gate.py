"""Whether a merged file has all that it has to have: nothing that one side added is lost.

It looks at the texts alone, and at what `check` says of them; how they were merged it doesn't know.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from datetime import UTC, datetime

from hmic_tracker.domain.check_findings import FolderFacts, ItemFile
from hmic_tracker.domain.check_items import item_findings
from hmic_tracker.domain.part_keys import part_numbers
from hmic_tracker.domain.plan import Plan
from hmic_tracker.light_typing import Final, TypeVar
from hmic_tracker.store.item_codec import item_from
from hmic_tracker.store.merging.copies import Copy, Path
from hmic_tracker.store.merging.outline import HISTORY, Rules
from hmic_tracker.store.merging.pieces import MIXED, Table, comment_in
from hmic_tracker.store.paths import SCHEMA
from hmic_tracker.store.toml import parse

T = TypeVar("T", bound=Hashable)
_ERRORS: Final = frozenset(
    {"wrong-ancestry", "part-name", "first-due", "text-gone", "changed-outside", "no-history"}
    | {"wrong-kind", "unseen-value"}
)
"""What `check` may not say anew of an item: all that is of one file, but for what is unsettled."""


def losses(base: str | None, mine: str, theirs: str, merged: str, rules: Rules) -> Iterator[str]:
    """What a merged text lacks of what one side added, or both still have."""
    texts = (base, mine, theirs, merged)
    was, one, other, now = (
        None if text is None else Copy(text, MIXED, rules.row_keys) for text in texts
    )
    if one is None or other is None or now is None:
        return
    entries = {path for copy in (one, other) for path in copy.rows.get(HISTORY, [])}
    for path in sorted(entries - {*now.rows.get(HISTORY, [])}):
        yield f"the entry {path[1][1]}/{path[1][2]} of its history"
    comments = {*_comments(now)}
    for comment in _needed(_comments(was) if was else (), _comments(one), _comments(other)):
        if comment not in comments:
            yield f"the comment '{comment[:60]}'"
    keys = {*_keys(now, rules)}
    for path, value in _needed(
        _keys(was, rules) if was else (), _keys(one, rules), _keys(other, rules)
    ):
        as_comment = f"# {path[-1]} = {value.splitlines()[0] if value else ''}"
        if (path, value) not in keys and as_comment not in comments:
            yield f"the key '{path[-1]}' with {value[:60]}"


def _needed(base: Iterable[T], mine: Iterable[T], theirs: Iterable[T]) -> list[T]:
    """What one side added, or both still have."""
    was, one, other = {*base}, {*mine}, {*theirs}
    return sorted(((one | other) - was) | (one & other), key=repr)


def _comments(copy: Copy) -> Iterator[str]:
    lines = [*copy.pieces.end]
    for table in _every(copy.tables.values()):
        lines += (*table.above, comment_in(table.behind))
        for one in table.statements:
            lines += (*one.above, comment_in(one.behind))
    yield from {line.strip() for line in lines} - {""}


def _every(tables: Iterable[Table]) -> Iterator[Table]:
    for table in tables:
        yield table
        yield from _every(table.below)


def _keys(copy: Copy, rules: Rules) -> Iterator[tuple[Path, str]]:
    """The keys that nothing computes, with their values as they are written."""
    rows = {path for paths in copy.rows.values() for path in paths}
    for path, table in copy.tables.items():
        if path in rows and path[0] != HISTORY:
            yield path, ""
        for one in table.statements:
            full = (*path, *one.name)
            if not rules.computed(full) and (path not in rows or path[0] == HISTORY):
                yield full, one.value.replace("\r", "")


def new_errors(path: str, merged: str, *before: str) -> list[str]:
    """What `check` says of a merged item that it says of neither side."""
    known = {error for text in before for error in _errors(path, text)}
    return [message for message in _errors(path, merged) if message not in known]


def _errors(path: str, text: str) -> list[str]:
    values = parse(text)
    item = item_from(values, text)
    names = {(kind, n): name for (kind, name), n in part_numbers(values).items()}
    facts = FolderFacts(
        items=(ItemFile(path, item.id, item, (), False, names),), settings_read=False
    )
    findings = item_findings(
        Plan(schema=SCHEMA), facts, datetime.max.replace(tzinfo=UTC), lambda *_a, **_k: 0
    )
    return [finding.message for finding in findings if finding.code in _ERRORS]
