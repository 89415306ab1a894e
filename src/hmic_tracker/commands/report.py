"""`tracker report [NAME]`."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from hmic_tracker.commands import options
from hmic_tracker.commands.kept_asking import Confirmed, confirm_kept, confirmed_paper, say_later
from hmic_tracker.commands.options import Argument, Option, Output
from hmic_tracker.commands.output import (
    MAIL_WIDTH,
    emit_drawn,
    report_damage,
    say,
    write_data,
)
from hmic_tracker.commands.paper_request import (
    PaperRequest,
    Template,
    check_appendices,
    check_number,
    read_template,
)
from hmic_tracker.commands.session import Session
from hmic_tracker.domain.changes import Stamp
from hmic_tracker.domain.dates import say_day
from hmic_tracker.domain.plan import APPENDICES, Damage
from hmic_tracker.domain.recorded_papers import RecordedPaper, ReportedText
from hmic_tracker.errors import ConflictError, DamagedStoreError, UsageError
from hmic_tracker.render.formats import FORMATS, format_of, names_for, refuse_bytes, require_program
from hmic_tracker.render.nodes import Document
from hmic_tracker.render.to_json import Object
from hmic_tracker.reports.paper import Paper
from hmic_tracker.store.recorded_papers import read_papers

EXAMPLES = (
    ("tracker report --number 9 --meeting 2008-09-11", "the committee paper, as text"),
    ("tracker report board -o paper.docx --number 9 --meeting 2008-09-11", "for Word; or .pdf"),
    ("tracker report --number 9 --meeting 2008-09-11 --record", "remembered for the next one"),
    ("tracker report --print-template > ours.j2", "sections and standing texts, to be changed"),
    ("tracker report --check paper.docx", "what in a paper disagrees with the plan"),
    ("tracker report --template ours.j2 -o paper.html", "a paper of our own"),
)


_FORMATS = "|".join(names_for("paper"))
_APPENDICES = "|".join(APPENDICES)
TAKES = (
    Argument("name", "[NAME]", "Which: [papers.NAME] in tracker.toml.", required=False),
    Option("--number", "N", "The paper's number."),
    Option("--meeting", "DATE", "The day it is for.", "dates"),
    Option("--record", "", "Remember what was reported, for the next paper."),
    options.REASON._replace(
        help="Why it is recorded though an item is not settled; kept with it.", group=""
    ),
    Option(
        "--check",
        "FILE",
        "Hold a paper against the plan: text, DOCX, PDF.",
        "files",
        type=Path,
        dash="file",
    ),
    Option("--all", "", "With --check: also list what agrees."),
    Option("--internal", "", "Print everything; every page says so."),
    Option(
        "--appendices", _APPENDICES, "Texts of which items: open is open or changed.", _APPENDICES
    ),
    Option("--template", "FILE", "A template of your own.", "files", type=Path),
    Option("--print-template", "", "Print the template, to be changed."),
    options.YES._replace(group="session"),
    *(options.AS_OF, options.BY, options.STORE, options.NO_INDEX, options.OUT_JSON),
    options.FORMAT._replace(value=_FORMATS, help="Which format.", source=_FORMATS),
    *(options.OUTPUT_FILE, options.WIDTH, options.COLOR),
)


class _Drawing(NamedTuple):
    """How a paper is drawn: a format, a template of its own, columns, and where it goes."""

    format: str
    template: Template
    columns: int
    output: Output

    @property
    def file(self) -> Path | None:
        """The file to write."""
        return self.output.file


def _with_file(drawing: _Drawing, paper: Paper) -> _Drawing:
    """With a file that is called by the paper, its number and its day, in a folder of `-o`."""
    if not drawing.output.in_folder:
        return drawing
    from hmic_tracker.commands.output_files import with_chosen_file

    wanted, output = paper.wanted, drawing.output._replace(format=drawing.format, json=False)
    names = (wanted.settings.name, wanted.number)
    output = with_chosen_file(output, names, wanted.as_of, drawing.format, "paper")
    return drawing._replace(output=output)


def run(
    session: Session,
    output: Output,
    name: str | None,
    number: str | None,
    meeting: str | None,
    record: bool,
    reason: str | None,
    check: Path | None,
    all: bool,  # the option's name
    internal: bool,
    appendices: str | None,
    template: Path | None,
    print_template: bool,
) -> int:
    """The paper for a board: what is new on its first page, exceptions, status, movement, texts.

    What was entered without --publish stays inside. Dates and figures are as of today or --as-of.
    """
    if check is not None or all:
        making: dict[str, object] = {
            "a paper's name": name,
            "--number": number,
            "--meeting": meeting,
        }
        making |= {"--record": record, "--reason": reason, "--internal": internal}
        making |= {"--template": template, "--print-template": print_template}
        return _checked(session, output, check, all, making)
    if print_template:
        return _print_template(output)
    file = None if output.in_folder else output.file
    usual = "docx" if output.in_folder else "plain"
    wanted_format = format_of(output.format, file, output.json, "paper") or usual
    if output.file is None:
        refuse_bytes(wanted_format, "paper")
    require_program(wanted_format)
    if record and number is None:
        raise UsageError("--record needs the paper's number", "for example: --number 9")
    if reason is not None:
        reason = options.required_text(reason, "--reason", "recording what is not settled")
        if not record:
            raise UsageError(
                "--reason is kept with a recorded paper", "add --record, or leave it out"
            )
    day, checked = session.day, check_number(number)
    meeting_day = session.entered_day(meeting) if meeting is not None else None
    texts = check_appendices(appendices)
    request = PaperRequest(session, name, (day, checked, meeting_day, internal), texts)
    session.check()
    width = output.width or MAIL_WIDTH
    drawing = _Drawing(wanted_format, read_template(template), width, output)
    paper, confirmed = confirmed_paper(session, request, session.use_index)
    if record:
        return _recorded(session, request, drawing, reason, confirmed)
    drawing = _with_file(drawing, paper)
    _give(_drawn(paper, drawing, recorded=False), drawing)
    _say_remarks(paper)
    return report_damage(paper.damaged)


def _checked(
    session: Session, output: Output, file: Path | None, show_all: bool, making: dict[str, object]
) -> int:
    """Holds a paper against the plan, and makes none."""
    from hmic_tracker.commands.report_check import check_paper_file, refuse_with

    if file is None:
        raise UsageError("--all goes with --check", "for example: --check paper.docx --all")
    refuse_with(making)
    return check_paper_file(session, output, file, show_all)


def _print_template(output: Output) -> int:
    """Prints the template, or writes it into the file of `-o`; it has no other format."""
    from hmic_tracker.render.papers.template import default_template

    if output.json or output.format is not None:
        raise UsageError(
            "the template is text, and has no other format", "leave --json or --format out"
        )
    if output.file is None:
        write_data(default_template())
    else:
        from hmic_tracker.commands.output_files import file_in
        from hmic_tracker.store.exporting import export

        file = file_in(output.file, "paper.j2") if output.in_folder else output.file
        export(file, default_template())
        say(f"wrote {file}")
    return 0


def _recorded(
    session: Session,
    request: PaperRequest,
    drawing: _Drawing,
    reason: str | None,
    confirmed: Confirmed,
) -> int:
    """Makes the paper and remembers what it reported, as one step under the lock."""
    from hmic_tracker.store.recorded_papers import paper_write
    from hmic_tracker.store.writing import save

    stamp = session.stamp()
    if FORMATS[drawing.format].by_program:
        # What takes seconds is not done under the lock: there the same paper is had again.
        _drawn(request.paper(session.use_index), drawing, recorded=True)
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
        drawing = _with_file(drawing, paper)
        text = _drawn(paper, drawing, recorded=True)
        written = paper_write(session.folder, record)
        if drawing.file is not None:  # a paper that can't be written has not gone out
            _give(text, drawing)
        save(session.folder, [written], stamp, "report")
    if drawing.file is None:
        _give(text, drawing)
    _say_remarks(paper)
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


def _drawn(paper: Paper, drawing: _Drawing, *, recorded: bool) -> str | bytes:
    from hmic_tracker.render.formats import Content, RenderOptions, render

    def document(_: bool) -> Document:
        from hmic_tracker.render.papers.paper_document import document_of

        return document_of(paper, *(drawing.template or ()))

    def value() -> Object:
        from hmic_tracker.render.to_json.paper import paper_object

        return paper_object(paper, recorded)

    content = Content(document, value)
    return render(drawing.format, content, RenderOptions(max(20, drawing.columns)))


def _give(text: str | bytes, drawing: _Drawing) -> None:
    emit_drawn(drawing.format, text, drawing.file)


def _say_remarks(paper: Paper) -> None:
    """What the person should know of the paper beside what it says."""
    scope, wanted = paper.scope, paper.wanted
    if wanted.meeting is not None and wanted.meeting < wanted.as_of:
        meeting, day = say_day(wanted.meeting), say_day(wanted.as_of)
        say(f"take note: the meeting of {meeting} is before the day of the position, {day}")
    if scope.board is not None:
        number = len(scope.ids)
        which = "one item" if number == 1 else f"{number} items"
        say(
            f"about the {which} of {scope.of} that the {scope.board} oversees"
            f' (for all: where = "" in [papers.{wanted.settings.name}])'
        )
    say_later(paper)
    if wanted.internal:
        say("internal: notes, reasons and evidence are in it; it is not for publication")


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
