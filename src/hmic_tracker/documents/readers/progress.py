"""A bullet of a progress report: a framework, how many items of which kind, and how they stand.

"PVP – overall - Four recommendations – majority of work completed on all four, … Eight AFIs - …"
has a name, two groups, and for each group a clause that `clauses` takes apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from hmic_tracker.documents.names import LONGEST
from hmic_tracker.documents.readers.clauses import read_clause
from hmic_tracker.documents.readers.phrases import KIND, NAMED, NUMBER, kind_of, number_of
from hmic_tracker.documents.readers.status_words import is_pure_status, mentions_status
from hmic_tracker.domain.records import replace
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
    rf"(?:(?P<all>all|both|the|its) (?:of )?(?:the )?)?(?P<kind>{KIND})(?! ?\d)\b", re.I
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


@dataclass(frozen=True, slots=True)
class Group:
    """What a bullet says of one kind; `kind` None is all kinds, `total` None is no number given.

    `clause` is empty where the group is only counted. `sentence` is the bullet's own.
    """

    kind: Kind | None
    total: int | None
    clause: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Bullet:
    """A bullet read: `name` is empty where it names no framework; `due` is said of all groups."""

    name: str
    groups: tuple[Group, ...]
    due: str | None = None

    @property
    def only_counts(self) -> bool:
        """Whether it says how many there are, and nothing of how they stand."""
        return not any(group.clause for group in self.groups)


def read_bullet(text: str, is_known: Callable[[str], bool]) -> Bullet | None:
    """Reads a bullet as a statement of progress or count; None where it is neither."""
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
    clause, said = last.clause[:cut], last.clause[cut:]
    ending = last.sentence.find(said)
    sentence = last.sentence[:ending] if ending > 0 else last.sentence
    last = replace(last, clause=_stripped(clause), sentence=sentence.strip())
    due = next((part.due for part in read_clause(said).parts if part.due), None)
    return Bullet(name, _shared([*groups[:-1], last]), due)


def counts_in_prose(text: str) -> list[tuple[Kind, int]]:
    """The counts of a paragraph: "Four recommendations were made … ten AFIs were identified"."""
    if not _KIND.search(text):
        return []
    return [
        (kind_of(found["kind"] or found["kind2"]), number_of(found["total"] or found["total2"]))
        for found in _COUNT_IN_PROSE.finditer(text[:LONGEST_BULLET])
    ]


def has_count(text: str) -> bool:
    """Whether a text counts items anywhere."""
    start = text[:LONGEST_BULLET]
    return bool(_KIND.search(start) and _COUNTED.search(start))


def _name_and_rest(text: str, is_known: Callable[[str], bool]) -> tuple[str, str]:
    """Where the framework's name ends and what is said of it begins; no rest where nothing fits."""
    if _starts_group(text):
        return "", text
    cuts = [
        found for found in _SEPARATOR.finditer(text[: LONGEST + 20]) if found.start() <= LONGEST
    ]
    for cut in cuts:
        if _starts_group(text[cut.end() :]):
            return text[: cut.start()], text[cut.end() :]
    for cut in reversed(cuts):
        name, rest = text[: cut.start()], text[cut.end() :]
        if is_known(name) and (is_pure_status(rest) or mentions_status(rest)):
            return name, rest
    if not (mentions_status(text) or has_count(text)):
        return "", ""
    words = text[: LONGEST + 20].split(" ")[:9]
    for number in range(len(words) - 1, 0, -1):
        name = " ".join(words[:number])
        rest = text[len(name) + 1 :]
        if (_starts_group(rest) or is_pure_status(rest)) and is_known(name):
            return name, rest
    return "", ""


def _starts_group(text: str) -> bool:
    return bool(_COUNTED.match(text) or NAMED.match(text) or _UNCOUNTED.match(text))


def _groups(rest: str) -> list[Group]:
    """The groups of a bullet, each from its head to the next group's."""
    heads = _heads(rest)
    groups: list[Group] = []
    for at, (start, clause_start, kind, total, lead) in enumerate(heads):
        end = heads[at + 1][0] if at + 1 < len(heads) else len(rest)
        clause = _stripped(lead + rest[clause_start:end])
        if _JUST_COUNTED.fullmatch(clause):
            clause = ""
        groups.append(Group(kind, total, clause, rest[start:end].strip(" ,")))
    return groups


def _heads(rest: str) -> list[tuple[int, int, Kind, int | None, str]]:
    """(start, start of its clause, kind, total, what the clause is to begin with) of each group."""
    starts = {0, *(found.end() for found in _SENTENCE.finditer(rest))}
    found: list[tuple[int, int, Kind, int | None, str]] = []
    for start in starts:
        if _COUNTED.match(rest, start):
            continue
        if named := NAMED.match(rest, start):
            found.append((start, start, kind_of(named["kind"]), None, ""))
        elif bare := _UNCOUNTED.match(rest, start):
            total = 2 if (bare["all"] or "").lower() == "both" else None
            found.append((start, bare.end(), kind_of(bare["kind"]), total, ""))
    for head in _COUNTED.finditer(rest):
        lead = f"{head['part']} " if head["part"] else ""
        total = number_of(head["total"])
        found.append((head.start(), head.end(), kind_of(head["kind"]), total, lead))
    found.sort()
    # A kind that is named again goes on speaking of the same group.
    return [head for at, head in enumerate(found) if at == 0 or head[2] != found[at - 1][2]]


def _shared(groups: list[Group]) -> tuple[Group, ...]:
    """ "Four recommendations and eight AFIs – all completed": the clause is said of both."""
    shared = list(groups)
    for at in range(len(shared) - 2, -1, -1):
        if not shared[at].clause and shared[at + 1].clause:
            sentence = f"{shared[at].sentence} {shared[at + 1].sentence}"
            shared[at] = replace(shared[at], clause=shared[at + 1].clause, sentence=sentence)
    return tuple(shared)


def _of_everything(clause: str) -> int | None:
    """Where a sentence begins that speaks of all the work, whatever the kind."""
    for found in _SENTENCE.finditer(clause):
        if _OF_EVERYTHING.match(clause, found.end()):
            return found.end()
    return None


def _stripped(clause: str) -> str:
    bare = clause.strip(" .;:,–—-")
    return bare.removesuffix(" and").removeprefix("and ").strip(" .;:,–—-") if bare != "and" else ""
