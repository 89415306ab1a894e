"""The person's own settings, for all of their plans: in whose name entries are made.

A small TOML file in the person's configuration folder, which nobody else may read.
"""

from __future__ import annotations

import os
from pathlib import Path

from hmic_tracker.errors import InputError
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple
from hmic_tracker.store.files import (
    cannot_be_read,
    faults_as_errors,
    read_or_none,
    remove_quietly,
    write_temp,
)
from hmic_tracker.store.paths import user_folder

if TYPE_CHECKING:
    from hmic_tracker.store.toml import Fields

_HEAD: Final = "# Who makes your entries; to change it: tracker init --me NAME --post POST\n"
_PRIVATE: Final = 0o700
LONGEST: Final = 200
"""So many characters a name or a post may have."""


class OwnSettings(NamedTuple):
    """Who the person is: the name that entries are signed with, and the post."""

    name: str | None = None
    post: str | None = None


def own_settings_path() -> Path:
    """Where the person's own settings are, whether they are there or not."""
    return Path(user_folder("config"), "settings.toml")


def read_own_settings() -> OwnSettings:
    """The person's own settings, empty ones without a file; raises InputError."""
    path = own_settings_path()
    text = _text(path)
    if text is None:
        return OwnSettings()
    from hmic_tracker.store.toml import Fields, Unreadable, parse

    try:
        fields = Fields(parse(text), text)
        return OwnSettings(_name(fields, "name"), _name(fields, "post"))
    except Unreadable as fault:
        raise _unusable(path, f"line {fault.line}: {fault.problem}") from fault


def write_own_settings(settings: OwnSettings) -> Path:
    """Keep the person's own settings; what else is in the file stays. Returns where they are."""
    from hmic_tracker.store.toml import edited

    path = own_settings_path()
    text = edited(_text(path) or _HEAD, {("name",): settings.name, ("post",): settings.post})
    with faults_as_errors(str(path)):
        path.parent.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
        target = path.resolve()  # a link may lead to where the person keeps such files
        temp = write_temp(target, text.encode())
        try:
            os.replace(temp, target)
        except BaseException:
            remove_quietly(temp)
            raise
    return path


def _text(path: Path) -> str | None:
    from hmic_tracker.store.toml import Unreadable, decode

    try:
        data = read_or_none(path)
        return None if data is None else decode(data)
    except OSError as fault:
        raise _unusable(path, cannot_be_read(fault)) from fault
    except Unreadable as fault:
        raise _unusable(path, fault.problem) from fault


def _name(fields: Fields, key: str) -> str | None:
    return " ".join((fields.get(key, str) or "").split())[:LONGEST] or None


def _unusable(path: Path, problem: str) -> InputError:
    return InputError(
        f"{path}: {problem}",
        "mend it or remove it; --by NAME or TRACKER_USER says the name without it",
    )
