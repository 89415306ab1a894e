"""Marks that part a document: frameworks, other headings, lists, stems, prose."""

from __future__ import annotations

from hmic_tracker.documents.framework_names import mention_listed, name_of_heading
from hmic_tracker.documents.interpreting.grades import add_grade, row_name
from hmic_tracker.documents.sources.line_beginnings import without_marker
from hmic_tracker.documents.wording import headers
from hmic_tracker.documents.wording.advice import asks, recommends
from hmic_tracker.documents.wording.deadlines import deadline_in
from hmic_tracker.documents.wording.patterns import APPENDIX, CHAPTER
from hmic_tracker.documents.wording.publication import day_of_answered_report
from hmic_tracker.documents.wording.source_kinds import collects_items
from hmic_tracker.domain.words import STATUSES, parse_status
from hmic_tracker.light_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hmic_tracker.documents.interpreting.state import State
    from hmic_tracker.documents.marks import Mark


def mention(state: State, mark: Mark) -> None:
    """Mention the frameworks of rows and boards, whose names a heading may share."""
    if mark.word in {"grades", "national"}:
        if row := row_name(state.words, mark):
            state.names.mention(row)
    elif mark.word == "framework" or (mark.word == "inspection" and mark.label):
        name = name_of_heading(mark.text)
        if slug := state.names.find(name):
            state.names.keep_order(slug)  # as where it wasn't known before
        else:
            state.names.mention(name, shorter=state.shorter.get(name, ""))
    elif mark.word == "frameworks":
        _mention_listed(state, mark.text)


def _mention_listed(state: State, text: str) -> None:
    """Mention the frameworks of a line that lists them."""
    listed = without_marker(text)
    if not mention_listed(listed, state.names, in_list=True):
        state.names.mention(name_of_heading(listed))


def read_inspection(state: State, mark: Mark) -> None:
    """Begin the framework that an inspection is about, where its title is that as well."""
    if mark.label:
        read_framework(state, mark)
    elif state.report.texts:  # printed again: nothing of what was above it goes on
        read_section(state, mark)


def _begin_chapter(state: State, mark: Mark) -> None:
    """Keep whether a chapter that begins collects what the others print as well."""
    if collects_items(mark.text):
        state.collects = True
    elif CHAPTER.match(mark.text) or APPENDIX.match(mark.text):
        state.collects = False


def read_section(state: State, mark: Mark) -> None:
    """Begin a section under which nothing belongs to a framework."""
    _begin_chapter(state, mark)
    state.framework, state.stem, state.stem_due, state.cause = None, "", None, None
    state.group, state.group_due = "", None
    state.item = None
    state.list_status = None


def read_framework(state: State, mark: Mark) -> None:
    """Begin the section of a framework."""
    _begin_chapter(state, mark)
    same = state.names.find(name_of_heading(mark.text)) == state.framework is not None
    if not same:
        state.cause = None
    state.framework = state.names.mention(name_of_heading(mark.text))
    state.stem, state.stem_due, state.item, state.board = "", None, None, ""


def read_frameworks(state: State, mark: Mark) -> None:
    """Read the names of what was inspected; under a board's grade they have that grade."""
    name = name_of_heading(without_marker(mark.text))
    state.mentioned = [name]
    if state.board:
        add_grade(state, mark, state.names.mention(name), None, state.words.cell(state.board))


def read_list(state: State, mark: Mark) -> None:
    """Begin a list of items."""
    _begin_chapter(state, mark)
    state.stem, state.stem_due, state.item = "", None, None
    state.group, state.group_due = "", None
    if mark.label not in {"rec", ""}:
        state.cause = None
    state.list_status = parse_status(mark.label) if mark.label in STATUSES else None


def read_stem(state: State, mark: Mark) -> None:
    """Begin bullets that share a beginning and its date."""
    deadline = deadline_in(mark.text, state.published)
    due, state.item = deadline.due if deadline else None, None
    if not asks(mark.text) and not recommends(mark.text):
        state.group, state.group_due = mark.text, due  # a date for all the stems below it
        state.stem = ""
    else:
        state.stem = mark.text
    state.stem_due = due or state.group_due


def read_prose(state: State, mark: Mark) -> None:
    """Read the day of publication that a sentence of the section gives."""
    if mark.word == "-":
        state.stem, state.stem_due, state.board = "", None, ""
        for match in headers.PUBLISHED.finditer(mark.text[:400]):
            if not match["before"] and (due := headers.due_at(match["rest"])):
                state.published = due
        if state.follows_up and (day := day_of_answered_report(mark.text[:1000])):
            state.published = day


def read_unread(state: State, mark: Mark) -> None:
    """Warn of a line that was not understood."""
    problem = f"not understood: {mark.doubt}" if mark.doubt else "not understood"
    state.warn(mark, problem)
