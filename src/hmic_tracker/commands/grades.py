"""`tracker grades`."""

from hmic_tracker.commands import options
from hmic_tracker.commands.output import Output, emit
from hmic_tracker.commands.session import load_plan, report_damage
from hmic_tracker.domain.frameworks import resolve
from hmic_tracker.render.to_json.grades import grades_object
from hmic_tracker.render.views.grades import grades_page
from hmic_tracker.reports.grades import grades_report

EXAMPLES = (
    ("tracker grades", "every grade, then and now, and against the country"),
    ("tracker grades --framework pvp", "one framework and its children"),
    ("tracker grades --json", "the same for a script"),
)


def run(
    framework: options.Frameworks = None,
    as_of: options.AsOf = None,
    store: options.Store = None,
    no_index: options.NoIndex = False,
    json: options.Json = False,
    format_: options.Format = None,
    output: options.OutputFile = None,
    width: options.Width = None,
    color: options.Color = "auto",
) -> int:
    """Grades then and now, the change, and where they stand among the forces."""
    plan, day = load_plan(store, as_of, not no_index)
    slugs = frozenset(s for name in framework or () for s in resolve(plan.frameworks, name))
    found = grades_report(plan, day, slugs or None)
    emit(
        Output(json, width, color, format_, output),
        lambda terminal: grades_page(found, bars=terminal),
        lambda: grades_object(found),
    )
    return report_damage(plan.damaged)
