"""One pass over the passages and tables of a paper, each read under what stands above it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from hmic_tracker.documents.claims.around import Around
from hmic_tracker.documents.claims.bullets import claims_of_bullet
from hmic_tracker.documents.claims.certainty import ANOTHER_BODY
from hmic_tracker.documents.claims.claim_types import (
    A_PART,
    Claim,
    FigureClaim,
    ItemClaim,
    OtherFigure,
    Spot,
)
from hmic_tracker.documents.claims.colour_lists import ColourList
from hmic_tracker.documents.claims.figure_lines import due_line, figure_line
from hmic_tracker.documents.claims.grade_claims import GradeReader
from hmic_tracker.documents.claims.grade_counts import AreasCounted
from hmic_tracker.documents.claims.item_refs import references_in
from hmic_tracker.documents.claims.item_sentences import claims_about
from hmic_tracker.documents.claims.item_texts import item_texts
from hmic_tracker.documents.claims.item_titles import ItemTitles
from hmic_tracker.documents.claims.listed_passages import (
    claims_of_label,
    claims_of_list,
    due_of_list,
    is_ids_alone,
)
from hmic_tracker.documents.claims.measure_words import KINDS, states_in
from hmic_tracker.documents.claims.movement_words import MOVED
from hmic_tracker.documents.claims.named_bullets import OwnWords
from hmic_tracker.documents.claims.number_mentions import counts_of_plan
from hmic_tracker.documents.claims.owner_counts import OwnerCounts
from hmic_tracker.documents.claims.paper_headings import (
    named_in_heading,
    note_heading,
    only_state,
    read_heading,
)
from hmic_tracker.documents.claims.paper_state import PaperState, in_part
from hmic_tracker.documents.claims.paper_subject import LONGEST, note_subject, note_title
from hmic_tracker.documents.claims.passage_labels import (
    behind_label,
    graded_name,
    is_unplaced,
    under_prefix,
)
from hmic_tracker.documents.claims.passages import PaperTable, Passage
from hmic_tracker.documents.claims.quantities import without_dates
from hmic_tracker.documents.claims.remainders import rests_in
from hmic_tracker.documents.claims.sentence_reader import SentenceReader, quoted
from hmic_tracker.documents.claims.sentences import ATTRIBUTED, sentences_of
from hmic_tracker.documents.claims.sights import sight_of, with_sight
from hmic_tracker.documents.claims.tables import TableReader
from hmic_tracker.documents.wording.patterns import DATE
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.claim_types import ItemRef
    from hmic_tracker.documents.claims.families import Families
    from hmic_tracker.documents.claims.paper_names import PaperNames
    from hmic_tracker.domain.grades import Scale

_PIECES_OF_TITLE: Final = 5
_LONGEST_LABEL: Final = 80
_THEY_ARE: Final = re.compile(r"\b(?:they|these|those) (?:are|were)[^.]*:$", re.I)
_OURS: Final = re.compile(r"\bHMIC\w*|\bHMI\b|\binspect\w+|\baction plan\b", re.I)
"""What says that a passage is of the plan's items, whatever it calls them."""


class PaperReader:
    """Reads a paper, piece by piece, into its `claims` and `others`."""

    def __init__(
        self,
        names: PaperNames,
        families: Families,
        scales: Iterable[Scale],
        texts: Iterable[str],
        owners: Iterable[str],
        day: date | None,
        own_texts: Mapping[str, Iterable[str]],
        *,
        has_all: bool,
    ) -> None:
        self._names, self._families = names, families
        self._read = 0
        self._own_words = OwnWords(own_texts)
        known = tuple(dict.fromkeys(texts))
        self._texts = item_texts(known)
        self._grades = GradeReader(names, scales)
        self._titles = ItemTitles(known, names.names, has_all=has_all)
        self._tables = TableReader(names, self._grades, families, self._titles)
        self._at = PaperState(Around(day=day))
        self._colours, self._heading, self._question = ColourList(), "", ""
        self.claims: list[Claim] = []
        self.others: list[OtherFigure] = []
        self._sentences = SentenceReader(
            names,
            self._grades,
            self._titles,
            self._at,
            self.claims,
            self.others,
            OwnerCounts(owners),
        )

    def read(self, piece: Passage | PaperTable) -> None:
        """Read a passage or a table."""
        first = len(self.claims)
        self._read_piece(piece)
        if isinstance(piece, Passage) and piece.printed:
            self.claims[first:] = [quoted(one, piece.printed) for one in self.claims[first:]]

    def _read_piece(self, piece: Passage | PaperTable) -> None:
        at = self._at
        if isinstance(piece, PaperTable) or piece.role != "bullet":
            self._heading = ""
        if isinstance(piece, Passage) and piece.role == "heading":
            self._heading = piece.text
        note_subject(piece, self._names, self._families, at)
        self._read += 1
        if isinstance(piece, Passage) and self._read <= _PIECES_OF_TITLE:
            note_title(piece.text, self._names, at)
        if isinstance(piece, PaperTable):
            self._tables.title = at.only_title
            listed = only_state(at.listed)
            self.claims += self._tables.claims(piece, at.framework, listed)
            return
        text = piece.text[:LONGEST]
        if self._texts.has(text):
            text = self._texts.without(text)
        if not text:
            return
        lines = self._grades.of_line(piece.spot, text)
        if lines is not None:
            self.claims += lines
            return
        if piece.role != "heading" or not self._is_only_heading(piece.spot, text):
            self._passage(piece, text)
        self._question = text.rstrip("*_ ")

    def _is_only_heading(self, spot: Spot, text: str) -> bool:
        """Read a heading; whether there is nothing else in it than its grades."""
        if self._at.is_inside:
            self._at.items = None
        note_heading(text, self._at)
        if self._at.listed and is_ids_alone(text):
            return False
        if not read_heading(text, self._names, self._grades, self._at):
            return False
        named = named_in_heading(text, self._names)
        self.claims += self._grades.of_sentence(spot, text, named, self._at.framework.sure)
        return True

    def _passage(self, piece: Passage, text: str) -> None:
        is_named = KINDS.search(text) or self._names.named_in(text)
        is_answer = self._question.endswith("?") and KINDS.search(self._question)
        goes_on = (piece.role == "bullet" and self._at.is_ours) or is_answer
        is_count = counts_of_plan(text, self._at.over)
        self._at.is_ours = bool(is_named or _OURS.search(text) or goes_on or is_count)
        sight = sight_of(text, (), (), self._at.framework, self._at)
        if self._colours.read(piece, sight, self.claims):
            return
        self._at.is_part = piece.role == "bullet" and self._at.stem
        if piece.role != "bullet":
            self._at.stem = text.endswith(":") and _picks_out(text)
        listed, first = self._at.bulleted, len(self.claims)
        whole = self._of_whole(piece, text)
        if whole is not None:
            self.claims += whole
        else:
            self._sentence_by_sentence(piece, text)
        self._at.bulleted = listed.behind(piece)
        mine = [one for one in self.claims[first:] if isinstance(one, ItemClaim)]
        self.claims += due_of_list(piece, text, self._heading, mine)

    def _of_whole(self, piece: Passage, text: str) -> list[Claim] | None:
        """Return the claims of a passage that isn't read by its sentences; None of others."""
        spot, around = piece.spot, self._at.framework
        of_items = claims_of_label(spot, text, self._at.items)
        if of_items is None:
            of_items = claims_of_list(piece, text, self._at, self._titles)
        if of_items is not None:
            return [*of_items]
        if (of_words := self._own_words.claims(piece, text, around.sure)) is not None:
            return [*of_words]
        if graded := self._grades.of_list(spot, text, self._names.named_in(text)):
            return [*graded]
        if self._at.items is None and (due := due_line(spot, text, around)) is not None:
            return [due]
        if (line := figure_line(spot, text, around)) is not None:
            named = self._names.named_in(text)
            return with_sight([line], sight_of(text, named, (), around, self._at))
        is_moved = self._at.is_moved or MOVED.match(text)
        bullet = None if is_moved else claims_of_bullet(spot, text, self._names)
        return None if bullet is None else self._of_bullet(spot, text, bullet)

    def _of_bullet(self, spot: Spot, text: str, bullet: list[Claim]) -> list[Claim]:
        """Return the claims of a bullet, with its grades and the one item that it names."""
        around, named = self._at.framework, self._names.named_in(text)
        refs = references_in(text, around.sure, named)
        sight = sight_of(text, named, refs, around, self._at)
        if ATTRIBUTED.search(text):
            bullet = [
                one._replace(attributed=True) if isinstance(one, FigureClaim) else one
                for one in bullet
            ]
        claims = with_sight(in_part(bullet, self._at), sight._replace(kinds=()))
        own = named[0].slug if named and not named[0].start else None
        for sentence in sentences_of(text):
            of_sentence = self._names.named_in(sentence)
            claims += self._grades.of_sentence(spot, sentence, of_sentence, own)
        return [*claims, *self._only_items(spot, text)]

    def _sentence_by_sentence(self, piece: Passage, text: str) -> None:
        """Read a passage by its sentences, each under what those before it named."""
        at, around, spot, names = self._at, self._at.framework, piece.spot, self._names
        begun = around
        if of_name := graded_name(spot, text, names, self._grades, around):
            self.claims.append(of_name[0])
            begun, text = of_name[1], of_name[2]
        begun = under_prefix(text, names, around, begun)
        of_post = A_PART if at.is_of_post else ""
        label = self._titled_label(text)
        at.doubt = ANOTHER_BODY if is_unplaced(text, names) and not label else of_post
        if at.is_inside:  # "it" goes on with what the passage itself or a heading names
            at.items = None
        at.is_inside = piece.role != "heading"
        if label:
            at.items, at.by_sentence = label, True
        at.recent, at.numbers, at.group = (), (), None
        if piece.role != "bullet":
            at.areas = AreasCounted()
            at.followed.clear()
        above = (around.framework,) if around.framework else ()
        mentioned = (*above, *at.before, *filter(None, (at.subject,)))
        begun = begun._replace(mentioned=tuple(dict.fromkeys(mentioned)))
        for n, sentence in enumerate(sentences_of(text)):
            begun = behind_label(sentence, names, at, begun) if n else begun
            begun = self._sentences.read(spot, sentence, begun)
        self.claims += rests_in(spot, text, at.named)
        at.before = tuple(dict.fromkeys(n.slug for n in names.named_in(text)))
        at.topic = at.before or at.topic

    def _titled_label(self, text: str) -> ItemRef | None:
        """Return the item whose words begin a passage as its label: "Fire safety visits: …"."""
        label, colon, rest = text.partition(": ")
        is_label = colon and rest and len(label) < _LONGEST_LABEL and "." not in label
        titled = self._titles.in_text(label, is_cell=True) if is_label else None
        return titled.ref if titled and len(titled.ref.words) > 1 else None

    def _only_items(self, spot: Spot, text: str) -> list[Claim]:
        """Return what a bullet of a framework says of the one item of a kind that it has."""
        named = self._names.of_cell(text.partition(":")[0])
        claims: list[Claim] = []
        for sentence in sentences_of(text) if named else ():
            refs = references_in(sentence, named.slug if named else None)
            if len(refs) == 1 and not refs[0].ref.ids and not refs[0].ref.labels:
                claims += claims_about(spot, sentence, refs, self._names.named_in(sentence))
        return claims


def _picks_out(stem: str) -> bool:
    """Whether the words before a list make it one of some items: a state, a day, "they are"."""
    return bool(
        DATE.search(stem)
        or without_dates(stem) != stem
        or any(state.measure != "total" for state in states_in(stem))
        or _THEY_ARE.search(stem)
    )
