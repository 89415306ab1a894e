"""The posts that own items: the page of `person list`, and its JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hmic_tracker.domain.words import plural
from hmic_tracker.render import nodes
from hmic_tracker.render.views.damage import damage_notice

if TYPE_CHECKING:
    from hmic_tracker.reports.people import Owned, PeopleReport

_COLUMNS = nodes.columns("Post", "Holder", "Group", ">Open", ">Overdue")


def people_page(report: PeopleReport) -> nodes.Page:
    """The page of `person list`."""
    if not report.owners:
        return (
            nodes.Paragraph(
                "No posts yet: tracker person add POST, or tracker update ID --owner POST"
            ),
            *_nobody(report),
            *damage_notice(report.damaged),
        )
    page: list[nodes.Node] = [nodes.Table(_COLUMNS, tuple(map(_row, report.owners)), "Mail")]
    if not all(owned.known for owned in report.owners):
        page.append(nodes.Note("*", "not in tracker.toml: tracker person add POST"))
    return (*page, *_nobody(report), *damage_notice(report.damaged))


def _row(owned: Owned) -> nodes.Row:
    post = owned.post
    cells = (post.name + ("" if owned.known else " *"), post.holder or "", post.group or "")
    numbers = (owned.open, nodes.red_count(owned.overdue))
    return nodes.make_row(*cells, *numbers, detail=post.mail or "")


def _nobody(report: PeopleReport) -> tuple[nodes.Node, ...]:
    if not report.nobody:
        return ()
    verb = "has" if report.nobody == 1 else "have"
    late = f", {report.nobody_overdue} of them overdue" if report.nobody_overdue else ""
    return nodes.Gap(), nodes.Paragraph(
        f"{plural(report.nobody, 'open item')} {verb} no owner{late}"
    )
