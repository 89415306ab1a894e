"""`tracker.toml` with some of its fields set: what every command writes that changes settings."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from hmic_tracker.domain.record_history import is_in, path_of
from hmic_tracker.domain.settings_fields import settings_fields, toml_value
from hmic_tracker.errors import ConflictError, WriteError
from hmic_tracker.light_typing import TYPE_CHECKING, Any
from hmic_tracker.store.settings_codec import edited_settings, settings_of
from hmic_tracker.store.toml import KeyPath, Unreadable, parse
from hmic_tracker.store.writing import settings_write

if TYPE_CHECKING:
    from pathlib import Path

    from hmic_tracker.domain.items import Value
    from hmic_tracker.domain.record_history import Path as FieldPath
    from hmic_tracker.store.journal import Write


def fields_write(
    folder: Path, changed: Mapping[str, Value], gone: Collection[FieldPath] = ()
) -> Write:
    """The write that sets some fields, None taking one away, and takes out whole tables.

    Raises WriteError where the file is written so that they can't be set in it.
    """
    return settings_write(folder, lambda text: _with_fields(text, changed, gone))


def _with_fields(text: str, changed: Mapping[str, Value], gone: Collection[FieldPath]) -> str:
    before = settings_fields(settings_of(text))
    wanted = {**before, **changed}
    wanted = {
        field: value
        for field, value in wanted.items()
        if value not in (None, ()) and not is_in(path_of(field), gone)
    }
    paths: dict[KeyPath, Any] = {}
    if isinstance(parse(text).get("boards"), list) and _speak_of_boards(changed, gone):
        text = edited_settings(text, {("boards",): None})  # names alone, as tables from now on
        changed = {**{f: v for f, v in wanted.items() if path_of(f)[0] == "boards"}, **changed}
    for field, value in changed.items():
        path = path_of(field)
        if not is_in(path, gone):
            paths[path] = toml_value(path, value or None)
    paths |= dict.fromkeys(gone)
    try:
        new = edited_settings(text, paths)
        is_right = settings_fields(settings_of(new)) == _as_read(wanted)
    except (Unreadable, ConflictError, ValueError):
        is_right = False
    if not is_right:
        names = ", ".join(changed)[:200]
        raise WriteError(
            f"tracker.toml is written so that this can't be changed in it: {names}",
            "change it by hand, then: tracker check --record",
        )
    return new


def _as_read(wanted: Mapping[str, Value]) -> dict[str, Value]:
    """The fields as a file with them is read: what holds without a key is no field."""
    from hmic_tracker.domain.plan import Plan
    from hmic_tracker.domain.settings_fields import with_settings_fields

    return settings_fields(with_settings_fields(Plan(), wanted))


def _speak_of_boards(changed: Mapping[str, Value], gone: Collection[FieldPath]) -> bool:
    return any(path[0] == "boards" for path in (*map(path_of, changed), *gone))
