"""`tracker report [NAME]`."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hmic_tracker.commands import options
from hmic_tracker.commands.output import MAIL_WIDTH, say, write, write_file
from hmic_tracker.commands.paper_request import (
    ChangeRequest,
    Template,
    meeting_typed,
    number_typed,
    template_at,
)
from hmic_tracker.commands.session import (
    day_of,
    folder_of,
    new_stamp,
    report_damage,
)
from hmic_tracker.domain.changes import Stamp
from hmic_tracker.domain.dates import say_day
from hmic_tracker.domain.plan import Damage
from hmic_tracker.domain.recorded_papers import RecordedPaper
from hmic_tracker.errors import (
    ConflictError,
    DamagedStoreError,
    UsageError,
)
from hmic_tracker.render.formats import FORMATS, format_of, names_for
from hmic_tracker.reports.paper import Paper
from hmic_tracker.store.papers import read_papers

if TYPE_CHECKING:
    from hmic_tracker.render.nodes import Document
    from hmic_tracker.render.to_json import Object

EXAMPLES = (
    ("tracker report --number 9 --meeting 2008-09-11", "the committee paper, as text"),
    ("tracker report board -o paper.docx --number 9 --meeting 2008-09-11", "for Word"),
    ("tracker report --number 9 --meeting 2008-09-11 --record", "remembered for the next one"),
    ("tracker report --print-template > ours.j2", "sections and standing texts, to be changed"),
    ("tracker report --template ours.j2 -o paper.html", "a paper of our own"),
)


def run(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="Which: [papers.NAME] in tracker.toml.")
    ] = None,
    number: Annotated[
        str | None,
        typer.Option("--number", metavar="N", help="The paper's number.", show_default=False),
    ] = None,
    meeting: Annotated[
        str | None,
        typer.Option("--meeting", metavar="DATE", help="The day it is for.", show_default=False),
    ] = None,
    record: Annotated[
        bool, typer.Option("--record", help="Remember what was reported, for the next paper.")
    ] = False,
    internal: Annotated[
        bool, typer.Option("--internal", help="Print everything; every page says so.")
    ] = False,
    template: Annotated[
        Path | None,
        typer.Option("--template", metavar="FILE", help="A template of your own."),
    ] = None,
    print_template: Annotated[
        bool, typer.Option("--print-template", help="Print the template, to be changed.")
    ] = False,
    as_of: options.AsOf = None,
    by: options.By = None,
    store: options.Store = None,
    no_index: options.NoIndex = False,
    json: options.Json = False,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="|".join(names_for("paper")),
            help="Which format.",
            show_default=False,
        ),
    ] = None,
    output: options.OutputFile = None,
    width: options.Width = None,
    color: options.Color = "auto",
) -> int:
    """The paper for a board: exceptions first, status, movement since the last one, full texts.

    What was entered without --publish stays inside. Dates and figures are as of today or --as-of.
    """
    del color  # a paper has none
    if print_template:
        from hmic_tracker.render.papers.template import built_in

        write(built_in())
        return 0
    wanted_format = format_of(format_, output, json, "paper") or "plain"
    if output is None and FORMATS[wanted_format].is_bytes:
        raise UsageError(
            f"a {wanted_format.upper()} is written into a file",
            f"name it: -o paper{FORMATS[wanted_format].extensions[0]}",
        )
    if record and number is None:
        raise UsageError("--record needs the paper's number", "for example: --number 9")
    head = (day_of(as_of), number_typed(number), meeting_typed(meeting), internal)
    request = ChangeRequest(folder_of(store), name, head)
    own = template_at(template)
    columns = width or MAIL_WIDTH
    if record:
        return _recorded(request, wanted_format, own, columns, output, new_stamp(by))
    made = request.paper(use_index=not no_index)
    _give(_drawn(made, wanted_format, own, columns, recorded=False), wanted_format, output)
    _tell(made)
    return report_damage(made.damaged)


def _recorded(
    request: ChangeRequest,
    wanted_format: str,
    own: Template,
    columns: int,
    output: Path | None,
    stamp: Stamp,
) -> int:
    """Makes the paper and remembers what it reported, as one step under the lock."""
    from hmic_tracker.store.papers import paper_write
    from hmic_tracker.store.writing import save, writing

    with writing(request.folder):
        made = request.paper(use_index=False)
        if made.damaged:
            raise _unreadable(made.damaged)
        record = _record_of(made, stamp)
        _refuse_another(read_papers(request.folder)[0], record)
        text = _drawn(made, wanted_format, own, columns, recorded=True)
        written = paper_write(request.folder, record)
        if output is not None:  # a paper that can't be written has not gone out
            _give(text, wanted_format, output)
        save(request.folder, [written], stamp, "report")
    if output is None:
        _give(text, wanted_format, output)
    _tell(made)
    _tell_gaps(request.folder)
    say(f"recorded in {written.path}" + (", in place of what it had" if written.old else ""))
    return 0


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


def _record_of(made: Paper, stamp: Stamp) -> RecordedPaper:
    from hmic_tracker.reports.restating import figures_of, reported_items

    wanted, items = made.wanted, [row.item for row in made.rows]
    return RecordedPaper(
        name=wanted.settings.name,
        number=wanted.number or "",
        as_of=wanted.as_of,
        recorded=stamp.recorded,
        by=stamp.by,
        op=stamp.op,
        board=wanted.settings.board,
        meeting=wanted.meeting,
        figures=figures_of(made.plan, items, wanted.as_of),
        items=reported_items(items),
    )


def _drawn(
    made: Paper, wanted_format: str, own: Template, columns: int, *, recorded: bool
) -> str | bytes:
    from hmic_tracker.render.formats import Content, RenderOptions, render

    def document(_: bool) -> "Document":
        from hmic_tracker.render.papers.paper_document import document_of

        return document_of(made, *(own or ()))

    def value() -> "Object":
        from hmic_tracker.render.to_json.paper import paper_object

        return paper_object(made, recorded)

    return render(wanted_format, Content(document, value), RenderOptions(max(20, columns)))


def _give(text: str | bytes, wanted_format: str, output: Path | None) -> None:
    if output is None:
        write(text if isinstance(text, str) else text.decode())
    else:
        write_file(output, wanted_format, text)


def _tell(made: Paper) -> None:
    """What the person should know of the paper beside what it says."""
    scope, wanted = made.scope, made.wanted
    if wanted.meeting is not None and wanted.meeting < wanted.as_of:
        meeting, day = say_day(wanted.meeting), say_day(wanted.as_of)
        say(f"take note: the meeting of {meeting} is before the day of the position, {day}")
    if scope.board is not None:
        say(
            f"about the {len(scope.ids)} items of {scope.of} that the {scope.board} oversees"
            f' (for all: where = "" in [papers.{wanted.settings.name}])'
        )
    if wanted.internal:
        say("internal: notes, reasons and evidence are in it; it is not for publication")


def _tell_gaps(folder: Path) -> None:
    """Items that should be there and aren't make a paper's totals too small."""
    from hmic_tracker.domain.check_names import missing_items
    from hmic_tracker.store.check_reading import read_for_check

    for gap in missing_items(read_for_check(folder).facts):
        say(f"take note: {gap.message}: the paper was made without (see: tracker check)")


def _unreadable(damaged: tuple[Damage, ...]) -> DamagedStoreError:
    first = damaged[0]
    return DamagedStoreError(
        f"{first.path}: {first.problem}",
        "a paper is recorded when the whole plan can be read; without --record it is printed",
    )
