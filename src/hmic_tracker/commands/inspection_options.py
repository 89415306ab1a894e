"""What is typed of the rows of an inspection: `inspection add|edit --grade --national --count`."""

from __future__ import annotations

from hmic_tracker.commands.options import Option, Words
from hmic_tracker.domain.dates import format_due_echo
from hmic_tracker.domain.frameworks import framework_named
from hmic_tracker.domain.inspection_rows import (
    TypedCount,
    TypedRow,
    with_count,
    with_grade,
    with_national,
)
from hmic_tracker.domain.scales import likely_scales
from hmic_tracker.domain.words import folded, parse_kind
from hmic_tracker.errors import InputError
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.commands.session import Session
    from hmic_tracker.domain.inspections import Inspection
    from hmic_tracker.domain.plan import Plan

ROWS: Final = (
    Option(
        "--grade",
        "FRAMEWORK:PERIOD=GRADE",
        "A grade, or not inspected; empty takes it away.",
        repeated=True,
    ),
    Option(
        "--national",
        "FRAMEWORK:PERIOD=N...",
        "How many forces got each grade: np:2007='3 17 21 2'.",
        repeated=True,
    ),
    Option(
        "--count",
        "FRAMEWORK:KIND:DAY=N",
        "What a source counts: mp:rec:2008-09-11='1 of 2'.",
        repeated=True,
    ),
)


def with_rows(
    session: Session, plan: Plan, known: Inspection, grades: Words, national: Words, counts: Words
) -> Inspection:
    """The inspection with the rows that were typed.

    Raises InputError for a form that is none, NotFoundError for a framework that there isn't.
    """
    scales = likely_scales(known.body, plan.bodies, plan.scales)
    for typed in grades:
        known = with_grade(known, _row(plan, typed, "--grade np:2007=Good"), scales)
    for typed in national:
        row = _row(plan, typed, "--national np:2007='3 17 21 2'")
        known = with_national(known, row, scales)
    for typed in counts:
        known = with_count(known, _count(session, plan, typed))
    return known


def without_rows(inspection: Inspection) -> Inspection:
    """The inspection without a grade, a row of the country or a count."""
    return inspection._replace(grades=(), national=(), reported=())


def _row(plan: Plan, typed: str, example: str) -> TypedRow:
    about, sign, value = typed.partition("=")
    framework, colon, period = about.rpartition(":")
    if not (sign and colon and folded(period)):
        raise InputError(f"'{typed[:60]}' names no framework and period", f"write it as {example}")
    slug = _framework(plan, framework)
    return TypedRow(slug, " ".join(period.split()), " ".join(value.split()))


def _count(session: Session, plan: Plan, typed: str) -> TypedCount:
    about, sign, value = typed.partition("=")
    framework, kind, day = [*about.rsplit(":", 2), "", "", ""][:3]
    if not (sign and folded(day)):
        raise InputError(
            f"'{typed[:60]}' names no framework, kind and day",
            "write it as --count mp:rec:2008-09-11='1 of 2'",
        )
    from hmic_tracker.domain.date_parsing import parse_day

    on = parse_day(day, session.today, session.days_off, looks_back=True)
    return TypedCount(_framework(plan, framework), parse_kind(kind), on, " ".join(value.split()))


def _framework(plan: Plan, typed: str) -> str:
    """The slug of the one framework of a name, without its children; raises NotFoundError."""
    return framework_named(plan.frameworks, typed.strip()).slug


def changed_words(before: Inspection, after: Inspection, plan: Plan) -> list[str]:
    """What changed in an inspection that was there, in words; of a day its weekday too."""
    from hmic_tracker.domain.inspection_fields import inspection_fields
    from hmic_tracker.domain.inspection_words import DATES, changes_words
    from hmic_tracker.domain.record_history import changes_between

    changes = changes_between(inspection_fields(before), inspection_fields(after))
    names = {framework.slug: framework.name for framework in plan.frameworks}
    weekdays = {
        changes_words([one], names)[0]: format_due_echo(one.new).partition(" ")[0]
        for one in changes
        if one.field in DATES and isinstance(one.new, str) and len(one.new) == len("2008-09-11")
    }
    words = changes_words(changes, names)
    return [f"{text} ({weekdays[text]})" if text in weekdays else text for text in words]
