"""The words of `check`: its codes, its findings, and the facts it judges by.

A code, once given, stays: scripts and documentation rely on it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType

from hmic_tracker.domain.ids import format_id_ranges
from hmic_tracker.domain.part_keys import TABLES
from hmic_tracker.domain.parts import parse_part_field
from hmic_tracker.domain.words import plural
from hmic_tracker.light_typing import TYPE_CHECKING, Final, Literal, NamedTuple, Protocol

if TYPE_CHECKING:
    from hmic_tracker.domain.inspections import Inspection
    from hmic_tracker.domain.items import Item

Level = Literal["error", "note"]
_MOST_SPANS: Final = 8


class Code(NamedTuple):
    """How grave a kind of finding is, what it is in a few words, and what to do about it."""

    level: Level
    what: str
    hint: str


_MEND: Final = "mend it (an item: tracker edit ID), or restore it from a backup or from git"
CODES: Final[dict[str, Code]] = {
    "newer-schema": Code("error", "written by a newer tracker",
        "nothing else was checked; update with: pip install --upgrade hmic-tracker"),
    "conflict-markers": Code("error", "a merge left its markers",
        "bring both sides together with: tracker sync --mend   (without git: by hand)"),
    "unreadable": Code("error", "can't be read", _MEND),
    "missing-key": Code("error", "a required key is missing", _MEND),
    "wrong-value": Code("error", "a value of the wrong kind", "write the value as said, by hand"),
    "history-truncated": Code("error", "entries of the history are missing",
        "restore the file from a backup, from git, or from the sync tool's older versions"),
    "sync-copy": Code("error", "a second copy of a file",
        "bring it together with the file it is a copy of: tracker merge"),
    "wrong-name": Code("error", "the file's name and its id differ",
        "rename the file, or set the id in it"),
    "duplicate-id": Code("error", "two files with one id",
        "give one of them an id and a file name of its own"),
    "duplicate-uid": Code("error", "two items with one uid",
        "where one was copied from the other, change a letter of its uid"),
    "dangling-link": Code("error", "a link to an item that isn't there",
        "correct the link, or take it out"),
    "wrong-kind": Code("error", "an item that is not of its id's kind",
        "set its kind back, by hand"),
    "no-history": Code("error", "an item without history",
        "if it was written by hand: tracker check --record; if it was cut short, restore it"),
    "first-due": Code("error", "a first due that was changed by hand",
        "it is for good: set it back in the file, which tracker check --record doesn't"),
    "wrong-ancestry": Code("error", "an entry that can't have replaced what it says",
        "restore the file from a backup or from git; or name in FIELD_after the entries before it "
        "that gave the value, each as OP/PLACE"),
    "wrong-correction": Code("error", "an entry that corrects none",
        "restore the file from a backup or from git; or name in corrects an entry before it, as "
        "OP/PLACE"),
    "part-name": Code("error", "a step or evidence that is not called after its entry",
        "call it so in its table and in the entries that name it; one that no entry made: by a "
        "number that is free, such as [actions.3]"),
    "unsettled": Code("error", "two people gave different values",
        "choose one, as the line says; all that there is to choose: tracker list --unsettled"),
    "text-gone": Code("error", "a text that was taken out by hand",
        "write it into the file as the history below has it: tracker edit ID"),
    "unseen-value": Code("error", "a value of which nothing can be seen",
        "write it anew, or take its line out: tracker edit ID"),
    "half-link": Code("error", "a link by hand that the other item doesn't follow",
        "make it anew: tracker link ID supersedes ID --remove, then the same without --remove"),
    "wrong-part": Code("error", "a part that is of no item",
        "correct part_of in its file, or restore the item; a part has the id of its item and a "
        "letter: REC-5a"),
    "part-astray": Code("error", "a part that stands elsewhere than its item",
        "set it back by hand; where both shall move, name the item: tracker update ID"),
    "changed-outside": Code("error", "changed outside the tool",
        "enter it into the history with: tracker check --record; or set it back by hand"),
    "rule-order": Code("error", "a status that could not follow",
        "explain it with: tracker update ID --override 'REASON'; or set it back by hand"),
    "rule-reasons": Code("error", "a change that needs a reason, without one",
        "say why with: tracker update ID --reason 'TEXT'"),
    "rule-discharge": Code("error", "closed, and not discharged",
        "say who did with: tracker update ID --discharged-by BODY"),
    "rule-four-eyes": Code("error", "verified without a checker of its own",
        "reopen it and verify it anew, or say why with: tracker update ID --override 'REASON'"),
    "rule-evidence": Code("error", "verified or closed without evidence",
        "add it with: tracker evidence add ID REFERENCE --shows TEXT, "
        "or say why with: tracker update ID --override 'REASON'"),
    "rule-advisory": Code("note", "a rule that only warns was not kept",
        "explain it with: tracker update ID --override 'REASON'"),
    "interrupted": Code("note", "a command was stopped before its end",
        "nothing is lost: the next command that writes completes it"),
    "stray-file": Code("note", "not a file of the plan", "move it elsewhere if it is of use"),
    "missing-item": Code("note", "an item's file is gone",
        "restore it from a backup or from git; or, if it is meant to be gone, write its id "
        'under [retired] in tracker.toml: REC-1 = ""'),
    "misplaced-key": Code("note", "a key where nothing reads it",
        "move its line to where it belongs: keys below a [table] are that table's"),
    "unknown-key": Code("note", "a key that nothing reads",
        "correct its name; a remark of your own is better a comment: # …"),
    "unsettled-typed": Code("note", "what the history gives, changed by hand",
        "leave it so: the next command that changes the item writes it anew"),
    "clock-ahead": Code("note", "recorded in days to come",
        "set the clock of that computer right; the order of the entries doesn't go by it"),
    "settings-by-hand": Code("note", "settings changed by hand",
        "enter it into their history with: tracker check --record"),
    "second-paper": Code("note", "two papers of one number",
        "both were recorded, by people who worked apart: give the next one a number of its own"),
    "counts-differ": Code("note", "the source counts more completed",
        "settle it with: tracker update ID --status done --on DATE"),
    "counts-fewer": Code("note", "the source counts fewer items than came by it",
        "if it took one back: tracker update ID --status withdrawn --reason TEXT"),
    "national-sum": Code("note", "national rows that don't add up",
        "compare them with the published table"),
    "unknown-framework": Code("note", "a framework that isn't known",
        "name it in tracker.toml, or correct the slug"),
    "unknown-board": Code("note", "a board that isn't known",
        "name it in tracker.toml, or correct the name"),
    "mail-address": Code("note", "a mail address that no mail gets to",
        "correct it with: tracker person edit POST --mail ADDRESS"),
    "same-name": Code("note", "two names that people take for one",
        "keep one of them in tracker.toml, and take the other out"),
    "unknown-inspection": Code("note", "an inspection that isn't known",
        "correct it with: tracker update ID --inspection INSPECTION"),
    "unknown-grade": Code("note", "a grade that is on no known scale",
        "correct the grade or its scale, or define the scale in tracker.toml"),
    "deferred-by-nobody": Code("note", "deferred, and no board is named",
        "say who agreed with: tracker defer ID --until DATE --agreed-by BOARD --reason TEXT"),
    "deferred-open": Code("note", "deferred for long without an end",
        "give it one with: tracker defer ID --until DATE --agreed-by BOARD --reason TEXT; "
        "or end it: tracker defer ID --end --reason TEXT"),
    "deferral-left": Code("note", "a deferral of what is not open",
        "end it with: tracker defer ID --end --reason TEXT"),
    "due-before-report": Code("note", "due before it was said",
        "correct it with: tracker update ID --due DATE --reason TEXT"),
    "concern-alone": Code("note", "a cause of concern without a recommendation",
        "add it with: tracker add rec TEXT --framework NAME"),
    "step-late": Code("note", "a step due after its item",
        "move one of them: tracker update ID --due DATE, tracker action edit ID STEP --due DATE"),
    "progress-steps": Code("note", "the lead's word and the steps don't agree",
        "ask the lead; then: tracker update ID --progress WORD, or tracker action done ID STEP"),
    "progress-status": Code("note", "not started, and its progress says otherwise",
        "set one of them: tracker update ID --status in-progress, or --progress none"),
    "same-inspection": Code("note", "two inspections that look the same",
        "look at what would move, then run the line with --yes in place of --dry-run"),
    "parts-open": Code("note", "an item is over, and parts of it are open",
        "complete the part, or tracker update PART --status withdrawn --reason TEXT; or reopen "
        "the item"),
    "parts-done": Code("note", "an item is open, and its parts are completed",
        "where that is all of it: tracker update ID --status done"),
    "no-owner": Code("note", "open, and nobody's",
        "say whose with: tracker update ID --owner POST"),
    "no-due": Code("note", "open, without a due date",
        "say when with: tracker update ID --due DATE"),
}  # fmt: skip
"""Every code of `check`, errors first, in the order in which they are shown."""


class Finding(NamedTuple):
    """One thing that `check` found. `line` counts from 1; 0 is the whole file.

    `path` is from the store's folder and empty where the finding is of several files.
    """

    code: str
    message: str
    path: str = ""
    line: int = 0
    ids: tuple[str, ...] = ()

    @property
    def level(self) -> Level:
        """Error or note."""
        return CODES[self.code].level

    @property
    def hint(self) -> str:
        """What to do about it."""
        return CODES[self.code].hint


class UnreadableFile(NamedTuple):
    """A file that could not be read, with the code it goes under."""

    path: str
    line: int
    code: str
    problem: str


class ItemFile(NamedTuple):
    """An item as read from a file, which may be a copy or have a wrong name.

    `cut` says that the file has no history and once had one. `part_names` are what its steps and
    evidence are called in the file, by their kind and number; `unsettled_typed` are the fields that
    stand otherwise under `[unsettled]` than the history gives them.
    """

    path: str
    stem: str
    item: Item
    links: tuple[str, ...] = ()
    cut: bool = False
    part_names: Mapping[tuple[str, int], str] = MappingProxyType({})
    unsettled_typed: tuple[str, ...] = ()

    def place_of(self, field: str) -> tuple[str, str]:
        """The key of a field in the file, and the header of its table, none where it is the top."""
        kind, n, name = parse_part_field(field) or ("", 0, "")
        table = f"{TABLES[kind]}.{self.part_names.get((kind, n), n)}" if kind else ""
        return name or field, table


class InspectionFile(NamedTuple):
    """An inspection as read from a file."""

    path: str
    stem: str
    inspection: Inspection


class OddKeyAt(NamedTuple):
    """A key of a file that nothing reads there: where, whether it belongs elsewhere, and how."""

    path: str
    line: int
    misplaced: bool
    message: str


class FolderFacts(NamedTuple):
    """What was found in a store's folder, besides the plan itself.

    `boards` are those that `tracker.toml` names, None where it names none; `settings_read` is
    False where that file is damaged, so that nothing can be said of frameworks. `interrupted` is
    the command whose journal is pending; `stray` are paths that belong to nothing, and
    `copies` those of papers and settings with what each is a copy of. `retired` are
    the ids that were given once and may not be given again; `odd_keys` are keys that nothing reads;
    `second_papers` are paths with the paper whose number each has as well.
    """

    faults: tuple[UnreadableFile, ...] = ()
    items: tuple[ItemFile, ...] = ()
    inspections: tuple[InspectionFile, ...] = ()
    boards: frozenset[str] | None = None
    settings_read: bool = True
    interrupted: str | None = None
    retired: frozenset[str] = frozenset()
    stray: tuple[str, ...] = ()
    copies: tuple[tuple[str, str], ...] = ()
    odd_keys: tuple[OddKeyAt, ...] = ()
    second_papers: tuple[tuple[str, str], ...] = ()


class LineOf(Protocol):
    """The line of a key in a file: at the top, or in the nth table with a header; 0 unknown."""

    def __call__(self, path: str, key: str, table: str = "", nth: int = 1) -> int:
        """The line, from 1."""


def some(ids: Collection[str]) -> str:
    """The ids as ranges, the first few of them: "REC-5..8, AFI-11..18 and 3 more"."""
    runs = format_id_ranges(ids).split(", ")
    if len(runs) <= _MOST_SPANS:
        return ", ".join(runs)
    shown = runs[:_MOST_SPANS]
    return f"{', '.join(shown)} and {plural(len(runs) - _MOST_SPANS, 'more range')}"


def shortened(text: str, most: int = 60) -> str:
    """The text on one line, cut with an ellipsis where it is long."""
    line = " ".join(text[: most * 4].split())
    return line if len(line) <= most and len(text) <= most * 4 else line[: most - 1] + "…"
