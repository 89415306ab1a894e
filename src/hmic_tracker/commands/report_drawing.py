"""Drawing a committee paper: in which format, by which template, into which file."""

from __future__ import annotations

from hmic_tracker.commands.kept_asking import say_later
from hmic_tracker.commands.output import emit_drawn, say
from hmic_tracker.domain.dates import say_day
from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from hmic_tracker.commands.options import Output
    from hmic_tracker.commands.paper_request import Template
    from hmic_tracker.render.nodes import Document
    from hmic_tracker.render.to_json import Object
    from hmic_tracker.reports.paper import Paper


class Drawing(NamedTuple):
    """How a paper is drawn: a format, a template of its own, columns, and where it goes."""

    format: str
    template: Template
    columns: int
    output: Output

    @property
    def file(self) -> Path | None:
        """The file to write."""
        return self.output.file


def with_named_file(drawing: Drawing, paper: Paper) -> Drawing:
    """With a file that is called by the paper, its number and its day, in a folder of `-o`."""
    if not drawing.output.in_folder:
        return drawing
    from hmic_tracker.commands.output_files import with_chosen_file

    wanted, output = paper.wanted, drawing.output._replace(format=drawing.format, json=False)
    names = (wanted.settings.name, wanted.number)
    output = with_chosen_file(output, names, wanted.as_of, drawing.format, "paper")
    return drawing._replace(output=output)


def drawn(paper: Paper, drawing: Drawing, *, recorded: bool) -> str | bytes:
    """The paper in its format; `recorded` is whether the plan remembers it."""
    from hmic_tracker.render.formats import Content, RenderOptions, render

    def document(_: bool) -> Document:
        from hmic_tracker.render.papers.paper_document import document_of

        return document_of(paper, *(drawing.template or ()))

    def value() -> Object:
        from hmic_tracker.render.to_json.paper import paper_object

        return paper_object(paper, recorded)

    content = Content(document, value)
    return render(drawing.format, content, RenderOptions(max(20, drawing.columns)))


def give_out(text: str | bytes, drawing: Drawing) -> None:
    """Print the paper, or write it into its file."""
    emit_drawn(drawing.format, text, drawing.file)


def say_remarks(paper: Paper) -> None:
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
