"""Whose due dates moved, how often and how far: by owner and by framework."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from hmic_tracker.domain.frameworks import Framework, in_tree_order
from hmic_tracker.domain.rules import is_counted, is_open, slippage
from hmic_tracker.domain.words import folded
from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple
from hmic_tracker.query.terms import Flag, Query
from hmic_tracker.reports.figures import (
    COUNTED,
    OPEN,
    figure_filters,
    in_framework,
    in_no_framework,
    owned_by,
)
from hmic_tracker.reports.grouping import group_by_key
from hmic_tracker.reports.summary_values import NO_FRAMEWORK

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Item
    from hmic_tracker.domain.plan import Damage
    from hmic_tracker.reports.request import ReportRequest


class Slipped(NamedTuple):
    """Items whose due moved, their moves and days in all, the longest of one, and still open.

    Days are negative where dates came nearer. The numbers of items have `filters` in the rows.
    """

    items: int
    moves: int
    days: int
    longest: int
    open: int


class OwnerSlippage(NamedTuple):
    """What moved of a post's items; None is nobody's."""

    owner: str | None
    slipped: Slipped
    filters: dict[str, str]


class FrameworkSlippage(NamedTuple):
    """What moved of a framework's own items."""

    framework: Framework
    slipped: Slipped
    filters: dict[str, str]


class SlippageReport(NamedTuple):
    """The same items in two tables: each is in one row of each, so both add up to the total."""

    as_of: date
    owners: tuple[OwnerSlippage, ...]
    frameworks: tuple[FrameworkSlippage, ...]
    total: Slipped
    filters: dict[str, str]
    damaged: tuple[Damage, ...]
    filter_text: str = ""


def slippage_report(request: ReportRequest) -> SlippageReport:
    """The slippage of the items in the counts, or of those wanted among them.

    Owners with the most days come first, frameworks in tree order; who has none isn't there.
    """
    request = request.of_figures()
    plan = request.current()
    moved = [item for item in request.items_of(plan) if is_counted(item) and slippage(item).moves]
    by_owner = group_by_key(moved, lambda item: folded(item.owner or ""))
    owners = [
        OwnerSlippage(owner, _slipped(mine), _filters(*request.scope, owned_by([owner])))
        for mine in by_owner.values()
        for owner in (mine[0].owner or None,)
    ]
    owners.sort(key=lambda row: (-row.slipped.days, row.owner is None, row.owner or ""))
    known = {framework.slug: framework for framework in in_tree_order(plan.frameworks)}
    by_framework = group_by_key(moved, lambda item: known.get(item.framework or "", NO_FRAMEWORK))
    frameworks = [
        FrameworkSlippage(
            framework,
            _slipped(by_framework[framework]),
            _filters(*request.scope, _under(framework, known)),
        )
        for framework in (*known.values(), NO_FRAMEWORK)
        if framework in by_framework
    ]
    return SlippageReport(
        as_of=request.today,
        owners=tuple(owners),
        frameworks=tuple(frameworks),
        total=_slipped(moved),
        filters=_filters(*request.scope),
        damaged=plan.damaged,
        filter_text=request.filter_text,
    )


def _filters(*scope: Query) -> dict[str, str]:
    return figure_filters((*scope, Flag("slipped")), {"items": COUNTED, "open": OPEN})


def _under(framework: Framework, known: dict[str, Framework]) -> Query:
    if framework == NO_FRAMEWORK:
        return in_no_framework(known.values())
    return in_framework(framework.slug)


def _slipped(items: Iterable[Item]) -> Slipped:
    moved = [(slippage(item), is_open(item)) for item in items]
    return Slipped(
        items=len(moved),
        moves=sum(one.moves for one, _ in moved),
        days=sum(one.days for one, _ in moved),
        longest=max((one.days for one, _ in moved), default=0),
        open=sum(still for _, still in moved),
    )
