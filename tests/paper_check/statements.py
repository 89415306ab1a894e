"""Statements of the fire service's plan, true and with a slip, put together from parts.

Each is a form, the words for a state, an area or an item, and what introduces it in a paper. The
same number gives the same statements.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import Final, NamedTuple

_WORDS: Final = (
    *("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen"),
)
_INTRODUCTIONS: Final = (
    *("", "", "Members are asked to note that ", "As of today ", "Officers report that "),
    *("In summary, ", "It is noted that ", "The position is that ", "We can report that "),
    *("The Committee will wish to know that ", "At the date of this report, "),
    "Work has gone on, and ",
)
_COUNTS: Final = {
    ("recommendations", "done"): (2, 6),
    ("recommendations", "open"): (4, 6),
    ("recommendations", "overdue"): (1, 6),
    ("recommendations", "not started"): (4, 6),
    ("AFIs", "done"): (1, 14),
    ("areas for improvement", "open"): (13, 14),
    ("areas for improvement", "not started"): (12, 14),
    ("causes of concern", "open"): (2, 2),
    ("items", "done"): (3, 22),
    ("items in the action plan", "open"): (19, 22),
    ("items in our plan", "overdue"): (1, 22),
    ("items", "in progress"): (2, 22),
    ("items", "not started"): (17, 22),
}
"""What there is of a kind in a state, and of the kind in all, on 16 September 2026."""
_STATES: Final = {
    "done": ("completed", "complete", "closed", "implemented", "finished", "done", "signed off"),
    "open": ("open", "outstanding", "still open", "not yet complete", "still to be completed"),
    "overdue": ("overdue", "late", "past their due date", "behind their deadline", "past due"),
    "not started": ("not started", "not yet started", "still to be started", "yet to start"),
    "in progress": ("in progress", "under way", "being worked on", "in hand", "ongoing"),
}
_TOTALS: Final = (
    *("{N} of the {T} {K} {are} {S}", "{N} out of {T} {K} {are} {S}", "of {T} {K} {N} {are} {S}"),
    *("of the {T} {K}, {N} {are} {S}", "there {are} {N} {K} {S}", "{N} {K} {are} now {S}"),
    *("the number of {K} {S} is {N}", "out of a total of {T} {K}, {N} {are} {S}"),
    *("we have {N} {K} {S}", "the plan has {T} {K}, of which {N} {are} {S}", "{K} {S}: {N}"),
    *("{N} ({P}%) of the {T} {K} {are} {S}", "the service has {T} {K}; {N} {are} {S}"),
)
_ITEMS: Final = {
    ("REC-2", "recommendation"): ("qualified inspecting officers", "not started", "30 September"),
    ("REC-3", "recommendation"): ("quality assurance of audits", "not started", "31 December"),
    ("REC-4", "recommendation"): ("an action plan to improve culture", "done", ""),
    ("REC-6", "recommendation"): (
        "a way to raise concerns in confidence",
        "not started",
        "31 October",
    ),
    ("AFI-3", "area for improvement"): (
        "targeting home fire safety visits",
        "in progress",
        "31 October",
    ),
    ("AFI-4", "area for improvement"): (
        "the evaluation of prevention work",
        "not started",
        "31 October",
    ),
    ("AFI-5", "area for improvement"): ("safeguarding concerns", "done", ""),
    ("AFI-6", "area for improvement"): ("on-call availability", "not started", "30 September"),
    ("AFI-7", "area for improvement"): ("cross-border exercises", "not started", "30 September"),
}
_SUBJECTS: Final = (
    *("{ID}", "the {KIND} on {TITLE}", "the {KIND} about {TITLE}", "{ID} ({TITLE})"),
    *("our {KIND} on {TITLE}", "{ID}, on {TITLE},", "the {KIND} concerning {TITLE}"),
)
_SAID: Final = {
    "done": ("has been completed", "is complete", "was closed last month", "has been delivered"),
    "not started": ("has not started", "has not been started", "has yet to start", "has not begun"),
    "in progress": ("is in progress", "is under way", "is being worked on", "is in hand"),
}
_DUE: Final = (
    *("is due on {D}", "is due by {D}", "has a target date of {D}", "is to be completed by {D}"),
    *("must be finished by {D}", "has a deadline of {D}", "should be complete by {D}"),
    *("has until {D}", "is due {D}", "is timed for {D}", "has its deadline on {D}", "runs to {D}"),
)
_GRADES: Final = {
    "preventing fires and other risks": "requires improvement",
    "protecting the public through fire regulation": "inadequate",
    "responding to major incidents": "good",
    "promoting the right values and culture": "inadequate",
    "efficiency": "good",
    "prevention": "requires improvement",
    "protection": "inadequate",
    "understanding risk": "adequate",
    "affordability": "adequate",
}
_GRADED: Final = (
    *("the service was graded {G} for {A}", "we were rated {G} for {A}", "{A} was graded {G}"),
    *("our grade for {A} is {G}", "the inspectorate graded us {G} for {A}", "for {A} we got {G}"),
    *("in {A} the service was judged {G}", "{A} was judged to be {G}", "{A} has a grade of {G}"),
    *("the judgement for {A} was {G}", "a grade of {G} was given for {A}", "{A}: {G}"),
    *("HMICFRS rated {A} as {G}", "we were given {G} for {A}", "{A} ({G})"),
)


class Statement(NamedTuple):
    """What a paper says, and the same with a slip in it."""

    right: str
    wrong: str


def statements(kind: str, number: int, seed: int) -> Iterator[Statement]:
    """Yield so many statements of a kind: totals, states and dues of items, grades."""
    random = Random(seed)
    for _ in range(number):
        right, wrong = _MAKERS[kind](random)
        is_line = right.endswith(")") or ": " in right
        begins = "" if is_line else random.choice(_INTRODUCTIONS)
        yield Statement(_sentence(begins, right), _sentence(begins, wrong))


def _sentence(begins: str, text: str) -> str:
    whole = begins + text
    return f"{whole[0].upper()}{whole[1:]}."


def _total(random: Random) -> tuple[str, str]:
    (kind, state), (number, whole) = random.choice([*_COUNTS.items()])
    form, words, spelled = random.choice(_TOTALS), random.choice(_STATES[state]), random.random()
    other = number + 1 if number < whole else number - 1

    def said(value: int) -> str:
        return form.format(
            N=_WORDS[value] if spelled < 0.5 and value < len(_WORDS) else value,
            T=_WORDS[whole] if spelled < 0.5 and whole < len(_WORDS) else whole,
            K=kind,
            S=words,
            P=round(100 * value / whole),
            are="is" if value == 1 else "are",
        )

    return said(number), said(other)


def _subject(random: Random) -> tuple[str, str, str]:
    (item, kind), (title, state, due) = random.choice([*_ITEMS.items()])
    subject = random.choice(_SUBJECTS).format(ID=item, KIND=kind, TITLE=title)
    return subject, state, due


def _state(random: Random) -> tuple[str, str]:
    subject, state, _ = _subject(random)
    other = random.choice([one for one in _SAID if one != state])
    return f"{subject} {random.choice(_SAID[state])}", f"{subject} {random.choice(_SAID[other])}"


def _due(random: Random) -> tuple[str, str]:
    subject, _, due = next(s for s in iter(lambda: _subject(random), None) if s[2])
    form, year = random.choice(_DUE), random.choice((" 2026", ""))
    other = random.choice([day for day in ("15 October", "30 November") if day != due])
    return tuple(f"{subject} {form.format(D=day + year)}" for day in (due, other))  # type: ignore[return-value]


def _grade(random: Random) -> tuple[str, str]:
    area, grade = random.choice([*_GRADES.items()])
    form, style = random.choice(_GRADED), random.choice(("{}", "“{}”", "‘{}’"))
    every = ("outstanding", "good", "adequate", "requires improvement", "inadequate")
    other = random.choice([one for one in every if one != grade])
    right, wrong = (form.format(A=area, G=style.format(one)) for one in (grade, other))
    return right, wrong


_MAKERS: Final[dict[str, Callable[[Random], tuple[str, str]]]] = {
    "totals": _total,
    "states": _state,
    "dues": _due,
    "grades": _grade,
}
