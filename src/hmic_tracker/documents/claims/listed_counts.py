"""Bullets and lines that count without a noun, with the noun of what their list counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from hmic_tracker.documents.claims.measure_words import A_KIND, KINDS, OTHER_NAMES, states_in
from hmic_tracker.documents.claims.passages import PaperTable, Passage, Piece
from hmic_tracker.documents.wording.patterns import NUMBER, number_of
from hmic_tracker.light_typing import Final

_COUNTS: Final = re.compile(rf"{NUMBER} (?P<noun>{A_KIND})(?! by\b)(?= ?(?:[:;,.(–—]|$))", re.I)
"""How a bullet begins that counts all items of its list: "22 items: 6 recommendations, …"."""
_ENDS_IN_COUNT: Final = re.compile(rf"\b{NUMBER} (?P<noun>{A_KIND})[^.;:]{{0,40}}[:)]$", re.I)
"""How a line before a list counts the items of the list: "The 22 items, by status:"."""
_BARE: Final = re.compile(
    rf"(?P<number>{NUMBER}|none|no) (?P<verb>(?:(?:is|are|was|were|has|have|had|now|been|that) )*)",
    re.I,
)
_OTHERS: Final = re.compile(rf"(?P<number>{NUMBER}) {OTHER_NAMES}(?= ?(?:[:;,.(–—]|$))", re.I)
_ALONE: Final = re.compile(rf"^{NUMBER} {A_KIND}(?=\.?$)", re.I)
_BEHIND: Final = re.compile(
    r"(?: (?:so far|to date|yet|now|already|at present|today))?(?: ?\([^()]*\))?[.]?", re.I
)
_PARTS: Final = re.compile(r"(?P<sign>, and |, |; | and (?=\d)|(?<=\w) ?[–—] )")
_PIPES: Final = re.compile(r"\s*(?:\||·|•|;)\s*|\.\s+(?=[A-Z])|,\s+(?=[A-Z])")
_NAMED_FIRST: Final = re.compile(
    r"(?P<name>[A-Za-z][A-Za-z ]{2,40}?)(?: ?[:=–—-])? ?(?P<number>\d{1,4})"
)
_SEVERAL: Final = 2
_FEWEST: Final = 3
"""So many numbers of a list or line bear each other out."""


def with_nouns(pieces: Iterable[Piece], number: int = 0) -> list[Piece]:
    """Return pieces in which what counts without a noun has one of its own.

    What a list has as many of as the plan has items (`number`) are these: "6 findings".
    "1 overdue" in a list of "22 items" is "1 item overdue"; "Complete 3 | Not started 17" is a
    line each.
    """
    apart = [one for piece in pieces for one in _apart(piece)]
    whole: list[Piece] = []
    for (is_list, _), group in groupby(apart, key=_list_of):
        run = list(group)
        before = whole[-1] if whole else None
        listed = [one for one in run if isinstance(one, Passage)]
        whole += (
            _with_noun([_with_items(one, number) for one in listed], before) if is_list else run
        )
    return whole


def _list_of(piece: Piece) -> tuple[bool, int]:
    is_bullet = isinstance(piece, Passage) and piece.role == "bullet"
    return is_bullet, piece.spot.run if isinstance(piece, Passage) and is_bullet else -1


def _with_items(bullet: Passage, number: int) -> Passage:
    """Return a bullet that counts as many other things as the plan has items with these."""
    other = _OTHERS.match(bullet.text)
    if other is None or number_of(other["number"]) != number:
        return bullet
    text = f"{other['number']} items{bullet.text[other.end() :]}"
    return bullet._replace(text=text, printed=bullet.printed or bullet.text)


def _with_noun(bullets: Sequence[Passage], before: Piece | None) -> list[Passage]:
    """Return the bullets of a list with the one noun that it counts, or the line before it."""
    counts = [match for one in bullets if (match := _COUNTS.match(one.text))]
    nouns = {match["noun"].lower() for match in counts}
    if not counts and isinstance(before, Passage) and len(KINDS.findall(before.text)) == 1:
        nouns = {m["noun"].lower() for m in _ENDS_IN_COUNT.finditer(before.text)}
    if len(nouns) != 1 or len(counts) > 1:
        return list(bullets)
    noun = nouns.pop()
    plain = [_counted(one, noun) for one in bullets]
    changed = [one.text for one, old in zip(plain, bullets, strict=True) if one != old]
    if sum(len(_PARTS.split(text)[::_SEVERAL]) for text in changed) < _FEWEST - len(counts):
        return list(bullets)
    whole = [one._replace(text=_ALONE.sub(r"\g<0> in total", one.text)) for one in plain]
    return [one._replace(spot=one.spot._replace(column=0)) for one in whole]


def _counted(bullet: Passage, noun: str) -> Passage:
    """Return a bullet with a noun behind each of its numbers, where it is of nothing but states."""
    count = _COUNTS.match(bullet.text)
    start = count.end() if count else 0
    parts = _PARTS.split(bullet.text[start:])
    words = [one for one in parts[::_SEVERAL] if one]
    if not words or KINDS.search(bullet.text[start:]) or not all(map(_is_bare, words)):
        return bullet
    parts[::_SEVERAL] = [
        _BARE.sub(rf"\g<number> {noun} \g<verb>", one, count=1) for one in parts[::_SEVERAL]
    ]
    rest = "".join(parts)
    rest = f":{rest[1:]}" if start and rest.startswith(",") else rest
    text = bullet.text[:start] + rest
    return bullet._replace(text=text, printed=bullet.printed or bullet.text)


def _is_bare(text: str) -> bool:
    """Whether a text is a number and a state right behind it, with nothing else in it."""
    number = _BARE.match(text)
    states = states_in(text[number.end() :]) if number else []
    if number is None or not states or states[0].start:
        return False
    return bool(_BEHIND.fullmatch(text[number.end() + states[0].end :]))


def _apart(piece: Piece) -> Iterator[Piece]:
    """Yield what a line or a table of one row counts by state, each as a line of its own."""
    if isinstance(piece, PaperTable):
        pairs = _pairs_of(piece)
        if not pairs:
            yield piece
            return
        spot = piece.rows[0].spot
        for name, number in pairs:
            yield Passage(_line(name, number), spot._replace(column=0), "paragraph")
        return
    parts = [_NAMED_FIRST.fullmatch(part) for part in _PIPES.split(piece.text.strip(" .|"))]
    named = [part for part in parts if part]
    if len(named) < max(_SEVERAL, len(parts)) or not _are_states([m["name"] for m in named]):
        yield piece
        return
    spot = piece.spot._replace(column=0)  # trusted where most of the line agrees
    for part in named:
        line = _line(part["name"], part["number"])
        yield piece._replace(text=line, role="paragraph", spot=spot)


def _pairs_of(table: PaperTable) -> list[tuple[str, str]]:
    """Return the heads of a table of one row with their numbers, where each is a state."""
    if len(table.rows) != 1 or not _are_states(table.heads):
        return []
    cells = [" ".join(cell.split()) for cell in table.rows[0].cells]
    if len(cells) != len(table.heads) or not all(re.fullmatch(r"\d{1,4}", cell) for cell in cells):
        return []
    return list(zip(table.heads, cells, strict=True))


def _are_states(names: Sequence[str]) -> bool:
    """Whether names are states and nothing else, all but one that is of the items."""
    states = [name for name in names if not _is_kind(name)]
    return len(names) >= _FEWEST and len(states) >= len(names) - 1 and all(map(_is_state, states))


def _is_kind(name: str) -> bool:
    return bool(re.fullmatch(rf"(?:total )?{A_KIND}", name.strip(), re.I))


def _is_state(name: str) -> bool:
    hits = states_in(name)
    return bool(hits) and (hits[0].start, hits[0].end) == (0, len(name.strip()))


def _line(name: str, number: str) -> str:
    """Return a line that counts the items, or those of a state: "Not started: 17"."""
    return f"{name} in total: {number}" if _is_kind(name) else f"{name}: {number}"
