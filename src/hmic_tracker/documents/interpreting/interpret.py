"""The findings of a document's marks, in one pass over them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hmic_tracker.documents.interpreting import grades, items, positions, sections
from hmic_tracker.documents.interpreting.board_names import names_on_board
from hmic_tracker.documents.interpreting.colour_key import colour_key
from hmic_tracker.documents.interpreting.header import header_of, is_own_paper, year_of
from hmic_tracker.documents.interpreting.prose import ProseReader
from hmic_tracker.documents.interpreting.state import State
from hmic_tracker.documents.interpreting.values import as_value, printable
from hmic_tracker.documents.parsed_report import ParsedReport
from hmic_tracker.documents.wording.labels import is_code, printed_label
from hmic_tracker.documents.wording.publication import FOLLOWS_UP
from hmic_tracker.documents.wording.source_kinds import KINDS_OF_MARKS
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.framework_names import FrameworkNames
    from hmic_tracker.documents.marks import Mark
    from hmic_tracker.documents.wording.colour_keys import ColourKey
    from hmic_tracker.documents.wording.grade_words import GradeWords

_READ: Final[dict[str, Callable[[State, Mark], None]]] = {
    "inspection": sections.read_inspection,
    "section": sections.read_section,
    "framework": sections.read_framework,
    "frameworks": sections.read_frameworks,
    "list": sections.read_list,
    "stem": sections.read_stem,
    "-": sections.read_prose,
    "?": sections.read_unread,
    **dict.fromkeys(KINDS_OF_MARKS, items.read_item),
    "due": items.read_due,
    "owner": items.read_owner,
    "status": items.read_status,
    "response": items.read_response,
    "update": items.read_update,
    "evidence": items.read_evidence,
    "note": items.read_note,
    "grade": grades.read_grade,
    "graded": grades.read_graded,
    "grades": grades.read_grades,
    "national": grades.read_national,
    "remark": grades.read_remark,
    "position": positions.read_position,
    "count": positions.read_count,
}
"""What reads each word; the others hold nothing besides their place."""

_OPENING: Final = 12
"""Marks among which a document says that it follows another one."""
_FIELDS: Final = frozenset({"due", "owner", "status", "response", "update", "evidence", "note"})


def colours_of(marks: Sequence[Mark]) -> ColourKey:
    """Return what a document's colours say of its items, wherever it explains them."""
    return colour_key(list(map(as_value, joined(list(map(printable, marks))))))


def interpret(
    marks: Sequence[Mark], name: str, names: FrameworkNames, words: GradeWords, colours: ColourKey
) -> ParsedReport:
    """Return the findings of an inspection's marks; `name` is the file's."""
    marks = list(map(printable, marks))
    report = ParsedReport(header_of(marks, name), year=year_of(marks))
    state = State(report, names, words, report.header.published)
    whole = list(map(as_value, joined(marks)))
    state.follows_up = any(FOLLOWS_UP.search(mark.text[:300]) for mark in whole[:_OPENING])
    state.colours = colours
    state.shorter = names_on_board(whole, words)
    for mark in whole:
        sections.mention(state, mark)
    later: list[Mark] = []
    prose = ProseReader(state) if is_own_paper(report.header, name) else None
    for mark in whole:
        state.place(mark)
        if mark.word == "label":
            bare = mark.text.strip(" .:()") if is_code(mark.text) else ""
            state.opened = printed_label(mark.text) or bare or state.opened
        if state.is_above(mark) and mark.word in _FIELDS:
            later.append(mark)  # a form's field above the text
            continue
        if mark.word == "due" and mark.label == "all" and not report.texts:
            later.append(mark)  # a notice's date above what it requires
            continue
        if read := _READ.get(mark.word):
            read(state, mark)
        if mark.word in KINDS_OF_MARKS:
            later = _read_above(state, mark.label, later)
        if prose is not None:
            prose.read(mark)
        if mark.doubt and mark.word == "~":
            report.warn(0, mark.doubt)
        elif mark.doubt and mark.word not in {*KINDS_OF_MARKS, "due", "?"}:
            state.warn(mark, mark.doubt)
    for mark in later:
        _READ[mark.word](state, mark)
    report.prose = prose.texts if prose is not None else []
    return report


def _read_above(state: State, label: str, fields: Sequence[Mark]) -> list[Mark]:
    """Read the fields that stood above the item at hand; return those of others."""
    for mark in fields:
        if mark.label == label:
            _READ[mark.word](state, mark._replace(label=""))
    state.opened = ""
    return [mark for mark in fields if mark.label != label]


def joined(marks: Sequence[Mark]) -> list[Mark]:
    """Return the marks with what continues them joined to them."""
    whole: list[Mark] = []
    last = -1
    for mark in marks:
        if mark.word or last < 0:
            if mark.word != "~":
                last = len(whole)
            whole.append(mark)
        else:
            text = f"{whole[last].text} {mark.text}".strip()
            whole[last] = whole[last]._replace(text=text)
    return whole
