"""Every format of a paper by name, each drawn from the same document."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath
from typing import Final

from hmic_tracker.domain.nearest import did_you_mean
from hmic_tracker.errors import UsageError
from hmic_tracker.render.papers.context import heading, known, marking_of
from hmic_tracker.render.papers.markup import nodes_of
from hmic_tracker.render.papers.template import run
from hmic_tracker.render.papers.tree import Document
from hmic_tracker.reports.paper import Paper


def document_of(paper: Paper, template: str | None = None, name: str = "template") -> Document:
    """The paper as a document; raises InputError for a slip in the template of that name."""
    head, what = heading(paper), known(paper)
    nodes = nodes_of(run(what.values, template, name), what.grids)
    told = [f"Report {head.number}" if head.number else head.title, head.meeting]
    return Document(
        title=head.title,
        marking=marking_of(paper),
        footer=", ".join(filter(None, told)),
        author=head.author or head.by,
        day=paper.wanted.as_of,
        nodes=nodes,
    )


def _plain(document: Document, width: int) -> str:
    from hmic_tracker.render.papers.to_text import draw

    return draw(document, width)


def _markdown(document: Document, _: int) -> str:
    from hmic_tracker.render.papers.to_markdown import draw

    return draw(document)


def _html(document: Document, _: int) -> str:
    from hmic_tracker.render.papers.to_html import draw

    return draw(document)


def _docx(document: Document, _: int) -> bytes:
    from hmic_tracker.render.papers.to_docx import draw

    return draw(document)


FORMATS: Final[dict[str, Callable[[Document, int], str | bytes]]] = {
    "plain": _plain,
    "markdown": _markdown,
    "html": _html,
    "docx": _docx,
}
EXTENSIONS: Final = {
    ".txt": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
    ".json": "json",
}
_HABITS: Final = {"text": "plain", "table": "plain", "word": "docx", "md": "markdown"}


def paper_format(option: str | None, output: PurePath | None, json: bool) -> str:
    """The format of a paper asked for; plain text where nothing was said.

    Raises UsageError where there is no such format, or two were asked for.
    """
    names = (*FORMATS, "json")
    if option is not None:
        name = option.strip().lower().removeprefix(".")
        name = EXTENSIONS.get(f".{name}", _HABITS.get(name, name))
        if name not in names:
            hint = f"{did_you_mean(name, names)} the formats are: {', '.join(names)}".strip()
            raise UsageError(f"there is no format '{option[:60]}' of a paper", hint)
        if json and name != "json":
            raise UsageError(f"--json and --format {name} are two formats", "leave one of them out")
        return name
    if json:
        return "json"
    if output is None:
        return "plain"
    found = EXTENSIONS.get(output.suffix.lower())
    if found is None:
        what = f"the name '{output.name[-60:]}' doesn't say which format"
        hint = f"end it in {', '.join(EXTENSIONS)}, or name one with --format"
        raise UsageError(what, hint)
    return found
