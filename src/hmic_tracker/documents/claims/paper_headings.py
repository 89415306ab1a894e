"""What the headings of a paper put the passages below them under."""

from __future__ import annotations

import re

from hmic_tracker.documents.claims.around import Around
from hmic_tracker.documents.claims.item_refs import Reference, references_in
from hmic_tracker.documents.claims.measure_words import KINDS, states_in
from hmic_tracker.documents.claims.movement_words import MOVED
from hmic_tracker.documents.claims.status_statements import statement_of
from hmic_tracker.documents.wording.field_words import field_at
from hmic_tracker.documents.wording.patterns import DATE
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.grade_claims import GradeReader
    from hmic_tracker.documents.claims.paper_names import Named, PaperNames
    from hmic_tracker.documents.claims.paper_state import PaperState

_OF_POST: Final = re.compile(
    r"(?:(?:section|part) )?[\d.) ]*(?:the )?(?:head|director|deputy|assistant|chief|commander"
    r"|superintendent|lead|manager|governor)\b[^.:]{3,50}$",
    re.I,
)
"""A heading under which the items of one post stand."""
_LONGEST_HEADING: Final = 70
_CHAPTER_PART: Final = re.compile(
    r"(?:[\d.]+ )?(?:the )?(?:overall )?(?:grad(?:e|es|ing|ings)|judge?ments?|findings"
    r"|(?:our |the )?response|next steps|commentary)",
    re.I,
)
_NO_STATE: Final = re.compile(
    r"^[\d.]+ |\b(?:what|work|is|are|has|have|been|now|already|the|still)\b", re.I
)
"""Words of a heading that say nothing beside a state: "3. What has been completed"."""
_NEWS: Final = re.compile(r"\bnewly\b", re.I)
_LIST_HEAD: Final = re.compile(
    r"\b(?:completed|implemented|discharged|verified|overdue|outstanding|open|not started"
    r"|in progress)\b",
    re.I,
)


def note_heading(text: str, at: PaperState) -> None:
    """Note whether what stands under a heading is of one post, of changes or of news."""
    at.is_of_post = bool(_OF_POST.match(text))
    at.is_moved = bool(MOVED.search(text))
    at.is_news = bool(_NEWS.search(text))


def read_heading(text: str, names: PaperNames, grades: GradeReader, at: PaperState) -> bool:
    """Read a heading; whether nothing else is to be read of it."""
    at.over = text
    named = names.of_heading(text)
    if DATE.search(text) or (field_at(text) and not named):
        undated = DATE.sub("", text)
        if KINDS.search(undated) and _heads_list(undated):
            at.listed = undated
        return False
    refs = references_in(text, at.framework.sure)
    if named and refs and _is_title(text[refs[0].end :] if not refs[0].start else "", names):
        named = None
    if named:
        at.framework = Around(named.slug, named.extent, day=at.framework.day)
        refs = references_in(text, named.slug)
    elif len(several := dict.fromkeys(one.slug for one in names.named_in(text))) > 1:
        at.framework = Around(day=at.framework.day, mentioned=tuple(several))
    _note_items(text, refs, at)
    if not named and not refs and ":" not in text and not re.search(r"\d", text):
        if KINDS.fullmatch(text.strip(" :")):
            return True
        _note_other_matter(text, grades, at)
    if refs and (_says(text[refs[0].end :]) or (at.listed and not named)):
        return False
    return bool(named or refs) and _says_nothing(text, has_items=bool(refs))


def _note_items(text: str, refs: list[Reference], at: PaperState) -> None:
    """Note the items that a heading names, or the state that it gives the list below."""
    at.items = next((ref.ref for ref in refs[:2] if ref.ref.ids), refs[0].ref) if refs else None
    at.is_inside = at.by_sentence = False
    at.listed = text if not refs and _heads_list(text) else ""


def _note_other_matter(text: str, grades: GradeReader, at: PaperState) -> None:
    """Note that a heading comes between a framework's and what stands below."""
    is_part = not KINDS.search(text) or not re.search(r"appendix|annex", text, re.I)
    is_state = statement_of(text).statuses or grades.spelled(text.rstrip("."))
    if is_part and not is_state and len(text) < _LONGEST_HEADING:
        is_within = at.framework.framework and not _CHAPTER_PART.fullmatch(text.strip(" :"))
        at.framework = at.framework._replace(extent="near") if is_within else at.framework


def _says_nothing(text: str, *, has_items: bool) -> bool:
    """Whether a heading with a framework's or an item's name gives neither state nor grade."""
    if re.search(r"[:–-] ?(?:completed|in progress|[A-Z][a-z]+$)", text):
        return False
    counted = has_items and re.search(r"\b(?:[A-Z][a-z]+|\d+) (?:AFIs|recommendations)\b", text)
    is_plain = not states_in(text) or not re.search(r"\b(?:is|are|was|were|has)\b", text)
    return bool(counted) or is_plain


def _heads_list(text: str) -> bool:
    """Whether a heading gives the list below it a state: "Recommendations completed"."""
    return bool(_LIST_HEAD.search(text)) and not re.search(r"\d", text)


def _says(rest: str) -> bool:
    """Whether what follows an item on a short line is how it stands, and no title."""
    words = rest.strip(" :,()–—-").split()
    if DATE.search(rest) and re.search(r"\bdue\b|\bby\b", rest, re.I):
        return True
    return 0 < len(words) <= 6 and statement_of(rest, is_cell=True).statuses is not None


def _is_title(rest: str, names: PaperNames) -> bool:
    """Whether what stands behind an item's label is its title, no framework's name."""
    words = rest.strip(" –—-:.,")
    is_placed = re.match(r"[(\[]|(?:on|for|in|of|under|within)\b", words)
    is_framework = names.of_cell(words) or names.of_heading(words)
    return bool(words) and not is_placed and is_framework is None


def named_in_heading(text: str, names: PaperNames) -> list[Named]:
    """Return the frameworks that a heading names, one by a word alone too: "Response"."""
    named = names.named_in(text)
    one = names.of_heading(text) if not named else None
    return [one] if one else named


def only_state(listed: str) -> str:
    """Return the state that a heading gives a list, where it says nothing else."""
    rest = KINDS.sub(" ", listed)
    states = states_in(rest)
    for state in reversed(states):
        rest = f"{rest[: state.start]} {rest[state.end :]}"
    rest = _NO_STATE.sub(" ", rest)
    return listed if len(states) == 1 and not rest.strip(" :") else ""
