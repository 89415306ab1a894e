"""What a lead writes into the cells of an answer, as words, numbers and ids of the plan."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hmic_tracker.domain.ids import format_id_ranges
from hmic_tracker.domain.sendings import HOW_FAR
from hmic_tracker.domain.words import Progress, folded
from hmic_tracker.errors import InputError
from hmic_tracker.light_typing import Final, NamedTuple

_HABITS: Final[dict[str, Progress]] = {
    **{phrase: word for word, phrase in HOW_FAR.items()},
    **{word: word for word in HOW_FAR},
    "most": "majority",
    "majority of work completed": "majority",
    "some work completed": "some",
    "almost completed": "almost",
    "almost complete": "almost",
    "nearly": "almost",
    "nearly complete": "almost",
    "nearly completed": "almost",
    "done": "complete",
    "finished": "complete",
    "fully completed": "complete",
    "implemented": "complete",
    "no work reported": "none",
    "not yet started": "none",
    "nothing yet": "none",
}
_NOTHING: Final = frozenset(
    {"", "-", "--", "n/a", "na", "n.a", "nil", "no change", "no changes", "unchanged", "as before"}
)
_LONGEST_REFERENCE: Final = 120
_SHARE: Final = re.compile(
    r"(?:about |around |approx(?:imately)? |c |~ ?)?(\d{1,3}(?:\.\d{1,9})?) ?(?:%|per ?cent)"
    r"(?: (?:of it|done|complete|completed|finished))?"
)
_FRACTION: Final = re.compile(r"0?\.\d{1,9}")
"""A share as a workbook holds it, where how it was shown is lost."""
_COUNT: Final = re.compile(r"(\d{1,6})(?:\s*(?:of|/|out of)\s*(\d{1,6}))?")
_ID: Final = re.compile(r"([a-z]{1,16})[\s-]*0*(\d{1,9})([a-z]{0,2})", re.ASCII)
_DASHES: Final = re.compile("[\u2010-\u2015\u2212]")
_RANGE: Final = re.compile(
    r"([a-z]{1,16})[\s-]*0*(\d{1,9})\s*(?:\.\.|to|-)\s*(?:\1[\s-]*)?0*(\d{1,9})", re.ASCII
)
_PARTS: Final = re.compile(
    r"([a-z]{1,16})[\s-]*0*(\d{1,9})([a-z])\s*(?:\.\.|to|-)\s*(?:\1[\s-]*0*\2)?([a-z])", re.ASCII
)
_STEP: Final = re.compile(r"[\s,;:(]*step\s*0*(\d{1,4})\)?")
_MOST: Final = 10_000


class RowName(NamedTuple):
    """What a cell `Item` names: ids in lower case, and the number of a step where it is one."""

    ids: frozenset[str]
    step: int | None = None


def row_label(ids: Iterable[str], step: int | None = None) -> str:
    """How a workbook names a row: "REC-5", "AFI-11..18", "REC-5 step 2"."""
    names = format_id_ranges(ids)
    return names if step is None else f"{names} step {step}"


def read_row_name(text: str) -> RowName | None:
    """What a cell `Item` names, None where it names none.

    Spaces, capitals and kinds of dashes don't count, and "AFI-11 to 18" is a range.
    """
    plain = folded(_DASHES.sub("-", text).replace("\u2026", "..")).strip(" .:;,")
    step = None
    if match := _STEP.search(plain):
        if match.end() != len(plain) or not match.start():
            return None
        step, plain = int(match[1]), plain[: match.start()].strip()
    ids: set[str] = set()
    for part in filter(None, re.split(r"\s*[,;&]\s*|\s+and\s+", plain)):
        if (span := _RANGE.fullmatch(part)) and 0 <= int(span[3]) - int(span[2]) < _MOST:
            ids |= {f"{span[1]}-{n}" for n in range(int(span[2]), int(span[3]) + 1)}
        elif parts := _PARTS.fullmatch(part):
            letters = range(ord(parts[3]), ord(parts[4]) + 1)
            ids |= {f"{parts[1]}-{int(parts[2])}{chr(letter)}" for letter in letters}
        elif one := _ID.fullmatch(part):
            ids.add(f"{one[1]}-{int(one[2])}{one[3]}")
        elif re.fullmatch(r"[a-z0-9._-]{1,64}", part, re.ASCII):
            ids.add(part)
        else:
            return None
    return RowName(frozenset(ids), step) if ids else None


def says_nothing(text: str) -> bool:
    """Whether a cell has nothing to say: it is empty, a dash, "n/a", "no change"."""
    return folded(text).strip(" .") in _NOTHING


def read_share(text: str) -> Progress | None:
    """The word of a share done, "75%" or 0.75, as steps give it; None for anything else."""
    from hmic_tracker.domain.parts import progress_of_steps

    plain = folded(text).strip()
    if _FRACTION.fullmatch(plain):
        return progress_of_steps(float(plain), 1)
    match = _SHARE.fullmatch(plain.rstrip("."))
    if match is None or float(match[1]) > 100:
        return None
    return progress_of_steps(float(match[1]), 100)


def read_far(text: str) -> Progress | None:
    """The word of a cell `How far`, None for none; raises InputError."""
    if says_nothing(text):
        return None
    word = _HABITS.get(folded(text).replace("-", " ").strip(" .")) or read_share(text)
    if word is None:
        raise InputError(
            f"'{' '.join(text.split())[:60]}' is not how far it is",
            f"pick from: {', '.join(HOW_FAR.values())}",
        )
    return word


def read_count(text: str, of: int) -> int | None:
    """How many of so many are done, None for no answer; raises InputError."""
    plain = folded(text).strip(" .")
    if says_nothing(text):
        return None
    if plain in {"all", "none"}:
        return of if plain == "all" else 0
    match = _COUNT.fullmatch(plain.removesuffix(".0"))
    if match is None:
        raise InputError(f"'{text[:60]}' is not how many are done", f"write a number, 0 to {of}")
    count = int(match[1])
    if count > of or (match[2] and int(match[2]) != of):
        raise InputError(f"'{text[:60]}': there are {of}", f"write a number, 0 to {of}")
    return count


def is_reference(text: str) -> bool:
    """Whether what shows an answer can be kept as evidence: a line, not a story."""
    words = text.strip()
    fits = 0 < len(words) <= _LONGEST_REFERENCE and "\n" not in words
    return fits and not says_nothing(words)
