"""What a command knows of the world: the day, the person, the plan. The only clock is here."""

from __future__ import annotations

import os
from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cached_property

from hmic_tracker.domain.dates import deadline, say_day
from hmic_tracker.domain.words import composed, folded
from hmic_tracker.errors import DeclinedError, InputError, UsageError
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple
from hmic_tracker.store.commit_marker import op_names
from hmic_tracker.store.paths import (
    SETTINGS,
    file_signature,
    find_store,
    settings_copies,
    working_folder,
)

if TYPE_CHECKING:
    from pathlib import Path

    from hmic_tracker.domain.changes import Stamp
    from hmic_tracker.domain.plan import Plan
    from hmic_tracker.store.lock_holder import Holder

_BASE32: Final = "abcdefghijklmnopqrstuvwxyz234567"


class Signature(NamedTuple):
    """The name that entries are signed with, and where it comes from.

    `post` is the person's own, where their settings say both; `is_guess` is whether nobody chose
    the name for this.
    """

    name: str
    source: str
    post: str | None = None
    is_guess: bool = False


class Session:
    """One run of a command: where the plan is, which day it is, who types, the settings.

    Everything is looked up when it is first asked for, and once. The arguments are the options'
    values as typed: `store` the folder, `as_of` the day of the plan, `on` the day an entry is true
    of, `by` the person, `yes` that a date is right though it looks like a slip.
    """

    def __init__(
        self,
        store: str | None = None,
        as_of: str | None = None,
        no_index: bool = False,
        on: str | None = None,
        by: str | None = None,
        yes: bool = False,
    ) -> None:
        self.as_of, self.use_index = as_of, not no_index
        self._store = store
        self._on, self._by, self._yes = on, by, yes
        self._confirmed: set[str] = set()
        self._settings: tuple[Plan, object] | None = None
        self._named: set[str] = set()

    @property
    def store(self) -> Path | None:
        """The folder that --store names."""
        from pathlib import Path

        return None if self._store is None else Path(self._store)

    @cached_property
    def place(self) -> str:
        """The plan's folder, for what only looks at it; raises InputError where there is none."""
        return find_store(self._store, os.environ, working_folder())

    @property
    def folder(self) -> Path:
        """The plan's folder; raises InputError where there is none."""
        from pathlib import Path

        return Path(self.place)

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
        from hmic_tracker.domain.date_parsing import parse_day

        day = parse_day(self._on, self.today, self.days_off, looks_back=True)
        if day > self.today:
            raise InputError(
                f"{say_day(day)} is still to come", "--on is the day it was true: today or earlier"
            )
        self.confirm(day.isoformat())
        return day

    @property
    def is_day_named(self) -> bool:
        """Whether --on says the day of an entry."""
        return self._on is not None

    @property
    def days_off(self) -> Container[date]:
        """The bank holidays and the plan's own, which are read where a day is looked up."""
        from hmic_tracker.commands.days_off import LateHolidays

        return LateHolidays(lambda: self.settings.holidays)

    @cached_property
    def person(self) -> str:
        """In whose name the entry is made: --by, else the person's own."""
        if self._by is None:
            return self.own_signature.name
        if not (name := composed(self._by)):
            raise UsageError("--by is empty", "name the person who makes the entry")
        return name

    @property
    def is_by_named(self) -> bool:
        """Whether --by says in whose name entries are made."""
        return self._by is not None

    @cached_property
    def own_signature(self) -> Signature:
        """Who types: TRACKER_USER, their own settings, git's user.name, the login name."""
        if given := composed(os.environ.get("TRACKER_USER", "")):
            return Signature(given, "TRACKER_USER")
        from hmic_tracker.commands.signatures import own_signature

        return own_signature()

    def introduce(self) -> None:
        """Ask a person on a terminal who they are, where nothing says it; it is kept."""
        from hmic_tracker.commands.output import can_ask

        if self._by is None and self.own_signature.is_guess and can_ask():
            from hmic_tracker.commands.signatures import ask_signature

            self.own_signature = ask_signature(self.own_signature)

    def say_guess(self) -> None:
        """Say in whose name entries are made, where that is a guess."""
        if self._by is None and self.own_signature.is_guess:
            from hmic_tracker.commands.output import say
            from hmic_tracker.commands.signatures import guess_text

            say(guess_text(self.own_signature))

    def holders_of(self, owner: str | None) -> frozenset[str]:
        """The names that stand for an owner: the post, who holds it, the person where it's theirs.

        What the person's own post is they say in their own settings.
        """
        from hmic_tracker.domain.people import holders_of, is_owner

        names = holders_of(self.settings.people, owner)
        mine = self.own_signature.post if self._by is None else None
        return names | {self.person} if owner and mine and is_owner(mine, owner) else names

    def check(self) -> None:
        """Raise what is wrong with the folder or the day of an entry, before all other faults."""
        self.place, self.entry_day  # noqa: B018  # looked up for what they raise

    def due(self, typed: str, *, looks_back: bool = False) -> str:
        """A day or a month as typed, seen from today; raises InputError.

        Without a year it is the next such one, the last such one where it `looks_back`.
        """
        from hmic_tracker.domain.date_parsing import parse_due

        return parse_due(typed, self.today, self.days_off, looks_back=looks_back)

    def entered_due(self, typed: str, *, looks_back: bool = False) -> str:
        """A day or a month to be kept, asked about where it is far off; raises as `confirm`."""
        due = self.due(typed, looks_back=looks_back)
        self.confirm(due)
        return due

    def entered_day(self, typed: str) -> date:
        """A day to be kept, asked about where it is far off; raises as `confirm`."""
        from hmic_tracker.domain.date_parsing import parse_day

        day = parse_day(typed, self.today, self.days_off)
        self.confirm(day.isoformat())
        return day

    @property
    def says_yes(self) -> bool:
        """Whether --yes answers what would be asked."""
        return self._yes

    def due_or_none(self, typed: str) -> str | None:
        """A day or a month to be kept, None for "none", which takes a date away."""
        return None if folded(typed) == "none" else self.entered_due(typed)

    def confirm(self, due: str) -> None:
        """Ask once about a date that is probably a slip: before 1990, or 30 years ahead.

        Raises DeclinedError where the answer is no, and UsageError where nobody can be asked and
        no --yes says it.
        """
        from hmic_tracker.domain.date_parsing import doubt_of

        doubt = doubt_of(due, self.today)
        if doubt is None or self._yes or due in self._confirmed:
            return
        from hmic_tracker.commands.output import ask

        if not ask(f"{doubt}. Is that right?", doubt):
            raise DeclinedError(doubt)
        self._confirmed.add(due)

    @property
    def now(self) -> datetime:
        """The moment, in UTC; with TRACKER_TODAY on that day."""
        now, day = datetime.now().astimezone(), self.today
        moment = now.replace(year=day.year, month=day.month, day=day.day, microsecond=0)
        try:
            return moment.astimezone(UTC)
        except OverflowError:  # the first or the last day there is, which began elsewhere
            return moment.replace(tzinfo=UTC)

    def stamp(self) -> Stamp:
        """The stamp of what is entered now: who, when, and an op id of its own.

        With TRACKER_TODAY the day is that one, so that what a demonstration enters is of its day.
        """
        from hmic_tracker.domain.changes import Stamp

        return Stamp(self.person, self.now, generate_uid(), self._typist())

    def _typist(self) -> str:
        """Who types; with --by nothing depends on whether that can be known."""
        try:
            return self.own_signature.name
        except InputError:
            if self._by is None:
                raise
            return self.person

    def _holder(self) -> Holder:
        """This process as it is named to those who wait for the plan's lock."""
        from hmic_tracker.store.lock_holder import own_holder

        return own_holder(self._typist(), self.now.isoformat())

    @property
    def settings(self) -> Plan:
        """The settings, from one reading of their file; raises DamagedStoreError."""
        return self._settings[0] if self._settings else self._read_settings()

    def _read_settings(self) -> Plan:
        """Read the settings, unless their file is still the one that was read."""
        from hmic_tracker.store.reading import read_settings

        signature = file_signature(self.folder / SETTINGS)
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
        with writing(self.folder, lambda _: self._read_settings(), upgrades, self._holder()):
            if not op_names(self.folder):  # the first command here in a plan made elsewhere
                self.say_guess()
            yield

    def read_plan(self) -> Plan:
        """The plan as it stands now."""
        from hmic_tracker.store.index.queries import read_plan

        plan = read_plan(self.place, self.use_index)
        self.name_copies(plan.copies)
        return plan

    def name_copies(self, paths: Iterable[str]) -> None:
        """Say once which files are copies that a sync tool made."""
        if copies := [path for path in paths if path not in self._named]:
            from hmic_tracker.commands.output import report_copies

            self._named.update(copies)
            report_copies(copies)

    def say_once(self, text: str) -> None:
        """Say something that is come upon each time that the plan is looked at."""
        from hmic_tracker.commands.output import say

        if text not in self._named:
            self._named.add(text)
            say(text)

    def plan(self) -> Plan:
        """The plan as it stood on the day of --as-of, or as it stands."""
        return self.plan_on_day(self.read_plan())

    def plan_on_day(self, plan: Plan) -> Plan:
        """A plan as it stood on the day of --as-of; without one the plan itself."""
        if self.as_of is None:
            return plan
        from hmic_tracker.domain.replay import plan_as_of

        return plan_as_of(plan, self.day)


def default_store() -> Path | None:
    """The folder that TRACKER_STORE names, whether it is there or not."""
    given = os.environ.get("TRACKER_STORE", "").strip()
    if not given:
        return None
    from pathlib import Path

    return Path(given).expanduser()


def generate_uid() -> str:
    """Generate a random id of eight base32 characters, for an item or an operation."""
    return "".join(_BASE32[byte % 32] for byte in os.urandom(8))
