"""A progress bullet: a framework, how many items of which kind, and their status.

"PVP – overall - Four recommendations – majority of work completed on all four, … Eight AFIs - …"
has a name, two groups, and for each group a clause that `clauses` takes apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from hmic_tracker.documents.wording.clauses import read_clause
from hmic_tracker.documents.wording.patterns import (
    KIND,
    LONGEST_NAME,
    NAMED,
    NUMBER,
    kind_of,
    number_of,
)
from hmic_tracker.documents.wording.status_words import is_only_status, mentions_status
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.domain.words import Kind

LONGEST_BULLET: Final = 5000
_SEPARATOR: Final = re.compile(r" [-–—] |: |[–—] ?| [–—]")
_KIND: Final = re.compile(KIND, re.I)
_COUNTED: Final = re.compile(
    rf"\b(?:(?P<part>{NUMBER}|none) (?:out )?of (?:the |these |its )?)?(?:all |both )?"
    rf"(?P<total>{NUMBER}) (?:(?:hmic|further|new|the|remaining) )?(?P<kind>{KIND})(?! ?\d)\b",
    re.I,
)
_UNCOUNTED: Final = re.compile(
    rf"(?:(?P<all>all|both|the|its) (?:of )?(?:the )?)?(?P<kind>{KIND})(?! ?\d)"
    r"(?!(?<!s)(?:[-–—‐‑]| \()\d)\b",  # no item's label: "AFI–7", "AFI (7)"; "AFIs (7)" counts
    re.I,
)
_SENTENCE: Final = re.compile(r"[.;] (?:and )?(?=[A-Za-z])")
_OF_EVERYTHING: Final = re.compile(
    r"(?:all|any|everything|the) ?(?:of )?(?:the )?(?:remaining |outstanding )?"
    r"(?:work|activity|actions?)\b",
    re.I,
)
_JUST_COUNTED: Final = re.compile(
    r"(?:(?:was|were|have been|has been) )?(?:also )?(?:identified|made|published|given|raised)?"
    r"(?: in (?:the|this|total)\b.{0,100})?",
    re.I,
)
_COUNT_IN_PROSE: Final = re.compile(
    rf"\b(?P<total>{NUMBER}) (?:further )?(?P<kind>{KIND}) (?:was|were|has been|have been)"
    rf" (?:also )?(?:made|identified|given|raised)\b"
    rf"|\b(?:made|identified|gave|raised) (?P<total2>{NUMBER}) (?P<kind2>{KIND})\b",
    re.I,
)


class Group(NamedTuple):
    """The items of one kind in a bullet, and their status as text.

    `kind` None is all kinds, `total` None is no number given; `clause` is empty where the items
    are only counted. `sentence` is the part of the bullet that names the group.
    """

    kind: Kind | None
    total: int | None
    clause: str
    sentence: str


class Bullet(NamedTuple):
    """A bullet's parts. `name` is empty where it names no framework; `due` is for all groups."""

    name: str
    groups: tuple[Group, ...]
    due: str | None = None

    @property
    def only_counts(self) -> bool:
        """Whether it counts items and gives no status."""
        return not any(group.clause for group in self.groups)


def read_bullet(text: str, is_known: Callable[[str], bool]) -> Bullet | None:
    """Take a bullet apart into its groups; None where it has no status and no count."""
    if len(text) > LONGEST_BULLET:
        return None
    name, rest = _name_and_rest(text, is_known)
    if not rest:
        return None
    groups = _groups(rest)
    if not groups:
        return Bullet(name, (Group(None, None, _stripped(rest), rest),))
    last = groups[-1]
    cut = _of_everything(last.clause) if len(groups) > 1 else None
    if cut is None:
        return Bullet(name, _shared(groups))
    clause, common = last.clause[:cut], last.clause[cut:]
    ending = last.sentence.find(common)
    sentence = last.sentence[:ending] if ending > 0 else last.sentence
    last = last._replace(clause=_stripped(clause), sentence=sentence.strip())
    due = next((part.due for part in read_clause(common)[0] if part.due), None)
    return Bullet(name, _shared([*groups[:-1], last]), due)


def counts_in_prose(text: str) -> list[tuple[Kind, int]]:
    """Return the counts of a paragraph: "Four recommendations were made … ten AFIs …"."""
    if not _KIND.search(text):
        return []
    return [
        (kind_of(match["kind"] or match["kind2"]), number_of(match["total"] or match["total2"]))
        for match in _COUNT_IN_PROSE.finditer(text[:LONGEST_BULLET])
    ]


def has_count(text: str) -> bool:
    """Return whether a text counts items anywhere."""
    start = text[:LONGEST_BULLET]
    return bool(_KIND.search(start) and _COUNTED.search(start))


def _name_and_rest(text: str, is_known: Callable[[str], bool]) -> tuple[str, str]:
    """Part a bullet into framework and statement; the statement is empty where nothing fits."""
    if _starts_group(text):
        return "", text
    start = text[: LONGEST_NAME + 20]
    cuts = [cut.span() for cut in _SEPARATOR.finditer(start) if cut.start() <= LONGEST_NAME]
    parts = [(text[:end], text[begin:]) for end, begin in cuts]
    for name, rest in parts:
        if _starts_group(rest):
            return name, rest
    for name, rest in reversed(parts):
        if is_known(name) and (is_only_status(rest) or mentions_status(rest)):
            return name, rest
    if not (mentions_status(text) or has_count(text)):
        return "", ""
    words = start.split(" ")[:9]
    for number in range(len(words) - 1, 0, -1):
        name = " ".join(words[:number])
        rest = text[len(name) + 1 :]
        if (_starts_group(rest) or is_only_status(rest)) and is_known(name):
            return name, rest
    return "", ""


def _starts_group(text: str) -> bool:
    return bool(_COUNTED.match(text) or NAMED.match(text) or _UNCOUNTED.match(text))


def _groups(rest: str) -> list[Group]:
    """Return the groups of a bullet, each from its head to the next group's."""
    heads = _heads(rest)
    groups: list[Group] = []
    for at, (start, clause_start, kind, total, lead) in enumerate(heads):
        end = heads[at + 1][0] if at + 1 < len(heads) else len(rest)
        clause = _stripped(lead + rest[clause_start:end])
        only_counted = _JUST_COUNTED.fullmatch(clause)
        groups.append(
            Group(kind, total, "" if only_counted else clause, rest[start:end].strip(" ,"))
        )
    return groups


def _heads(rest: str) -> list[tuple[int, int, Kind, int | None, str]]:
    """Return (start, start of its clause, kind, total, first words of the clause) of each group."""
    starts = {0, *(match.end() for match in _SENTENCE.finditer(rest))}
    heads: list[tuple[int, int, Kind, int | None, str]] = []
    for start in starts:
        if _COUNTED.match(rest, start):
            continue
        if named := NAMED.match(rest, start):
            heads.append((start, start, kind_of(named["kind"]), None, ""))
        elif bare := _UNCOUNTED.match(rest, start):
            total = 2 if (bare["all"] or "").lower() == "both" else None
            heads.append((start, bare.end(), kind_of(bare["kind"]), total, ""))
    for head in _COUNTED.finditer(rest):
        lead = f"{head['part']} " if head["part"] else ""
        total = number_of(head["total"])
        heads.append((head.start(), head.end(), kind_of(head["kind"]), total, lead))
    heads.sort()
    # A kind that is named again continues the same group.
    return [head for at, head in enumerate(heads) if at == 0 or head[2] != heads[at - 1][2]]


def _shared(groups: list[Group]) -> tuple[Group, ...]:
    """Give a group without a clause the next one's.

    "Four recommendations and eight AFIs – all completed" is a status of both.
    """
    shared = list(groups)
    for at in range(len(shared) - 2, -1, -1):
        if not shared[at].clause and shared[at + 1].clause:
            sentence = f"{shared[at].sentence} {shared[at + 1].sentence}"
            shared[at] = shared[at]._replace(clause=shared[at + 1].clause, sentence=sentence)
    return tuple(shared)


def _of_everything(clause: str) -> int | None:
    """Return where a sentence about all the work begins, whatever the kind."""
    for match in _SENTENCE.finditer(clause):
        if _OF_EVERYTHING.match(clause, match.end()):
            return match.end()
    return None


def _stripped(clause: str) -> str:
    bare = clause.strip(" .;:,–—-")
    return bare.removesuffix(" and").removeprefix("and ").strip(" .;:,–—-") if bare != "and" else ""
