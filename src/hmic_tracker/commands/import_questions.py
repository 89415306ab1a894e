"""The questions of an import, one by one, and what their answers change."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from hmic_tracker.commands.output import say
from hmic_tracker.commands.prompts import ask_line, show_text
from hmic_tracker.documents.marks import Mark, Marks
from hmic_tracker.documents.reading import inspection_starts
from hmic_tracker.documents.table_choices import (
    TableChoices,
    key_of,
    parse_map,
    quoted_pair,
    with_statuses,
)
from hmic_tracker.domain.dates import say_in_full
from hmic_tracker.domain.words import STATUSES, Status, parse_status
from hmic_tracker.errors import InputError
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.domain.drafts import Draft
    from hmic_tracker.render.formats import RenderOptions
    from hmic_tracker.reports.import_questions import Choice, ImportQuestion

NEW: Final = "n"
_LATER: Final = "Enter later"
_NOTHING: Final[Mapping[tuple[int, int], str]] = MappingProxyType({})


class ImportAnswers(NamedTuple):
    """Answers: of items by the places of their draft in the document and of themselves in it.

    `inspections` and `published` are by the draft's place, `owners` by an item's uid; a match of
    NEW is a new item.
    """

    inspections: Mapping[int, str] = MappingProxyType({})
    published: Mapping[int, str] = MappingProxyType({})
    matches: Mapping[tuple[int, int], str] = _NOTHING
    statuses: Mapping[tuple[int, int], str] = _NOTHING
    owners: Mapping[str, str] = MappingProxyType({})
    choices: TableChoices = TableChoices()

    def with_answer(self, part: int, question: ImportQuestion, value: str) -> ImportAnswers:
        """Return the answers with one more."""
        if question.kind == "inspection":
            return self._replace(inspections={**self.inspections, part: value})
        if question.kind == "published":
            return self._replace(published={**self.published, part: value})
        if question.kind == "order":
            choice = parse_map([quoted_pair(question.about, value)])
            return self._replace(choices=self.choices.updated(choice))
        if question.kind == "owner":
            return self._replace(owners={**self.owners, question.about: value})
        place = part, question.item or 0
        if question.kind == "match":
            return self._replace(matches={**self.matches, place: value})
        return self._replace(statuses={**self.statuses, place: value})

    def matches_of(self, part: int) -> dict[int, str | None]:
        """Return the answers to which item one is, as the plan takes them: None is a new one."""
        return {
            item: None if value == NEW else value
            for (of, item), value in self.matches.items()
            if of == part
        }

    def applied(self, part: int, draft: Draft) -> Draft:
        """Return a draft with the statuses that were answered."""
        answered = {
            key_of(draft.items[at].status_word or ""): parse_status(value)
            for (of, at), value in self.statuses.items()
            if of == part and at < len(draft.items)
        }
        return with_statuses(draft, answered)

    def marked(self, marks: Marks, drafts: int) -> Marks:
        """Return marks, of so many drafts, with the days of publication that were answered."""
        if not self.published:
            return marks
        starts = inspection_starts(marks)[-drafts:]
        added = {starts[part]: day for part, day in self.published.items() if part < len(starts)}
        result: list[Mark] = [Mark("published", added[-1])] if -1 in added else []
        for at, mark in enumerate(marks):
            result.append(mark)
            if at in added:
                result.append(Mark("published", added[at]))
        return tuple(result)


def ask_questions(
    options: RenderOptions,
    part: int,
    questions: Sequence[ImportQuestion],
    answers: ImportAnswers,
    read_day: Callable[[str], str],
) -> ImportAnswers:
    """Ask about one draft, one question after another; an empty line leaves a question open.

    `read_day` raises InputError for what is no day. Raises EndOfInputError.
    """
    for nth, question in enumerate(questions, 1):
        where = f" ({question.place})" if question.place else ""
        show_text(options, f"Question {nth} of {len(questions)}{where}\n{question.text}")
        value = _answer(options, question, read_day)
        if value:
            answers = answers.with_answer(part, question, value)
    return answers


def say_questions(questions: Sequence[ImportQuestion]) -> None:
    """Name the questions that were left open, where nobody could be asked."""
    for question in questions:
        where = f" ({question.place})" if question.place else ""
        fate = {
            "match": "left out until it is answered",
            "inspection": "nothing is written until --inspection ID says which, or new"
            if question.must_be_answered
            else "taken for a new one; --inspection ID says which",
            "published": "the dates are left empty",
            "status": "the status is left empty",
            "order": "its dates are left empty",
            "owner": "it stays as it is here",
        }[question.kind]
        choices = ", ".join(choice.words for choice in question.choices)
        say(f"open: {question.text}{where}{f' Perhaps {choices}' if choices else ''}; {fate}")


def _answer(
    options: RenderOptions, question: ImportQuestion, read_day: Callable[[str], str]
) -> str:
    if question.choices:
        numbered = {str(n): choice for n, choice in enumerate(question.choices, 1)}
        may_be_new = question.kind not in {"order", "owner"}
        keys = [f"  {key}  {choice.words}" for key, choice in numbered.items()]
        last = [f"  {NEW}  none of them, it is new"] if may_be_new else []
        show_text(options, "\n".join([*keys, *last]))
        listed = f"{', '.join(numbered)} or {NEW}" if may_be_new else " or ".join(numbered)
        typed = ask_line(
            options, f"{listed}, {_LATER} >", lambda text: _chosen(numbered, text, may_be_new)
        )
        return _chosen(numbered, typed, may_be_new) if typed else ""
    if question.kind == "published":
        typed = ask_line(options, f"a day or a month, {_LATER} >", read_day)
        return say_in_full(read_day(typed)) if typed else ""
    show_text(options, f"  {', '.join(STATUSES)}")
    return ask_line(options, f"a status, {_LATER} >", _status)


def _chosen(numbered: Mapping[str, Choice], typed: str, may_be_new: bool = True) -> str:
    if may_be_new and typed.casefold() == NEW:
        return NEW
    if typed in numbered:
        return numbered[typed].value
    raise InputError(
        f"'{typed[:20]}' is none of the answers",
        f"type {', '.join(numbered)} or {NEW}" if may_be_new else f"type {' or '.join(numbered)}",
    )


def _status(typed: str) -> Status:
    return parse_status(typed)
