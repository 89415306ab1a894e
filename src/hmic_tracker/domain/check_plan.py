"""What holds the plan together: frameworks, boards, inspections, grades and what sources count."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from types import MappingProxyType

from hmic_tracker.domain.check_findings import (
    Finding,
    FolderFacts,
    LineOf,
    shortened,
    some,
)
from hmic_tracker.domain.check_history import record_corrections
from hmic_tracker.domain.check_same_inspections import same_inspections
from hmic_tracker.domain.check_settings import settings_findings
from hmic_tracker.domain.counts import Difference, differences, surpluses
from hmic_tracker.domain.dates import say_day
from hmic_tracker.domain.frameworks import short_name
from hmic_tracker.domain.grades import Grade, National, expected_forces, rank
from hmic_tracker.domain.kept_texts import WHOLE
from hmic_tracker.domain.nearest import nearest
from hmic_tracker.domain.people import has_domain, is_mail
from hmic_tracker.domain.recorded_papers import NAMELESS
from hmic_tracker.domain.words import count_of, folded, plural
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.domain.inspections import Inspection
    from hmic_tracker.domain.plan import Plan

_MOST_NAMED: Final = 5
"""So many keys are named one by one."""


def plan_findings(
    plan: Plan, facts: FolderFacts, today: date, line_of: LineOf
) -> Iterator[Finding]:
    """Notes on what the parts of the plan say of one another."""
    if facts.interrupted is not None:
        message = f"'{facts.interrupted}' was stopped after it was saved"
        yield Finding("interrupted", message)
    for path, own in facts.second_papers:
        yield Finding("second-paper", f"{own} was recorded twice", path)
    for path in facts.stray:
        yield Finding("stray-file", "it is not read", path)
    for odd in facts.odd_keys:
        code = "misplaced-key" if odd.misplaced else "unknown-key"
        yield Finding(code, odd.message, odd.path, odd.line)
    paths = {file.inspection.id: file.path for file in facts.inspections}
    yield from _counts(plan, today, paths, line_of)
    yield from _surpluses(plan, today, paths, line_of)
    if not facts.faults:  # an item that can't be read is not a missing one
        yield from _totals(plan, today, paths, line_of)
    for inspection in plan.inspections:
        path = paths.get(inspection.id, "")
        yield from _national(plan, inspection, path, line_of)
        yield from _grades(plan, inspection, path, line_of)
    if facts.settings_read:
        yield from record_corrections("settings", "tracker.toml", plan.history, line_of)
        yield from _frameworks(plan, paths, line_of)
        yield from settings_findings(plan, line_of)
        yield from _boards(plan, facts, line_of)
        yield from _mail_addresses(plan)
        yield from _same_names(plan, line_of)
    yield from same_inspections(plan, paths, line_of)
    yield from _inspections(plan, facts)


def _counts(plan: Plan, today: date, paths: dict[str, str], line_of: LineOf) -> Iterator[Finding]:
    for difference in differences(plan, today):
        reported = difference.reported
        for inspection in plan.inspections:
            if reported in inspection.reported:
                path = paths.get(inspection.id, "")
                line = line_of(
                    path, "completed", "reported", inspection.reported.index(reported) + 1
                )
                message = _difference_text(plan, difference)
                yield Finding("counts-differ", message, path, line, difference.candidates)
                break


def _totals(plan: Plan, today: date, paths: dict[str, str], line_of: LineOf) -> Iterator[Finding]:
    """Where a source counts more items than the plan has: one was deleted, or never came in."""
    items = plan.without_parts().items
    for inspection in plan.inspections:
        mine = sum(item.inspection == inspection.id for item in items)
        if mine >= sum({(r.framework, r.kind): r.total for r in inspection.reported}.values()):
            continue  # none is missing, though one may stand under another framework
        for place, count in enumerate(inspection.reported, 1):
            of = (count.framework, count.kind)
            here = sum((item.framework, item.kind) == of for item in items)
            if count.on <= today and here < count.total:
                path = paths.get(inspection.id, "")
                name = short_name(plan.frameworks, count.framework)
                yield Finding(
                    "counts-differ",
                    f"{name}: the plan has {count_of(here, count.kind)}, and the source of "
                    f"{say_day(count.on)} counts {count.total}",
                    path,
                    line_of(path, "total", "reported", place),
                )


def _surpluses(
    plan: Plan, today: date, paths: dict[str, str], line_of: LineOf
) -> Iterator[Finding]:
    for reported, ids in surpluses(plan, today):
        owner = next(one for one in plan.inspections if reported in one.reported)
        path, place = paths.get(owner.id, ""), owner.reported.index(reported) + 1
        name = short_name(plan.frameworks, reported.framework)
        had, total = count_of(len(ids), reported.kind), reported.total
        message = (
            f"{name}: {had} came by the source of {say_day(reported.on)}, which counts {total}"
        )
        line = line_of(path, "total", "reported", place)
        yield Finding("counts-fewer", f"{message}: {some(ids)}", path, line, ids)


def _difference_text(plan: Plan, difference: Difference) -> str:
    reported = difference.reported
    name = short_name(plan.frameworks, reported.framework)
    ours = reported.completed - difference.missing
    kind = count_of(reported.total, reported.kind)
    return (
        f"{name}: {ours} of {kind} completed, and the source of {say_day(reported.on)} "
        f"says {reported.completed}; not named: {difference.missing} of "
        f"{some(difference.candidates)}"
    )


def _national(plan: Plan, inspection: Inspection, path: str, line_of: LineOf) -> Iterator[Finding]:
    """The rows of an inspection that don't add up to the number of forces, in one note."""
    known = inspection.expected or expected_forces(inspection.national)
    rows = [row._replace(expected=row.expected or known) for row in inspection.national]
    odd = [(n, row) for n, row in enumerate(rows, 1) if row.expected and not row.complete]
    if odd:
        rows_text = "; ".join(_row(plan, row) for _, row in odd)
        verb = "row doesn't" if len(odd) == 1 else "rows don't"
        line = line_of(path, "printed", "national", odd[0][0])
        yield Finding("national-sum", f"{len(odd)} national {verb} add up: {rows_text}", path, line)


def _row(plan: Plan, row: National) -> str:
    name = short_name(plan.frameworks, row.framework)
    numbers = " ".join(map(str, row.printed[:12]))
    return f"{name} {row.period}: {numbers}, {row.published} of {row.expected} forces"


def _grades(plan: Plan, inspection: Inspection, path: str, line_of: LineOf) -> Iterator[Finding]:
    ranks = rank(plan.scales)

    def odd(grade: Grade) -> bool:
        return grade.state == "graded" and (grade.scale, grade.grade) not in ranks

    for n, grade in enumerate(inspection.grades, 1):
        if odd(grade):
            name = short_name(plan.frameworks, grade.framework)
            what = shortened(grade.grade or "nothing")
            message = f"{name} {grade.period}: {what}, scale {shortened(grade.scale or 'none')}"
            yield Finding("unknown-grade", message, path, line_of(path, "grade", "grades", n))


def _frameworks(plan: Plan, paths: dict[str, str], line_of: LineOf) -> Iterator[Finding]:
    known = {framework.slug for framework in plan.frameworks}
    for framework in plan.frameworks:
        if framework.parent and framework.parent not in known:
            header = f"frameworks.{framework.slug}"
            message = f"{framework.slug} is under '{shortened(framework.parent)}'"
            line = line_of("tracker.toml", "parent", header)
            yield Finding("unknown-framework", message, "tracker.toml", line)
    yield from _unknown(plan, "framework", known)
    for text in plan.paper_texts:
        if text.framework not in {*known, WHOLE}:
            whose = "" if text.name == NAMELESS else f" {shortened(text.name)}"
            slug = shortened(text.framework)
            message = f"'{slug}' is the framework of a kept paragraph of the paper{whose}"
            line = line_of("tracker.toml", "text", text.key)
            yield Finding("unknown-framework", message, "tracker.toml", line)
    for inspection in plan.inspections:
        named_here = (
            *(grade.framework for grade in inspection.grades),
            *(row.framework for row in inspection.national),
            *(reported.framework for reported in inspection.reported),
        )
        unknown = [slug for slug in dict.fromkeys(named_here) if slug not in known]
        if unknown:
            slugs = ", ".join(f"'{shortened(slug)}'" for slug in unknown[:5])
            more = plural(len(unknown), "framework")
            message = f"{inspection.id} speaks of {more} not in tracker.toml: {slugs}"
            yield Finding("unknown-framework", message, paths.get(inspection.id, ""))


def _boards(plan: Plan, facts: FolderFacts, line_of: LineOf) -> Iterator[Finding]:
    """Boards that `tracker.toml` doesn't name, where it names any."""
    if facts.boards is None:
        return
    known = {folded(board) for board in facts.boards}
    for framework in plan.frameworks:
        if framework.board and folded(framework.board) not in known:
            message = f"'{shortened(framework.board)}' is the board of {framework.slug}"
            line = line_of("tracker.toml", "board", f"frameworks.{framework.slug}")
            yield Finding("unknown-board", message, "tracker.toml", line)
    yield from _unknown(plan, "board", facts.boards, folded)
    former = {name for board in plan.boards for name in board.aliases}
    yield from _unknown(plan, "deferred_by", facts.boards | former, folded)


def _mail_addresses(plan: Plan) -> Iterator[Finding]:
    for post in plan.people:
        if post.mail and not (is_mail(post.mail) and has_domain(post.mail)):
            message = f"'{shortened(post.mail)}' is that of {shortened(post.name)}"
            yield Finding("mail-address", message, "tracker.toml")


def _same_names(plan: Plan, line_of: LineOf) -> Iterator[Finding]:
    """Names of posts, papers and filters that differ in what nobody sees: the first is taken."""
    named = {
        "people": [post.name for post in plan.people],
        "papers": [paper.name for paper in plan.papers],
        "filters": [*plan.filters],
    }
    for section, names in named.items():
        first: dict[str, str] = {}
        for name in names:
            if (known := first.setdefault(folded(name), name)) is not name:
                message = f"[{section}] has '{shortened(known)}' and '{shortened(name)}'"
                line = line_of("tracker.toml", name, section)
                yield Finding("same-name", message, "tracker.toml", line)


def _inspections(plan: Plan, facts: FolderFacts) -> Iterator[Finding]:
    lost = {fault.path.removeprefix("inspections/").removesuffix(".toml") for fault in facts.faults}
    if "inspections" in lost:
        return  # the folder itself can't be read
    merged = {name: one.id for one in plan.inspections for name in one.aliases}
    known = {one.id for one in plan.inspections} | lost
    yield from _unknown(plan, "inspection", known, now=merged)


_DOES: Final = {"deferred_by": ("agreed to defer", "board")}
"""What a name does to items, and what it is of, where its field says neither."""


def _unknown(
    plan: Plan,
    field: str,
    names: Collection[str],
    key: Callable[[str], str] = str,
    now: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Finding]:
    """Values of a field of the items that are none of the known names, each with its items.

    `now` is what those are called that had such a name.
    """
    known = set(map(key, names))
    unknown: dict[str, list[str]] = {}
    for item in plan.items:
        value = getattr(item, field)
        if value and key(value) not in known:
            unknown.setdefault(value, []).append(item.id)
    for value, ids in unknown.items():
        does, kind = _DOES.get(field, (f"is the {field} of", field))
        message = f"'{shortened(value)}' {does} {some(ids)}"
        message += f", and was merged into {shortened(now[value])}" if value in now else ""
        if kind == "board" and (like := nearest(value, sorted(names), 1, 0.8)):
            message += f"; it is nearly {shortened(like[0])}"
        yield Finding(f"unknown-{kind}", message, ids=tuple(ids))
