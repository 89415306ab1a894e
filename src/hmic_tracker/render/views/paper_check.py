"""What `report --check` shows: what differs first, what can't be compared, what was read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hmic_tracker.domain.dates import say_in_full
from hmic_tracker.domain.words import plural
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.render import nodes
from hmic_tracker.reports.paper_check import reasons, spots

if TYPE_CHECKING:
    from hmic_tracker.reports.compared import Compared
    from hmic_tracker.reports.paper_check import PaperCheck

CLEAN: Final = "A clean check means: what was read agrees. It is not proof of the rest."
_GROUPS: Final = (
    ("count", "count", "counts"),
    ("status", "status", "statuses"),
    ("grade", "grade", "grades"),
    ("date", "due date", "due dates"),
    ("national", "national row", "national rows"),
)
_MOST_SHOWN: Final = 12


def paper_check_page(check: PaperCheck, file: str, *, show_all: bool) -> nodes.Page:
    """The page of a check; `file` is how the person called the paper, for the next command."""
    differ, agree = check.of("differs"), check.of("agrees")
    missing = check.of("cells-missing")
    page: list[nodes.Node] = [nodes.Paragraph(_head(check))]
    if differ:
        verb = "differs" if len(differ) == 1 else "differ"
        page += [nodes.Gap(), nodes.Paragraph(f"{len(differ)} {verb}", "red")]
        width = _width(differ)
        for one in differ:
            page += _difference(one, width)
    if missing:
        page += [
            nodes.Gap(),
            nodes.Paragraph(f"{len(missing)} can't be compared: cells are missing"),
        ]
        page += [nodes.Paragraph(line, indent=2) for line in _missing(missing)]
    page.append(nodes.Gap())
    page += _read(check, agree, file, show_all)
    if show_all and agree:
        page += [nodes.Gap(), nodes.Paragraph(f"{len(agree)} agree")]
        width = _width(agree)
        page += [
            nodes.Paragraph(f"{one.spot.words:<{width}}  {one.about}: {one.paper}", indent=2)
            for one in agree
        ]
    page += [nodes.Gap(), nodes.Paragraph(CLEAN)]
    return tuple(page)


def _head(check: PaperCheck) -> str:
    day = say_in_full(check.as_of.isoformat())
    name = check.name
    if check.day_from == "today":
        return (
            f"{name} gives no day of its own: against the plan as of today, {day} "
            "(--as-of DATE for another)"
        )
    if check.day_from == "agreement":
        return (
            f"{name}: no day is written in it: read as at {day}, when most of it agrees "
            "(--as-of DATE for another)"
        )
    if check.day_from in {"date", "meeting", "title"}:
        return f"{name} of {day}, against the plan as of that day"
    if check.day_from == "given":
        return f"{name}, against the plan as of {day}"
    return f"{name}, position at {day}, against the plan as of that day"


def _width(compared: Sequence[Compared]) -> int:
    return max(len(one.spot.words) for one in compared) if compared else 0


def _difference(one: Compared, width: int) -> Iterator[nodes.Node]:
    """Yield the lines of what differs: where and what, both values, a remark."""
    wide = width <= 30
    place = f"{one.spot.words:<{width}}" if wide else one.spot.words
    yield nodes.Paragraph(f"{place}   {one.about}" if wide else place, indent=2)
    indent = 2 + width + 3 if wide else 6
    if not wide:
        yield nodes.Paragraph(one.about, indent=indent)
    ids = f" ({', '.join(one.ids[:6])})" if 0 < len(one.ids) <= 6 else ""
    yield nodes.Paragraph(f"paper: {one.paper}     plan: {one.plan}{ids}", indent=indent)
    if one.remark:
        yield nodes.Paragraph(one.remark, indent=indent)


def _missing(missing: Sequence[Compared]) -> Iterator[str]:
    width, names, printed = (
        _width(missing),
        max(len(one.about) for one in missing),
        max(len(one.paper) for one in missing),
    )
    for at, one in enumerate(missing):
        plan = one.plan.removesuffix(" forces") if at else one.plan
        yield f"{one.spot.words:<{width}}   {one.about:<{names}}  {one.paper:<{printed}} = {plan}"


def _read(
    check: PaperCheck, agree: Sequence[Compared], file: str, show_all: bool
) -> Iterator[nodes.Node]:
    read = check.read
    total = sum(read.values())
    if not total:
        yield nodes.Paragraph("Nothing was read that the plan could be held against.")
    else:
        parts = [plural(read[g], one, many) for g, one, many in _GROUPS if g in read]
        width = len(str(total))
        yield nodes.Paragraph(f"{total} read   {', '.join(parts)}")
        more = "" if show_all or not agree else f"  tracker report --check {file} --all lists them"
        verb = "agrees" if len(agree) == 1 else "agree"
        yield nodes.Paragraph(f"{len(agree):>{width}} {verb}{more}")
    if check.others:
        yield nodes.Paragraph(_not_ours(check))
        for why, places in reasons(check.others):
            yield nodes.Paragraph(f"{why}: {_listed(places)}", indent=2)


def _not_ours(check: PaperCheck) -> str:
    listed = _listed(list(spots(check.others)))
    return f"Not ours  figures that the plan doesn't hold: {listed}. Check by hand."


def _listed(places: Sequence[str]) -> str:
    """The first of some places, and how many more there are."""
    lines = [place.removeprefix("line ") for place in places]
    if all(place.startswith("line ") for place in places):
        listed = f"{'line' if len(places) == 1 else 'lines'} {', '.join(lines[:_MOST_SHOWN])}"
    else:
        listed = "; ".join(places[:_MOST_SHOWN])
    more = f" and {len(places) - _MOST_SHOWN} more" if len(places) > _MOST_SHOWN else ""
    return listed + more
