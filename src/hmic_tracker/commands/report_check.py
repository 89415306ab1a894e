"""`tracker report --check FILE`: a committee paper held against the plan."""

from __future__ import annotations

from hmic_tracker.commands.output import emit, report_damage
from hmic_tracker.errors import InputError, UsageError
from hmic_tracker.light_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from hmic_tracker.commands.options import Output
    from hmic_tracker.commands.session import Session
    from hmic_tracker.documents.blocks import Document
    from hmic_tracker.documents.claims.own_names import Parties
    from hmic_tracker.domain.plan import Plan
    from hmic_tracker.render.nodes import Page

DIFFERS = 1
"""The exit code where something in the paper disagrees with the plan."""


def check_paper_file(session: Session, output: Output, file: Path, show_all: bool) -> int:
    """Reads a paper and prints what in it disagrees with the plan, which stays as it is."""
    from hmic_tracker.documents.claims.reading import read_claims
    from hmic_tracker.domain.frameworks import under_pillars
    from hmic_tracker.render.to_json.paper_check import paper_check_object
    from hmic_tracker.render.views.paper_check import paper_check_page
    from hmic_tracker.reports.paper_check import check_paper, likely_day
    from hmic_tracker.store.index.queries import read_plan

    session.check()
    document, style = _read(str(file))
    plan = read_plan(session.folder, session.use_index)
    session.name_copies(plan.copies)
    used = {item.framework for item in plan.items if item.framework}
    plan = plan._replace(frameworks=under_pillars(plan.frameworks, used))
    parties = _parties(plan)
    paper = read_claims(document, style, plan.frameworks, plan.scales, plan.items, parties)
    is_given = session.as_of is not None
    day, day_from = session.day, "given" if is_given else "today"
    if not is_given and paper.day is not None:
        day, day_from = paper.day, paper.day_from
    elif not is_given and (likely := likely_day(plan, paper, day)) != day:
        day, day_from = likely, "agreement"
    check = check_paper(plan, paper, day, day_from)

    def page(_: bool) -> Page:
        return paper_check_page(check, str(file), show_all=show_all)

    emit(output, page, lambda: paper_check_object(check, plan.damaged))
    if not check.read:
        raise InputError(
            f"nothing in {document.name} could be held against the plan: that is no pass",
            "name the paper itself, and check that the plan is the one that it is about",
        )
    return report_damage(plan.damaged) or (DIFFERS if check.of("differs") else 0)


def _parties(plan: Plan) -> Parties:
    """Who a plan's papers speak of, by all their names."""
    from hmic_tracker.documents.claims.own_names import Parties
    from hmic_tracker.domain.bodies import bodies_named

    inspections = plan.inspections
    bodies = [one for i in inspections for one in bodies_named(plan.bodies, i.body)]
    return Parties(
        (plan.organisation or "", *(one.title for one in inspections)),
        tuple(dict.fromkeys(name for one in bodies for name in (one.name, *one.aliases))),
    )


def refuse_with(others: dict[str, object]) -> None:
    """Raise UsageError where --check stands beside what makes or keeps a paper."""
    given = [name for name, value in others.items() if value]
    if given:
        raise UsageError(
            f"--check reads a paper and writes none: it doesn't go with {given[0]}",
            f"leave {given[0]} out: tracker report --check FILE",
        )


def _read(name: str) -> tuple[Document, str]:
    """The document of a file, "-" for standard input, and how its places are told."""
    from hmic_tracker.commands.import_files import read_source
    from hmic_tracker.documents.sources.source_registry import source_of

    source = read_source(name, None)
    if source.document is None:
        raise InputError(
            f"{source.name} is marked text, and no paper",
            "name the paper itself: tracker report --check FILE",
        )
    kind = source_of(source.data, source.name).name
    return source.document, {"PDF": "pages", "Word": "parts", "HTML": "parts"}.get(kind, "lines")
