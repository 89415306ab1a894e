"""`tracker summary`."""

from __future__ import annotations

from datetime import date

from hmic_tracker.commands.filter_options import FILTERING, Filters
from hmic_tracker.commands.options import LOOKING, Option, Output
from hmic_tracker.commands.output import (
    emit,
    emit_content,
    emit_drawn,
    report_copies,
    report_damage,
)
from hmic_tracker.domain.dates import days_after, first_day, say_day
from hmic_tracker.domain.words import folded
from hmic_tracker.errors import DamagedStoreError, NotFoundError, UsageError
from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple
from hmic_tracker.render.formats import Content, format_of
from hmic_tracker.reports.highlights import Highlights, highlights
from hmic_tracker.reports.summary import summary
from hmic_tracker.store.paths import has_papers, has_sendings

if TYPE_CHECKING:
    from hmic_tracker.commands.session import Session
    from hmic_tracker.domain.plan import Damage
    from hmic_tracker.domain.recorded_papers import RecordedPaper
    from hmic_tracker.render.nodes import Document, Page
    from hmic_tracker.render.sheets import Workbook
    from hmic_tracker.render.to_json import Object
    from hmic_tracker.reports.answers import Answers
    from hmic_tracker.reports.last_report import LastReport
    from hmic_tracker.reports.request import ReportRequest

EXAMPLES = (
    ("tracker summary", "the position today, on one screen"),
    ("tracker summary --full", "with every framework, its dates, and what is overdue"),
    ("tracker summary --as-of 2008-12-01", "the position on a day"),
    ("tracker summary --since last", "with what moved since the last recorded paper, or a day"),
    ("tracker summary --board 'Performance Board'", "of what one board oversees; or --owner POST"),
    ("tracker summary -o position.html", "one page with pictures, for a screen or A4"),
    ("tracker summary --slippage", "whose dates moved, and how far"),
    ('tracker summary | mail -s "$(tracker summary --subject)" board@example.org', "as a mail"),
)

TAKES = (
    *FILTERING,
    Option("--full", "", "The whole page, longer than a screen."),
    Option("--slippage", "", "Moved dates by owner and framework."),
    Option(
        "--since",
        "DATE|last",
        "The whole page, with what moved after that day; last: after the last recorded paper.",
        "dates",
    ),
    Option("--subject", "", "Print a line for a mail's subject, and no more."),
    *LOOKING,
)


class Position(NamedTuple):
    """What `summary` shows, in whatever format: of which items, since when, with which papers.

    `start` is the day after which it moved, where one is named; `answered` who has answered what
    was sent, where anything was.
    """

    request: ReportRequest
    start: date | None
    papers: list[RecordedPaper]
    answered: Answers | None

    def content(self, is_brief: bool) -> Content:
        """Its form for each format; where it `is_brief` that of one screen."""
        fitted = self.screen if is_brief else None
        return Content(
            page=self.page, value=self.value, html=self.html, sheets=self.sheets, fitted=fitted
        )

    def news(self) -> Highlights:
        """What there is to tell besides the counts."""
        last = _last(self.request, self.papers)
        return highlights(self.request, self.start, last)._replace(answers=self.answered)

    def page(self, bars: bool) -> Page:
        """The whole page."""
        from hmic_tracker.render.views.summary import summary_page

        return summary_page(summary(self.request), self.news(), bars)

    def screen(self, width: int) -> Page:
        """The page that fits on a screen."""
        from hmic_tracker.render.views.brief import brief_page
        from hmic_tracker.reports.brief import brief

        report, figures = summary(self.request), brief(self.request, self.papers)
        return brief_page(report, figures, self.answered, width)

    def value(self) -> Object:
        """The JSON object."""
        from hmic_tracker.render.to_json.summary import summary_object
        from hmic_tracker.reports.brief import brief

        report, news = summary(self.request), self.news()
        return summary_object(report, news, brief(self.request, self.papers))

    def html(self) -> Document:
        """The page with pictures."""
        from hmic_tracker.render.views.position import position_document
        from hmic_tracker.reports.status_page import status_page

        return position_document(status_page(self.request, self.start, self.papers))

    def sheets(self) -> Workbook:
        """The workbook."""
        from hmic_tracker.render.views.report_sheets import summary_workbook

        return summary_workbook(summary(self.request), self.news())


def run(
    session: Session,
    output: Output,
    filters: Filters,
    full: bool,
    slippage: bool,
    since: str | None,
    subject: bool,
) -> int:
    """The position of the plan: completed, open, overdue, by framework, with totals."""
    session.check()
    request = filters.report_request(session)
    damaged = request.plan.damaged
    if slippage and (since is not None or subject):
        other = "--since" if since is not None else "--subject"
        raise UsageError(f"--slippage and {other} are two pages", "leave one of them out")
    if slippage:
        return _print_slippage(output, request)
    start = _since(since, session.place, request) if since is not None else None
    answered = _answers(session, request) if not subject else None
    if answered is not None:
        damaged = (*damaged, *answered.damaged)
    named = None if output.in_folder else output.file  # a folder's file is called by its format
    kind = format_of(output.format, named, output.json) or ("html" if output.in_folder else None)
    is_brief = not (full or subject or start) and kind in {None, "plain", "table"}
    without = subject or (start is not None and kind not in {"html", "json"})
    papers, unread = ([], []) if without else _papers(session.place, request)
    damaged = (*damaged, *unread)
    if subject:
        _print_subject(output, request)
        return report_damage(damaged)
    position = Position(request, start, papers, answered)
    return emit_content(output, position.content(is_brief), damaged)


def _print_slippage(output: Output, request: ReportRequest) -> int:
    """Prints how far the dates moved; the exit code."""
    from hmic_tracker.render.to_json.summary import slippage_object
    from hmic_tracker.render.views.slippage import slippage_page
    from hmic_tracker.reports.slippage import slippage_report

    moved, damaged = slippage_report(request), request.plan.damaged
    return emit(output, lambda _: slippage_page(moved), lambda: slippage_object(moved), damaged)


def _answers(session: Session, request: ReportRequest) -> Answers | None:
    """Who has answered what was sent; None where nothing was, or only some items are meant."""
    if request.wanted is not None or not has_sendings(session.place):
        return None
    from hmic_tracker.reports.answers import answers
    from hmic_tracker.store.sendings import read_sendings

    sendings, unread, copies = read_sendings(session.folder)
    report_copies(copies)
    report = answers(sendings, session.day, damaged=tuple(unread))
    return report if report.rows or unread else None


def _print_subject(output: Output, request: ReportRequest) -> None:
    """Prints the line for a mail's subject; it is never wrapped, and has no page."""
    from hmic_tracker.render.to_json import dump
    from hmic_tracker.render.to_json.summary import subject_object
    from hmic_tracker.render.views.highlights import subject_of

    if output.in_folder:
        from hmic_tracker.commands.output_files import with_chosen_file

        output = with_chosen_file(output, ("subject",), request.today, "plain", "page")
    name = format_of(output.format, output.file, output.json, "page") or "plain"
    if name not in {"plain", "table", "json"}:
        raise UsageError("--subject is one line of text", "leave the format out, or take --json")
    report = summary(request)
    line = subject_of(report, request.wanted)
    text = dump(subject_object(report, line)) if name == "json" else f"{line}\n"
    emit_drawn(name, text, output.file)


def _since(typed: str, place: str, request: ReportRequest) -> date:
    """The day after which it moved; of a month the day before its first."""
    if folded(typed) == "last":
        return _last_paper(place, request)
    from hmic_tracker.domain.date_parsing import check_since, parse_due

    day = request.today
    due = parse_due(typed, day, looks_back=True)
    since = days_after(first_day(due), -(len(due) == len("2008-09")))
    return check_since(since, day)


def _last_paper(place: str, request: ReportRequest) -> date:
    """The day of the last recorded paper that tells of the board named."""
    papers, damaged = _papers(place, request)
    if damaged:
        raise DamagedStoreError(
            f"{damaged[0].path} can't be read: {damaged[0].problem}",
            "mend it by hand, or name the day: --since 2008-09-11",
        )
    day, board = request.today, _board_of(request)
    mine = (paper for paper in papers if paper.as_of <= day)
    last = max(mine, key=lambda paper: (paper.as_of, paper.recorded), default=None)
    if last is None:
        raise NotFoundError(
            f"no paper{f' for {board}' if board else ''} was recorded by {say_day(day)}",
            "name a day: --since 2008-09-11; tracker report --number N --record remembers one",
        )
    return last.as_of


def _papers(place: str, request: ReportRequest) -> tuple[list[RecordedPaper], list[Damage]]:
    """The recorded papers that tell of the board named, and the records that can't be read."""
    if not has_papers(place):
        return [], []
    from pathlib import Path

    from hmic_tracker.store.recorded_papers import read_papers

    papers, damaged, copies = read_papers(Path(place))
    report_copies(copies)
    board = _board_of(request)
    return [paper for paper in papers if _tells_of(paper, board)], damaged


def _last(request: ReportRequest, papers: list[RecordedPaper]) -> LastReport:
    """What the position is held against where no day is named."""
    from hmic_tracker.domain.record_replace import replace
    from hmic_tracker.reports.last_report import last_report

    current = request.current()
    mine = replace(current, items=request.items_of(current))
    return last_report(mine, papers, request.today, request.wanted is not None)


def _board_of(request: ReportRequest) -> str | None:
    """The board that the page is about, where it is about one."""
    wanted = request.wanted
    return wanted.boards[0] if wanted and len(wanted.boards) == 1 else None


def _tells_of(paper: RecordedPaper, board: str | None) -> bool:
    """Whether a paper is for the board, or for none in particular."""
    return board is None or paper.board is None or folded(paper.board) == folded(board)
