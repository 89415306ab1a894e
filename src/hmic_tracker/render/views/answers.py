"""Who has answered what was sent: the page of `remind --answers`, and a line of the summary."""

from __future__ import annotations

from hmic_tracker.domain.dates import say_day
from hmic_tracker.domain.sendings import called
from hmic_tracker.domain.words import plural
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.render import nodes
from hmic_tracker.render.views.damage_notice import damage_notice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hmic_tracker.reports.answers import Answers, SentState

_COLUMNS = nodes.columns("No.", "Sent", "Answer by", ">Rows", ">Answered", ">Days silent")


def answers_page(answers: Answers) -> nodes.Page:
    """The page: the newest sending to each owner, and what came back of it."""
    day = say_day(answers.as_of)
    ends = (*_ends(answers), *damage_notice(answers.damaged))
    if not answers.rows:
        return (nodes.Heading(f"Answers on {day}: nothing was sent"), *ends)
    rows = tuple(
        nodes.make_row(
            nodes.Cell(called(row.sending, answers.every), "bold"),
            say_day(row.sending.on),
            say_day(row.sending.answer_by) if row.sending.answer_by else "none",
            *(row.rows, row.answered),
            _silence(row),
            detail=row.sending.owner,
        )
        for row in answers.rows
    )
    return nodes.page_of(
        nodes.marking_line(answers.marking),
        nodes.Heading(f"Answers on {day}: {answers_text(answers)}"),
        nodes.spaced(nodes.Table(_COLUMNS, rows, "Owner")),
        ends,
    )


def answers_text(answers: Answers) -> str:
    """ "5 sent, 2 answered, 1 in part, 2 silent for up to 12 days"."""
    parts = [f"{len(answers.rows)} sent"]
    parts += [f"{count} {state}" for state, count in answers.states.items() if count]
    longest = answers.longest_silence
    up_to = "up to " * (answers.states["silent"] > 1)
    return ", ".join(parts) + f" for {up_to}{plural(longest, 'day')}" * bool(longest)


def _silence(row: SentState) -> nodes.Cell:
    if row.state != "silent":
        return nodes.Cell("")
    late = (
        row.sending.answer_by is not None
        and row.days_silent > (row.sending.answer_by - row.sending.on).days
    )
    return nodes.Cell(str(row.days_silent), "red" if late else "")


def _ends(answers: Answers) -> Iterator[nodes.Node]:
    lines = []
    if answers.earlier:
        verb = "was" if answers.earlier == 1 else "were"
        lines.append(f"{answers.earlier} sent before {verb} not answered either.")
    lines += [
        f"Taken back: {called(one, answers.every)} to {one.owner}, {say_day(one.on)} ({one.void})"
        for one in answers.void
    ]
    yield from nodes.spaced(*map(nodes.Paragraph, lines))
