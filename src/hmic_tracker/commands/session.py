"""What a command knows of the world: the day, the person, the store. The only clock is here."""

from __future__ import annotations

import os
import sys
from collections.abc import Container
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hmic_tracker.domain.dates import deadline, say_day
from hmic_tracker.errors import InputError, UsageError
from hmic_tracker.store.folder import find_store

if TYPE_CHECKING:
    from hmic_tracker.domain.changes import Stamp
    from hmic_tracker.domain.plan import Damage, Plan


def today() -> date:
    """Today, or the day in TRACKER_TODAY."""
    given = os.environ.get("TRACKER_TODAY", "").strip()
    if not given:
        return date.today()  # noqa: DTZ011  # a deadline is a day where the person is
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise InputError(
            f"TRACKER_TODAY is '{given[:40]}', which is not a day", "write it as 2008-12-01"
        ) from None


def day_of(as_of: str | None) -> date:
    """The day to judge on: as given, a month's last, or today."""
    if as_of is None:
        return today()
    from hmic_tracker.domain.date_parsing import parse_due

    return deadline(parse_due(as_of, today()))


def entry_day(on: str | None) -> date:
    """The day an entry is true of; raises InputError for a day to come."""
    if on is None:
        return today()
    from hmic_tracker.domain.date_parsing import parse_day

    day = parse_day(on, today())
    if day > today():
        raise InputError(
            f"{say_day(day)} is still to come", "--on is the day it was true: today or earlier"
        )
    return day


class _Holidays:
    """The bank holidays of England and Wales and the plan's own, looked up when a day is."""

    def __init__(self, own: frozenset[date]) -> None:
        self._own = own
        self._years: dict[int, Container[date]] = {}

    def __contains__(self, day: object) -> bool:
        if day in self._own:
            return True
        if not isinstance(day, date):
            return False
        if day.year not in self._years:
            import holidays  # only working days pay for it

            self._years[day.year] = holidays.country_holidays("GB", subdiv="ENG", years=day.year)
        return day in self._years[day.year]


def holidays_of(own: frozenset[date]) -> Container[date]:
    """The days that are no working days besides weekends."""
    return _Holidays(own)


def store_named() -> Path | None:
    """The folder that TRACKER_STORE names, whether it is there or not."""
    given = os.environ.get("TRACKER_STORE", "").strip()
    return Path(given).expanduser() if given else None


def folder_of(store: Path | None) -> Path:
    """The store's folder; raises InputError where there is none."""
    return find_store(store, os.environ, Path.cwd())


def load_plan(store: Path | None, as_of: str | None, use_index: bool = True) -> tuple[Plan, date]:
    """The plan as it stands, or as it stood on a day, and the day."""
    from hmic_tracker.domain.replay import plan_as_of
    from hmic_tracker.store.index.queries import read_plan

    plan, day = read_plan(folder_of(store), use_index), day_of(as_of)
    return (plan if as_of is None else plan_as_of(plan, day)), day


def person(by: str | None) -> str:
    """Who makes the entry: --by, TRACKER_USER, git's user.name, the login name."""
    for given in (by, os.environ.get("TRACKER_USER")):
        if given is not None and given.strip():
            return " ".join(given.split())
    if by is not None:
        raise UsageError("--by is empty", "name the person who makes the entry")
    from hmic_tracker.git.identity import user_name

    if known := user_name():
        return known
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"


def new_stamp(by: str | None) -> Stamp:
    """The stamp of a command that writes now: who, when, and an op id of its own.

    With TRACKER_TODAY the day is that one, so that what a demonstration enters is of its day.
    """
    from hmic_tracker.domain.changes import Stamp

    now = datetime.now().astimezone()
    day = today()
    recorded = now.replace(year=day.year, month=day.month, day=day.day, microsecond=0)
    return Stamp(by=person(by), recorded=recorded.astimezone(UTC), op=random_word())


def random_word() -> str:
    """Eight characters of base32 that nothing else has: a uid or an op."""
    import base64

    return base64.b32encode(os.urandom(5)).decode().lower()


def report_damage(damaged: tuple[Damage, ...]) -> int:
    """Names what could not be read on standard error; the exit code for it."""
    if not damaged:
        return 0
    from hmic_tracker.render.visible import visible

    for damage in damaged:
        print(f"tracker: {visible(damage.where)}: {visible(damage.problem)}", file=sys.stderr)  # noqa: T201
    how = f"{damaged[0].remedy}, or restore it"
    if len(damaged) > 1:
        how = "mend them (an item: tracker edit ID), or restore them"
    print(f"{how}; the rest is shown", file=sys.stderr)  # noqa: T201
    return 5
