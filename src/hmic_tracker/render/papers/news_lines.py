"""What is new since the last paper, on the first page of this one."""

from __future__ import annotations

from collections.abc import Iterator

from hmic_tracker.domain.check_findings import shortened
from hmic_tracker.domain.grades import STATE_PHRASES, STATES, grade_phrase
from hmic_tracker.domain.words import count_of, plural
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.render.papers.page_lines import (
    LONGEST_REASON,
    MOST,
    Line,
    because,
    ids_of,
    joined,
    posts,
)
from hmic_tracker.render.papers.wording import family_name, in_full, join_and, named_ids, sentence
from hmic_tracker.reports.paper_story import News
from hmic_tracker.reports.redaction import is_hidden

if TYPE_CHECKING:
    from hmic_tracker.reports.grades import FrameworkGrades
    from hmic_tracker.reports.paper import Paper
    from hmic_tracker.reports.paper_story import GradeNews, Group

_LONGEST_TITLE: Final = 60
_OWN_ROWS: Final = {
    "opened": "New items",
    "reopened": "Reopened",
    "undone": "No longer completed",
    "left": "No longer counted",
}
"""What has a line of its own where there is any."""
_CHECKED: Final = (("Verified", "verified"), ("Discharged", "closed"))
_CHANGES: Final = {"improved": "rose", "declined": "fell", "not-comparable": "not comparable"}


def news_lines(paper: Paper) -> Iterator[Line]:
    """What happened to items since the last paper, a line a movement."""
    news = paper.story.news
    late, done = (news.get(what, News()) for what in ("became_overdue", "completed"))
    overdue = [_count(paper, late), _owners(late), _more(paper, "No longer overdue")]
    yield Line("Newly overdue", joined(overdue))
    checked = (f"{name} {_number(paper, what)}" for name, what in _CHECKED)
    yield Line("Newly completed", joined([_count(paper, done), *checked]))
    yield Line(
        "Dates moved", joined([_moved(paper), _why(paper), _unagreed(paper), *_agreed(paper)])
    )
    for what, name in _OWN_ROWS.items():
        if what in news:
            texts = {"opened": _count, "reopened": _reopened}
            text = texts[what](paper, news[what]) if what in texts else _named(news[what])
            yield Line(name, sentence(text))


def _reopened(paper: Paper, one: News) -> str:
    """ "1: REC-1, Looks again at … (sent back: no sign of it)"; many by their ids alone."""
    every = paper.story.reopened
    if not every or len(every) > MOST:
        return _named(one)
    texts = []
    for again in every:
        why = f"sent back{because(again.reason)}" if again.is_sent_back else ""
        why = why or because(again.reason).removeprefix(": ")
        title = shortened(again.title, _LONGEST_TITLE)
        texts.append(f"{again.id}, {title}{f' ({why})' if why else ''}")
    texts += [f"{one.exempt} exempt"] * bool(one.exempt)
    return f"{one.number}: {'; '.join(texts)}"


def _agreed(paper: Paper) -> Iterator[str]:
    for name, what in (("Extensions requested", "requested"), ("Deferred", "deferred")):
        yield f"{name} {_number(paper, what)}"


def _more(paper: Paper, name: str) -> str:
    number = _number(paper, "no_longer_overdue")
    return f"{name} {number}" if number != "0" else ""


def _number(paper: Paper, what: str) -> str:
    """ "2 (REC-5 and REC-6)", "0"."""
    one = paper.story.news.get(what, News())
    ids = ids_of(one)
    return f"{one.number} ({ids})" if ids else str(one.number)


def _named(one: News) -> str:
    """ "2: REC-5 and REC-6"."""
    ids = ids_of(one)
    return f"{one.number}: {ids}" if ids else str(one.number)


def _count(paper: Paper, one: News) -> str:
    """ "12: Public Protection, 4 recommendations due September 2008 and 8 AFIs due …"."""
    if not one.number:
        return "0"
    by_place: dict[str, list[Group]] = {}
    for group in one.groups:
        place = group.framework
        name = family_name(place, paper.plan.frameworks) if place else "No framework"
        by_place.setdefault(name, []).append(group)
    texts = [f"{name}, {_of_one_place(groups)}" for name, groups in list(by_place.items())[:MOST]]
    rest = [group.number for groups in list(by_place.values())[MOST:] for group in groups]
    if rest:
        others = plural(len(by_place) - MOST, "other framework")
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
    return f"Whose: {posts(one.owners)}"


def _moved(paper: Paper) -> str:
    """ "3: 2 later, by up to 181 days (REC-5 and REC-6) and 1 earlier, by 9 days (AFI-3)"."""
    news = paper.story.news
    hows = (("slipped", "later"), ("brought_forward", "earlier"), ("undated", "without a date now"))
    moves = [(news[what], how) for what, how in hows if what in news]
    texts = []
    for one, how in moves:
        up_to = "" if one.number == 1 else "up to "
        by = f", by {up_to}{plural(one.days, 'day')}" if one.days else ""
        ids = ids_of(one)
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
        f"{named_ids(ids)}, {shortened(reason.rstrip('.'), LONGEST_REASON)}"
        for reason, ids in by_reason.items()
    ]
    if len(texts) > MOST:
        return ""
    return f"Why: {'; '.join(texts)}" if texts else ""


def _unagreed(paper: Paper) -> str:
    """ "Not recorded who agreed: REC-13": dates that moved without a board on record."""
    ids = named_ids(paper.story.unagreed)
    if ids.count(",") >= MOST:
        ids = str(len(paper.story.unagreed))
    return f"Not recorded who agreed: {ids}" if ids else ""


def grade_lines(paper: Paper) -> Iterator[Line]:
    """Which grades are new, and which way they went; without any, how the latest compare."""
    grades = paper.story.grades
    compared = [*_compared(grades), *_without(grades)]
    if not compared:
        return
    if grades.new and paper.story.base:
        yield Line("Grades", joined([f"{len(grades.new)} new", *_new_grades(grades)]))
        return
    against = f"The latest against {grades.against or 'those before'}"
    if not any((grades.rose, grades.fell, grades.unchanged, grades.incomparable)):
        against = "No earlier grade"
    yield Line("Grades", joined(["No new grade", f"{against}: {', '.join(compared)}"]))


def _new_grades(grades: GradeNews) -> Iterator[str]:
    """ "1 fell: Missing Persons, Poor in 2008 (2007: Fair)", for each way that a grade went."""
    by_change: dict[str | None, list[FrameworkGrades]] = {}
    for row in grades.new:
        by_change.setdefault(row.change, []).append(row)
    for change, rows in by_change.items():
        texts = [_new_grade(row) for row in rows[:MOST]]
        texts += [plural(len(rows) - MOST, "other")] * (len(rows) > MOST)
        how = _CHANGES.get(change, change) if change else "without an earlier grade"
        yield f"{len(rows)} {how}: {'; '.join(texts)}"


def _new_grade(row: FrameworkGrades) -> str:
    """ "Missing Persons, Fair in 2008 (2007: Good)"."""
    latest, pair = row.latest, row.compared
    text = f"{row.framework.name}, {grade_phrase(latest)} in {latest.period if latest else ''}"
    if pair is None:
        return text
    return f"{text} ({pair[0].period}: {grade_phrase(pair[0])})"


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
