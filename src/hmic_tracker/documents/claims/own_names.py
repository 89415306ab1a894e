"""The names of whom a plan is of, as its papers have them: "Westland Police", "HMP Alder"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import takewhile

from hmic_tracker.documents.claims.known_words import KNOWN_NAMES, OPENERS
from hmic_tracker.light_typing import Final, NamedTuple

_PLACE: Final = r"[A-Z][\w’'-]+(?: (?:and |& |on |upon |of |the )*[A-Z][\w’'-]+){0,4}?"
_PRISON: Final = r"(?:HMP(?: ?/ ?YOI| (?:and|&) YOI)?|HMYOI|HMPYOI)"
_SERVICE: Final = (
    r"(?:(?:County|City|Borough|District|Metropolitan|Combined|Unitary) )*"
    r"(?:Police(?! and Crime)|Constabulary|Fire (?:and|&) Rescue Service|Fire Service|Council"
    r"|Ambulance Service|Probation (?:Service|Trust)|Youth Justice Service|Health Board)"
)
_BODY: Final = (
    r"(?:Police Authority|Fire (?:(?:and|&) Rescue )?Authority|Police and Crime (?:Panel"
    r"|Commissioner))"
)
"""Who is told how a plan stands, under the same name."""
_THE_COUNCIL: Final = r"(?<=[Tt]he )(?:County |City |Borough |District )?Council"
_NAMED: Final = re.compile(
    rf"\b{_PRISON} (?P<prison>{_PLACE})(?=[^\w’'-]|$)(?! [A-Z])"
    rf"|(?:\b|^)(?P<place>{_PLACE}) (?:{_SERVICE}|{_BODY})\b"
)
_OF_OFFICER: Final = re.compile(
    rf"\b(?:Chief Constable|Chief Fire Officer|Commissioner|Governor) (?:of|for) "
    rf"(?P<place>{_PLACE})(?=[^\w’'-]|$)(?! [A-Z])"
)
_INITIALS: Final = r"\((?:the )?[“\"‘']?(?P<short>[A-Z]{2,6})[”\"’']?\)"
_SHORTEST: Final = 4
_OPENING: Final = 8
"""Passages that a paper may have above its first sentence: whose it is, for whom, by whom."""
_LONGEST_LINE: Final = 120


class Parties(NamedTuple):
    """Who a plan's papers speak of: its `organisations` and inspections, and the `inspectors`."""

    organisations: tuple[str, ...] = ()
    inspectors: tuple[str, ...] = ()


NO_PARTIES: Final = Parties()


def own_names(names: Iterable[str], passages: Sequence[str]) -> tuple[str, ...]:
    """Return the names that a plan's organisation and inspections, or a paper's head, have.

    Initials are such a name where the paper gives them behind one: "Westland Police (WLP)".
    """
    head = takewhile(lambda line: not line.endswith("."), passages[:_OPENING])
    lines = (*names, *(line for line in head if len(line) <= _LONGEST_LINE))
    places: dict[str, None] = {}
    for line in lines:
        for match in (*_NAMED.finditer(line), *_OF_OFFICER.finditer(line)):
            groups = match.groupdict()
            place = _without_known(groups.get("prison") or groups["place"] or "")
            if len(place) >= _SHORTEST:
                places.setdefault(place)
    spelled = "|".join(map(re.escape, places)) or r"(?!)"
    initials = re.compile(rf"\b(?:{spelled}) {_SERVICE} ?{_INITIALS}")
    short = (match["short"] for text in passages for match in initials.finditer(text))
    return tuple(sorted({*places, *short}, key=lambda name: (-len(name), name)))


def as_inspectorate(names: Iterable[str]) -> Callable[[str], str]:
    """Return what writes "the inspectorate" for any of some names that no paper's words have."""
    others = (one for one in names if one and not KNOWN_NAMES.fullmatch(one.split(" ")[0]))
    own = sorted(others, key=len, reverse=True)
    if not own:
        return lambda text: text
    pattern = re.compile(rf"(?:\b[Tt]he )?(?<![\w’'-])(?:{'|'.join(map(re.escape, own))})(?![\w-])")
    return lambda text: pattern.sub(_inspectorate, text)


def _inspectorate(match: re.Match[str]) -> str:
    return f"{_article(match)} inspectorate"


def as_force(names: Sequence[str], organisations: Iterable[str] = ()) -> Callable[[str], str]:
    """Return what writes "the force" for any of some names, as papers without a name do.

    It is written for "the Council" as well where the plan's own organisation is one.
    """
    is_council = any(one.endswith("Council") for one in organisations)
    own = (*map(re.escape, names), *((_THE_COUNCIL,) if is_council else ()))
    if not own:
        return lambda text: text
    any_name = "|".join(own)
    pattern = re.compile(
        rf"(?:\b[Tt]he )?(?<![\w’'-])(?:{_PRISON} )?(?:{any_name})(?![\w-])"
        rf"(?: (?:(?P<body>{_BODY})|{_SERVICE}|(?:force|service|prison|council|trust))\b)?"
    )
    return lambda text: pattern.sub(_written, text)


def _written(match: re.Match[str]) -> str:
    last = match["body"].rpartition(" ")[2] if match["body"] else "force"
    return f"{_article(match)} {last}"


def _article(match: re.Match[str]) -> str:
    """Return the article of what is written for a name, large where it begins a sentence."""
    before = match.string[: match.start()].rstrip()
    return "The" if not before or before.endswith((".", "?", "!", ":", "|", "(")) else "the"


def _without_known(place: str) -> str:
    """Return a place without the words before it that are no name: "Report on Alder"."""
    words = place.split(" ")
    while words and (words[0].lower() in OPENERS or KNOWN_NAMES.fullmatch(words[0])):
        words = words[1:]
    return " ".join(words) if words and words[0][:1].isupper() else ""
