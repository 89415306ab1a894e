"""A setting's name as people type it: `thresholds.near_days`, `frameworks.np.board`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from hmic_tracker.domain.frameworks import board_named, find_by_name, framework_named
from hmic_tracker.domain.items import ID_PATTERN, Value
from hmic_tracker.domain.kept_texts import KEPT_SECTIONS, WHOLE
from hmic_tracker.domain.nearest import did_you_mean
from hmic_tracker.domain.people import post_named
from hmic_tracker.domain.record_history import Path, field_of, path_of
from hmic_tracker.domain.recorded_papers import NAMELESS
from hmic_tracker.domain.settings import (
    SECTIONS,
    SETTINGS,
    Section,
    Setting,
    section_of,
    settings_in,
)
from hmic_tracker.domain.settings_fields import UNTRACKED, settings_fields
from hmic_tracker.domain.words import folded
from hmic_tracker.errors import NotFoundError, UsageError
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple
from hmic_tracker.query.saved import saved_name

if TYPE_CHECKING:
    from hmic_tracker.domain.plan import Plan

_ADDED_BY = {"frameworks": "framework", "boards": "board", "people": "person"}
"""The commands that add a table of a section; those of others begin with their first key."""


class SettingKey(NamedTuple):
    """A setting of a plan: its path in the file, and its row in the table of settings."""

    path: Path
    row: Setting

    @property
    def field(self) -> str:
        """Its name in the history, and as it is typed."""
        return field_of(self.path)


def key_named(plan: Plan, typed: str) -> SettingKey:
    """The setting of that name; a framework, post or board may be named as anywhere else.

    Raises NotFoundError.
    """
    if kept := _kept_named(plan, typed):
        return kept
    name, _, rest = typed.strip().partition(".")
    table, _, key = rest.rpartition(".")
    section = next((one for one in SECTIONS if one.name and one.name == name.lower()), None)
    if section is None or section.name in UNTRACKED:
        section, key, table = section_of(""), typed.strip(), ""
    if section.record is dict and rest:
        row = settings_in(section.name)[0]
        return SettingKey((section.name, _dict_key(plan, section, rest)), row)
    rows = {row.key: row for row in settings_in(section.name) if row.key not in UNTRACKED}
    row_named = rows.get(key.lower().replace("-", "_"))
    if row_named is None or bool(table) != bool(section.each):
        raise _unknown(plan, typed)
    if not section.name:
        return SettingKey((row_named.key,), row_named)
    if not section.each:
        return SettingKey((section.name, row_named.key), row_named)
    return SettingKey((section.name, table_named(plan, section, table), row_named.key), row_named)


def _kept_named(plan: Plan, typed: str) -> SettingKey | None:
    """The setting of a kept paragraph: its words, where its day isn't asked for.

    None for any other setting; raises NotFoundError.
    """
    match = _KEPT.fullmatch(typed.strip())
    if match is None:
        return None
    rest = _KEPT_KEY.sub("", match["rest"])
    place, dot, word = rest.rpartition(".")
    section = folded(word).replace("_", "-").replace(" ", "-")
    if not dot or section not in KEPT_SECTIONS:
        hint = did_you_mean(word, KEPT_SECTIONS) or f"there are: {', '.join(KEPT_SECTIONS)}"
        raise NotFoundError(f"no kept paragraph is about '{word[:60]}'", hint)
    key = (_KEPT_KEY.search(match["rest"]) or (".text",))[0].strip(".").lower()
    name, framework = _paper_named(plan, match["name"]), _kept_framework(plan, place.strip('"'))
    path = ("papers", name, "text", framework, section)
    row = next(row for row in settings_in("paper_texts") if row.key == key)
    return SettingKey((*path, key), row)


_KEPT: Final = re.compile(r"papers\.(?P<name>.+?)\.text\.(?P<rest>.+)", re.IGNORECASE)
_KEPT_KEY: Final = re.compile(r"\.(?:text|on)$", re.IGNORECASE)


def _paper_named(plan: Plan, typed: str) -> str:
    """The name of a paper that there is, or of the one without a heading of its own."""
    names = [paper.name for paper in plan.papers]
    names += [text.name for text in plan.paper_texts]
    known = {folded(name): name for name in (NAMELESS, *names)}
    name = known.get(folded(typed.strip('"')))
    if name is None:
        hint = did_you_mean(typed, known.values()) or f"there are: {', '.join(known.values())}"
        raise NotFoundError(f"there is no paper '{typed[:60]}'", hint)
    return name


def _kept_framework(plan: Plan, typed: str) -> str:
    """The slug of a framework, or the word for all of them."""
    if folded(typed) == WHOLE or any(text.framework == typed for text in plan.paper_texts):
        return folded(typed) if folded(typed) == WHOLE else typed
    return framework_named(plan.frameworks, typed).slug


def table_named(plan: Plan, section: Section, typed: str) -> str:
    """The name of a section's table as the file has it; raises NotFoundError.

    Of frameworks, posts and boards it has to be there, others begin with their first setting.
    """
    name = typed.strip().strip('"')
    known = _tables(plan, section)
    if section.name == "frameworks":
        framework = find_by_name(plan.frameworks, name)
        slug = framework.slug if framework else None
    elif section.name == "people":
        by_slug = (post.slug for post in plan.people if post.slug == name.lower())
        post = post_named(plan.people, name)
        slug = next(by_slug, post.slug if post else None)
    elif section.name == "boards":
        board = board_named(plan.boards, name)
        slug = board.slug if board else None
    else:
        slug = next((one for one in known if one.lower() == name.lower()), None)
    if slug is not None:
        return slug
    if section.name not in _ADDED_BY and ID_PATTERN.fullmatch(name):
        return name
    what = section.name.rstrip("s") if section.name != "people" else "post"
    command = _ADDED_BY.get(section.name)
    hint = did_you_mean(name, known) or (
        f"add it with: tracker {command} add NAME"
        if command
        else "a name has letters, digits, dots, - and _"
    )
    raise NotFoundError(f"there is no {what} '{name[:60]}' in the settings", hint)


def table_typed(plan: Plan, typed: str) -> Path | None:
    """The path of a table that is there, named as a whole: "papers.board"; None where none is."""
    if kept := _kept_named(plan, typed):
        there = any(path_of(field)[:-1] == kept.path[:-1] for field in settings_fields(plan))
        return kept.path[:-1] if there and not _KEPT_KEY.search(typed) else None
    name, _, rest = typed.strip().partition(".")
    section = next((one for one in SECTIONS if one.each and one.name == name.lower()), None)
    if section is None or not rest:
        return None
    try:
        table = table_named(plan, section, rest)
    except NotFoundError:
        return None
    return (section.name, table) if table in _tables(plan, section) else None


def known_keys(plan: Plan) -> Iterator[SettingKey]:
    """The settings that can be typed: those outside of tables, and those of tables that are there.

    In the order of the table of settings; of filters and maps those that there are.
    """
    for section in SECTIONS:
        rows = [row for row in settings_in(section.name) if row.key not in UNTRACKED]
        if section.name in UNTRACKED:
            continue
        if section.record is dict:
            yield from (
                SettingKey((section.name, name), rows[0]) for name in getattr(plan, section.name)
            )
        elif section.each:
            for table in _table_paths(plan, section):
                yield from (SettingKey((*table, row.key), row) for row in rows)
        else:
            start = (section.name,) if section.name else ()
            yield from (SettingKey((*start, row.key), row) for row in rows)


def default_of(key: SettingKey) -> Value:
    """What holds without a setting, as it is printed; None where nothing does."""
    default = key.row.default if not section_of(key.row.section).each else None
    return str(default) if isinstance(default, str | int) else None


def _tables(plan: Plan, section: Section) -> list[str]:
    """The names of a section's tables as the file has them."""
    return [path[1] for path in _table_paths(plan, section)]


def _table_paths(plan: Plan, section: Section) -> list[Path]:
    """The paths of a section's tables as the file has them."""
    paths = (path_of(field)[:-1] for field in settings_fields(plan))
    return list(dict.fromkeys(path for path in paths if section.names_in(path) is not None))


def _dict_key(plan: Plan, section: Section, typed: str) -> str:
    """The name of a filter or a map; raises NotFoundError for what can be none."""
    names: Iterable[str] = getattr(plan, section.name)
    known = next((one for one in names if one.lower() == typed.lower()), None)
    if known is not None:
        return known
    try:
        return saved_name(typed, f"a {section.name.rstrip('s')}", "board, due-soon")
    except UsageError as fault:
        raise NotFoundError(fault.message, fault.hint) from fault


def _unknown(plan: Plan, typed: str) -> NotFoundError:
    keys = [key.field for key in known_keys(plan)]
    last = typed.rpartition(".")[2].lower()
    like = [f"{row.section}.NAME.{row.key}" for row in SETTINGS if row.key == last and row.section]
    hint = did_you_mean(typed, keys) or (
        f"write it as {like[0]}" if like else "see: tracker settings list --all"
    )
    return NotFoundError(f"there is no setting '{typed[:80]}'", hint)
