"""Which paper is wanted: its settings, number, meeting and template, and the paper itself."""

from __future__ import annotations

import re
from datetime import date

from hmic_tracker.commands.days_off import Holidays
from hmic_tracker.domain.nearest import did_you_mean
from hmic_tracker.domain.plan import APPENDICES, Appendices, PaperSettings, Plan
from hmic_tracker.domain.recorded_papers import NAMELESS, previous_paper
from hmic_tracker.domain.words import folded
from hmic_tracker.errors import InputError, NotFoundError, UsageError
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple
from hmic_tracker.query.saved import query_typed
from hmic_tracker.reports.paper import Paper, PaperSpecification, paper
from hmic_tracker.store.recorded_papers import read_papers

if TYPE_CHECKING:
    from pathlib import Path

    from hmic_tracker.commands.session import Session


_MOST_LETTERS: Final = 60
_NUMBER: Final = re.compile(r"[^\W_](?:[^\W_]|[./-]){0,19}")

Template = tuple[str, str] | None
"""A template's text and its file's name."""


class PaperRequest(NamedTuple):
    """Which paper; `head` is its day, number and meeting, and if it is internal.

    `appendices` says of which items it has the texts, None that the settings say so.
    """

    session: Session
    name: str | None
    head: tuple[date, str | None, date | None, bool]
    appendices: Appendices | None = None

    def paper(self, use_index: bool = True) -> Paper:
        """The paper as the store stands."""
        from hmic_tracker.store.index.queries import read_plan

        plan = read_plan(self.session.folder, use_index)
        records, damaged, copies = read_papers(self.session.folder)
        self.session.name_copies((*plan.copies, *copies))
        settings = _settings(plan, self.name)
        day, number, _, _ = self.head
        where = query_typed(settings.where or "", plan.filters, day, Holidays(plan.holidays))
        wanted = PaperSpecification(settings, *self.head, where=where, appendices=self.appendices)
        previous = previous_paper(records, settings.name, settings.board, day, number)
        if previous is None and len(plan.papers) == 1:  # it got its name only later
            previous = previous_paper(records, NAMELESS, None, day, number)
        plan = plan._replace(damaged=(*plan.damaged, *damaged))
        return paper(plan, wanted, previous, Holidays(plan.holidays))


def _settings(plan: Plan, name: str | None) -> PaperSettings:
    """How the paper of a name is headed; without a name the only one, or one without settings."""
    known = {folded(settings.name): settings for settings in plan.papers}
    if name is None:
        if len(known) > 1:
            which = ", ".join(settings.name for settings in plan.papers)
            raise UsageError("which paper?", f"name one: {which}")
        return next(iter(known.values()), PaperSettings(NAMELESS))
    settings = known.get(folded(name))
    if settings is None:
        names = [one.name for one in plan.papers]
        hint = did_you_mean(name, names) or (
            f"the papers are: {', '.join(names)}"
            if names
            else "head one in tracker.toml: [papers.board] (see docs/papers.md)"
        )
        raise NotFoundError(f"there is no paper '{name[:_MOST_LETTERS]}'", hint)
    return settings


def check_number(typed: str | None) -> str | None:
    """A paper's number, spaces aside; raises UsageError for what can't be one."""
    number = typed.strip() if typed is not None else None
    if number is not None and not _NUMBER.fullmatch(number):
        raise UsageError(
            f"'{number[:_MOST_LETTERS]}' can't be a paper's number",
            "up to 20 letters, digits, dots, hyphens and slashes, a letter or digit first: "
            "--number 9",
        )
    return number


def check_appendices(typed: str | None) -> Appendices | None:
    """Of which items the texts are wanted; raises UsageError for what is no such word."""
    if typed is None:
        return None
    word = next((word for word in APPENDICES if word == folded(typed)), None)
    if word is None:
        raise UsageError(
            f"--appendices takes all, open or none, not '{typed[:_MOST_LETTERS]}'",
            "open, the usual one, has the texts of what is open or changed",
        )
    return word


def read_template(path: Path | None) -> Template:
    """A template of the person's own; raises InputError where it can't be read."""
    if path is None:
        return None
    from hmic_tracker.render.papers.template import LARGEST, decode_template
    from hmic_tracker.store.files import cannot_be_read, read_regular

    try:
        data = read_regular(path, LARGEST)
    except OSError as fault:
        raise InputError(
            f"{path} {cannot_be_read(fault)}",
            "print one to begin from: tracker report --print-template > ours.j2",
        ) from fault
    return decode_template(path, data), str(path)
