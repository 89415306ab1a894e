"""What a document leaves open and only a person can say; unanswered, the field stays empty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hmic_tracker.documents.table_choices import DAY_FIRST, MONTH_FIRST, is_unknown_status
from hmic_tracker.domain.frameworks import short_name
from hmic_tracker.domain.words import KIND_NAMES, folded
from hmic_tracker.light_typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.documents.table_choices import Column
    from hmic_tracker.domain.drafts import Draft, DraftItem
    from hmic_tracker.domain.frameworks import Framework
    from hmic_tracker.domain.importing import ImportPlan
    from hmic_tracker.domain.item_matching import Candidate, Question

QuestionKind = Literal["inspection", "published", "order", "match", "status", "owner"]
_LONGEST: Final = 70


class Choice(NamedTuple):
    """An answer that can be given, and what it is in words."""

    value: str
    words: str


class ImportQuestion(NamedTuple):
    """A question about a draft: about which item of it (None for the whole), and where that stands.

    `choices` are the answers to choose from; without any it is answered in words. Some
    must be answered before anything is written. `about` is the word, the column or the uid that is
    meant.
    """

    kind: QuestionKind
    text: str
    item: int | None = None
    place: str = ""
    choices: tuple[Choice, ...] = ()
    must_be_answered: bool = False
    about: str = ""


def questions_of(draft: Draft, plan: ImportPlan, undated: int) -> tuple[ImportQuestion, ...]:
    """Return the questions of a draft, those first whose answers settle others.

    `undated` is how many dates count from the publication, of which the day is not known.
    """
    return tuple(_questions(draft, plan, undated))


def _questions(draft: Draft, plan: ImportPlan, undated: int) -> Iterator[ImportQuestion]:
    if plan.inspection_is_new and plan.near_inspections:
        choices = tuple(Choice(one.id, one.title) for one in plan.near_inspections)
        text = f"Is '{plan.inspection.title}' one of the plan's inspections?"
        yield ImportQuestion("inspection", text, None, "", choices, plan.is_in_doubt)
    if undated and plan.inspection.published is None:
        what = "a deadline counts" if undated == 1 else f"{undated} deadlines count"
        yield ImportQuestion("published", f"When was it published? {what} from that day")
    for question in plan.questions:
        yield _match(question, plan.frameworks)
    yield from _statuses(draft)


def _statuses(draft: Draft) -> Iterator[ImportQuestion]:
    """Ask what each word of status means that isn't known, once however many items have it."""
    words: dict[str, list[int]] = {}
    for at, one in enumerate(draft.items):
        if one.status is None and is_unknown_status(one.status_word):
            words.setdefault(folded(one.status_word or ""), []).append(at)
    for places in words.values():
        first = draft.items[places[0]]
        word = (first.status_word or "")[:_LONGEST]
        whose = _name(first) if len(places) == 1 else f"{len(places)} items"
        text = f"{whose}: what status is '{word}'?"
        yield ImportQuestion("status", text, places[0], first.place, about=word)


def questions_of_columns(columns: Iterable[Column]) -> tuple[ImportQuestion, ...]:
    """Return the questions of columns whose dates may have the day or the month first."""
    names = {one.name: one.sample for one in columns if one.order == "unclear"}
    return tuple(
        ImportQuestion(
            "order",
            f"Column '{name}': which comes first in its dates, such as {sample[:20]}?",
            choices=(Choice(DAY_FIRST, "the day"), Choice(MONTH_FIRST, "the month")),
            about=name,
        )
        for name, sample in names.items()
    )


def _match(question: Question, frameworks: Iterable[Framework]) -> ImportQuestion:
    one = question.draft_item
    choices = tuple(
        Choice(candidate.item.id, f"{candidate.item.id} ({_why(candidate, frameworks)})")
        for candidate in question.candidates
    )
    by_number = not any(candidate.alike for candidate in question.candidates)
    which = "which item is that" if by_number else "which item is that in other words"
    text = f"{_name(one)}, '{_cut(one.text or '')}': {which}?"
    return ImportQuestion("match", text, question.place, one.place, choices)


def _name(one: DraftItem) -> str:
    label = one.label or (str(one.number) if one.number is not None else "")
    name = KIND_NAMES[one.kind]
    return label if label.startswith(name) else f"{name} {label}".rstrip()


def _why(candidate: Candidate, frameworks: Iterable[Framework]) -> str:
    """Why an item is asked about: its wording, or the number that is the same."""
    item = candidate.item
    if candidate.percent or item.text or item.framework is None:
        return f"{candidate.percent} % alike"
    return f"{item.label} of {short_name(frameworks, item.framework)}"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + "…"
