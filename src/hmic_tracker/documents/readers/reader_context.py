"""What the readers of one document share: its blocks, what they claimed, and the place in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from hmic_tracker.documents.marks import Mark, Piece
from hmic_tracker.documents.table_choices import NO_CHOICES, Column, TableChoices
from hmic_tracker.documents.wording.colour_keys import colours_explained
from hmic_tracker.documents.wording.field_words import folded_head
from hmic_tracker.documents.wording.furniture import is_also_heading
from hmic_tracker.documents.wording.labels import label_of, plain_label
from hmic_tracker.documents.wording.patterns import SHORT, known_again
from hmic_tracker.documents.wording.source_kinds import kind_heading
from hmic_tracker.domain.words import folded
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.framework_names import FrameworkNames
    from hmic_tracker.documents.wording.colour_keys import ColourKey
    from hmic_tracker.documents.wording.grade_words import GradeWords
    from hmic_tracker.documents.wording.source_kinds import SourceKind

_LABEL_BELOW: Final = re.compile(r"[\[(](\d{1,4}/\d{2,4})[\])]")
"""An item's number on the line below its text, as reports on accidents have it."""

_ALIKE: Final = 60
"""Letters of two texts that say whether they are one."""


@dataclass(slots=True)
class ReaderContext:
    """The blocks, the place in them, and the pieces so far.

    `at` is the index of the current block. `framework` (a slug), `kind` and `addressee` are those
    of the headings above it; `one_each` is whether each item has such a heading of its own;
    `listed` counts the list's items, `bulleted` says whether the last of them was a bullet on its
    own, `headed` that they are headings, and `after_item` says whether the
    block before belongs to an item, whose fields may follow. `stem` is that of the bullets at
    hand; `former` is whether what follows is quoted from another report,
    `former_section` whether it goes on to the next section with a number. `expected_grade` holds
    the period of a grade that the current block may be, `next_grade` that of the next block.

    `item_texts` are those of the items so far, `item_places` the blocks of those that are not
    answered, `concerns_follow` is whether a line announced causes of concern, `answers` whether an
    item above came again with how it stands.

    `concluded` is the last number in a chapter of conclusions, None outside of one; `runs` are the
    numbered paragraphs that each recommend something, and whether in so many words.

    `announced_in` is the chapter whose paragraph, "4.12", announced the list at hand.

    `answered` are the places of items and responses that stand in turn, with where each ends,
    `replied` those of concerns with the answer below each. `details` are the places of the
    headings of detailed findings and of an action plan, -1 where there is none.

    `themes` are the headings with a lead in common, by their blocks: where each one's name begins
    and ends, None where no item is below it.

    `labels_above` are the labels of the items so far, by their texts and without their letters,
    as the parts of a reply name them.

    `numbers_of_kinds` are the last numbers in lists by their kinds, `numbered_texts` all of them.

    `lettered` are the headings of chapters numbered 1A, 1B: by their blocks where the names begin;
    `in_lettered` is whether the current block is in such a chapter.

    `is_table` is whether the document is nothing but tables, `choices` what a person said of them,
    `columns` what their columns were read as, `has_register` whether one of them has items;
    `tables` is where those begin and end that a copy made lines.
    """

    blocks: Sequence[Block]
    names: FrameworkNames
    grade_words: GradeWords
    choices: TableChoices = NO_CHOICES
    is_table: bool = False
    columns: list[Column] = field(default_factory=list)
    pieces: dict[int, list[Piece]] = field(default_factory=dict)
    _colours: ColourKey | None = None
    _times: Counter[str] = field(default_factory=Counter)
    _names: Counter[str] = field(default_factory=Counter)
    _beginnings: set[str] = field(default_factory=set)
    no_table_until: int = 0
    no_heads_until: int = 0
    no_grid_until: int = 0
    at: int = 0
    framework: str | None = None
    kind: SourceKind | None = None
    single: bool = False
    named_one: bool = False
    one_each: bool = False
    addressee: str = ""
    announced_in: str = ""
    listed: int = 0
    bulleted: bool = False
    headed: bool = False
    numbered: int = 0
    stem: str = ""
    after_item: bool = False
    open_item: str = ""
    item_label: str = ""
    open_end: bool = False
    item_texts: set[str] = field(default_factory=set)
    item_places: list[int] = field(default_factory=list)
    concerns_follow: bool = False
    answers: bool = False
    graded_in_row: int = 0
    former: bool = False
    former_at: int = -1
    former_heading: bool = False
    former_section: bool = False
    paragraph: int = 0
    in_paragraph: bool = False
    header_read: bool = False
    sheets_read: bool = False
    has_register: bool = False
    appendices: bool = False
    concluded: int | None = None
    runs: dict[int, bool] | None = None
    title: str = ""
    has_items: bool = False
    prefixes: frozenset[str] | None = None
    series: set[str] | None = None
    numbered_names: frozenset[str] | None = None
    letters: frozenset[str] | None = None
    numbers_of_kinds: dict[tuple[str, str], int] = field(default_factory=dict)
    numbered_texts: set[str] = field(default_factory=set)
    named_letters: bool | None = None
    titled: bool | None = None
    set_out_above: bool | None = None
    labels_behind: frozenset[str] | None = None
    records: dict[int, tuple[int, int | None, int]] | None = None
    answered: Mapping[int, int] | None = None
    replied: Mapping[int, int] | None = None
    details: tuple[int, int] | None = None
    themes: dict[int, tuple[int, int] | None] = field(default_factory=dict)
    labels_above: dict[str, dict[str, str]] = field(default_factory=dict)
    lettered: dict[int, int] = field(default_factory=dict)
    in_lettered: bool = False
    tables: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    title_year: str = ""
    is_paper: bool = False
    expected_grade: tuple[str | None] | None = None
    next_grade: tuple[str | None] | None = None

    @property
    def following(self) -> Block | None:
        """The next block that nobody claimed."""
        return next(self.after(self.at), None)

    @property
    def colours(self) -> ColourKey:
        """What the document's own key says of its colours."""
        if self._colours is None:
            self._colours = colours_explained(block.printed for block in self.blocks)
        return self._colours

    def times(self, text: str) -> int:
        """Return how often a text stands in the document on lines of its own."""
        if not self._times:
            content = (block for block in self.blocks if block.role != "furniture")
            self._times.update(folded(block.text) for block in content)
        return self._times[folded(text)]

    def times_named(self, name: str) -> int:
        """Return how many lines of the document begin with a field's name and a colon."""
        if not self._names:
            starts = (block.text[:SHORT].partition(":") for block in self.blocks)
            self._names.update(folded_head(before) for before, colon, _ in starts if colon)
        return self._names[name]

    def begins_block(self, text: str) -> bool:
        """Return whether a line of the document begins with a text, behind its label or without."""
        if not self._beginnings:
            for block in self.blocks:
                label = label_of(block.text)
                begins = block.text[label.end if label else 0 :][: 2 * SHORT]
                self._beginnings.add(known_again(begins)[:_ALIKE])
        return known_again(text)[:_ALIKE] in self._beginnings

    def after(self, at: int) -> Iterator[Block]:
        """Yield the blocks after a place that nobody claimed."""
        return (self.blocks[n] for n in self.free_after(at))

    def free_after(self, at: int) -> Iterator[int]:
        """Yield the indexes after a place of blocks that nobody claimed and that are content."""
        for n in range(at + 1, len(self.blocks)):
            if n not in self.pieces and self.blocks[n].role != "furniture":
                yield n

    def move_to(self, at: int) -> Block:
        """Make a block the current one."""
        self.at = at
        self._count_paragraph(self.blocks[at])
        self.expected_grade, self.next_grade = self.next_grade, None
        return self.blocks[at]

    def pass_over(self, at: int) -> None:
        """Go over a block that somebody marked before, with what it means for those below it."""
        self._count_paragraph(self.blocks[at])
        words = {piece.mark.word for piece in self.pieces[at]}
        if words <= {"~"}:
            if is_also_heading(self.blocks[at].text) and self.blocks[at].gap:
                self.begin_section(None)
            return
        self.after_item, self.stem = False, ""
        if words & {"rec", "afi", "cause"}:
            self.kind = None  # the list was the table
        for piece in self.pieces[at]:
            if piece.mark.word == "framework":
                self.framework = self.names.mention(piece.mark.text)
            elif piece.mark.word == "inspection" and piece.mark.label:
                self.begin_section(self.names.mention(piece.mark.text))
            elif self.blocks[at].marker and (heading := kind_heading(piece.mark.text)):
                self.begin_list(heading.row, single=False)  # the end of a page's path

    def _count_paragraph(self, block: Block) -> None:
        """Keep the number of a numbered paragraph: one that goes on from those before it."""
        number = block.marker.rstrip(".)") if block.role == "bullet" else ""
        self.in_paragraph = (
            number.isdecimal()
            and int(number) > self.paragraph
            and block.gap
            and not self.appendices
        )
        if self.in_paragraph:
            self.paragraph = int(number)

    def is_bullet(self, block: Block) -> bool:
        """Return whether the current block is a bullet and no numbered paragraph."""
        return block.role == "bullet" and not self.in_paragraph

    def begin_section(self, framework: str | None) -> None:
        """Begin a section: what follows belongs to a framework, or to none."""
        self.framework, self.kind, self.single, self.addressee = framework, None, False, ""
        self.named_one, self.headed, self.announced_in = False, False, ""
        self.stem, self.after_item, self.open_item, self.open_end = "", False, "", False

    def begin_list(self, kind: SourceKind, single: bool, addressee: str = "") -> None:
        """Begin a list of items of a kind."""
        self.kind, self.single, self.addressee = kind, single, addressee
        self.named_one, self.announced_in = False, ""
        self.listed, self.bulleted, self.numbered, self.stem = 0, False, 0, ""
        self.one_each, self.headed = False, False
        self.after_item, self.open_item, self.open_end = False, "", False

    def mark(
        self,
        at: int,
        word: str,
        start: int = 0,
        end: int | None = None,
        *,
        text: int | None = None,
        label: str = "",
        kind: str = "",
        doubt: str = "",
        says: str = "",
    ) -> None:
        """Mark a piece of a block, from `start` to `end`; the mark's text begins at `text`.

        `says` is its text where it isn't the printed one: a date with the month first.
        """
        block = self.blocks[at]
        printed = block.printed
        end = len(printed) if end is None else end
        begins = start if text is None else text
        self._count_grades(word)
        shown = says or printed[begins:end].strip()
        if label and word in {"rec", "afi", "cause"}:
            texts = self.labels_above.setdefault(plain_label(label), {})
            texts.setdefault(known_again(shown[:SHORT]), label)
        mark = Mark(word, shown, label, kind, doubt, block.place)
        self.pieces.setdefault(at, []).append(Piece(mark, at, start, end))

    def _count_grades(self, word: str) -> None:
        """Count graded frameworks with nothing between them: a board, whose last is no section."""
        if word in {"grade", "graded"}:
            self.graded_in_row += 1
        elif word not in {"framework", "frameworks", "~", "label"}:
            self.graded_in_row = 0

    def mark_item(
        self,
        at: int,
        row: SourceKind,
        *,
        start: int = 0,
        text: int = 0,
        end: int | None = None,
        label: str = "",
        doubt: str = "",
    ) -> None:
        """Mark an item's text and remember that its fields may follow."""
        below = next(self.free_after(at), None) if not label and end is None else None
        if below is not None and (alone := _LABEL_BELOW.fullmatch(self.blocks[below].text)):
            label = alone[1]
            self.mark(below, "label")
        self.mark(at, row.word, start, end, text=text, label=label, kind=row.kind, doubt=doubt)
        self.after_item, self.open_item, self.item_label = True, row.word, label
        self.has_items, self.open_end = True, False
        if row.word in {"rec", "afi"}:
            self.item_places.append(at)
        self.item_texts.add(known_again(self.blocks[at].printed[text:end]))

    def offset(self, at: int) -> int:
        """Return where a block's text begins in its printed form, after its marker."""
        block = self.blocks[at]
        return len(block.marker) + 1 if block.marker else 0

    def mention_known(self, name: str | None) -> str | None:
        """Mention a framework that is known already; None where it isn't."""
        return self.names.mention(name) if name and self.names.find(name) else None
