"""What a paper's value says, as sentences. Numbers to ten are words, months are in full."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from hmic_tracker.domain.frameworks import Framework, children_of
from hmic_tracker.domain.words import PROGRESS_PHRASES, STATUS_PHRASES, Kind
from hmic_tracker.render.papers import wording
from hmic_tracker.render.papers.wording import in_full, in_words, join_and, sentence

if TYPE_CHECKING:
    from hmic_tracker.domain.counts import Counts
    from hmic_tracker.domain.grades import Grade
    from hmic_tracker.reports.grades import FrameworkGrades
    from hmic_tracker.reports.paper import Paper
    from hmic_tracker.reports.paper_status import KindStatus, StatusGroup
    from hmic_tracker.reports.summary import (
        AdjustedCount,
        FrameworkSummary,
        KindCounts,
        SourceDifference,
    )

_SPELLED: Final = re.compile(r" AFI(s?)$")
_OTHERS: Final = {
    "good practice": ("piece of good practice", "pieces of good practice"),
    "duplicate": ("duplicate", "duplicates"),
    "not-accepted": ("not accepted", "not accepted"),
}


def position(paper: Paper) -> list[str]:
    """The position in a few sentences, and where a source counts otherwise."""
    totals, day = paper.summary.totals, in_full(paper.wanted.as_of)
    both = totals.all
    subject = f"{_totals_text(totals, True)}{_origin(paper)}"
    lines = [f"This report gives the position at {day} on {subject}."]
    if scope := _scope(paper):
        lines.append(scope)
    if both.total:
        lines += [_completed(totals), sentence(_open(both))]
    if paper.summary.others:
        others = [
            f"{in_words(n)} {_OTHERS.get(word, (word, word))[n != 1]}"
            for word, n in paper.summary.others.items()
        ]
        lines.append(f"Not counted here: {join_and(others)}.")
    if paper.damaged:
        verb = "is" if len(paper.damaged) == 1 else "are"
        files = wording.number_of(len(paper.damaged), "file")
        lines.append(sentence(f"{files} of the plan can't be read and {verb} not counted here"))
    return lines


def source_differences(paper: Paper) -> list[str]:
    """Where a source counts more completed than the items do, and what the counts would be."""
    return [_difference(paper, one) for one in paper.summary.differences]


def difference_in_short(paper: Paper) -> list[str]:
    """That a source counts otherwise, for the summary."""
    differences = paper.summary.totals.unsettled
    more = sum(one.missing for one in differences)
    if not more:
        return []
    verb = "is" if more == 1 else "are"
    return [f"The source says that {in_words(more)} more {verb} completed: see under Status."]


def graded(row: FrameworkGrades, of_family: bool) -> str:
    """ "Neighbourhood Policing was graded Excellent in 2007 (Good in 2006): improved."."""
    name = row.framework.name
    now, before = row.latest, row.before_latest
    if now is None:
        return f"{name} was not graded."
    whole = " overall" if of_family else ""
    then = f" ({_earlier(before)})" if before else ""
    change = f": {row.change.replace('-', ' ')}" if row.change else ""
    return f"{name} was graded {now.grade}{whole} in {now.period}{then}{change}."


def count_sentence(row: FrameworkSummary, counts: KindCounts) -> str:
    """ "Four recommendations and ten AFIs were made."."""
    verb = "was" if counts.all.total == 1 else "were"
    where = "" if row.framework.slug else " under no framework"
    return sentence(f"{_totals_text(counts)} {verb} made{where}")


def part_of(name: str, grade: str | None, counts: KindCounts) -> str:
    """ "Public Protection, graded Fair: one recommendation and five AFIs."."""
    graded_so = f", graded {grade}" if grade else ""
    return f"{name}{graded_so}: {_totals_text(counts)}."


def status_sentence(status: KindStatus) -> str:
    """ "Four recommendations: majority of work completed on all four, to be completed by…"."""
    only = len(status.alike) == 1
    texts = [_group_text(group, status.total if only else 0) for group in status.alike]
    return sentence(f"{wording.many(status.total, status.kind)}: {'; '.join(texts)}")


def family_name(framework: Framework, frameworks: Iterable[Framework]) -> str:
    """The name in a list beside its children: "Protecting Vulnerable People (overall)"."""
    below = children_of(frameworks, framework.slug)
    return f"{framework.name} (overall)" if below else framework.name


def grade_words(grade: Grade | None, period: str) -> str:
    """A grade, or why there is none: "Not graded separately in 2006"."""
    if grade is None:
        return "None"
    return grade.grade or sentence(f"{grade.state.replace('-', ' ')} in {period}").rstrip(".")


def _earlier(grade: Grade) -> str:
    if grade.grade:
        return f"{grade.grade} in {grade.period}"
    return f"{grade.state.replace('-', ' ')} in {grade.period}"


def _totals_text(totals: KindCounts, spelled: bool = False) -> str:
    """ "four recommendations and ten AFIs"; spelled, "ten areas for improvement (AFIs)"."""
    texts = [wording.many(c.total, kind) for kind, c in totals.by_kind.items() if c.total]
    if spelled:
        texts = [
            _SPELLED.sub(lambda m: f" area{m[1]} for improvement (AFI{m[1]})", t) for t in texts
        ]
    return join_and(texts) or "no items"


def _origin(paper: Paper) -> str:
    inspections = paper.summary.inspections
    if not inspections:
        return ""
    if len(inspections) > 3:
        return f" from {len(inspections)} inspections"
    titles = [
        f"{one.title}{f', published in {in_full(one.published)}' if one.published else ''}"
        for one in inspections
    ]
    return f" from {join_and(titles)}"


def _scope(paper: Paper) -> str:
    scope = paper.scope
    if scope.is_all:
        return ""
    which = f"that fit “{scope.where}”"
    if scope.board is not None:
        which = f"that the {scope.board} oversees"
    return sentence(f"it covers {len(scope.ids)} of the plan's {scope.of} items: those {which}")


def _completed(totals: KindCounts) -> str:
    texts = [_ratio_text(c, kind) for kind, c in totals.by_kind.items() if c.total]
    both = totals.all
    rest = f"; {_verified(both)}" if both.completed else ""
    return sentence(f"{join_and(texts)} are completed{rest}")


def _ratio_text(counts: Counts, kind: Kind) -> str:
    """ "seven of 16 recommendations"."""
    done = in_words(counts.completed) if counts.completed else "none"
    return f"{done} of {wording.many(counts.total, kind)}"


def _verified(both: Counts) -> str:
    if both.verified == both.completed:
        has = "all of these have" if both.completed > 1 else "it has"
        return f"{has} been verified or discharged"
    if both.completed == 1:
        return "it has not been verified yet"
    number = in_words(both.verified) if both.verified else "none"
    has = "has" if both.verified <= 1 else "have"
    how = "verified or discharged" if both.verified else "verified"
    return f"{number} of these {in_words(both.completed)} {has} been {how}"


def _open(both: Counts) -> str:
    if not both.open:
        return "none is open"
    verb, late_verb = "is" if both.open == 1 else "are", "is" if both.overdue <= 1 else "are"
    late = in_words(both.overdue) if both.overdue else "none"
    number = wording.number_of(both.open, "item")
    return f"{number} {verb} open; {late} of them {late_verb} overdue"


def _group_text(group: StatusGroup, all_of: int) -> str:
    """So many items that stand alike, with `all_of` where they are all there are."""
    done = {"done": "completed", "verified": "completed and verified", "closed": "discharged"}
    if group.status in done:
        word = done[group.status]
        if all_of > 1:
            return f"all {word}"
        return word if all_of else f"{in_words(group.number)} {word}"
    if group.exempt:
        return f"{in_words(group.number)} exempt ({STATUS_PHRASES[group.status]})"
    which = {0: in_words(group.number), 2: "both"}.get(all_of, f"all {in_words(all_of)}")
    on_which = "" if all_of == 1 else f" on {which}"
    return f"{PROGRESS_PHRASES[group.progress]}{on_which}, {_due_part(group)}"


def _due_part(group: StatusGroup) -> str:
    if group.due is None:
        return f"{STATUS_PHRASES[group.status]}, no date set"
    return wording.due_text(group.due, group.overdue)


def _difference(paper: Paper, one: SourceDifference) -> str:
    """What a source says that the items don't, and what the counts would be with it."""
    difference, reported = one.difference, one.difference.reported
    place = next((f.name for f in paper.plan.frameworks if f.slug == reported.framework), "")
    where = f"{place}: " if place else ""
    source = reported.source or "the source"
    verb = "is" if difference.missing == 1 else "are"
    names = wording.named_ids(difference.candidates)
    if len(difference.candidates) == difference.missing:
        which = f"{names} {verb} completed"
        open_here = "counted as open here"
    else:
        which = f"{in_words(difference.missing)} of {names} {verb} completed, without saying which"
        all_of_them = "both" if len(difference.candidates) == 2 else "all"
        open_here = f"{all_of_them} are counted as open here"
    with_it = join_and([f"{c.completed} of {c.total} {_counted_in(c)}" for c in one.counts])
    return f"{where}{source} says that {which}; {open_here}. Counting as it does: {with_it}."


def _counted_in(count: AdjustedCount) -> str:
    if count.framework is None:
        return "in all"
    where = "in" if count.of == "framework" else "with all of"
    return f"{where} {count.framework.name}"
