"""The first page of a paper: what members are to do, what is new, and where we stand.

Here numbers are in figures, since they are looked up and not read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hmic_tracker.domain.check_findings import shortened
from hmic_tracker.domain.grades import STATE_PHRASES, STATES, grade_phrase
from hmic_tracker.domain.words import count_of, plural
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple
from hmic_tracker.render.papers.source_counts import source_says
from hmic_tracker.render.papers.wording import (
    family_name,
    in_full,
    in_words,
    join_and,
    named_ids,
    sentence,
)
from hmic_tracker.reports.paper_story import News
from hmic_tracker.reports.redaction import is_hidden

if TYPE_CHECKING:
    from hmic_tracker.domain.counts import Difference
    from hmic_tracker.domain.words import Kind
    from hmic_tracker.reports.grades import FrameworkGrades
    from hmic_tracker.reports.paper import Paper
    from hmic_tracker.reports.paper_story import GradeNews, Group

_MOST: Final = 4
"""So many frameworks, owners or runs of ids are named one by one: the page is to stay one."""
_LONGEST_REASON: Final = 60
"""A reason is cut here; it is whole in the table of dates moved."""
_KINDS: Final[dict[Kind, str]] = {
    "recommendation": "Recommendations",
    "afi": "AFIs",
    "cause-of-concern": "Causes of concern",
}
_OWN_ROWS: Final = {
    "opened": "New items",
    "reopened": "Reopened",
    "undone": "No longer completed",
    "left": "No longer counted",
}
"""What has a line of its own where there is any."""
_CHECKED: Final = (("Verified", "verified"), ("Discharged", "closed"))
_CHANGES: Final = {"improved": "rose", "declined": "fell", "not-comparable": "not comparable"}


class Line(NamedTuple):
    """A line of the first page: what it is about, and what it says."""

    label: str
    text: str


class Part(NamedTuple):
    """A part of the first page under its title.

    `all_unowned` is whether it says of every open item that nobody owns it.
    """

    title: str
    lines: tuple[Line, ...]
    all_unowned: bool = False


def request_sentence(paper: Paper) -> str:
    """What members are asked, where the settings don't say: "… agree two extensions and note…"."""
    requested = paper.story.news.get("requested")
    report = "note the report"
    if paper.wanted.settings.purpose == "decision":
        report = "consider the report and decide on it"
    if requested is None:
        return f"Members are asked to {report}."
    number = requested.number
    ids = _ids(requested)
    extensions = f"{in_words(number)} extension{'' if number == 1 else 's'}"
    return f"Members are asked to agree {extensions}{f' ({ids})' if ids else ''} and to {report}."


def foot_sentence(paper: Paper) -> str:
    """What stands on every page: "Position at 1 December 2008; 17 more fall due on 31 …"."""
    position, still_open = f"Position at {in_full(paper.wanted.as_of)}", paper.story.open
    if not still_open.next_due:
        return f"{position}."
    more = " more" if still_open.overdue else ""
    fall = "falls" if still_open.due_next == 1 else "fall"
    due = f"{still_open.due_next}{more} {fall} due on {in_full(still_open.next_due)}"
    return f"{position}; {due}."


def since(paper: Paper) -> Part:
    """What is new since the last paper, or since the newest document where there is none."""
    base = paper.story.base
    if base is None:
        return Part("Nothing earlier is recorded", tuple(_grades(paper)))
    which = f"report {base.name}, position at" if base.is_paper else f"{base.name} of"
    return Part(f"Since {which} {in_full(base.on)}", (*_news(paper), *_grades(paper)))


def position(paper: Paper) -> Part:
    """Where we stand: completed, verified, open, and past the first date."""
    lines = (*_completed(paper), *_open(paper), *_notes(paper))
    all_unowned = paper.story.open.is_unowned
    return Part("Where we stand", lines, all_unowned)


def _news(paper: Paper) -> Iterator[Line]:
    news = paper.story.news
    late, done = (news.get(what, News()) for what in ("became_overdue", "completed"))
    overdue = [_count(paper, late), _owners(late), _more(paper, "No longer overdue")]
    yield Line("Newly overdue", _joined(overdue))
    checked = (f"{name} {_number(paper, what)}" for name, what in _CHECKED)
    yield Line("Newly completed", _joined([_count(paper, done), *checked]))
    yield Line("Dates moved", _joined([_moved(paper), _why(paper), *_agreed(paper)]))
    for what, name in _OWN_ROWS.items():
        if what in news:
            is_new = what == "opened"
            text = _count(paper, news[what]) if is_new else _named(news[what])
            yield Line(name, sentence(text))


def _agreed(paper: Paper) -> Iterator[str]:
    for name, what in (("Extensions requested", "requested"), ("Deferred", "deferred")):
        yield f"{name} {_number(paper, what)}"


def _more(paper: Paper, name: str) -> str:
    number = _number(paper, "no_longer_overdue")
    return f"{name} {number}" if number != "0" else ""


def _number(paper: Paper, what: str) -> str:
    """ "2 (REC-5 and REC-6)", "0"."""
    one = paper.story.news.get(what, News())
    ids = _ids(one)
    return f"{one.number} ({ids})" if ids else str(one.number)


def _named(one: News) -> str:
    """ "2: REC-5 and REC-6"."""
    ids = _ids(one)
    return f"{one.number}: {ids}" if ids else str(one.number)


def _ids(one: News) -> str:
    """The items by their ids, exempt ones by their number; nothing where they are too many."""
    names = named_ids(one.ids)
    if names.count(",") + 1 > _MOST:
        return ""
    return join_and([name for name in (names, f"{one.exempt} exempt" * bool(one.exempt)) if name])


def _count(paper: Paper, one: News) -> str:
    """ "12: Public Protection, 4 recommendations due September 2008 and 8 AFIs due …"."""
    if not one.number:
        return "0"
    by_place: dict[str, list[Group]] = {}
    for group in one.groups:
        place = group.framework
        name = family_name(place, paper.plan.frameworks) if place else "No framework"
        by_place.setdefault(name, []).append(group)
    texts = [f"{name}, {_of_one_place(groups)}" for name, groups in list(by_place.items())[:_MOST]]
    rest = [group.number for groups in list(by_place.values())[_MOST:] for group in groups]
    if rest:
        others = plural(len(by_place) - _MOST, "other framework")
        texts.append(f"{sum(rest)} in {others}")
    texts += [f"{one.exempt} exempt"] * bool(one.exempt)
    return f"{one.number}: {'; '.join(texts)}"


def _of_one_place(groups: list[Group]) -> str:
    """ "4 recommendations and 8 AFIs due October 2008": a due that is the same stands once."""
    numbers = [count_of(group.number, group.kind) for group in groups]
    dues = [f" due {in_full(group.due)}" if group.due else "" for group in groups]
    if len(set(dues)) == 1:
        return f"{join_and(numbers)}{dues[0]}"
    return join_and([f"{number}{due}" for number, due in zip(numbers, dues, strict=True)])


def _owners(one: News) -> str:
    """Whose they are: "None of the 12 has an owner", "Owners: Head of Crime 3, none 1"."""
    owners = dict(one.owners)
    number = sum(owners.values())
    if not owners:
        return ""
    if list(owners) == [None]:
        those = f"None of the {number}" if not one.exempt else f"None of the {number} others"
        return "It has no owner" if one.number == 1 else f"{those} has an owner"
    posts = [(owner, n) for owner, n in owners.items() if owner is not None]
    texts = [f"{owner} {n}" for owner, n in posts[:_MOST]]
    if rest := posts[_MOST:]:
        texts.append(f"{plural(len(rest), 'other post')} {sum(n for _, n in rest)}")
    texts += [f"none {owners[None]}"] if None in owners else []
    return f"Whose: {', '.join(texts)}"


def _moved(paper: Paper) -> str:
    """ "3: 2 later, by up to 181 days (REC-5 and REC-6) and 1 earlier, by 9 days (AFI-3)"."""
    news = paper.story.news
    hows = (("slipped", "later"), ("brought_forward", "earlier"), ("undated", "without a date now"))
    moves = [(news[what], how) for what, how in hows if what in news]
    texts = []
    for one, how in moves:
        up_to = "" if one.number == 1 else "up to "
        by = f", by {up_to}{plural(one.days, 'day')}" if one.days else ""
        ids = _ids(one)
        number = f"{one.number} " if len(moves) > 1 else ""
        texts.append(f"{number}{how}{by}{f' ({ids})' if ids else ''}")
    total = sum(one.number for one, _ in moves)
    return f"{total}: {join_and(texts)}" if texts else "0"


def _why(paper: Paper) -> str:
    """ "Why: REC-6, waits for the IT release": each reason to be printed once."""
    by_reason: dict[str, list[str]] = {}
    for one in paper.movement.dates_moved if paper.movement else ():
        if one.reasons and not is_hidden(one.item):
            by_reason.setdefault(one.reasons[-1], []).append(one.item.id)
    texts = [
        f"{named_ids(ids)}, {shortened(reason.rstrip('.'), _LONGEST_REASON)}"
        for reason, ids in by_reason.items()
    ]
    if len(texts) > _MOST:
        return ""
    return f"Why: {'; '.join(texts)}" if texts else ""


def _grades(paper: Paper) -> Iterator[Line]:
    grades = paper.story.grades
    compared = [*_compared(grades), *_without(grades)]
    if not compared:
        return
    new = "No new grade"
    if grades.new and paper.story.base:
        texts = [_new_grade(row) for row in grades.new[:_MOST]]
        if rest := grades.new[_MOST:]:
            texts.append(plural(len(rest), "other"))
        new = f"{len(grades.new)} new: {'; '.join(texts)}"
    against = f"Against {grades.against}" if grades.against else "Against the grades before"
    if not any((grades.rose, grades.fell, grades.unchanged, grades.incomparable)):
        against = "No earlier grade"
    yield Line("Grades", _joined([new, f"{against}: {', '.join(compared)}"]))


def _new_grade(row: FrameworkGrades) -> str:
    """ "Missing Persons, Fair in 2008 (2007: Good), fell"."""
    latest, pair = row.latest, row.compared
    text = f"{row.framework.name}, {grade_phrase(latest)} in {latest.period if latest else ''}"
    if pair is None:
        return text
    change = _CHANGES.get(row.change or "", row.change)
    return f"{text} ({pair[0].period}: {grade_phrase(pair[0])}), {change}"


def _compared(grades: GradeNews) -> Iterator[str]:
    if not any((grades.rose, grades.fell, grades.unchanged, grades.incomparable)):
        return
    if grades.fell:
        yield f"{grades.fell} fell"
    yield f"{grades.rose or 'none'} rose"
    if not grades.fell:
        yield "none fell"
    if grades.unchanged:
        yield f"{grades.unchanged} unchanged"
    if grades.incomparable:
        yield f"{grades.incomparable} not comparable"


def _without(grades: GradeNews) -> Iterator[str]:
    phrases = {str(state): STATE_PHRASES[state] for state in STATES}
    for state, period, number in grades.without:
        yield (
            f"{number} {phrases[state]} in {period}"
            if state
            else f"{number} graded for the first time"
        )


def _completed(paper: Paper) -> Iterator[Line]:
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
            text += f" ({counts.completed + more} by the source's count, {where})"
        yield Line(_KINDS[kind], text)
    if totals.all.completed:
        waits = ""
        if paper.story.waiting is not None:
            up_to = "" if totals.all.unverified == 1 else "up to "
            waits = f"; waiting for {up_to}{plural(paper.story.waiting, 'day')}"
        name = "Verified or discharged" if totals.all.verified else "Verified"
        yield Line(name, f"{totals.all.verified} of the {totals.all.completed} completed{waits}")


def _open(paper: Paper) -> Iterator[Line]:
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
    if one.total:
        be = "is" if one.past_first == 1 else "are"
        its = "its" if one.past_first == 1 else "their"
        yield Line(
            "First dates", f"{one.past_first} of the open {be} past {its} first date but in time"
        )


def _noted(paper: Paper) -> list[Difference]:
    """What a source counts otherwise and has a note here; none where they would be too many."""
    differences = [one for one in paper.summary.totals.unsettled if one.uncounted_completed]
    return differences if len(differences) <= _MOST else []


def notes_by_item(paper: Paper) -> dict[str, str]:
    """ "See note 1", for each item that a note of this page may mean."""
    noted = enumerate(_noted(paper), 1)
    return {item_id: f"See note {n}" for n, one in noted for item_id in one.candidates}


def _notes(paper: Paper) -> Iterator[Line]:
    for number, one in enumerate(_noted(paper), 1):
        yield Line(f"Note {number}", sentence(source_says(one, _MOST)))


def _joined(texts: Iterable[str]) -> str:
    return " ".join(sentence(text) for text in texts if text)
