"""Inspections and posts: the pages of `inspection list`, `inspection show` and `person list`."""

from __future__ import annotations

from datetime import date

from hmic_tracker.domain.dates import say_day, say_due
from hmic_tracker.domain.words import count_of, plural
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.render import nodes
from hmic_tracker.render.views.damage_notice import damage_notice

if TYPE_CHECKING:
    from hmic_tracker.domain.grades import Grade
    from hmic_tracker.domain.people import Post
    from hmic_tracker.reports.inspections import InspectionRow, InspectionsReport
    from hmic_tracker.reports.people import Owned, PeopleReport

_INSPECTION_COLUMNS = nodes.columns(
    "Inspection", "Published", "Response due", "Revisit", ">Completed", ">Overdue"
)
_PERSON_COLUMNS = nodes.columns("Post", "Holder", "Group", ">Open", ">Overdue")
_GROUP: Final = 2


def inspections_page(report: InspectionsReport) -> nodes.Page:
    """The page of `inspection list`."""
    none = nodes.Paragraph(
        "No inspections yet: tracker import FILE, or tracker inspection add TITLE"
    )
    table = nodes.Table(_INSPECTION_COLUMNS, tuple(map(_list_row, report.rows)), "Title")
    return (table if report.rows else none, *damage_notice(report.damaged))


def inspection_page(report: InspectionsReport) -> nodes.Page:
    """The page of `inspection show`, of a report on one."""
    row = report.rows[0]
    one = row.inspection
    sources = tuple((f"  {say_day(s.on) if s.on else 'undated'}", s.title) for s in one.sources)
    return nodes.page_of(
        nodes.Heading(f"{one.id}  {one.title}"),
        nodes.spaced(nodes.Pairs(tuple(_pairs(row)))),
        nodes.spaced(_items(row)) if row.by_kind else None,
        nodes.part("Sources", nodes.Pairs(sources)) if sources else None,
        nodes.part("Grades given", _grades(one.grades, report)) if one.grades else None,
        nodes.part("Not settled", _not_settled(row)) if row.unsettled else None,
        damage_notice(report.damaged),
    )


def _list_row(row: InspectionRow) -> nodes.Row:
    one, counts = row.inspection, row.counts
    return nodes.make_row(
        *(one.id, say_due(one.published) if one.published else "none"),
        *(_with_passed(row.response_due, row.response_passed), _revisit(row)),
        *(f"{counts.completed}/{counts.total}", nodes.red_count(counts.overdue)),
        detail=one.title,
    )


def _pairs(row: InspectionRow) -> list[tuple[str, str]]:
    one = row.inspection
    given = (
        ("Also called", ", ".join(one.aliases)),
        ("Body", one.body),
        ("Programme", one.programme),
        ("Published", say_due(one.published) if one.published else "not said"),
        ("Response due", _response(row)),
        ("Rule", row.clock.response_rule if row.clock else None),
        ("Revisit", _revisit(row)),
        ("Page", one.url),
        ("Forces", f"{one.expected} in the country" if one.expected is not None else None),
        ("Items", "" if row.by_kind else "none that counts"),
        ("Good practice", _practice(row)),
    )
    return [(label, text) for label, text in given if text]


def _practice(row: InspectionRow) -> str:
    text = count_of(row.practice, "good-practice")
    return f"{text}, in no count: tracker list --kind gp" if row.practice else ""


def _items(row: InspectionRow) -> nodes.Table:
    rows = (
        nodes.make_row(
            *(count_of(counts.total, kind), counts.completed, counts.verified, counts.open),
            nodes.red_count(counts.overdue),
        )
        for kind, counts in row.by_kind.items()
    )
    columns = nodes.columns("Items", ">Completed", ">Verified", ">Open", ">Overdue")
    return nodes.Table(columns, tuple(rows))


def _response(row: InspectionRow) -> str:
    if row.response_due is None and row.clock is not None:
        return f"not known: {row.clock.response_days} days after publication, whose day is not said"
    return _with_passed(row.response_due, row.response_passed)


def _grades(grades: tuple[Grade, ...], report: InspectionsReport) -> nodes.Table:
    rows = (
        nodes.make_row(
            *(report.names.get(one.framework, one.framework), one.period),
            one.grade or ("" if one.state == "graded" else one.state.replace("-", " ")),
        )
        for one in grades
    )
    return nodes.Table(nodes.columns("Framework", "Period", "Grade"), tuple(rows))


def _not_settled(row: InspectionRow) -> nodes.Table:
    """What two people gave otherwise: which of it counts, and what else there is."""
    rows = (nodes.make_row(one.name, one.counts, ", ".join(one.others)) for one in row.unsettled)
    return nodes.Table(nodes.columns("What", "Counts", "Also"), tuple(rows))


def _revisit(row: InspectionRow) -> str:
    revisit = row.inspection.revisit
    return f"{say_due(revisit)}{' (passed)' if row.revisit_passed else ''}" if revisit else "none"


def _with_passed(day: date | None, passed: bool) -> str:
    return f"{say_day(day)}{' (passed)' if passed else ''}" if day else "none"


def people_page(report: PeopleReport) -> nodes.Page:
    """The page of `person list`."""
    none = nodes.Paragraph(
        "No posts yet: tracker person add POST, or tracker update ID --owner POST"
    )
    is_known = all(owned.known for owned in report.owners)
    table = nodes.Table(_PERSON_COLUMNS, tuple(map(_post_row, report.owners)), "Mail")
    groups = {owned.post.group or "" for owned in report.owners}
    alike = groups.pop() if len(groups) == 1 < len(report.owners) else None
    if alike is not None:
        table = nodes.without_column(table, _GROUP)
    return nodes.page_of(
        nodes.Paragraph(f"All: group {alike}") if alike else None,
        table if report.owners else none,
        None if is_known else nodes.Note("*", "not in tracker.toml: tracker person add POST"),
        _nobody(report),
        damage_notice(report.damaged),
    )


def _post_row(owned: Owned) -> nodes.Row:
    post = owned.post
    cells = (post.name + ("" if owned.known else " *"), post.holder or "", post.group or "")
    numbers = (owned.open, nodes.red_count(owned.overdue))
    more = [post.mail or "", _cover(post) if owned.is_covered else ""]
    more += [plural(owned.parts, "open part") if owned.parts else ""]
    return nodes.make_row(*cells, *numbers, detail="; ".join(filter(None, more)))


def _cover(post: Post) -> str:
    mail = f" ({post.cover_mail})" if post.cover_mail else ""
    until = f" until {say_day(date.fromisoformat(post.cover_until))}" if post.cover_until else ""
    return f"covered by {post.cover}{mail}{until}"


def _nobody(report: PeopleReport) -> nodes.Page:
    if not report.nobody:
        return ()
    verb = "has" if report.nobody == 1 else "have"
    late = f", {report.nobody_overdue} of them overdue" if report.nobody_overdue else ""
    text = f"{plural(report.nobody, 'open item')} {verb} no owner{late}"
    return nodes.spaced(nodes.Paragraph(text))
