"""What a paper's value says, as sentences. Numbers to ten are words, months are in full."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hmic_tracker.domain.dates import deadline
from hmic_tracker.domain.grades import grade_phrase
from hmic_tracker.domain.words import PROGRESS_PHRASES, STATUS_PHRASES, Kind, plural
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.render.papers import findings, wording
from hmic_tracker.render.papers.source_counts import source_says
from hmic_tracker.render.papers.wording import (
    be,
    have,
    in_full,
    in_words,
    join_and,
    many,
    part_of,
    sentence,
)
from hmic_tracker.render.views.deferral_text import until_text

if TYPE_CHECKING:
    from hmic_tracker.domain.counts import Counts, Difference
    from hmic_tracker.domain.grades import Grade
    from hmic_tracker.reports.paper import Paper
    from hmic_tracker.reports.paper_status import KindStatus, StatusGroup
    from hmic_tracker.reports.summary_values import AdjustedCount, KindCounts, SourceDifference

_MOST_GROUPS: Final = 4
_SPELLED: Final = re.compile(r" AFI(s?)$")
_OTHERS: Final = {
    "good practice": ("piece of good practice", "pieces of good practice"),
    "duplicate": ("duplicate", "duplicates"),
    "not-accepted": ("not accepted", "not accepted"),
}


def position(paper: Paper) -> list[str]:
    """The position in a few sentences: what the report is about, its figures, what isn't in it."""
    totals = paper.summary.totals
    figures = [completed_sentence(totals), open_sentence(totals.all), _newly_overdue(paper)]
    lines = [*_subject(paper), *(figures if totals.all.total else []), *_not_counted(paper)]
    return [line for line in lines if line]


def introduction(paper: Paper) -> list[str]:
    """What the report is about and what isn't in it, without the figures."""
    return [line for line in (*_subject(paper), *_not_counted(paper)) if line]


def _subject(paper: Paper) -> list[str]:
    totals, day = paper.summary.totals, in_full(paper.wanted.as_of)
    subject = f"{_totals_text(totals)}{findings.origin(paper)}"
    line = f"This report gives the position at {day} on {subject}."
    if not totals.all.total:
        line = f"This report gives the position at {day}. There are {subject}."
    return [line, findings.made_sentence(paper), _scope(paper)]


def _not_counted(paper: Paper) -> list[str]:
    """What of the plan is in no count, what was added by hand, and what can't be read."""
    lines = []
    if paper.summary.others:
        others = [
            f"{in_words(n)} {_OTHERS.get(word, (word, word))[n != 1]}"
            for word, n in paper.summary.others.items()
        ]
        lines.append(f"Not counted here: {join_and(others)}.")
    lines.append(findings.added_sentence(paper))
    if paper.damaged:
        files = wording.number_of(len(paper.damaged), "file")
        verb = be(len(paper.damaged))
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
    sources = list(dict.fromkeys(one.reported.source or "a source" for one in differences))
    verb, says = be(more), "The source says"
    if len(sources) > 1 or len(paper.plan.inspections) > 1 or len(paper.sources) > 1:
        says = f"{join_and(sources)} {'says' if len(sources) == 1 else 'say'}"
    return [sentence(f"{says} that {in_words(more)} more {verb} completed: see under Status")]


def completed_sentence(totals: KindCounts) -> str:
    """How many of each kind are completed, and how many of those have been verified."""
    counts = [(kind, some) for kind, some in totals.by_kind.items() if some.total]
    ended = [(kind, some) for kind, some in counts if some.completed]
    none = [f"none of {many(c.total, kind)}" for kind, c in counts if c.total > 1 > c.completed]
    single = [f"the {many(1, kind)}" for kind, some in counts if some.total == 1 > some.completed]
    clauses = []
    if ended:
        number = totals.all.completed if len(ended) == 1 else len(ended)
        clauses.append(f"{join_and([_ratio_text(*one) for one in ended])} {be(number)} completed")
    if none:
        clauses.append(f"{join_and(none)} is{'' if clauses else ' completed'}")
    if single:
        clauses.append(f"{join_and(single)} {be(len(single))} not{'' if clauses else ' completed'}")
    which = "it" if len(clauses) == 1 else "the completed one"
    return sentence("; ".join([*clauses, *_verified(totals.all, which)]))


def open_sentence(both: Counts) -> str:
    """How many items are open, and how many of them overdue."""
    if not both.open:
        return "None is open."
    number = f"{wording.number_of(both.open, 'item')} {be(both.open)} open"
    if both.open == 1:
        how = "overdue" if both.overdue else "deferred" if both.deferred else "not overdue"
        return sentence(f"{number}; it is {how}")
    late = f"{part_of(both.overdue, both.open)} of them {be(both.overdue or 1)} overdue"
    if both.deferred:
        late += f", {in_words(both.deferred)} {be(both.deferred)} deferred"
    return sentence(f"{number}; {late}")


def status_sentence(status: KindStatus, unsettled: Iterable[Difference] = ()) -> str:
    """ "Four recommendations: majority of work completed on all four, to be completed by…".

    What a source says otherwise of these items is a clause more.
    """
    only = len(status.alike) == 1
    texts = [_group_text(group, status.total if only else 0) for group in status.alike]
    place = status.framework.slug if status.framework else ""
    texts += [
        source_says(one)
        for one in unsettled
        if (one.reported.framework, one.reported.kind) == (place, status.kind)
    ]
    return sentence(f"{many(status.total, status.kind)}: {'; '.join(texts)}")


def status_in_short(status: KindStatus) -> str:
    """How the items of a kind stand, with spans of dates where they stand in many ways.

    "12 AFIs: two completed; three overdue; some work completed on seven, to be completed between
    March and June 2009": those that are overdue or deferred have tables of their own.
    """
    if len(status.alike) <= _MOST_GROUPS:
        return status_sentence(status)
    groups: dict[object, list[StatusGroup]] = {}
    for one in status.alike:
        how = "overdue" if one.overdue else "deferred" if one.deferred_until else ""
        groups.setdefault(how or one._replace(number=0, due=one.due and ""), []).append(one)
    texts = [_alike_text(str(how), alike) for how, alike in groups.items()]
    return sentence(f"{many(status.total, status.kind)}: {'; '.join(texts)}")


def _alike_text(how: str, alike: list[StatusGroup]) -> str:
    one = alike[0]._replace(number=sum(group.number for group in alike))
    if how in {"overdue", "deferred"}:
        return f"{in_words(one.number)} {how}"
    dues = sorted((group.due for group in alike if group.due), key=deadline)
    if len(dues) < 2:
        return _group_text(one, 0)
    between = f"to be completed between {in_full(dues[0])} and {in_full(dues[-1])}"
    return f"{_progress_text(one, 0)}, {between}"


def grade_words(grade: Grade | None, period: str) -> str:
    """A grade, or why there is none: "Not graded separately in 2006"."""
    if grade is None or grade.grade:
        return sentence(grade_phrase(grade)).rstrip(".")
    return sentence(f"{grade_phrase(grade)} in {period}").rstrip(".")


def _totals_text(totals: KindCounts) -> str:
    """ "four recommendations and ten areas for improvement (AFIs)"."""
    texts = [many(c.total, kind) for kind, c in totals.by_kind.items() if c.total]
    spelled = (_SPELLED.sub(lambda m: f" area{m[1]} for improvement (AFI{m[1]})", t) for t in texts)
    return join_and(list(spelled)) or "no items"


def _scope(paper: Paper) -> str:
    scope = paper.scope
    if scope.is_all:
        return ""
    number = len(scope.ids)
    which = f"that {'fits' if number == 1 else 'fit'} “{scope.where}”"
    if scope.board is not None:
        the = "" if scope.board.casefold().startswith("the ") else "the "
        which = f"that {the}{scope.board} oversees"
    those = "the one" if number == 1 else "those"
    covers = f"it covers {number} of the plan's {plural(scope.of, 'item')}"
    return sentence(f"{covers}: {those} {which}")


def _ratio_text(kind: Kind, counts: Counts) -> str:
    """ "seven of 16 recommendations", "both recommendations", "the one recommendation"."""
    if counts.completed < counts.total:
        return f"{in_words(counts.completed)} of {many(counts.total, kind)}"
    if counts.total == 2:
        return f"both {many(2, kind).partition(' ')[2]}"
    return f"{'the' if counts.total == 1 else 'all'} {many(counts.total, kind)}"


def _verified(both: Counts, which: str) -> list[str]:
    """How many of the completed ones have been verified; nothing where none is completed.

    `which` is what a single one is called.
    """
    if not both.completed:
        return []
    how = "verified or discharged" if both.verified else "verified"
    if both.completed == 1:
        return [f"{which} has{'' if both.verified else ' not'} been {how}"]
    number, these = part_of(both.verified, both.completed), "these"
    if 0 < both.verified < both.completed or (not both.verified and both.completed > 2):
        these = f"these {in_words(both.completed)}"
    return [f"{number} of {these} {have(both.verified or 1)} been {how}"]


def _newly_overdue(paper: Paper) -> str:
    """ "Ten have become overdue since report 9; one that was overdue then no longer is."."""
    if paper.movement is None or paper.previous is None:
        return ""
    moves, report = paper.movement.overdue_moves, f"report {paper.previous.number}"
    texts = []
    if moves.became:
        texts.append(f"{in_words(moves.became)} {have(moves.became)} become overdue since {report}")
    if moves.no_longer:
        then = "then" if moves.became else f"in {report}"
        which = f"{in_words(moves.no_longer)} that {wording.was(moves.no_longer)} overdue {then}"
        texts.append(f"{which} no longer {be(moves.no_longer)}")
    return sentence("; ".join(texts)) if texts else ""


def _group_text(group: StatusGroup, all_of: int) -> str:
    """So many items that stand alike, with `all_of` where they are all there are."""
    done = {"done": "completed", "verified": "completed and verified", "closed": "discharged"}
    if group.status in done:
        word = done[group.status]
        if all_of > 1:
            return f"{'both' if all_of == 2 else 'all'} {word}"
        return word if all_of else f"{in_words(group.number)} {word}"
    if group.exempt:
        return f"{in_words(group.number)} exempt ({STATUS_PHRASES[group.status]})"
    return f"{_progress_text(group, all_of)}, {_due_part(group)}"


def _progress_text(group: StatusGroup, all_of: int) -> str:
    """ "majority of work completed on both", "one almost completed", "neither started"."""
    phrase, number = PROGRESS_PHRASES[group.progress], in_words(group.number)
    if group.progress == "complete":
        phrase = "all work completed"
    if group.progress == "none" and group.status == "not-started":
        phrase, texts = "not started", {0: f"{number} not started", 2: "neither started"}
        return phrase if all_of == 1 else texts.get(all_of, "none started")
    if all_of == 1:
        return phrase
    if group.progress == "none":
        which = {0: number, 2: "either"}.get(all_of, "any of them")
        return f"{phrase} on {which}"
    which = {0: number, 2: "both"}.get(all_of, f"all {in_words(all_of)}")
    return f"{which} {phrase}" if group.progress == "almost" else f"{phrase} on {which}"


def _due_part(group: StatusGroup) -> str:
    if group.deferred_until:
        due = f", due by {in_full(group.due)}" if group.due else ""
        return f"deferred {until_text(group.deferred_until)}{due}"
    if group.due is None:
        none = "no date any more" if group.undated else "no date set"
        is_implied = (group.status, group.progress) == ("not-started", "none")
        return none if is_implied else f"{STATUS_PHRASES[group.status]}, {none}"
    if group.overdue:
        return f"due by {in_full(group.due)}, overdue"
    return wording.due_text(group.due, late=False)


def _difference(paper: Paper, one: SourceDifference) -> str:
    """What a source says that the items don't, and what the counts would be with it."""
    difference, reported = one.difference, one.difference.reported
    place = next((f.name for f in paper.plan.frameworks if f.slug == reported.framework), "")
    where = f"{place}: " if place else ""
    if difference.certain:
        open_here = f"{'it is' if len(difference.candidates) == 1 else 'they are'}"
    else:
        open_here = f"{'both' if len(difference.candidates) == 2 else 'all'} are"
    open_here += " counted as open here"
    more = difference.uncounted_completed
    them = "that one" if more == 1 else f"these {in_words(more)}"
    if difference.left:
        counted, left = wording.named_ids(difference.counted), wording.named_ids(difference.left)
        open_here = f"{counted} {be(len(difference.counted))} counted as open here"
        open_here += f", and {left} {be(len(difference.left))} not counted any more"
        some = more < len(difference.counted)
        them = f"{in_words(more)} of {counted}" if some else counted
    with_it = join_and([f"{c.completed} of {c.total} {_counted_in(c)}" for c in one.counts])
    says = f"{where}{source_says(difference)}; {open_here}."
    return f"{says if where else sentence(says)} With {them} completed: {with_it}."


def _counted_in(count: AdjustedCount) -> str:
    if count.framework is None:
        return "in all"
    where = "in" if count.of == "framework" else "with all of"
    return f"{where} {count.framework.name}"
