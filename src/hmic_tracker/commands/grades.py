"""`tracker grades`."""

from __future__ import annotations

from hmic_tracker.commands.options import LOOKING, Option, Output, Words
from hmic_tracker.commands.output import emit_content
from hmic_tracker.domain.frameworks import resolve
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.render.formats import Content
from hmic_tracker.render.to_json.summary import grades_object
from hmic_tracker.render.views.grades import grades_page
from hmic_tracker.reports.grades import grades_report

if TYPE_CHECKING:
    from hmic_tracker.commands.session import Session
    from hmic_tracker.render.sheets import Workbook

EXAMPLES = (
    ("tracker grades", "every grade, then and now, and against the country"),
    ("tracker grades --framework pvp", "one framework and its children"),
    ("tracker grades --json", "the same for a script"),
)
TAKES = (
    Option(
        "--framework",
        "NAME",
        "Name, alias or initials, with its children (pvp; pvp/overall alone).",
        "frameworks",
        repeated=True,
    ),
    *LOOKING,
)


def run(session: Session, output: Output, framework: Words) -> int:
    """Grades then and now, the change, and where they stand among the forces.

    By hand they are entered with: tracker inspection edit ID --grade FRAMEWORK:YEAR=GRADE.
    """
    plan = session.plan()
    slugs = frozenset(s for name in framework for s in resolve(plan.frameworks, name))
    report = grades_report(plan, session.day, slugs or None)

    def sheets() -> Workbook:
        from hmic_tracker.render.views.report_sheets import grades_workbook

        return grades_workbook(report, plan.marking)

    content = Content(
        page=lambda terminal: grades_page(report, bars=terminal),
        value=lambda: grades_object(report),
        sheets=sheets,
    )
    return emit_content(output, content, plan.damaged)
