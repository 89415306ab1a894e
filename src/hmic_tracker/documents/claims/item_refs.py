"""The items that a text names: "REC-5 to REC-8", "recommendation 3", "R14", "AFIs 11 to 18"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hmic_tracker.documents.claims.claim_types import ItemRef
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.paper_names import Named
    from hmic_tracker.domain.words import Kind

_ID: Final = r"(?:REC|AFI|COC|GP)[-‐‑–]?\d{1,4}[a-z]?"
_RANGE: Final = re.compile(
    rf"(?<![\w-])(?P<first>{_ID})(?:\s*(?:\.\.|to|–|—|-|through)\s*(?P<last>(?:{_ID}|\d{{1,4}})))?(?![\w-])",
)
_JOIN: Final = re.compile(r"\s*(?:,|and|&|, and|;)\s*", re.I)
_ONE: Final = r"\d{1,3}(?:\.\d{1,2}(?!\d))*[a-z]?"
_LABEL: Final = re.compile(
    r"(?<![\w-])(?<!\d )(?<!\bone )"
    r"(?P<kind>recommendation|rec\.?|area for improvement|afi|cause of concern|R(?=\d))"
    rf"(?: (?:no\.? ?|number )| ?#?)(?P<label>{_ONE})\b(?! ?(?:%|/|out)\b)(?! of \d)(?!-\d)",
    re.I,
)
_LABELS: Final = re.compile(
    r"(?<![\w-])(?P<kind>recommendation|rec|area for improvement|areas for improvement|afi"
    rf"|causes? of concern)s? (?:nos?\.? |numbers )?(?P<list>{_ONE}(?: ?(?:,|and|&|, and|to|-|–"
    rf"|through) ?{_ONE})+)\b(?! ?(?:%|/|of|out|recommendations?|recs?|afis?|areas?|items?)\b)",
    re.I,
)
_NUMBERS: Final = re.compile(rf"(?P<first>{_ONE})(?: ?(?:to|-|–|through) ?(?P<last>{_ONE}))?")
_ONLY: Final = re.compile(
    r"\b(?:the|its|their|this)(?: (?:single|sole|only|one))? (?P<kind>recommendation|afi"
    r"|area for improvement|cause of concern)(?= ?(?:\(|(?:in|on|for|under|of|is|was|has|remains"
    r"|continues|made|as)\b"
    r"|, (?:which|on|about|for) |[–:—-] ))",
    re.I,
)
_ONLY_OF: Final = re.compile(
    r"(?::| ) ?(?P<kind>recommendation|afi|area for improvement)"
    r"(?= (?:is|was|has|remains|continues|in progress|completed|not started|overdue)\b)",
    re.I,
)
"""The one item of the framework right before it: "The Custody recommendation is completed"."""
_TITLED: Final = re.compile(
    r"\b(?:the|our|its|their|this|companion|first|second)(?: (?:single|sole|only|one))? "
    r"(?P<kind>recommendation|afi|area for improvement|cause of concern),?"
    r" (?:on|about|for|concerning|regarding|to do with|relating to)"
    r" (?P<title>[^.;:,()]{4,90}?)"
    r"(?=,? (?:is|was|has|had|remains|continues|as|will|should|must|runs|falls|needs)\b"
    r"|[.;:,()]|$)",
    re.I,
)
"""An item that is named by what it is about: "the recommendation on succession planning"."""
_THAT: Final = re.compile(
    r"\b(?:the|our|its|this) (?P<kind>recommendation|afi|area for improvement) (?:that|to)"
    r" (?P<title>(?:(?!\b(?:is|was) )[^.;:,()]){8,120})(?=[.;:,()]|$| (?:is|was) )",
    re.I,
)
"""An item that is named by what it asks for: "the recommendation that staff should have …"."""
_TITLE_WORD: Final = re.compile(r"[A-Za-z]{4,}")
_NO_TITLE: Final = frozenset(
    [
        *("that", "this", "those", "these", "them", "they", "their", "which", "with", "from"),
        *("into", "subject", "matter", "force", "same", "each", "both", "other", "work"),
        *("area", "framework"),
    ]
)
_BESIDE: Final = re.compile(
    r"(?:,? (?:under|in|of|for|on|from|within)(?: the)? | ?[(–:-] ?|, )(?:the )?", re.I
)
_MOST: Final = 2000


class Reference(NamedTuple):
    """Items that are named, and where."""

    ref: ItemRef
    start: int
    end: int


def references_in(text: str, framework: str | None, named: Sequence[Named] = ()) -> list[Reference]:
    """Return the items named in a text; neighbours joined by commas and "and" are named together.

    Ids that the plan doesn't have are named too, for whoever compares them. A number is that of
    the framework of `named` beside it, else of `framework`.
    """
    hits = _by_id(text)
    taken = [(hit.start, hit.end) for hit in hits]
    for pattern in (_LABELS, _LABEL, _TITLED, _THAT, _ONLY, _ONLY_OF):
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            labels = _labels(match)
            if labels is None:
                continue
            over = framework if not any(one.end <= match.start() for one in named) else None
            if over is None and len({one.slug for one in named}) == 1:
                over = named[0].slug
            beside = _framework(text, match, named) or over or (framework if not named else None)
            words = _title_words(match, named) if pattern in {_TITLED, _THAT} else ()
            if pattern is _ONLY_OF and not any(one.end == match.start() for one in named):
                continue
            if (pattern is _ONLY and beside is None) or (pattern in {_TITLED, _THAT} and not words):
                continue
            taken.append(match.span())
            ref = ItemRef((), _kind(match["kind"]), labels, beside, words=words)
            hits.append(Reference(ref, *match.span()))
    return _with_ids(text, sorted(hits, key=lambda hit: hit.start), named)


def _with_ids(text: str, hits: list[Reference], named: Sequence[Named]) -> list[Reference]:
    """Return items, a number with its id as one: "Rec 2 (REC-11)", "REC-11, Custody Rec 2"."""
    kept: list[Reference] = []
    for hit in hits:
        last = kept[-1] if kept else None
        behind = text[hit.end : hit.end + 1]
        is_same = last and last.ref.labels and hit.ref.ids and behind == ")"
        if last and is_same and text[last.end : hit.start] in {" (", "("}:
            kept[-1] = Reference(hit.ref, last.start, hit.end + 1)
        elif (
            last
            and len(last.ref.ids) == len(hit.ref.labels) == 1
            and _is_its_name(text, last, hit, named)
        ):
            kept[-1] = Reference(last.ref, last.start, hit.end)
        else:
            kept.append(hit)
    return kept


def _is_its_name(text: str, own: Reference, hit: Reference, named: Sequence[Named]) -> bool:
    """Whether nothing but a framework stands between an id and a number: they are the same item."""
    between = text[own.end : hit.start]
    inside = [one for one in named if own.end <= one.start and one.end <= hit.start]
    for one in reversed(inside):
        between = between[: one.start - own.end] + between[one.end - own.end :]
    return bool(inside) and not between.strip(" ,:(–-")


def _title_words(match: re.Match[str], named: Sequence[Named]) -> tuple[str, ...]:
    """Return the words of what an item is about; none where it is a framework and nothing else."""
    start, end = match.span("title")
    title = match["title"]
    for one in named:
        if (
            start <= one.start
            and one.end <= end
            and len(title.split()) - 3 <= len(title[one.start - start : one.end - start].split())
        ):
            return ()
    words = (word.lower() for word in _TITLE_WORD.findall(title))
    return tuple(dict.fromkeys(word for word in words if word not in _NO_TITLE))


def _by_id(text: str) -> list[Reference]:
    hits: list[Reference] = []
    for match in _RANGE.finditer(text):
        ids = _ids(match["first"], match["last"])
        if not ids:
            continue
        if hits and _JOIN.fullmatch(text[hits[-1].end : match.start()]):
            last = hits[-1]
            both = ItemRef((*last.ref.ids, *ids))
            hits[-1] = Reference(both, last.start, match.end())
        else:
            hits.append(Reference(ItemRef(ids), *match.span()))
    return hits


def _labels(match: re.Match[str]) -> tuple[str, ...] | None:
    """Return the numbers that a match names; none for "the recommendation"."""
    groups = match.groupdict()
    if groups.get("label"):
        return (groups["label"].lower(),)
    if not groups.get("list"):
        return ()
    labels: list[str] = []
    for one in _NUMBERS.finditer(groups["list"]):
        first, last = one["first"].lower(), (one["last"] or one["first"]).lower()
        if first == last:
            labels.append(first)
            continue
        (over, _, first), (same, _, last) = first.rpartition("."), last.rpartition(".")
        is_range = first.isdecimal() and last.isdecimal() and int(first) <= int(last)
        if not is_range or over != same:
            return None
        labels += (f"{over}.{n}".lstrip(".") for n in range(int(first), int(last) + 1))
    return tuple(labels)


def _framework(text: str, match: re.Match[str], named: Sequence[Named]) -> str | None:
    """Return the framework named right behind a number or right before it: "PVP rec 3"."""
    for one in named:
        if _BESIDE.fullmatch(text[match.end() : one.start]):
            return one.slug
    for one in named:
        between = text[one.end : match.start()]
        if one.end <= match.start() and re.fullmatch(
            r"['’]?s?,? ?(?:[:–(-] ?)?(?:overall,? )?(?:has |where |whose |in which )?", between
        ):
            return one.slug
    return None


def _ids(first: str, last: str | None) -> tuple[str, ...]:
    prefix, start = _parted(first)
    if last is None:
        return (f"{prefix}-{start}",)
    other, end = _parted(last) if last[0].isalpha() else (prefix, last)
    if other != prefix or not (start.isdecimal() and end.isdecimal()):
        return ()
    if not int(start) <= int(end) <= int(start) + _MOST:
        return ()
    return tuple(f"{prefix}-{n}" for n in range(int(start), int(end) + 1))


def _parted(item_id: str) -> tuple[str, str]:
    match = re.match(r"([A-Z]+)\W?(.*)", item_id)
    return (match[1], match[2]) if match else ("", "")


def _kind(word: str) -> Kind:
    plain = word.lower()
    if plain.startswith("r"):
        return "recommendation"
    return "cause-of-concern" if plain.startswith("cause") else "afi"
