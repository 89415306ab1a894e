"""A paper as a document: what its template says of it, with what stands on every page."""

from __future__ import annotations

from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.render.nodes import Document
from hmic_tracker.render.papers.first_page import foot_sentence
from hmic_tracker.render.papers.template import run
from hmic_tracker.render.papers.template_context import heading, marking_of, template_context
from hmic_tracker.render.papers.template_output import nodes_from_output

if TYPE_CHECKING:
    from hmic_tracker.reports.paper import Paper


def document_of(paper: Paper, template: str | None = None, name: str = "template") -> Document:
    """The paper as a document; raises InputError for a slip in the template of that name."""
    head, context = heading(paper), template_context(paper)
    which = f"Report {head.number}. " if head.number else ""
    foot = f"{which}{foot_sentence(paper)}"
    return Document(
        nodes_from_output(run(context.values, template, name), context.tables),
        title=head.title,
        marking=marking_of(paper),
        footer=foot,
        note=foot,
        author=head.author or head.by,
        day=paper.wanted.as_of,
        look="paper",
    )
