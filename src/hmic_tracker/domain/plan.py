"""The whole plan: what a store holds, as one value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from hmic_tracker.domain.bodies import BODIES, Body, slugs_of, words_for_bodies
from hmic_tracker.domain.frameworks import Board, Framework, boards_of
from hmic_tracker.domain.grades import SCALES, Scale
from hmic_tracker.domain.items import ID_PATTERN, Entry, Item
from hmic_tracker.domain.words import KINDS, PREFIXES
from hmic_tracker.light_typing import TYPE_CHECKING, Final, Literal, NamedTuple, get_args

if TYPE_CHECKING:
    from hmic_tracker.domain.inspections import Inspection
    from hmic_tracker.domain.kept_texts import KeptText
    from hmic_tracker.domain.people import Post

Purpose = Literal["noting", "decision"]
PURPOSES: Final[tuple[Purpose, ...]] = get_args(Purpose)
Appendices = Literal["all", "open", "none"]
APPENDICES: Final[tuple[Appendices, ...]] = get_args(Appendices)
"""Of which items a paper has the texts; of open ones, and of those that changed."""
RuleLevel = Literal["strict", "advisory", "off"]
RULE_LEVELS: Final[tuple[RuleLevel, ...]] = get_args(RuleLevel)


class RuleLevels(NamedTuple):
    """How strictly the plan takes each rule: `strict` refuses, `advisory` warns."""

    order: RuleLevel = "strict"
    reasons: RuleLevel = "strict"
    discharge: RuleLevel = "strict"
    four_eyes: RuleLevel = "strict"
    evidence: RuleLevel = "strict"


class PaperSettings(NamedTuple):
    """How a paper is headed: `[papers.NAME]` in `tracker.toml`.

    `board` is the body that it goes to, `by` the post in whose name, `author` and `contact` who
    answers questions. `where` says in an expression which items it is about; without it they are
    those that the board oversees, or all where it oversees none. `appendices` says of which of them
    it has the texts.
    """

    name: str
    title: str | None = None
    board: str | None = None
    by: str | None = None
    author: str | None = None
    contact: str | None = None
    purpose: Purpose = "noting"
    recommendation: str | None = None
    where: str | None = None
    appendices: Appendices = "open"


class Thresholds(NamedTuple):
    """Settings of the RAG rule: days ahead that count as near, and moves that count as many."""

    near_days: int = 30
    many_moves: int = 2


class Damage(NamedTuple):
    """A file of the store that can't be read. `line` counts from 1; 0 is the whole file."""

    path: str
    line: int
    problem: str
    item_id: str | None = None

    @property
    def where(self) -> str:
        """ "items/REC-5.toml:7", or the file alone."""
        return f"{self.path}:{self.line}" if self.line else self.path

    @property
    def remedy(self) -> str:
        """How it is mended: an item's file with `tracker edit`, any other by hand."""
        if self.item_id and ID_PATTERN.fullmatch(self.item_id):
            return f"mend it with: tracker edit {self.item_id}"
        return "mend the file by hand"


class Plan(NamedTuple):
    """Everything a store holds; items in the order of their ids.

    `filters` are the saved ones by name; `holidays` the organisation's own, besides bank holidays;
    `rules` how strictly the rules of an item's life are taken; `mail_from` whom mails are from.
    `marking` is the protective marking of what goes out, `papers` how each paper is headed,
    `bodies` are those that inspect, the built-in ones and the plan's own;
    `retired` are ids in use no more, each with its item's uid; `copies` are the paths of files that
    a sync tool copied, of which nothing is in the plan; `maps` say what columns of registers are.
    `history` is that of the settings; `taken_back` are the items of which nothing but their history
    is shown; `paper_texts` are the kept paragraphs of all papers.
    """

    organisation: str | None = None
    frameworks: tuple[Framework, ...] = ()
    scales: tuple[Scale, ...] = SCALES
    inspections: tuple[Inspection, ...] = ()
    items: tuple[Item, ...] = ()
    thresholds: Thresholds = Thresholds()
    people: tuple[Post, ...] = ()
    filters: Mapping[str, str] = {}
    holidays: frozenset[date] = frozenset()
    rules: RuleLevels = RuleLevels()
    damaged: tuple[Damage, ...] = ()
    mail_from: str | None = None
    marking: str | None = None
    papers: tuple[PaperSettings, ...] = ()
    retired: Mapping[str, str] = {}
    copies: tuple[str, ...] = ()
    bodies: tuple[Body, ...] = BODIES
    maps: Mapping[str, str] = {}
    schema: int = 2
    boards: tuple[Board, ...] = ()
    history: Sequence[Entry] = ()
    taken_back: tuple[Item, ...] = ()
    paper_texts: tuple[KeptText, ...] = ()

    @property
    def every_item(self) -> tuple[Item, ...]:
        """The items, and those taken back, in the order of their ids."""
        if not self.taken_back:
            return self.items
        return tuple(sorted((*self.items, *self.taken_back), key=lambda item: id_key(item.id)))

    @property
    def groups(self) -> dict[str, str]:
        """The business group of each post that has one."""
        return {post.name: post.group for post in self.people if post.group}

    def without_parts(self) -> Plan:
        """The plan with the items that figures are of: what they are split in is left out."""
        if all(item.part_of is None for item in self.items):
            return self
        return self._replace(items=tuple(item for item in self.items if item.part_of is None))

    def framework(self, slug: str | None) -> Framework | None:
        """The framework with that slug."""
        return next((f for f in self.frameworks if f.slug == slug), None)

    def inspection(self, inspection_id: str | None) -> Inspection | None:
        """The inspection with that id."""
        return next((i for i in self.inspections if i.id == inspection_id), None)

    @property
    def body_words(self) -> dict[str, str]:
        """What people call the body of each inspection that has one, by the inspection's id."""
        texts = {inspection.body for inspection in self.inspections}
        words = {text: words_for_bodies(self.bodies, text) for text in texts}
        return {i.id: word for i in self.inspections if (word := words[i.body])}

    @property
    def body_slugs(self) -> dict[str, tuple[str, ...]]:
        """The slugs of the bodies of each inspection, by its id."""
        texts = {inspection.body for inspection in self.inspections}
        slugs = {text: slugs_of(self.bodies, text) for text in texts}
        return {inspection.id: slugs[inspection.body] for inspection in self.inspections}

    def board_of(self, item: Item) -> str | None:
        """The item's own board, or the one that oversees its framework."""
        return item.board or boards_of(self.frameworks).get(item.framework or "")

    def boards_of_items(self) -> dict[str, str]:
        """The board that oversees each item, by id: its own, or that of its framework."""
        boards = boards_of(self.frameworks)
        overseen = ((i.id, i.board or boards.get(i.framework or "")) for i in self.items)
        return {item_id: board for item_id, board in overseen if board}


_PLACE: Final = {PREFIXES[kind]: place for place, kind in enumerate(KINDS)}


_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"


def id_key(item_id: str) -> tuple[int, str, int, str]:
    """Sorts REC before AFI before COC before GP, REC-2 before REC-10, and REC-5a after REC-5."""
    prefix, _, number = item_id.rpartition("-")
    place = _PLACE.get(prefix, len(_PLACE))
    if number.isdecimal() and len(number) < 19:
        return (place, prefix, int(number), "")
    whole = number.rstrip(_LETTERS)
    letters = number[len(whole) :]
    if whole.isdecimal() and len(whole) < 19 and len(letters) < 9:
        return (place, prefix, int(whole), "~" * (len(letters) - 1) + letters)  # "b" before "aa"
    return (place, prefix, 0, item_id)


def whole_id(part_id: str) -> str | None:
    """The id of the item that an id such as REC-5a is of a part of; None for any other id."""
    whole = part_id.rstrip(_LETTERS)
    return whole if whole != part_id and whole[-1:].isdecimal() else None


def part_ids_among(whole: str, ids: Iterable[str]) -> list[str]:
    """The ids of the parts of an item among some ids, in order."""
    return sorted((one for one in ids if whole_id(one) == whole), key=id_key)


def next_part_id(whole: str, taken: Iterable[str]) -> str:
    """The id of an item's next part, after the last ever given: REC-5a, REC-5b … REC-5z, REC-5aa.

    Letters are not given again.
    """
    last = next(reversed(part_ids_among(whole, taken)), whole)
    letters = list(last[len(whole) :])
    for place in reversed(range(len(letters))):
        if letters[place] != "z":
            letters[place] = chr(ord(letters[place]) + 1)
            return whole + "".join(letters)
        letters[place] = "a"
    return f"{whole}a{''.join(letters)}"


def next_number(prefix: str, taken: Iterable[str]) -> int:
    """The first number never given under a prefix; numbers are not given again."""
    numbers = (id_key(i)[2] for i in taken if i.rpartition("-")[0] == prefix)
    return max(numbers, default=0) + 1
