"""What a command knows of the world: the day, the person, the plan. The only clock is here."""

from __future__ import annotations

import os
from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from hmic_tracker.domain.dates import deadline, say_day
from hmic_tracker.errors import InputError, UsageError
from hmic_tracker.store.paths import SETTINGS, find_store, settings_copies

if TYPE_CHECKING:
    from hmic_tracker.domain.changes import Stamp
    from hmic_tracker.domain.plan import Plan


class Session:
    """One run of a command: where the plan is, which day it is, who types, the settings.

    Everything is looked up when it is first asked for, and once. The arguments are the options'
    values as typed: `store` the folder, `as_of` the day of the plan, `on` the day an entry is true
    of, `by` the person.
    """

    def __init__(
        self,
        store: Path | None = None,
        as_of: str | None = None,
        no_index: bool = False,
        on: str | None = None,
        by: str | None = None,
    ) -> None:
        self.store, self.as_of, self.use_index = store, as_of, not no_index
        self._on, self._by = on, by
        self._settings: tuple[Plan, object] | None = None
        self._named: set[str] = set()

    @cached_property
    def folder(self) -> Path:
        """The plan's folder; raises InputError where there is none."""
        return find_store(self.store, os.environ, Path.cwd())

    @cached_property
    def today(self) -> date:
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

    @cached_property
    def day(self) -> date:
        """The day to judge on: that of --as-of, a month's last, or today."""
        return self.today if self.as_of is None else deadline(self.due(self.as_of))

    @cached_property
    def entry_day(self) -> date:
        """The day an entry is true of; raises InputError for a day to come."""
        if self._on is None:
            return self.today
        day = self.day_typed(self._on)
        if day > self.today:
            raise InputError(
                f"{say_day(day)} is still to come", "--on is the day it was true: today or earlier"
            )
        return day

    @cached_property
    def person(self) -> str:
        """Who makes the entry: --by, TRACKER_USER, git's user.name, the login name."""
        for given in (self._by, os.environ.get("TRACKER_USER")):
            if given is not None and given.strip():
                return " ".join(given.split())
        if self._by is not None:
            raise UsageError("--by is empty", "name the person who makes the entry")
        from hmic_tracker.git.identity import user_name

        if known := user_name():
            return known
        import getpass

        try:
            return getpass.getuser()
        except (OSError, KeyError, ImportError):
            return "unknown"

    def check(self) -> None:
        """Raise what is wrong with the folder or the day of an entry, before all other faults."""
        self.folder, self.entry_day  # noqa: B018  # looked up for what they raise

    def due(self, typed: str) -> str:
        """A day or a month as typed, seen from today; raises InputError."""
        from hmic_tracker.domain.date_parsing import parse_due

        return parse_due(typed, self.today)

    def day_typed(self, typed: str) -> date:
        """A day as typed, seen from today; raises InputError."""
        from hmic_tracker.domain.date_parsing import parse_day

        return parse_day(typed, self.today)

    def due_or_none(self, typed: str) -> str | None:
        """A day or a month as typed, None for "none", which takes a date away."""
        return None if typed.strip().casefold() == "none" else self.due(typed)

    def stamp(self) -> Stamp:
        """The stamp of what is entered now: who, when, and an op id of its own.

        With TRACKER_TODAY the day is that one, so that what a demonstration enters is of its day.
        """
        from hmic_tracker.domain.changes import Stamp

        now, day = datetime.now().astimezone(), self.today
        recorded = now.replace(year=day.year, month=day.month, day=day.day, microsecond=0)
        try:
            recorded = recorded.astimezone(UTC)
        except OverflowError:  # the first or the last day there is, which began elsewhere
            recorded = recorded.replace(tzinfo=UTC)
        return Stamp(by=self.person, recorded=recorded, op=generate_uid())

    @property
    def settings(self) -> Plan:
        """The settings, from one reading of their file; raises DamagedStoreError."""
        return self._settings[0] if self._settings else self._read_settings()

    def _read_settings(self) -> Plan:
        """Read the settings, unless their file is still the one that was read."""
        from hmic_tracker.store.reading import read_settings

        signature = _signature(self.folder / SETTINGS)
        if self._settings is None or signature is None or self._settings[1] != signature:
            self._settings = read_settings(self.folder)[0], signature
        return self._settings[0]

    @contextmanager
    def writing(self, upgrades: bool = False) -> Iterator[None]:
        """Hold the plan's lock; the settings are those that hold under it.

        Copies of their file are named: a command that only reads lists no more folders for them.
        """
        from hmic_tracker.store.writing import writing

        self.name_copies(settings_copies(self.folder))
        with writing(self.folder, lambda _: self._read_settings(), upgrades):
            yield

    def read_plan(self) -> Plan:
        """The plan as it stands now."""
        from hmic_tracker.store.index.queries import read_plan

        plan = read_plan(self.folder, self.use_index)
        self.name_copies(plan.copies)
        return plan

    def name_copies(self, paths: Iterable[str]) -> None:
        """Say once which files are copies that a sync tool made."""
        if copies := [path for path in paths if path not in self._named]:
            from hmic_tracker.commands.output import report_copies

            self._named.update(copies)
            report_copies(copies)

    def plan(self) -> Plan:
        """The plan as it stood on the day of --as-of, or as it stands."""
        return self.plan_on_day(self.read_plan())

    def plan_on_day(self, plan: Plan) -> Plan:
        """A plan as it stood on the day of --as-of; without one the plan itself."""
        if self.as_of is None:
            return plan
        from hmic_tracker.domain.replay import plan_as_of

        return plan_as_of(plan, self.day)


class Holidays:
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


def _signature(path: Path) -> tuple[int, ...] | None:
    """What tells a file from a changed one: inode, size and times; None where it isn't there."""
    try:
        known = path.stat()
    except OSError:
        return None
    return known.st_ino, known.st_size, known.st_mtime_ns, known.st_ctime_ns


def check_since(since: date, day: date) -> date:
    """The day of --since; raises InputError where it is after the day that is looked at."""
    if since > day:
        raise InputError(
            f"{say_day(since)} is after {say_day(day)}", "--since takes that day or earlier"
        )
    return since


def default_store() -> Path | None:
    """The folder that TRACKER_STORE names, whether it is there or not."""
    given = os.environ.get("TRACKER_STORE", "").strip()
    return Path(given).expanduser() if given else None


def generate_uid() -> str:
    """Generate a random id of eight base32 characters, for an item or an operation."""
    import base64

    return base64.b32encode(os.urandom(5)).decode().lower()
