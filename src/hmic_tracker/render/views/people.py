"""The posts that own items: the page of `person list`, and its JSON."""

from __future__ import annotations

from hmic_tracker.domain.words import plural
from hmic_tracker.render.blocks import Block, Cell, Column, Gap, Line, Note, Page, Row, Table
from hmic_tracker.render.views.damage import damage_blocks
from hmic_tracker.reports.people import Owned, PeopleReport

_COLUMNS = (
    Column("post", "Post"),
    Column("holder", "Holder"),
    Column("group", "Group"),
    Column("open", "Open", "right"),
    Column("overdue", "Overdue", "right"),
)


def people_page(report: PeopleReport) -> Page:
    """The page of `person list`."""
    if not report.owners:
        return (
            Line("No posts yet: tracker person add POST, or tracker update ID --owner POST"),
            *_nobody(report),
            *damage_blocks(report.damaged),
        )
    blocks: list[Block] = [Table(_COLUMNS, tuple(map(_row, report.owners)), "Mail")]
    if not all(owned.known for owned in report.owners):
        blocks.append(Note("*", "not in tracker.toml: tracker person add POST"))
    return (*blocks, *_nobody(report), *damage_blocks(report.damaged))


def _row(owned: Owned) -> Row:
    post = owned.post
    cells = (post.name + ("" if owned.known else " *"), post.holder or "", post.group or "")
    return Row(
        (
            *map(Cell, cells),
            Cell(str(owned.open)),
            Cell(str(owned.overdue), "red" if owned.overdue else ""),
        ),
        detail=post.mail or "",
    )


def _nobody(report: PeopleReport) -> tuple[Block, ...]:
    if not report.nobody:
        return ()
    verb = "has" if report.nobody == 1 else "have"
    late = f", {report.nobody_overdue} of them overdue" if report.nobody_overdue else ""
    return Gap(), Line(f"{plural(report.nobody, 'open item')} {verb} no owner{late}")
