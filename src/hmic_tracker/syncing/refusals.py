"""Why two plans don't go together, in words that name both."""

from __future__ import annotations

from hmic_tracker.domain.dates import say_day
from hmic_tracker.errors import ConflictError, InputError
from hmic_tracker.git import objects
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.store.paths import LARGEST, SETTINGS
from hmic_tracker.store.toml import Unreadable, decode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hmic_tracker.domain.plan import Plan
    from hmic_tracker.git.repository import Repository


def nothing_in_common(
    repository: Repository, mine: str | None, theirs: str, shown: str
) -> InputError:
    """Two plans that were begun apart."""
    here = _named(repository, mine)
    there = _named(repository, theirs)
    return InputError(
        f"your plan ({here}) and that of {shown} ({there}) were begun apart",
        "nothing was changed; keep one and enter the other's into it, or clone theirs beside yours",
    )


def _named(repository: Repository, commit: str | None) -> str:
    """ "Example Police, begun 12 Sep 2008"."""
    if commit is None:
        return "nothing in it yet"
    blob = objects.tree_of(repository, commit).get(SETTINGS)
    if blob is None or not blob.is_file:
        return f"no plan in {repository.prefix or 'it'}"
    data = objects.blobs(repository, [blob.oid], LARGEST)[blob.oid]
    try:
        plan = settings_in(data)
    except Unreadable:
        return f"a {SETTINGS} that can't be read"
    begun = min((entry.on for entry in plan.history), default=None)
    name = plan.organisation or "no organisation named"
    return f"{name}, begun {say_day(begun)}" if begun else name


def settings_in(data: bytes) -> Plan:
    """The settings in the bytes of their file; raises Unreadable."""
    from hmic_tracker.store.settings_codec import settings_of

    return settings_of(decode(data))


def require_one_format(mine: bytes | None, theirs: bytes | None, shown: str) -> None:
    """Raise ConflictError where two plans are of two formats, InputError where one is none."""
    formats = []
    for data in (mine, theirs):
        if data is None:
            raise InputError(
                f"{shown} has no plan: there is no {SETTINGS}",
                "nothing was changed; look at the address: git remote -v",
            )
        formats.append(_format(data, shown))
    here, there = formats
    if here == there:
        return
    if there > here:
        way = "make yours one as well: tracker check --upgrade   (then: tracker sync)"
    else:
        way = (
            "ask those who work there to run, once: tracker check --upgrade   (then: tracker sync)"
        )
    raise ConflictError(f"{shown} is of format {there}, and your plan of format {here}", way)


def _format(data: bytes, shown: str) -> int:
    from hmic_tracker.store.settings_codec import NewerSchema

    try:
        return settings_in(data).schema
    except NewerSchema as fault:
        raise ConflictError(
            f"{shown} is of a newer format: {fault.problem}",
            "nothing was changed; update with: pip install --upgrade hmic-tracker",
        ) from fault
    except Unreadable as fault:
        where = f"{SETTINGS}:{fault.line}" if fault.line else SETTINGS
        raise InputError(
            f"{shown}: {where}: {fault.problem}",
            "nothing was changed; ask whoever put it there to mend it, then: tracker sync",
        ) from fault


def require_readable(files: Mapping[str, bytes], shown: str) -> None:
    """Raise InputError for a file of the other end that can't be read."""
    from hmic_tracker.store.operations import record_fault

    for path, data in files.items():
        if fault := record_fault(path, data):
            raise InputError(
                f"{shown}: {path}: {fault}",
                "nothing was changed; ask whoever put it there to mend it, then: tracker sync",
            )
