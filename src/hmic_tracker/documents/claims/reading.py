"""A paper's claims: one pass over its passages and tables."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from hmic_tracker.documents.claims.bullets import claims_of_bullet
from hmic_tracker.documents.claims.certainty import (
    ANOTHER_BODY,
    is_odd_label,
)
from hmic_tracker.documents.claims.claim_types import (
    A_PART,
    Claim,
    FigureClaim,
    GradeClaim,
    ItemClaim,
    JointClaim,
    Mention,
    OtherFigure,
    PaperClaims,
    Spot,
)
from hmic_tracker.documents.claims.families import Families
from hmic_tracker.documents.claims.grade_claims import GradeReader
from hmic_tracker.documents.claims.item_refs import references_in
from hmic_tracker.documents.claims.item_sentences import claims_about
from hmic_tracker.documents.claims.item_states import item_claims, statement_of
from hmic_tracker.documents.claims.item_titles import ItemTitles
from hmic_tracker.documents.claims.measure_words import KINDS, kind_of_word, states_in
from hmic_tracker.documents.claims.movement_words import MOVED
from hmic_tracker.documents.claims.own_names import (
    NO_PARTIES,
    Parties,
    as_force,
    as_inspectorate,
    own_names,
)
from hmic_tracker.documents.claims.paper_days import day_of, name_of
from hmic_tracker.documents.claims.paper_names import PaperNames
from hmic_tracker.documents.claims.paper_state import PaperState, in_part
from hmic_tracker.documents.claims.passages import (
    PaperTable,
    Passage,
    pieces_of,
    without_numbers,
)
from hmic_tracker.documents.claims.plain_grades import unquoted
from hmic_tracker.documents.claims.plain_words import dated, each_text, in_plain_words
from hmic_tracker.documents.claims.quantities import quantities_of, without_dates
from hmic_tracker.documents.claims.sentence_reader import SentenceReader, with_sight
from hmic_tracker.documents.claims.sentences import (
    ATTRIBUTED,
    Around,
    figure_line,
    sentences_of,
)
from hmic_tracker.documents.claims.tables import TableReader
from hmic_tracker.documents.wording.field_words import field_at
from hmic_tracker.documents.wording.patterns import DATE, folded
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Document
    from hmic_tracker.documents.claims.paper_names import Named
    from hmic_tracker.domain.frameworks import Framework
    from hmic_tracker.domain.grades import Scale
    from hmic_tracker.domain.items import Item

MOST_CLAIMS: Final = 20_000
_LONGEST: Final = 6000
_OF_POST: Final = re.compile(
    r"(?:(?:section|part) )?[\d.) ]*(?:the )?(?:head|director|deputy|assistant|chief|commander"
    r"|superintendent|lead|manager|governor)\b[^.:]{3,50}$",
    re.I,
)
"""A heading under which the items of one post stand."""
_QUOTED: Final = re.compile(r"[“\"‘'][^”\"]{20,600}[”\"’']")
_LONGEST_HEADING: Final = 70
_ONLY_IDS: Final = re.compile(r"(?:(?:(?:REC|AFI|COC|GP)[-‐‑–]?\d+[a-z]?|to|and|[,;]) ?)+\.?", re.I)
_TEXT_OF_ITEM: Final = 40
_BEFORE_ITEM: Final = re.compile(r"(?:[\d.]+[.)]? )?(?:(?:key|priority) )?")
"""What stands before the item that begins a passage: the passage's own number."""
_FEWEST_WORDS: Final = 6
"""Words before an item's text that say something of their own."""
_PIECES_OF_TITLE: Final = 5
_LONGEST_TITLE: Final = 120
_ROWS_OF_HEAD: Final = 8
_CHAPTER_PART: Final = re.compile(
    r"(?:[\d.]+ )?(?:the )?(?:overall )?(?:grad(?:e|es|ing|ings)|judge?ments?|findings"
    r"|(?:our |the )?response|next steps|commentary)",
    re.I,
)
_NO_STATE: Final = re.compile(
    r"^[\d.]+ |\b(?:what|work|is|are|has|have|been|now|already|the|still)\b", re.I
)
"""Words of a heading that say nothing beside a state: "3. What has been completed"."""
_GRADED_NAME: Final = re.compile(
    r"(?P<name>[A-Z][^().:;]{2,60}?) \((?P<grade>[^()]{3,40})\)(?:[.:] (?=[A-Z])|[.:]?$)"
)
"""A framework with its grade that begins a paragraph: "Affordability (good). We have …"."""
_THEY_ARE: Final = re.compile(r"\b(?:they|these|those) (?:are|were)[^.]*:$", re.I)
_LABEL: Final = re.compile(
    r"(?P<label>(?:(?!\b(?:is|are|was|were|has|have)\b)[\w’'() &/]){2,40}?)(?: [–—-] |: )"
)
"""What stands before what is said of it: no clause, such as "A quarter is complete: five"."""
_UNNAMED: Final = re.compile(
    r"\b(?:not|nor|cannot|can not|never|n['’]t)\b[^.;]{0,30}\b(?:say|tell|told|know|known|show\w*"
    r"|identif\w+|state[ds]?|clear|named?|spec\w+|given|clarified|confirmed)\b[^.;]{0,12}\bwhich\b"
    r"|(?<!of )\bwhich (?:one|of (?:the|these|those) (?:two|three|four|\d+))?[^.;]{0,40}?\b(?:not"
    r"|never|unclear"
    r"|n['’]t|unknown|unconfirmed)\b|\bto be (?:identified|clarified)\b|\bwithout (?:a number"
    r"|saying which|naming|identifying)\b"
    r"|\bunidentified\b|\b(?:not|un)(?: been| yet)? ?(?:identified|named)\b",
    re.I,
)
"""What says that one of several items is completed, and not which: the source's count is right."""
_OURS: Final = re.compile(r"\bHMIC\w*|\bHMI\b|\binspect\w+|\baction plan\b", re.I)
"""What says that a passage is of the plan's items, whatever it calls them."""
_NEWS: Final = re.compile(r"\bnewly\b", re.I)
_NEXT_LABEL: Final = re.compile(r"(?<=[\w.)]) +(?=[A-Z][a-z]+(?: [a-z]+)?:(?: |$))")
_LIST_HEAD: Final = re.compile(
    r"\b(?:completed|implemented|discharged|verified|overdue|outstanding|open|not started"
    r"|in progress)\b",
    re.I,
)


def read_claims(
    document: Document,
    style: str,
    frameworks: Iterable[Framework],
    scales: Iterable[Scale],
    items: Iterable[Item],
    parties: Parties = NO_PARTIES,
) -> PaperClaims:
    """Return what a paper says; the texts of the plan's `items` are no claims."""
    known_items = tuple(items)
    kinds = {item.kind for item in known_items}
    pieces = pieces_of(document, style)
    printed = [piece.text for piece in pieces if isinstance(piece, Passage)]
    organisations = parties.organisations
    as_own = as_force(own_names(organisations, printed), organisations)
    as_theirs = as_inspectorate(parties.inspectors)
    texts = [as_theirs(as_own(item.text)) for item in known_items if item.text]
    known_scales = tuple(scales)
    bare = unquoted(grade for scale in known_scales for grade in scale.grades)
    named = (each_text(one, lambda text: bare(as_theirs(as_own(text)))) for one in pieces)
    pieces = without_numbers(in_plain_words(named, kinds, len(known_items)))
    passages = [piece.text for piece in pieces if isinstance(piece, Passage)]
    day, day_from = day_of([text for piece in pieces for text in _texts_of(piece)])
    known = tuple(frameworks)
    names = PaperNames(known)
    names.learn(passages)
    has_all = len(texts) == len(known_items)
    reader = _Reader(names, Families(known), known_scales, texts, day, has_all=has_all)
    for piece in pieces:
        if len(reader.claims) > MOST_CLAIMS:
            break
        reader.read(piece)
    name, title = name_of(passages, document.name)
    claims = reader.claims
    if any(_UNNAMED.search(text) for text in passages):
        claims = [
            one._replace(is_unnamed=True)
            if isinstance(one, (FigureClaim, Mention, JointClaim))
            else one
            for one in claims
        ]
    return PaperClaims(name, title, day, day_from, tuple(claims), tuple(reader.others))


def _words_of(piece: Passage | PaperTable) -> list[str]:
    if isinstance(piece, Passage):
        return [piece.text[:_LONGEST]]
    table = piece
    return [*table.heads, *(cell for row in table.rows for cell in row.cells)]


def _texts_of(piece: Passage | PaperTable) -> list[str]:
    """Return a passage's text, or the rows of a table, whose first may be taken for its heads."""
    if isinstance(piece, Passage):
        return [piece.text]
    rows = (piece.heads, *(row.cells for row in piece.rows[:_ROWS_OF_HEAD]))
    return [dated(" ".join(filter(None, cells))) for cells in rows]


def _picks_out(stem: str) -> bool:
    """Whether the words before a list make it one of some items: a state, a day, "they are"."""
    return bool(
        DATE.search(stem)
        or without_dates(stem) != stem
        or any(state.measure != "total" for state in states_in(stem))
        or _THEY_ARE.search(stem)
    )


def _says(rest: str) -> bool:
    """Whether what follows an item on a short line is how it stands, and no title."""
    words = rest.strip(" :,()–—-").split()
    if DATE.search(rest) and re.search(r"\bdue\b|\bby\b", rest, re.I):
        return True
    return 0 < len(words) <= 6 and statement_of(rest, is_cell=True).statuses is not None


class _Reader:
    def __init__(
        self,
        names: PaperNames,
        families: Families,
        scales: Iterable[Scale],
        texts: Iterable[str],
        day: date | None,
        *,
        has_all: bool,
    ) -> None:
        self._names, self._families = names, families
        self._read = 0
        known = tuple(dict.fromkeys(texts))
        self._texts = [key for text in known if len(key := folded(text)) > _TEXT_OF_ITEM]
        self._starts = {key[:_TEXT_OF_ITEM] for key in self._texts}
        self._grades = GradeReader(names, scales)
        self._titles = ItemTitles(known, names.names, has_all=has_all)
        self._tables = TableReader(names, self._grades, families, self._titles)
        self._at = PaperState(Around(day=day))
        self.claims: list[Claim] = []
        self.others: list[OtherFigure] = []
        self._sentences = SentenceReader(
            names, self._grades, self._titles, self._at, self.claims, self.others
        )

    def read(self, piece: Passage | PaperTable) -> None:
        """Read a passage or a table."""
        self._note_subject(piece)
        self._read += 1
        if isinstance(piece, Passage) and self._read <= _PIECES_OF_TITLE:
            self._note_title(piece.text)
        if isinstance(piece, PaperTable):
            self._tables.title = self._at.only_title
            self.claims += self._tables.claims(piece, self._at.framework, self._only_state())
            return
        text = piece.text[:_LONGEST]
        if self._is_item_text(text):
            text = self._without_item_texts(text)
        if not text:
            return
        lines = self._grades.of_line(piece.spot, text)
        if lines is not None:
            self.claims += lines
            return
        if piece.role == "heading":
            self._at.is_of_post = bool(_OF_POST.match(text))
            self._at.is_moved = bool(MOVED.search(text))
            self._at.is_news = bool(_NEWS.search(text))
        is_list = bool(self._at.listed and _ONLY_IDS.fullmatch(text))
        if piece.role == "heading" and not is_list and self._heading(text):
            self.claims += self._grades.of_sentence(
                piece.spot, text, self._named_in_heading(text), self._at.framework.sure
            )
            return
        self._passage(piece, text)

    def _note_subject(self, piece: Passage | PaperTable) -> None:
        """Note the one framework that a paper says it is about, until it names another.

        A passage that gives figures or items of a framework doesn't say so of the paper.
        """
        text = " | ".join(_words_of(piece))
        slugs = {self._families.of(named.slug) for named in self._names.named_in(text)}
        if slugs and self._at.subject is None:
            is_bare = not quantities_of(without_dates(text)) and not references_in(text, None)
            self._at.subject = next(iter(slugs)) if is_bare and len(slugs) == 1 else ""
        elif slugs - {self._at.subject}:
            self._at.subject = ""

    def _note_title(self, text: str) -> None:
        """Note the frameworks that the first lines of a paper name, until they name just one."""
        if self._at.only_title is None and len(text) < _LONGEST_TITLE:
            slugs = {one.slug for one in self._names.named_in(text)}
            every = {*self._at.title, *slugs}
            self._at.title = tuple(slugs) if len(slugs) == 1 else tuple(sorted(every))

    def _only_state(self) -> str:
        """The state that the heading above gives a list, where it says nothing else."""
        rest = KINDS.sub(" ", self._at.listed)
        states = states_in(rest)
        for state in reversed(states):
            rest = f"{rest[: state.start]} {rest[state.end :]}"
        rest = _NO_STATE.sub(" ", rest)
        return self._at.listed if len(states) == 1 and not rest.strip(" :") else ""

    def _is_item_text(self, text: str) -> bool:
        if len(text) < _TEXT_OF_ITEM:
            return False
        key = folded(text)
        return any(start in key for start in self._starts) or any(key in one for one in self._texts)

    def _without_item_texts(self, text: str) -> str:
        """Return what a passage says besides the text of an item that it quotes."""
        own = _QUOTED.sub(lambda quoted: "" if self._is_item_text(quoted[0]) else quoted[0], text)
        sentences = sentences_of(own)
        kept = [one for one in sentences if not self._is_item_text(one)]
        ids = references_in(text, None) if own == text else []
        is_first = bool(ids) and bool(_BEFORE_ITEM.fullmatch(text[: ids[0].start]))
        if is_first and (ids[0].ref.ids or ids[0].ref.labels) and self._is_item_text(sentences[0]):
            rest = [one for one in kept if not any(folded(one) in key for key in self._texts)]
            return " ".join([f"{text[: ids[0].end]}.", *rest])  # "REC-1: Its text. It is late."
        if own == text:
            more = [one for one in sentences if self._says_more(one)]
            return " ".join(more) or self._before_item_text(text)
        return " ".join(kept)

    def _says_more(self, sentence: str) -> bool:
        """Whether a sentence is no part of an item's text, or says behind it how it stands."""
        plain = folded(sentence).rstrip(" .")
        whole = next((key for text in self._texts if (key := text.rstrip(" .")) in plain), None)
        if whole is not None:
            return bool(states_in(plain.replace(whole, " ")))
        is_part = any(plain in text for text in self._texts)
        return not (is_part or self._is_item_text(sentence))

    def _before_item_text(self, text: str) -> str:
        """Return the clause of a passage that gives the text of an item behind a colon."""
        lead, colon, rest = text.partition(": ")
        is_clause = len(lead.split()) > _FEWEST_WORDS and not self._is_item_text(lead)
        return f"{lead}." if colon and is_clause and self._is_item_text(rest) else ""

    def _is_title(self, rest: str) -> bool:
        """Whether what stands behind an item's label is its title, no framework's name."""
        words = rest.strip(" –—-:.,")
        is_placed = re.match(r"[(\[]|(?:on|for|in|of|under|within)\b", words)
        is_framework = self._names.of_cell(words) or self._names.of_heading(words)
        return bool(words) and not is_placed and is_framework is None

    def _named_in_heading(self, text: str) -> list[Named]:
        """Return the frameworks that a heading names, one by a word alone too: "Response"."""
        named = self._names.named_in(text)
        one = self._names.of_heading(text) if not named else None
        return [one] if one else named

    def _heading(self, text: str) -> bool:
        """Read a heading; whether nothing else is to be read of it."""
        at = self._at
        at.over = text
        named = self._names.of_heading(text)
        if DATE.search(text) or (field_at(text) and not named):
            undated = DATE.sub("", text)
            if (
                KINDS.search(undated)
                and _LIST_HEAD.search(undated)
                and not re.search(r"\d", undated)
            ):
                at.listed = undated
            return False
        refs = references_in(text, at.framework.sure)
        if named and refs and self._is_title(text[refs[0].end :] if not refs[0].start else ""):
            named = None
        if named:
            at.framework = Around(named.slug, named.extent, day=at.framework.day)
            refs = references_in(text, named.slug)
        elif len(several := dict.fromkeys(one.slug for one in self._names.named_in(text))) > 1:
            at.framework = Around(day=at.framework.day, mentioned=tuple(several))
        at.items = next((ref.ref for ref in refs[:2] if ref.ref.ids), refs[0].ref) if refs else None
        at.is_inside = at.by_sentence = False
        at.listed = (
            text if not refs and _LIST_HEAD.search(text) and not re.search(r"\d", text) else ""
        )
        if not named and not refs and ":" not in text and not re.search(r"\d", text):
            if KINDS.fullmatch(text.strip(" :")):
                return True
            is_part = not KINDS.search(text) or not re.search(r"appendix|annex", text, re.I)
            is_state = statement_of(text).statuses or self._grades.spelled(text.rstrip("."))
            if is_part and not is_state and len(text) < _LONGEST_HEADING:
                is_within = at.framework.framework and not _CHAPTER_PART.fullmatch(text.strip(" :"))
                at.framework = at.framework._replace(extent="near") if is_within else at.framework
        if refs and (_says(text[refs[0].end :]) or (at.listed and not named)):
            return False
        counted = bool(
            re.search(r"\b(?:[A-Z][a-z]+|\d+) (?:AFIs|recommendations)\b", text)
        ) and bool(refs)
        if named or refs:
            if re.search(r"[:–-] ?(?:completed|in progress|[A-Z][a-z]+$)", text):
                return False
            return (
                counted
                or not states_in(text)
                or not re.search(r"\b(?:is|are|was|were|has)\b", text)
            )
        return False

    def _passage(self, piece: Passage, text: str) -> None:
        around, spot = self._at.framework, piece.spot
        self._at.is_ours = bool(
            KINDS.search(text) or self._names.named_in(text) or _OURS.search(text)
        )
        self._at.is_part = piece.role == "bullet" and self._at.stem
        if piece.role != "bullet":
            self._at.stem = text.endswith(":") and _picks_out(text)
        if self._labelled(spot, text) or self._listed(piece, text):
            return
        if graded := self._grades.of_list(spot, text, self._names.named_in(text)):
            self.claims += graded
            return
        if (line := figure_line(spot, text, around)) is not None:
            named = self._names.named_in(text)
            self.claims += with_sight([line], self._sentences.sight(text, named, (), around))
            return
        is_moved = self._at.is_moved or MOVED.match(text)
        bullet = None if is_moved else claims_of_bullet(spot, text, self._names)
        if bullet is not None:
            named = self._names.named_in(text)
            sight = self._sentences.sight(
                text, named, references_in(text, around.sure, named), around
            )
            if ATTRIBUTED.search(text):
                bullet = [
                    one._replace(attributed=True) if isinstance(one, FigureClaim) else one
                    for one in bullet
                ]
            self.claims += with_sight(in_part(bullet, self._at), sight._replace(kinds=()))
            own = named[0].slug if named and not named[0].start else None
            self.claims += [
                claim
                for sentence in sentences_of(text)
                for claim in self._grades.of_sentence(
                    spot, sentence, self._names.named_in(sentence), own
                )
            ]
            self.claims += self._only_items(spot, text)
            return
        begun = around
        if of_name := self._graded_name(spot, text):
            self.claims.append(of_name[0])
            begun, text = of_name[1], of_name[2]
        prefix = text.partition(":")[0] if ":" in text[:60] else ""
        if prefix and (over := self._names.of_cell(prefix)):
            begun = Around(over.slug, over.extent, day=around.day)
        elif prefix and (kinds := list(KINDS.finditer(prefix))) and len(prefix) < 30:
            begun = around._replace(kind=kind_of_word(kinds[0][0]), is_kind_given=True)
        of_post = A_PART if self._at.is_of_post else ""
        self._at.doubt = ANOTHER_BODY if self._is_unplaced(text) else of_post
        if self._at.is_inside:  # "it" goes on with what the passage itself or a heading names
            self._at.items = None
        self._at.is_inside = piece.role != "heading"
        self._at.recent = ()
        above = (around.framework,) if around.framework else ()
        mentioned = (*above, *self._at.before, *filter(None, (self._at.subject,)))
        begun = begun._replace(mentioned=tuple(dict.fromkeys(mentioned)))
        for at, sentence in enumerate(sentences_of(text)):
            begun = self._behind_label(sentence, begun) if at else begun
            begun = self._sentences.read(spot, sentence, begun)
        self._at.before = tuple(dict.fromkeys(n.slug for n in self._names.named_in(text)))
        self._at.topic = self._at.before or self._at.topic

    def _graded_name(self, spot: Spot, text: str) -> tuple[GradeClaim, Around, str] | None:
        """Return the grade of the name that begins a passage, its framework, and what follows."""
        match = _GRADED_NAME.match(text)
        grade = self._grades.spelled(match["grade"]) if match else None
        named = self._names.of_cell(match["name"]) if match and grade else None
        if match is None or named is None:
            return None
        claim = GradeClaim(spot, named.slug, None, grade, match[0].strip(), is_dated=True)
        over = Around(named.slug, named.extent, day=self._at.framework.day)
        return claim, over, text[match.end() :]

    def _only_items(self, spot: Spot, text: str) -> list[Claim]:
        """Return what a bullet of a framework says of the one item of a kind that it has."""
        named = self._names.of_cell(text.partition(":")[0])
        claims: list[Claim] = []
        for sentence in sentences_of(text) if named else ():
            refs = references_in(sentence, named.slug if named else None)
            if len(refs) == 1 and not refs[0].ref.ids and not refs[0].ref.labels:
                claims += claims_about(spot, sentence, refs, self._names.named_in(sentence))
        return claims

    def _behind_label(self, sentence: str, around: Around) -> Around:
        """Return what the sentences of a passage are of where one begins with a label."""
        match = _LABEL.match(sentence)
        if match is None or re.search(r"\d", match["label"]):
            return around
        if named := self._names.named_in(match["label"]):
            self._at.doubt = ""
            return around._replace(framework=named[0].slug, extent=named[0].extent)
        if not is_odd_label(match["label"]):
            return around
        self._at.doubt = ANOTHER_BODY
        return around._replace(framework=None, subject=None, kind=None, is_kind_given=False)

    def _is_unplaced(self, text: str) -> bool:
        """Whether a passage stands behind a label that names something else: "fleet - 3 recs"."""
        match = _LABEL.match(text)
        if match is None or re.search(r"\d", match["label"]):
            return False
        if self._names.named_in(match["label"]):
            return False
        return is_odd_label(match["label"])

    def _labelled(self, spot: Spot, text: str) -> bool:
        """Read "Status: in progress" of the items that the heading above names."""
        at = field_at(text)
        if at is None or self._at.items is None:
            return False
        name, start = at
        value = _NEXT_LABEL.split(text[start:].strip())[0].strip(" ;,")
        value = next(iter(sentences_of(value)), value)
        if name == "status":
            stated = statement_of(value, is_cell=True)
            if stated.statuses:
                self.claims.append(
                    ItemClaim(
                        spot, self._at.items, "status", stated.statuses, stated=value, quote=text
                    )
                )
            return True
        if name in {"due", "revised"}:
            self.claims += [
                c
                for c in item_claims(spot, self._at.items, f"due {value}", text)
                if c.field == "due"
            ]
            return True
        return name in {"owner", "evidence", "addressee"}

    def _listed(self, piece: Passage, text: str) -> bool:
        """Read the bullets of a list whose heading says how its items stand."""
        if not self._at.listed or (piece.role != "bullet" and not _ONLY_IDS.fullmatch(text)):
            return False
        refs = references_in(text, self._at.framework.sure)
        if not refs or refs[0].start > 2:
            return False
        state = self._at.listed
        for ref, end in zip(refs, [*(r.start for r in refs[1:]), len(text)], strict=True):
            own = item_claims(piece.spot, ref.ref, text[ref.end : end], text)
            has = {claim.field for claim in own}
            self.claims += own
            self.claims += [
                claim
                for claim in item_claims(piece.spot, ref.ref, state, text)
                if claim.field not in has and claim.field != "due"
            ]
        return True
