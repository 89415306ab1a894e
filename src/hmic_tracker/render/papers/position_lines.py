"""Where we stand, on the first page of a paper: completed, checked, open and late."""

from __future__ import annotations

from collections.abc import Iterator

from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.render.papers.page_lines import MOST, Line, few, joined, posts
from hmic_tracker.render.papers.source_counts import source_says
from hmic_tracker.render.papers.wording import days, in_full, join_and, sentence

if TYPE_CHECKING:
    from hmic_tracker.domain.counts import Difference
    from hmic_tracker.domain.words import Kind
    from hmic_tracker.reports.paper import Paper
    from hmic_tracker.reports.paper_position import SourceCount

_KINDS: Final[dict[Kind, str]] = {
    "recommendation": "Recommendations",
    "afi": "AFIs",
    "cause-of-concern": "Causes of concern",
}


def completed_lines(paper: Paper) -> Iterator[Line]:
    """How many of each kind are completed, and how many of these were checked."""
    totals = paper.summary.totals
    noted = _noted(paper)
    for kind, counts in totals.by_kind.items():
        if not counts.total:
            continue
        text = f"{counts.completed} of {counts.total} completed"
        mine = totals.reported(kind)
        if more := sum(one.uncounted_completed for one in mine):
            numbers = [n for n, one in enumerate(noted, 1) if one in mine]
            note = f"note{'s' * (len(numbers) > 1)} {join_and([str(n) for n in numbers])}"
            where = note if numbers else "see under Status"
            text += f", {more} more in doubt ({where})"
            text = "; ".join([text, *map(_counted, paper.source_counts(kind)[:MOST])])
        yield Line(_KINDS[kind], text)
    if totals.all.completed:
        name = "Verified or discharged" if totals.all.verified else "Verified"
        text = f"{totals.all.verified} of the {totals.all.completed} completed"
        yield Line(name, f"{text}{_waits(paper)}")


def _counted(one: SourceCount) -> str:
    """ "Report 9 counted 7 of 16 on 11 September 2008": a fact of its day."""
    document = one.document or "the source"
    return f"{document} counted {one.completed} of {one.total} on {in_full(one.on)}"


def _waits(paper: Paper) -> str:
    """ "; the other 20 wait, 17 of them for 81 days"."""
    both, wait = paper.summary.totals.all, paper.story.waiting
    if wait is None:
        return ""
    those = f"the other {both.unverified}" if both.verified else f"all {both.unverified}"
    verb = "wait"
    if both.unverified == 1:
        those, verb = "the other one" if both.verified else "it", "waits"
    which = "" if wait.longest == both.unverified else f"{wait.longest} of them "
    return f"; {those} {verb}{f', {which}for {days(wait.days)}' if wait.days else ''}"


def open_lines(paper: Paper) -> Iterator[Line]:
    """How many are open and when they are due; whose are overdue, and by how long."""
    if not paper.summary.totals.all.total:
        return
    one = paper.story.open
    texts = [f"{one.overdue} overdue"]
    if one.next_due:
        texts += [f"{one.due_next} due by {in_full(one.next_due)}", f"{one.later} later"]
    others = ((one.deferred, "deferred"), (one.undated, "undated"), (one.withheld, "exempt"))
    texts += [f"{number} {how}" for number, how in others if number]
    unowned = "none has an owner" if one.is_unowned else f"{one.unowned} without an owner"
    yield Line("Open", f"{one.total}: {', '.join(texts)}; {unowned}" if one.total else "0")
    late = [_late(paper), _by_first_dates(paper)]
    if any(late):
        yield Line("Overdue", joined(late if late[0] else ["0", *late]))


def _late(paper: Paper) -> str:
    """ "7: Head of Public Protection 7, the worst 62 days (REC-5 and REC-6)"."""
    one = paper.story.late
    if not one.number:
        return ""
    whose = "" if paper.story.open.is_unowned else posts(one.owners)
    worst = ""
    if one.worst:
        ids = few(one.worst)
        each = "each" if one.number == len(one.worst) > 1 else "the worst"
        each += " of the others" if one.exempt else ""
        by = f"{each} {days(one.days)}" if one.number > 1 else days(one.days)
        worst = f"{by} ({ids})" if ids else by
    exempt = f"{one.exempt} exempt" * bool(one.exempt)
    return f"{one.number}: {', '.join(filter(None, (whose, exempt, worst)))}"


def _by_first_dates(paper: Paper) -> str:
    """ "By its first date 1 more would be (REC-7)"."""
    ids = paper.story.open.in_time_by_move
    if not ids:
        return ""
    more = " more" if paper.story.late.number else ""
    named = few(ids)
    first = "its first date" if len(ids) == 1 else "their first dates"
    return f"By {first} {len(ids)}{more} would be{f' ({named})' if named else ''}"


def _noted(paper: Paper) -> list[Difference]:
    """What a source counts otherwise and has a note here; none where they would be too many."""
    differences = [one for one in paper.summary.totals.unsettled if one.uncounted_completed]
    return differences if len(differences) <= MOST else []


def notes_by_item(paper: Paper) -> dict[str, str]:
    """ "See note 1", for each item that a note of this page may mean."""
    noted = enumerate(_noted(paper), 1)
    return {item_id: f"See note {n}" for n, one in noted for item_id in one.candidates}


def note_lines(paper: Paper) -> Iterator[Line]:
    """What sources say of items that are in doubt, each by its number."""
    for number, one in enumerate(_noted(paper), 1):
        yield Line(f"Note {number}", sentence(source_says(one, MOST)))
