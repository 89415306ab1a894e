"""The filter options that every command about several items has, made of the rows of FILTERS."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from datetime import date

from hmic_tracker.commands.options import Argument, Option, Words
from hmic_tracker.commands.output import say
from hmic_tracker.domain.people import holds, posts_held_by
from hmic_tracker.errors import UsageError
from hmic_tracker.light_typing import TYPE_CHECKING, Any, Final
from hmic_tracker.query.filters import FILTERS, MOST_DAYS, Filter
from hmic_tracker.query.selection import Selection

if TYPE_CHECKING:
    from hmic_tracker.commands.session import Session
    from hmic_tracker.domain.plan import Plan
    from hmic_tracker.query.terms import Query
    from hmic_tracker.reports.request import ReportRequest


def option_of(row: Filter) -> Option:
    """A filter as an option."""
    days = row.type == "days"
    return Option(
        row.option,
        row.value,
        row.help,
        row.source,
        group="filters",
        type=int if days else str,
        repeated=row.type in {"words", "where"},
        least=0 if days else None,
        most=MOST_DAYS if days else None,
        dest=row.key,
    )


SAVED: Final = Argument(
    "saved", "[@FILTER]...", "Saved filters.", "filters", True, required=False, group="filters"
)
FILTERING: Final = (SAVED, *map(option_of, FILTERS))


class Filters:
    """What was typed of the filter options, by their keys; `saved` are filters such as "@board".

    Raises UsageError for other words among the saved filters.
    """

    def __init__(self, typed: Mapping[str, Any]) -> None:
        self.typed = {row.key: typed.get(row.key, row.empty) for row in FILTERS}
        self.saved: Words = tuple(typed.get("saved", ()))
        self._named: set[str] = set()
        for word in self.saved:
            if not word.startswith("@"):
                raise UsageError(
                    f"'{word[:60]}' is no filter",
                    f"one item: tracker show {word[:60]}   words in a text: --text '{word[:60]}'",
                )

    def report_request(self, session: Session) -> ReportRequest:
        """The plan on its day, and the items that the filters want; all without a filter."""
        from hmic_tracker.commands.days_off import Holidays
        from hmic_tracker.reports.request import ReportRequest

        day, plan = session.day, session.read_plan()
        holidays = Holidays(plan.holidays)
        given = self.saved or any(self.typed[row.key] != row.empty for row in FILTERS)
        wanted = self.selection(plan, day, holidays) if given else None
        return ReportRequest(plan, day, session.as_of is not None, wanted, holidays)

    def replace(self, **typed: Any) -> Filters:
        """The filters with other values typed for some."""
        return Filters({**self.typed, "saved": self.saved, **typed})

    def selection(self, plan: Plan, today: date, holidays: Container[date] = ()) -> Selection:
        """The conditions that were typed; raises where one can't be understood."""
        values: dict[str, Any] = {}
        for row in FILTERS:
            typed = self.typed[row.key]
            if row.type == "words":
                typed = tuple(value for word in typed for value in _values(row.read(word)))
                if row.key == "owners":
                    self._name_posts(plan, typed)
            elif row.type in {"date", "past"} and typed is not None:
                from hmic_tracker.domain.date_parsing import canonical_spelling

                back = row.type == "past"
                typed = canonical_spelling(typed, today, holidays, looks_back=back)
            elif row.type == "where":
                typed = self._queries(plan, today, holidays)
            values[row.key] = typed
        return Selection(**values)

    def _name_posts(self, plan: Plan, owners: Iterable[str]) -> None:
        """Say once which posts are meant where who holds them was typed."""
        for owner in owners:
            for post in posts_held_by(plan.people, owner):
                if owner not in self._named:
                    say(holds(post))
            self._named.add(owner)

    def _queries(self, plan: Plan, today: date, holidays: Container[date]) -> tuple[Query, ...]:
        """What expressions and saved filters say; reading them is loaded where there are any."""
        if not self.typed["where"] and not self.saved:
            return ()
        from hmic_tracker.query.parsing import parse
        from hmic_tracker.query.saved import resolve_saved

        queries = [parse(text, today, holidays) for text in self.typed["where"]]
        queries += [resolve_saved(name, plan.filters, today, holidays) for name in self.saved]
        return tuple(queries)


def _values(read: str | Iterable[str]) -> Iterable[str]:
    return (read,) if isinstance(read, str) else read
