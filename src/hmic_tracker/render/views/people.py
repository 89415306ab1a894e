"""The posts that own items: the page of `person list`, and its JSON."""

from __future__ import annotations

from hmic_tracker.domain.words import plural
from hmic_tracker.render.blocks import Block, Cell, Column, Gap, Line, Note, Page, Row, Table
from hmic_tracker.render.to_json.values import Object, head
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


def people_object(report: PeopleReport, written: bool | None = None) -> Object:
    """`person list --json`; of `person add` and `person edit`, with whether it was written."""
    said = {} if written is None else {"written": written}
    return {
        **head("people", report.as_of, report.damaged),
        "count": len(report.owners),
        "people": [
            {
                "post": owned.post.name,
                "holder": owned.post.holder,
                "mail": owned.post.mail,
                "group": owned.post.group,
                "known": owned.known,
                "open": owned.open,
                "overdue": owned.overdue,
                "open_steps": owned.steps,
            }
            for owned in report.owners
        ],
        "without_owner": {"open": report.nobody, "overdue": report.nobody_overdue},
        **said,
    }


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
