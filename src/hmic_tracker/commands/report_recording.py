"""Recording a committee paper: what it reported is remembered for the next one."""

from __future__ import annotations

from collections.abc import Iterable

from hmic_tracker.commands.kept_asking import Confirmed, confirm_kept
from hmic_tracker.commands.output import say
from hmic_tracker.commands.report_drawing import (
    Drawing,
    drawn,
    give_out,
    say_remarks,
    with_named_file,
)
from hmic_tracker.domain.dates import say_day
from hmic_tracker.domain.recorded_papers import RecordedPaper, ReportedText
from hmic_tracker.errors import ConflictError, DamagedStoreError
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.render.formats import FORMATS
from hmic_tracker.store.recorded_papers import read_papers

if TYPE_CHECKING:
    from pathlib import Path

    from hmic_tracker.commands.paper_request import PaperRequest
    from hmic_tracker.commands.session import Session
    from hmic_tracker.domain.changes import Stamp
    from hmic_tracker.domain.plan import Damage
    from hmic_tracker.reports.paper import Paper


def record_paper(
    session: Session,
    request: PaperRequest,
    drawing: Drawing,
    reason: str | None,
    confirmed: Confirmed,
) -> int:
    """Makes the paper and remembers what it reported, as one step under the lock."""
    from hmic_tracker.store.recorded_papers import paper_write
    from hmic_tracker.store.writing import save

    stamp = session.stamp()
    if FORMATS[drawing.format].by_program:
        # What takes seconds is not done under the lock: there the same paper is had again.
        drawn(request.paper(session.use_index), drawing, recorded=True)
    with session.writing():
        paper = request.paper(use_index=False)
        if paper.damaged:
            raise _unreadable(paper.damaged)
        confirm_kept(session, paper, confirmed)
        gaps = _gaps(session.folder)
        if reason is None:
            _refuse_unsettled(paper)
        record = _record_of(paper, stamp)._replace(reason=reason)
        _refuse_another(read_papers(session.folder)[0], record)
        drawing = with_named_file(drawing, paper)
        text = drawn(paper, drawing, recorded=True)
        written = paper_write(session.folder, record)
        if drawing.file is not None:  # a paper that can't be written has not gone out
            give_out(text, drawing)
        save(session.folder, [written], stamp, "report")
    if drawing.file is None:
        give_out(text, drawing)
    say_remarks(paper)
    for gap in gaps:
        say(gap)
    say(f"recorded in {written.path}" + (", in place of what it had" if written.old else ""))
    return 0


def _refuse_unsettled(paper: Paper) -> None:
    """A paper doesn't go out with a value that nobody has chosen, unless somebody says why."""
    if paper.unsettled_ids:
        from hmic_tracker.render.views.unsettled import unsettled_items_text

        raise ConflictError(
            unsettled_items_text(paper.unsettled_ids, paper.unsettled, " in this paper"),
            "settle it with: tracker list --unsettled, or say why with --reason TEXT",
        )


def _refuse_another(records: Iterable[RecordedPaper], new: RecordedPaper) -> None:
    """A number that is another meeting's is not given away; the same paper may be made again."""
    for old in records:
        same = (old.name, old.number) == (new.name, new.number)
        if same and old.meeting != new.meeting and old.as_of != new.as_of:
            when = f"for the meeting of {say_day(old.meeting)}" if old.meeting else "without one"
            raise ConflictError(
                f"report {new.number} is recorded already, {when}, as of {say_day(old.as_of)}",
                "give this one a number of its own: --number N",
            )


def _record_of(paper: Paper, stamp: Stamp) -> RecordedPaper:
    from hmic_tracker.reports.restatement import figures_of, reported_items, reported_national

    wanted, items = paper.wanted, [row.item for row in paper.rows]
    return RecordedPaper(
        name=wanted.settings.name,
        number=wanted.number or "",
        as_of=wanted.as_of,
        recorded=stamp.recorded,
        by=stamp.by,
        op=stamp.op,
        board=wanted.settings.board,
        meeting=wanted.meeting,
        figures=figures_of(paper.plan, items, wanted.as_of),
        items=reported_items(items, paper.wanted.as_of),
        national=reported_national(paper.grades),
        texts=tuple(
            ReportedText(*one.text.place, one.text.digest, one.text.day) for one in paper.kept.shown
        ),
    )


def _gaps(folder: Path) -> list[str]:
    """What is said of items that should be there and aren't: a paper's totals are too small."""
    from hmic_tracker.domain.check_names import missing_items
    from hmic_tracker.store.check_reading import read_for_check

    return [
        f"take note: {gap.message}: the paper was made without (see: tracker check)"
        for gap in missing_items(read_for_check(folder).facts)
    ]


def _unreadable(damaged: tuple[Damage, ...]) -> DamagedStoreError:
    first = damaged[0]
    return DamagedStoreError(
        f"{first.path}: {first.problem}",
        "a paper is recorded when the whole plan can be read; without --record it is printed",
    )
