"""`tracker review [FILTER]`."""

from __future__ import annotations

import sys
from pathlib import Path

from hmic_tracker.commands import options
from hmic_tracker.commands.days_off import Holidays
from hmic_tracker.commands.filter_options import FILTERING, Filters
from hmic_tracker.commands.options import BY, ON, STORE, Option, Output
from hmic_tracker.commands.output import MAIL_WIDTH, can_ask, emit_drawn, report_damage, say, write
from hmic_tracker.domain.words import folded
from hmic_tracker.errors import OutputError, UsageError, WriteError
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.render.formats import format_of, names_for, refuse_bytes, require_program

if TYPE_CHECKING:
    from hmic_tracker.commands.session import Session
    from hmic_tracker.domain.plan import Plan
    from hmic_tracker.reports.minutes import Reviewed

EXAMPLES = (
    ("tracker review", "the open items screen by screen, a key for each answer"),
    ("tracker review --overdue -o minutes.docx", "and the minutes for Word"),
    ("tracker review --overdue --framework pvp", "those that the filters of list choose"),
    ("tracker review @board --on 2008-11-28", "what a meeting said that was a few days ago"),
)


_FORMATS = "|".join(names_for("paper"))
TAKES = (
    *FILTERING,
    ON,
    BY,
    Option("--internal", "", "Notes and reasons in the minutes too; every page says so."),
    STORE,
    options.OUT_JSON,
    options.FORMAT._replace(value=_FORMATS, help="Which format.", source=_FORMATS),
    options.OUTPUT_FILE._replace(help="The minutes; the extension picks."),
    options.WIDTH,
    options.COLOR,
)


def run(session: Session, output: Output, filters: Filters, internal: bool) -> int:
    """Goes through items screen by screen on a terminal, and ends with the minutes.

    Keys: d done, p progress, u new date, o owner, t tick a step, a add one, e ask evidence, n note,
    m publish the last note, z take back, w whole text, s skip, b back, q quit. Each answer is
    written at once. What is asked is on standard error, the minutes are on standard output, or in
    the file of -o; notes and reasons are in them with --internal.
    """
    session.check()
    if not can_ask():
        raise UsageError(
            "review asks its questions on a terminal, and there is none here",
            "without one, for example: tracker update REC-5 --status done",
        )
    if output.in_folder:
        from hmic_tracker.commands.output_files import with_chosen_file

        output = with_chosen_file(output, ("minutes",), session.entry_day, "docx", "paper")
    name = format_of(output.format, output.file, output.json, "paper") or "plain"
    if output.file is None:
        refuse_bytes(name, "minutes")
    else:
        from hmic_tracker.store.exporting import check_place

        check_place(output.file)
        require_program(name)
    from hmic_tracker.commands.review_session import review_items, review_outcome
    from hmic_tracker.commands.review_state import Review
    from hmic_tracker.commands.sending_log import sendings_of
    from hmic_tracker.query.selection import select

    day, plan = session.entry_day, session.read_plan()
    holidays = Holidays(plan.holidays)
    items, *_ = select(plan, filters.selection(plan, day, holidays), day, holidays)
    code = report_damage(plan.damaged)
    sendings, _ = sendings_of(session.folder, plan.people)
    review = Review(session, plan, items, output, _head(filters, plan), sendings)
    ended = review_items(review)
    result = review_outcome(review, ended)
    _give_minutes(output._replace(format=name), plan, result, internal)
    if ended == "interrupted":
        raise KeyboardInterrupt
    return code


def _head(filters: Filters, plan: Plan) -> str:
    """Whose review it is: that of the one board that was named."""
    boards = filters.typed["boards"]
    if len(boards) != 1 or folded(boards[0]) == "none":
        return "Review"
    from hmic_tracker.query.names import known_names

    known = known_names(plan, "board")
    return f"{known.get(folded(boards[0]), boards[0])} review"


def _give_minutes(output: Output, plan: Plan, result: Reviewed, internal: bool) -> None:
    """Writes the minutes; where their file can't be written, they are printed, and the error stays.

    A terminal gets no longer lines than it has room for.
    """
    from hmic_tracker.commands.prompts import render_options
    from hmic_tracker.render.formats import Content, RenderOptions, render
    from hmic_tracker.render.papers.minutes_document import minutes_document
    from hmic_tracker.render.to_json.history import review_object
    from hmic_tracker.reports.minutes import minutes

    width = output.width or MAIL_WIDTH
    if sys.stdout.isatty() and output.file is None:
        width = min(width, render_options(output.width, output.color).width)
    content = Content(
        lambda _: minutes_document(minutes(plan, result, internal)), lambda: review_object(result)
    )
    name, drawing = output.format or "plain", RenderOptions(max(20, width))
    try:
        emit_drawn(name, render(name, content, drawing), output.file)
    except (OutputError, WriteError):
        if isinstance(output.file, Path):
            say("the minutes could not be written into the file; here they are")
            write(str(render("plain", content, drawing)))
        raise
