"""The words of a paper in one form: its dates written out, its colours by the paper's own key."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial

from hmic_tracker.documents.claims.introductions import without_introductions
from hmic_tracker.documents.claims.measure_words import (
    A_KIND,
    KINDS,
    OTHER_NAMES,
    states_in,
)
from hmic_tracker.documents.claims.passages import Passage, Piece
from hmic_tracker.documents.claims.plain_shares import with_plain_shares
from hmic_tracker.documents.wording.patterns import NUMBER, number_of
from hmic_tracker.domain.dates import MONTHS
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.domain.words import Kind

_MONTH: Final = rf"(?:{'|'.join(month[:3] for month in MONTHS)})[a-z]{{0,6}}"
_DAY: Final = re.compile(
    r"(?<![\d./-])(?P<day>\d{1,2})(?P<sign>[./-])(?P<month>\d{1,2})(?P=sign)"
    r"(?P<year>(?:19|20)?\d\d)(?![\d./-]*\d)"
)
_NAMED: Final = re.compile(
    rf"(?<![\w-])(?P<day>\d{{1,2}})(?P<sign>[-– ])(?P<month>{_MONTH})"
    r"(?:(?:(?<=[-– ][a-z]{3})|(?<=[-– ]sept))\.)?(?P=sign)"
    rf"(?P<year>(?:19|20)?\d\d)(?![\w:])(?! {_MONTH}\b)",
    re.I,
)
_MONTH_YEAR: Final = re.compile(
    rf"(?<![\w-])(?P<month>{_MONTH})\.?(?: ?[-–/] ?| ?['’‘]| (?=0))"
    r"(?P<year>(?:19|20)?\d\d)(?![\w:])",
    re.I,
)
_END: Final = re.compile(rf"\bend[- ](?=(?:{_MONTH})\b)", re.I)
_SHORT_MONTH: Final = re.compile(
    r"(?<![\d.,/-])(?P<day>\d{1,2}(?:st|nd|rd|th)?) (?P<month>Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?"
    r"|Oct|Nov|Dec)\b\.?(?=[.,;:)|!?]|$| (?!\d|['’]))"
)
"""A day whose month is cut short, and whose year stands nowhere: "30 Sept"."""
_COLOURS: Final = "red|amber|green|blue|yellow|grey|gray|black|white|purple"
_KEY: Final = re.compile(
    rf"\b(?P<colour>{_COLOURS})\b[)\"”’]? ?(?:=|:|–|—|-|means?|is|are|indicates?|denotes?|shows?"
    rf"|\() ?(?P<words>[^;.,|)]*?(?=[;.|)]|$|,? (?:and )?(?:{_COLOURS})\b|,))",
    re.I,
)
_CODE: Final = re.compile(
    r"(?:^|(?<=[\s(,;:]))(?P<code>[A-Z]{1,2}\*?|[A-Z][a-z]{2,4}\.) ?(?:=|–|—|-|means|:) ?"
    r"(?P<words>[^;,.=|()]{3,60})(?=[;,.)]|$)"
)
"""What a letter in a table means, by the paper's own key: "C = completed"."""
_COLOUR: Final = re.compile(rf"(?:rag[: ]*)?(?P<colour>{_COLOURS}|[RAGB])", re.I)
_A_TOTAL: Final = re.compile(rf"\b(?:a|in) total of (?={NUMBER} (?:[a-z]+ )?{KINDS.pattern})", re.I)
_ALL_SO: Final = re.compile(
    rf"(?P<items>\b{NUMBER} (?:[a-z]+ )?{KINDS.pattern}), (?:all|both)(?: of (?:them|these|which))?"
    r"(?: (?:are|is|were))? (?=[a-z])(?!due\b)",
    re.I,
)
"""What counts items and says how they all stand: "12 items, all overdue"."""
_SHARE_FIRST: Final = re.compile(
    rf"(?P<number>\b{NUMBER}) ?(?P<share>\(\d{{1,3}}(?:\.\d)? ?(?:%|per cent)\))"
    rf"(?P<of> (?:out )?of (?:the |our |its |these |all )?{NUMBER})\b",
    re.I,
)
"""A number with its share in per cent before the number that it is of: "3 (50%) of the 6"."""
_OF_SO_MANY: Final = re.compile(
    rf"(?P<of>(?:^|(?<=[.;:] )|\bthat |\band )(?:out )?of (?:the |our |its |these |all )?{NUMBER}"
    rf" (?:[a-z]+ )?{A_KIND}(?: (?:in|of) (?:the|our|this) (?:\w+ )?plan)?)"
    rf" (?={NUMBER} (?:are|is|were|was|have|has|remain))",
    re.I,
)
"""What a number is of that follows without a comma: "Of 6 recommendations 5 are open"."""
_BOLD: Final = re.compile(r"\*\*(?P<words>[^*\n]{1,200})\*\*")
"""What Markdown prints bold."""
_CONTRACTED: Final = re.compile(
    r"\b(?P<verb>is|are|was|were|has|have|had|does|do|did)n['’]t\b", re.I
)
_SHORT_VERB: Final = re.compile(
    r"\b(?P<who>it|that|there|what|who|he|she|we|you|they|i)['’](?P<verb>s|re|ve|m|ll)\b"
    r"(?P<been>(?= (?:\w+ ){0,2}(?:been|got|gone|become|slipped|moved)\b))?",
    re.I,
)
_VERBS: Final = {"s": "is", "re": "are", "ve": "have", "m": "am", "ll": "will"}
_ONES: Final = re.compile(
    r"\b(?P<which>(?:the|those|these) (?:open|overdue|completed|outstanding|unverified|late))"
    r" ones\b",
    re.I,
)
_IN_PLAN: Final = re.compile(
    rf"(?P<items>{KINDS.pattern}) (?:in|on|of|within|under) (?:the|our|this|its)"
    r" (?:[a-z-]+ )?plan\b(?! (?:to|for|that|which)\b)",
    re.I,
)
"""Items of the plan, as if there were others."""
_BEHIND_PLAN: Final = 50
_MOST_BETWEEN: Final = 4
"""Words between the items and their state: "are all now still"."""
_LONGEST_KEY: Final = 400
_SORT: Final = r"(?:(?:key|priority|main) )?"
_CONCERN_NUMBER: Final = re.compile(
    rf"\b{_SORT}(?<!of )concern (?:\((?:no\. ?)?(?P<number>\d{{1,3}})\)|(?:no\. ?)?(?=\d))", re.I
)
_NUMBER_ALONE: Final = re.compile(
    r"(?<!concern )(?<!paper )\bNo\. ?(?P<number>\d{1,3})(?=[,;.)]| (?:is|was|has)\b)", re.I
)
_SEVERAL_CONCERNS: Final = re.compile(
    rf"\b(?<!of )(?<!raise )(?<!raised )(?<!their ){_SORT}(?<!of )concerns\b", re.I
)
_COUNTED: Final = re.compile(rf"\b(?P<number>{NUMBER}) (?:[a-z]+ )?(?P<noun>{OTHER_NAMES})\b", re.I)
"""Things that a paper has so many of as the plan has items."""
_NO_ITEM: Final = r"(?<!\brequires )(?<!\brequired )(?<!\brequiring )(?<!\bfor )"
"""What makes "improvement" a part of a grade, or of an item's kind."""
_FEWEST_ITEMS: Final = 8
"""Of fewer other things may be as many by chance."""
_FINDINGS: Final = re.compile(
    rf"\b(?:all|all of the|of the|of its|of our|of these) (?P<number>{NUMBER}) findings\b", re.I
)
_FEWEST_FINDINGS: Final = 5
_SORTS: Final = re.compile(r"\b(?P<sort>key|priority|main|further|other) concerns\b", re.I)
_SEVERAL_SORTS: Final = 2
_A_CONCERN: Final = re.compile(
    r"(?P<before>^|\b(?:one|each|this|the|a|an|no|that|every|single|open|overdue|completed) )"
    r"(?:(?:key|priority|main) )?concern\b(?! (?:of|for) )",
    re.I,
)
ON_COURSE: Final = "not yet overdue"
"""What a colour is called that its key has for open items in time."""
_ON_COURSE: Final = re.compile(
    r"\bon (?:course|track|target|schedule|plan)\b|\b(?:not yet due|due|within|in time|at risk)\b",
    re.I,
)

_GONE: Final = re.compile(
    r"\b(?:dates?|deadlines?) (?:has|have|is|are) (?:now |already |been )*"
    r"(?:passed|past|missed|gone)\b",
    re.I,
)


def in_plain_words(
    pieces: Iterable[Piece], kinds: Collection[Kind], number: int = 0
) -> list[Piece]:
    """Return passages with their dates written out, tables with the colours as the key has them.

    Where a plan has nothing but causes of concern (`kinds`), a concern is one. What a paper counts
    as many of as the plan has items (`number`) are these: "the 20 findings".
    """
    plain = _with_items([each_text(piece, _plainly) for piece in pieces], number)
    if set(kinds) == {"cause-of-concern"}:
        plain = [each_text(piece, _concerns) for piece in _with_sorts(plain)]
    plain = [each_text(piece, with_plain_shares) for piece in plain]
    key = _key_of([piece.text for piece in plain if isinstance(piece, Passage)])
    return [_coloured(piece, key) for piece in plain] if key else plain


def each_text(piece: Piece, change: Callable[[str], str]) -> Piece:
    """Return a passage or a table with each of its texts changed."""
    if isinstance(piece, Passage):
        return piece._replace(text=change(piece.text))
    rows = tuple(row._replace(cells=tuple(map(change, row.cells))) for row in piece.rows)
    return piece._replace(heads=tuple(map(change, piece.heads)), rows=rows)


def _whole_verb(match: re.Match[str]) -> str:
    """Return a pronoun with its verb in full: "it is" of "it's"."""
    has = match["been"] is not None and match["verb"].lower() == "s"
    return f"{match['who']} {'has' if has else _VERBS[match['verb'].lower()]}"


def _with_items(pieces: list[Piece], number: int) -> list[Piece]:
    """Return pieces in which what a paper calls its items are items."""
    words = " ".join(piece.text for piece in pieces if isinstance(piece, Passage))
    counted = (m for m in _COUNTED.finditer(words) if number_of(m["number"]) == number)
    nouns = {match["noun"].lower() for match in counted} if number >= _FEWEST_ITEMS else set()
    if _FEWEST_FINDINGS <= number < _FEWEST_ITEMS:
        alike = (m for m in _FINDINGS.finditer(words) if number_of(m["number"]) == number)
        nouns = {"findings" for _ in alike}
    for noun in sorted(nouns):
        one = noun.removesuffix("s")
        own = re.compile(rf"{_NO_ITEM}\b{one}(?P<several>s?)\b", re.I)
        pieces = [each_text(one, partial(own.sub, _as_item)) for one in pieces]
    return pieces


def _as_item(match: re.Match[str]) -> str:
    return f"item{match['several']}"


def _with_sorts(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces in which "key concerns" are some of all where a paper has other sorts too."""
    words = " ".join(piece.text for piece in pieces if isinstance(piece, Passage))
    sorts = {match["sort"].lower() for match in _SORTS.finditer(words)}
    if len(sorts) < _SEVERAL_SORTS:
        return list(pieces)
    return [
        each_text(piece, lambda text: _SORTS.sub(r"\g<sort> causes of concern", text))
        for piece in pieces
    ]


def _concerns(text: str) -> str:
    """Return a text in which each concern is called a cause of concern, as the plan calls it."""
    text = _CONCERN_NUMBER.sub(r"cause of concern \g<number>", text)
    text = _NUMBER_ALONE.sub(r"cause of concern \g<number>", text)
    text = _SEVERAL_CONCERNS.sub("causes of concern", text)
    return _A_CONCERN.sub(r"\g<before>cause of concern", text)


def _plainly(text: str) -> str:
    """Return a text with its dates written out, and its counts in the order that we read."""
    text = _CONTRACTED.sub(r"\g<verb> not", _BOLD.sub(r"\g<words>", text))
    text = _SHORT_VERB.sub(_whole_verb, text)
    text = _ALL_SO.sub(r"\g<items> ", _A_TOTAL.sub("", without_introductions(text)))
    text = _SHARE_FIRST.sub(r"\g<number>\g<of> \g<share>", text)
    text = _OF_SO_MANY.sub(r"\g<of>, ", _IN_PLAN.sub(_without_plan, text))
    text = _ONES.sub(r"\g<which> items", text)
    return dated(text)


def _without_plan(match: re.Match[str]) -> str:
    """Return items without "in our plan" where behind that stands how they are."""
    behind = match.string[match.end() : match.end() + _BEHIND_PLAN]
    states = [one for one in states_in(behind) if one.measure != "total"]
    is_beside = states and len(behind[: states[0].start].split()) <= _MOST_BETWEEN
    return match["items"] if is_beside else match[0]


def dated(text: str) -> str:
    """Return a text with its dates written out: "31.12.08" as 31/12/2008, "Dec-08" as Dec 2008."""
    if not re.search(r"\d", text):
        return text
    text = _DAY.sub(lambda m: f"{m['day']}/{m['month']}/{_year(m['year'])}", text)
    text = _NAMED.sub(lambda m: f"{m['day']} {m['month']} {_year(m['year'])}", text)
    text = _MONTH_YEAR.sub(lambda m: f"{m['month']} {_year(m['year'])}", text)
    return _END.sub("end of ", _SHORT_MONTH.sub(_whole_month, text))


def _whole_month(match: re.Match[str]) -> str:
    whole = next(one for one in MONTHS if one.startswith(match["month"][:3].capitalize()))
    return f"{match['day']} {whole}"


def _year(year: str) -> str:
    return year if len(year) > len("08") else f"20{year}"


def _key_of(texts: Iterable[str]) -> dict[str, str]:
    """Return what a paper's own key says that its colours are, in words that we read."""
    key: dict[str, str] = {}
    for text in texts:
        hits = [m for m in _KEY.finditer(text) if re.match(r"\D{3}", m["words"].strip())]
        if len({m["colour"].lower() for m in hits}) > 1:
            for match in hits:
                is_either = re.match(r",? or\b", text[match.end() :])
                if not is_either and (phrase := _phrase(match["words"])):
                    key.setdefault(match["colour"].lower(), phrase)
    return key or _codes_of(texts)


def _codes_of(texts: Iterable[str]) -> dict[str, str]:
    """Return what the letters of a paper's own key stand for, where it gives several."""
    for text in texts:
        hits = {
            m["code"]: _phrase(m["words"])
            for m in _CODE.finditer(text)
            if not re.search(r"\b(?:or|not|unless|if)\b", m["words"])
            and not re.match(r",? or\b", text[m.end() :])
        }
        known = {code: phrase for code, phrase in hits.items() if phrase}
        if len(known) > 1 and len(text) < _LONGEST_KEY:
            return known
    return {}


def _phrase(words: str) -> str:
    """Return the one state that the words of a key give; "" where they leave it open."""
    if _ON_COURSE.search(words) and not re.search(r"overdue|past|late\b|missed", words, re.I):
        return ON_COURSE
    measures = {state.measure for state in states_in(words)} - {"total", "later"}
    if _GONE.search(words):
        return "overdue"
    for measure in ("overdue", "not-started", "closed", "verified", "completed", "in-progress"):
        if measure in measures:
            return {"overdue": "overdue", "not-started": "not started", "closed": "closed"}.get(
                measure, measure.replace("-", " ")
            )
    return ""


def _coloured(piece: Piece, key: Mapping[str, str]) -> Piece:
    if isinstance(piece, Passage):
        if len(_KEY.findall(piece.text)) > 1:
            return piece
        return piece._replace(
            text=re.sub(
                rf"\b(?:is|are|rated|showing|shown as|at) (?P<colour>{_COLOURS})\b(?! [a-z]+ing)",
                lambda m: _as_key(m, key),
                piece.text,
                flags=re.I,
            )
        )
    rows = tuple(
        row._replace(cells=tuple(_cell(cell, key) for cell in row.cells)) for row in piece.rows
    )
    return piece._replace(rows=rows)


def _as_key(match: re.Match[str], key: Mapping[str, str]) -> str:
    phrase = key.get(match["colour"].lower(), "")
    return f"are {phrase}" if phrase and phrase != ON_COURSE else match[0]


def _cell(cell: str, key: Mapping[str, str]) -> str:
    if cell.strip() in key:
        return key[cell.strip()]
    match = _COLOUR.fullmatch(cell.strip())
    if match is None:
        return cell
    colour = match["colour"].lower()
    whole = {"r": "red", "a": "amber", "g": "green", "b": "blue"}.get(colour, colour)
    return key.get(whole, cell)
