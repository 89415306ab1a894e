"""The filter options that every command about several items has, written once.

A command takes one parameter `filters: Filters`; the decorator `filtered` gives it the options.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Container
from datetime import date
from functools import wraps
from typing import Annotated, Any, NamedTuple

import typer

from hmic_tracker.commands import options
from hmic_tracker.domain.plan import Plan
from hmic_tracker.domain.words import parse_kind, parse_progress
from hmic_tracker.errors import UsageError
from hmic_tracker.query.fields import parse_rag, statuses_for
from hmic_tracker.query.selection import Selection
from hmic_tracker.query.terms import Query

Texts = list[str] | None


def _many(name: str, metavar: str, what: str) -> Any:
    return Annotated[Texts, typer.Option(name, metavar=metavar, help=what, show_default=False)]


def _flag(name: str, what: str) -> Any:
    return Annotated[bool, typer.Option(name, help=what)]


def _date(name: str, what: str) -> Any:
    return Annotated[str | None, typer.Option(name, metavar="DATE", help=what, show_default=False)]


def _days(name: str, what: str) -> Any:
    return Annotated[
        int | None,
        typer.Option(name, metavar="DAYS", min=0, max=99999, help=what, show_default=False),
    ]


OPTIONS: dict[str, tuple[Any, Any]] = {
    "include_all": (_flag("--all", "Completed items and side exits too."), False),
    "open_": (_flag("--open", "Not started or in progress."), False),
    "overdue": (_flag("--overdue", "Open and past the deadline."), False),
    "completed": (_flag("--completed", "Done, verified or closed."), False),
    "slipped": (_flag("--slipped", "Its due date was moved."), False),
    "past_first_date": (_flag("--past-first-date", "Open beyond its first due date."), False),
    "status": (_many("--status", "STATUS", "One status; may be repeated."), None),
    "progress": (_many("--progress", "WORD", "none, some, majority, almost, complete."), None),
    "rag": (_many("--rag", "COLOUR", "red, amber, green, blue or grey."), None),
    "kind": (options.Kinds, None),
    "owner": (_many("--owner", "POST", "What a post owes; none: nobody's."), None),
    "no_owner": (_flag("--no-owner", "Nobody owns it."), False),
    "group": (_many("--group", "NAME", "The owner's business group."), None),
    "board": (_many("--board", "NAME", "The board that oversees it."), None),
    "framework": (options.Frameworks, None),
    "inspection": (_many("--inspection", "ID", "The inspection it is from."), None),
    "tag": (_many("--tag", "WORD", "Has the tag."), None),
    "due_within": (_days("--due-within", "Due in so many days; 0: today."), None),
    "due_by": (_date("--due-by", "Deadline on it or before."), None),
    "due_before": (_date("--due-before", "Deadline before it."), None),
    "due_after": (_date("--due-after", "Deadline after it."), None),
    "no_due": (_flag("--no-due", "Has no due date."), False),
    "stale": (_days("--stale", "Open, nothing entered for so long."), None),
    "older_than": (_days("--older-than", "First entered longer ago."), None),
    "text": (_many("--text", "WORDS", "All of the words in what is said of it."), None),
    "where": (_many("--where", "EXPRESSION", "See: tracker help where."), None),
}
"""Each option's annotation and default, by the name under which a command gets it."""


class Filters(NamedTuple):
    """What was typed of the filter options; `named` are saved filters ("@board")."""

    typed: dict[str, Any]
    named: tuple[str, ...] = ()

    @property
    def any_given(self) -> bool:
        """Whether any option or saved filter was given."""
        return bool(self.named) or any(
            self.typed[name] != default for name, (_, default) in OPTIONS.items()
        )

    def selection(self, plan: Plan, today: date, holidays: Container[date] = ()) -> Selection:
        """The conditions that were asked for; raises where one can't be understood."""
        typed = self.typed

        def words(name: str) -> tuple[str, ...]:
            return tuple(typed[name] or ())

        def due(name: str) -> str | None:
            given = typed[name]
            if given is None:
                return None
            from hmic_tracker.domain.date_parsing import canonical

            return canonical(given, today, holidays)

        flags = ("include_all", "open_", "overdue", "completed", "slipped", "past_first_date")
        where = _queries(words("where"), self.named, plan, today, holidays)
        return Selection(
            **{name: typed[name] for name in (*flags, "no_owner", "no_due")},
            due_within=typed["due_within"],
            stale=typed["stale"],
            older_than=typed["older_than"],
            due_by=due("due_by"),
            due_before=due("due_before"),
            due_after=due("due_after"),
            statuses=tuple(s for word in words("status") for s in statuses_for(word)),
            kinds=tuple(parse_kind(word) for word in words("kind")),
            progress=tuple(parse_progress(word) for word in words("progress")),
            rag=tuple(parse_rag(word) for word in words("rag")),
            owners=words("owner"),
            groups=words("group"),
            boards=words("board"),
            frameworks=words("framework"),
            inspections=words("inspection"),
            tags=words("tag"),
            text=words("text"),
            where=where,
        )


def _queries(
    texts: tuple[str, ...],
    named: tuple[str, ...],
    plan: Plan,
    today: date,
    holidays: Container[date],
) -> tuple[Query, ...]:
    """What expressions and saved filters say; reading them is loaded where there are any."""
    if not texts and not named:
        return ()
    from hmic_tracker.query.parsing import parse
    from hmic_tracker.query.saved import resolve_saved

    said = [parse(text, today, holidays) for text in texts]
    said += [resolve_saved(name, plan.filters, today, holidays) for name in named]
    return tuple(said)


def filtered(command: Callable[..., int]) -> Callable[..., int]:
    """Gives a command the filter options; it gets what was typed as its parameter `filters`.

    Its parameter `named`, where it has one, takes saved filters: `tracker list @board`.
    """
    signature = inspect.signature(command)
    own = [p for name, p in signature.parameters.items() if name != "filters"]
    keyword = inspect.Parameter.KEYWORD_ONLY
    added = [
        inspect.Parameter(name, keyword, default=default, annotation=annotation)
        for name, (annotation, default) in OPTIONS.items()
    ]
    first = [p for p in own if p.name == "named"]
    rest = [p.replace(kind=keyword) for p in own if p.name != "named"]

    @wraps(command)
    def with_filters(*words: Any, **given: Any) -> int:
        typed = {name: given.pop(name, default) for name, (_, default) in OPTIONS.items()}
        named = given.pop("named", None) or [*words]
        return command(filters=Filters(typed, saved_names(named)), **given)

    signed: Any = with_filters
    signed.__signature__ = signature.replace(parameters=[*first, *added, *rest])
    signed.__annotations__ = {p.name: p.annotation for p in (*first, *added, *rest)}
    del signed.__wrapped__
    return with_filters


def saved_names(words: list[str]) -> tuple[str, ...]:
    """The names of saved filters among a command's words; raises UsageError for other words."""
    for word in words:
        if not word.startswith("@"):
            raise UsageError(
                f"'{word[:60]}' is no filter",
                f"one item: tracker show {word[:60]}   words in a text: --text '{word[:60]}'",
            )
    return tuple(words)
