"""A paper's claims: one pass over its passages and tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from hmic_tracker.documents.claims.bullets import claims_of_bullet
from hmic_tracker.documents.claims.certainty import (
    ANOTHER_BODY,
    ANOTHER_TIME,
    is_odd_label,
)
from hmic_tracker.documents.claims.claim_types import (
    A_PART,
    Claim,
    Extent,
    FigureClaim,
    ItemClaim,
    ItemRef,
    OtherFigure,
    PaperClaims,
    Spot,
)
from hmic_tracker.documents.claims.due_claims import due_claims, first_due
from hmic_tracker.documents.claims.families import Families
from hmic_tracker.documents.claims.grade_claims import GradeReader
from hmic_tracker.documents.claims.item_lists import counted_beside
from hmic_tracker.documents.claims.item_refs import Reference, references_in
from hmic_tracker.documents.claims.item_sentences import claims_about
from hmic_tracker.documents.claims.item_states import item_claims, statement_of
from hmic_tracker.documents.claims.measure_words import KINDS, kind_of_word, states_in
from hmic_tracker.documents.claims.movement_words import MOVED
from hmic_tracker.documents.claims.paper_days import day_of, name_of
from hmic_tracker.documents.claims.paper_names import Named, PaperNames
from hmic_tracker.documents.claims.passages import PaperTable, Passage, pieces_of
from hmic_tracker.documents.claims.plain_words import dated, in_plain_words
from hmic_tracker.documents.claims.quantities import quantities_of, without_dates
from hmic_tracker.documents.claims.sentences import (
    Around,
    figure_line,
    figures_of,
    other_figures,
    sentences_of,
)
from hmic_tracker.documents.claims.tables import TableReader
from hmic_tracker.documents.wording.field_words import field_at
from hmic_tracker.documents.wording.patterns import DATE, NUMBER, folded
from hmic_tracker.documents.wording.status_words import is_only_status
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Document
    from hmic_tracker.domain.frameworks import Framework
    from hmic_tracker.domain.grades import Scale

MOST_CLAIMS: Final = 20_000
_LONGEST: Final = 6000
_LONGEST_HEADING: Final = 70
_ONLY_IDS: Final = re.compile(r"(?:(?:(?:REC|AFI|COC|GP)[-‐‑–]?\d+[a-z]?|to|and|[,;]) ?)+\.?", re.I)
_TEXT_OF_ITEM: Final = 40
_ROWS_OF_HEAD: Final = 8
_COUNTED_WORDS: Final = re.compile(
    r"\b(?:resulted in|led to|compris\w+|consist\w* of|produced|yielded|made"
    r"|identified|given|issued|attracted|account(?:s|ed) for"
    r"|carries|received|contains?|holds?|there (?:are|were)"
    r"|in (?:all|total)"
    r"|position|total(?:s|led)?|in the plan|set out|of which|recommendations?: )",
    re.I,
)
_CHAPTER_PART: Final = re.compile(
    r"(?:[\d.]+ )?(?:the )?(?:overall )?(?:grad(?:e|es|ing|ings)|judge?ments?|findings"
    r"|(?:our |the )?response|next steps|commentary)",
    re.I,
)
_GOES_ON: Final = re.compile(
    r"(?:it|they|this|these|both|(?:its|their|the) (?:target|deadline|due|new|revised)"
    r"(?: date)?)\b",
    re.I,
)
_THIS_ONE: Final = re.compile(r"\bthis (?:framework|area|part)\b", re.I)
_ALL_OF_IT: Final = re.compile(
    r"all (?:of (?:the|this|these|that) )?(?:\w+ ){0,3}(?:is|are|was|were)\b|all (?:is|are)\b"
    r"|the (?:remaining )?(?:work|(?:target|due) date|target|deadline)\b"
    r"|(?:those|the work|remaining work)\b"
    rf"|(?:all |both )?(?:the|its|these|their|those) (?:{NUMBER} )?(?:remaining |open )?"
    rf"{KINDS.pattern} (?:is|are|was|were|should|must|will|have)\b",
    re.I,
)
_THEY_ARE: Final = re.compile(r"\b(?:they|these|those) (?:are|were)[^.]*:$", re.I)
_LABEL: Final = re.compile(r"(?P<label>[\w’'() &/]{2,40}?)(?: [–—-] |: )")
_NEWS: Final = re.compile(r"\bnewly\b", re.I)
_NEXT_LABEL: Final = re.compile(r"(?<=[\w.)]) +(?=[A-Z][a-z]+(?: [a-z]+)?:(?: |$))")
_LIST_HEAD: Final = re.compile(
    r"\b(?:completed|implemented|discharged|verified|overdue|outstanding|open|not started"
    r"|in progress)\b",
    re.I,
)


@dataclass(slots=True)
class _State:
    """Where the reading is: the headings above, the items that the last heading named.

    `before` are the frameworks that the passage before named, `topic` those of the last that named
    any. A `stem` before bullets says of which items these are; what they count `is_part` of them.
    `doubt` is that of a passage whose label names nothing of the plan. What stands under a heading
    of changes `is_moved`. The items were named by a sentence where one `is_inside`.
    """

    framework: Around = field(default_factory=Around)
    items: ItemRef | None = None
    listed: str = ""
    before: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    stem: bool = False
    is_part: bool = False
    doubt: str = ""
    is_moved: bool = False
    is_inside: bool = False
    is_news: bool = False


def read_claims(
    document: Document,
    style: str,
    frameworks: Iterable[Framework],
    scales: Iterable[Scale],
    texts: Iterable[str],
) -> PaperClaims:
    """Return what a paper says; `texts` are those of the plan's items, which are no claims."""
    pieces = in_plain_words(pieces_of(document, style))
    passages = [piece.text for piece in pieces if isinstance(piece, Passage)]
    day, day_from = day_of([text for piece in pieces for text in _texts_of(piece)])
    known = tuple(frameworks)
    names = PaperNames(known)
    names.learn(passages)
    reader = _Reader(names, Families(known), scales, texts, day)
    for piece in pieces:
        if len(reader.claims) > MOST_CLAIMS:
            break
        reader.read(piece)
    name, title = name_of(passages, document.name)
    return PaperClaims(name, title, day, day_from, tuple(reader.claims), tuple(reader.others))


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
    ) -> None:
        self._names, self._families = names, families
        self._subject: str | None = None
        self._texts = [key for text in texts if len(key := folded(text)) > _TEXT_OF_ITEM]
        self._starts = {key[:_TEXT_OF_ITEM] for key in self._texts}
        self._grades = GradeReader(names, scales)
        self._tables = TableReader(names, self._grades, families)
        self._at = _State(Around(day=day))
        self.claims: list[Claim] = []
        self.others: list[OtherFigure] = []

    def read(self, piece: Passage | PaperTable) -> None:
        """Read a passage or a table."""
        self._note_subject(piece)
        if isinstance(piece, PaperTable):
            self.claims += self._tables.claims(piece, self._at.framework, self._only_state())
            return
        text = piece.text[:_LONGEST]
        if self._is_item_text(text):
            return
        lines = self._grades.of_line(piece.spot, text)
        if lines is not None:
            self.claims += lines
            return
        if piece.role == "heading":
            self._at.is_moved = bool(MOVED.search(text))
            self._at.is_news = bool(_NEWS.search(text))
        is_list = bool(self._at.listed and _ONLY_IDS.fullmatch(text))
        if piece.role == "heading" and not is_list and self._heading(text):
            self.claims += self._grades.of_sentence(
                piece.spot, text, self._names.named_in(text), self._at.framework.sure
            )
            return
        self._passage(piece, text)

    def _note_subject(self, piece: Passage | PaperTable) -> None:
        """Note the one framework that a paper says it is about, until it names another.

        A passage that gives figures or items of a framework doesn't say so of the paper.
        """
        text = " | ".join(_words_of(piece))
        slugs = {self._families.of(named.slug) for named in self._names.named_in(text)}
        if slugs and self._subject is None:
            is_bare = not quantities_of(without_dates(text)) and not references_in(text, None)
            self._subject = next(iter(slugs)) if is_bare and len(slugs) == 1 else ""
        elif slugs - {self._subject}:
            self._subject = ""

    def _only_state(self) -> str:
        """The state that the heading above gives a list, where it says nothing else."""
        rest = KINDS.sub(" ", self._at.listed)
        states = states_in(rest)
        for state in reversed(states):
            rest = f"{rest[: state.start]} {rest[state.end :]}"
        return self._at.listed if len(states) == 1 and not rest.strip(" :") else ""

    def _is_item_text(self, text: str) -> bool:
        if len(text) < _TEXT_OF_ITEM:
            return False
        key = folded(text)
        return any(start in key for start in self._starts) or any(key in one for one in self._texts)

    def _is_title(self, rest: str) -> bool:
        """Whether what stands behind an item's label is its title, no framework's name."""
        words = rest.strip(" –—-:.,")
        is_placed = re.match(r"[(\[]|(?:on|for|in|of|under|within)\b", words)
        return bool(words) and not is_placed and self._names.of_cell(words) is None

    def _heading(self, text: str) -> bool:
        """Read a heading; whether nothing else is to be read of it."""
        at = self._at
        if DATE.search(text) or field_at(text):
            undated = DATE.sub("", text)
            if (
                KINDS.search(undated)
                and _LIST_HEAD.search(undated)
                and not re.search(r"\d", undated)
            ):
                at.listed = undated
            return False
        refs = references_in(text, at.framework.sure)
        named = self._names.of_heading(text)
        if named and refs and self._is_title(text[refs[0].end :] if not refs[0].start else ""):
            named = None
        if named:
            at.framework = Around(named.slug, named.extent, day=at.framework.day)
            refs = references_in(text, named.slug)
        at.items = next((ref.ref for ref in refs[:2] if ref.ref.ids), refs[0].ref) if refs else None
        at.is_inside = False
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
        self._at.is_part = piece.role == "bullet" and self._at.stem
        if piece.role != "bullet":
            self._at.stem = text.endswith(":") and _picks_out(text)
        if self._labelled(spot, text) or self._listed(piece, text):
            return
        if (line := figure_line(spot, text, around)) is not None:
            self.claims.append(line)
            return
        is_moved = self._at.is_moved or MOVED.match(text)
        bullet = None if is_moved else claims_of_bullet(spot, text, self._names)
        if bullet is not None:
            self.claims += self._parts(bullet)
            self.claims += [
                claim
                for sentence in sentences_of(text)
                for claim in self._grades.of_sentence(
                    spot, sentence, self._names.named_in(sentence), None
                )
            ]
            self.claims += self._only_items(spot, text)
            return
        begun = around
        prefix = text.partition(":")[0] if ":" in text[:60] else ""
        if prefix and (named := self._names.of_cell(prefix)):
            begun = Around(named.slug, named.extent, day=around.day)
        elif prefix and (kinds := list(KINDS.finditer(prefix))) and len(prefix) < 30:
            begun = around._replace(kind=kind_of_word(kinds[0][0]), is_kind_given=True)
        self._at.doubt = ANOTHER_BODY if self._is_unplaced(text) else ""
        if self._at.is_inside:  # "it" goes on with what the passage itself or a heading names
            self._at.items = None
        self._at.is_inside = piece.role != "heading"
        above = (around.framework,) if around.framework else ()
        mentioned = (*above, *self._at.before, *filter(None, (self._subject,)))
        begun = begun._replace(mentioned=tuple(dict.fromkeys(mentioned)))
        for at, sentence in enumerate(sentences_of(text)):
            begun = self._behind_label(sentence, begun) if at else begun
            begun = self._sentence(spot, sentence, begun)
        self._at.before = tuple(dict.fromkeys(n.slug for n in self._names.named_in(text)))
        self._at.topic = self._at.before or self._at.topic

    def _only_items(self, spot: Spot, text: str) -> list[Claim]:
        """Return what a bullet of a framework says of the one item of a kind that it has."""
        named = self._names.of_cell(text.partition(":")[0])
        claims: list[Claim] = []
        for sentence in sentences_of(text) if named else ():
            refs = references_in(sentence, named.slug if named else None)
            if len(refs) == 1 and not refs[0].ref.ids and not refs[0].ref.labels:
                claims += self._about_items(spot, sentence, refs, self._names.named_in(sentence))
        return claims

    def _parts(self, claims: Iterable[Claim]) -> list[Claim]:
        """Return claims under a stem that picks some items out: what they count is no total."""
        if self._at.is_news:  # "Newly completed": some of the plan's items alone
            return [
                claim._replace(doubt=claim.doubt or ANOTHER_TIME)
                if isinstance(claim, FigureClaim)
                else claim
                for claim in claims
            ]
        if not self._at.is_part:
            return list(claims)
        return [
            claim._replace(doubt=claim.doubt or A_PART)
            if isinstance(claim, FigureClaim) and claim.measure == "total"
            else claim
            for claim in claims
        ]

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

    def _sentence(self, spot: Spot, sentence: str, around: Around) -> Around:
        named = self._names.named_in(sentence)
        refs = references_in(sentence, around.sure, named)
        numbered = [ref for ref in refs if ref.ref.ids or ref.ref.labels]
        hits: list[Claim] = []
        above = self._graded(named, around, sentence)
        grades = self._grades.of_sentence(spot, sentence, named, above)
        hits += grades
        moved = bool(MOVED.search(sentence))
        if refs:
            hits += self._about_items(spot, sentence, refs, named)
        elif self._at.items and (is_only_status(sentence) or _GOES_ON.match(sentence)):
            hits += item_claims(spot, self._at.items, sentence, sentence)
        elif not refs and not moved and (only := self._only_framework(named, around, sentence)):
            hits += due_claims(spot, sentence, named, *only)
        if not refs and not hits and (first := first_due(spot, sentence, named, around.day)):
            hits.append(first)
        has_count = bool(_COUNTED_WORDS.search(sentence)) or around.is_kind_given
        figures = figures_of(spot, sentence, named, around, counts=has_count)
        figures = [
            f if f.framework else f._replace(doubt=f.doubt or self._at.doubt) for f in figures
        ]
        if numbered:
            figures = [f for f in figures if f.of is not None or (f.value and f.measure != "total")]
            if len(hits) > len(grades):
                figures = [f for f in figures if f.of is not None]
            hits += counted_beside(spot, sentence, numbered)
        hits += self._parts(figures)
        self.claims += hits
        if not hits or moved:
            self.others += [
                one._replace(why="movement") if moved and not hits else one
                for one in other_figures(spot, sentence)
            ]
        inner = tuple(dict.fromkeys((*around.mentioned, *(n.slug for n in named))))
        about: set[tuple[str, Extent]] = {(one.slug, one.extent) for one in named}
        if named:
            around = around._replace(just=about.pop() if len(about) == 1 else None)
        around = around._replace(mentioned=inner)
        states = [s for s in states_in(sentence) if s.measure not in {"total", "later"}]
        if states:
            around = around._replace(state=states[-1])
        if KINDS.search(sentence):
            of = {f.kind if f.measure == "total" else None for f in figures}
            around = around._replace(subject=next(iter(of)) if len(of) == 1 else None)
        elif quantities_of(without_dates(sentence)) and not states:
            around = around._replace(subject=None)
        if named and len({n.slug for n in named}) == 1 and named[0].start <= len("The "):
            return around._replace(framework=named[0].slug, extent=named[0].extent)
        return around

    def _graded(self, named: Sequence[Named], around: Around, sentence: str) -> str | None:
        """The framework that a sentence's grade is of where it names none beside it."""
        if not named and around.just and _GOES_ON.match(sentence):
            return around.just[0]
        if around.sure or not _THIS_ONE.search(sentence):
            return around.sure
        about = around.mentioned or self._at.topic
        return about[0] if len(about) == 1 else None

    def _only_framework(
        self, named: Sequence[Named], around: Around, sentence: str
    ) -> tuple[str, Extent] | None:
        """The one framework that a sentence names, or goes on about: "Both are due in May"."""
        if len({one.slug for one in named}) == 1:
            return named[0].slug, named[0].extent
        if named or not (_GOES_ON.match(sentence) or _ALL_OF_IT.match(sentence)):
            return None
        if around.just:
            return around.just
        return (around.sure, around.extent) if around.sure else None

    def _about_items(
        self, spot: Spot, sentence: str, refs: list[Reference], named: Sequence[Named]
    ) -> list[Claim]:
        """Return what a sentence says of the items it names, each up to the next."""
        self._at.items = refs[-1].ref
        return [*claims_about(spot, sentence, refs, named)]

    def _labelled(self, spot: Spot, text: str) -> bool:
        """Read "Status: in progress" of the items that the heading above names."""
        at = field_at(text)
        if at is None or self._at.items is None:
            return False
        name, start = at
        value = _NEXT_LABEL.split(text[start:].strip())[0].strip(" ;,")
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
