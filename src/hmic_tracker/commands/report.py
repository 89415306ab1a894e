"""`tracker report [NAME]`."""

from __future__ import annotations

from hmic_tracker.commands import options
from hmic_tracker.commands.kept_asking import confirmed_paper
from hmic_tracker.commands.options import Argument, AsPath, Option, Output
from hmic_tracker.commands.output import (
    MAIL_WIDTH,
    report_damage,
    say,
    write_data,
)
from hmic_tracker.commands.paper_request import (
    PaperRequest,
    check_appendices,
    check_number,
    read_template,
)
from hmic_tracker.commands.report_drawing import (
    Drawing,
    drawn,
    give_out,
    say_remarks,
    with_named_file,
)
from hmic_tracker.domain.plan import APPENDICES
from hmic_tracker.errors import UsageError
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.render.formats import format_of, names_for, refuse_bytes, require_program

if TYPE_CHECKING:
    from pathlib import Path

    from hmic_tracker.commands.session import Session

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
        type=AsPath,
        dash="file",
    ),
    Option("--all", "", "With --check: also list what agrees."),
    Option("--internal", "", "Print everything; every page says so."),
    Option(
        "--appendices", _APPENDICES, "Texts of which items: open is open or changed.", _APPENDICES
    ),
    Option("--template", "FILE", "A template of your own.", "files", type=AsPath),
    Option("--print-template", "", "Print the template, to be changed."),
    options.YES._replace(group="session"),
    *(options.AS_OF, options.BY, options.STORE, options.NO_INDEX, options.OUT_JSON),
    options.FORMAT._replace(value=_FORMATS, help="Which format.", source=_FORMATS),
    *(options.OUTPUT_FILE, options.WIDTH, options.COLOR),
)


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
    drawing = Drawing(wanted_format, read_template(template), width, output)
    paper, confirmed = confirmed_paper(session, request, session.use_index)
    if record:
        from hmic_tracker.commands.report_recording import record_paper

        return record_paper(session, request, drawing, reason, confirmed)
    drawing = with_named_file(drawing, paper)
    give_out(drawn(paper, drawing, recorded=False), drawing)
    say_remarks(paper)
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
