"""Labels of items as documents print them: "Recommendation 2a:", "R5 –", "(S47)", "021/31"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from hmic_tracker.documents.wording.patterns import DATE, NUMBER, SHORT
from hmic_tracker.documents.wording.source_kinds import NAMES, STRONG_NAMES, SourceKind, source_kind
from hmic_tracker.light_typing import Final, NamedTuple

_DIGITS: Final = (
    r"(?:(?!(?:from|of|in|for|to|and|by|at)\b)(?-i:[A-Z]{1,4})[-. /]?|(?-i:[a-z])\.|(?-i:b/f) )?"
    r"\d{1,4}(?:[./-]\d{1,4})*(?:[a-z]|\([a-z]\)|\.[a-z])?(?![\w%£$])"
)
_WORD: Final = NUMBER.replace(r"\d{1,3}|", "")
PRINTED: Final = rf"(?:{_DIGITS}|(?:{_WORD})\b)"
"""A number as documents print it; a word boundary goes before it."""

_DASHES: Final = "\u2010\u2011\u2012\u2013\u2014\u2212-"
"""What people and programs print as a dash: hyphens, a dash of a figure's width, en, em, minus."""
_AFTER: Final = (
    r"(?P<year> ?\((?:19|20)\d\d\))?"
    rf"(?P<gap> ?[:.){_DASHES}]*(?: |$)| ?[:.)]?[{_DASHES}](?-i:(?=[A-Z][a-z])))"
)
_SORT: Final = r"(?:statutory|key|improvement|priority|strategic|operational|overarching|national)"
_SORTS: Final = rf"(?:{_SORT} (?=recommendations? \d))?"
"""What sort of recommendation a label is of; each may be numbered from 1."""
_OF_PARTS: Final = (
    r"(?:(?<=number )|(?<=no )|(?<=no\. )|(?<=ref ))"
    r"(?-i:[A-Z]{1,4}(?:-(?:[A-Z]{1,4}|\d{1,4})){3,5}(?<=\d))(?!\w)"
)
"""A number of letters and figures by turns: "Recommendation number FB-2031-07-SR-02"."""
_LABELLED: Final = re.compile(
    rf"{_SORTS}"
    rf"(?P<name>{STRONG_NAMES}"
    r"|(?:actions?|requirements?|commitments?)(?= (?:\d|nos?\b|number|ref\b)))"
    rf"(?: \((?:afis?|afds?|recs?)\))?"
    rf"(?:(?<!s) \((?=\d{{1,3}}[a-z]?\))| ?(?:[-–—:] ?(?=\d{{1,3}}$))?)(?:(?:ref(?:erence)?|no"
    rf"|number|nos|numbers)\.?:? ?|# ?)?"
    rf"(?P<label>{PRINTED}|{_OF_PARTS}"
    rf"|(?<= )(?-i:[A-Z])(?= ?(?:[:){_DASHES[:-1]}]|- |\(|$))){_AFTER}",
    re.I,
)
_SERIES: Final = re.compile(
    r"(?!(?i:the|this|that|these|our|its?|their|my|your|under|see|of|in|for|from|on|to|and|with|by|as"
    r"|also|but|while|if|when|accept|reject|former|previous|earlier|last|prior|past|new|draft"
    r"|open|closed|completed|outstanding|implemented|existing|response|reply|progress|regarding"
    r"|about|per|following|implementing|chapter|section|part|annex|appendix|page)\b)"
    rf"(?P<series>[A-Z][A-Za-z-]{{2,20}}(?: [A-Z][A-Za-z-]{{2,20}})??) (?=(?i:{STRONG_NAMES}) )"
)
"""What a report calls a numbering of its own: "Strategic recommendation 1", "Policy rec 2:"."""
_MARKING: Final = re.compile(r"\((?:U|C|S|TS|R|P|O|OS|CUI|FOUO|U//FOUO|OFFICIAL)\) (?=[A-Z])")
"""The marking of a paragraph, which may stand before its label: "(U) Rec. 1: …"."""
BARE_NUMBER: Final = re.compile(r"(\d{1,3}) (?=[A-Z])")
"""A number without a stop, as some reports begin a paragraph."""
_OF_SO_MANY: Final = re.compile(r" of \d{1,3}\b")
"""Behind the number of a heading that comes with each item: "Area for improvement 1 of 2"."""
_SHORT_LABEL: Final = re.compile(
    r"(?P<label>R\.?\d{1,3}(?:\.\d{1,2})*[a-z]?)(?P<gap> ?[:.)–—-]*(?: |$))"
)
_NAME_AND_DASH: Final = re.compile(
    rf"(?P<label>(?P<name>AFI|REC)(?:[{_DASHES[:-1]}]\d{{1,3}}(?=[ :.){_DASHES}]|$)"
    rf"|-\d{{1,3}}(?= ?[:.){_DASHES}])))"
    rf"(?P<gap> ?[:.){_DASHES}]*(?: |$|(?=[A-Z][a-z])))"
)
"""A label written as one word, "AFI–7 –". "AFI-7" with nothing behind it may be a plan's id."""
_CODE: Final = re.compile(
    r"(?P<label>[A-Z]{1,4}[-.]?\d{1,3}(?:[./-]\d{1,3})*[a-z]?)(?P<gap> ?[:.)–—-]+ ?| |$)"
)
_SINGLE: Final = re.compile(
    rf"(?:(?:{_SORT}|main|repeated|new|further) (?=recommendation\b))?"
    rf"(?P<name>{STRONG_NAMES}|concern(?=: ))(?P<ref> \([A-Z]?\d[\w./-]{{0,9}}\))?(?P<gap> ?[:–—] "
    rf"| ?\. (?=[A-Z])| - )"
    r"(?:(?<=: )(?P<code>(?=\d*[a-z.])(?:[a-z]{1,4}[-.]?)?\d{1,3}(?:\.\d{1,3})*[a-z]?)"
    r"[:.)]? (?=(?-i:[A-Z])))?",
    re.I,
)
"""A name without a number before it; one may stand behind it: "Recommendation: a.01 Move …"."""
BODY_AND_NAME: Final = re.compile(
    r"(?:(?P<label>\d{1,3}(?:\.\d{1,2})?[a-z]?)[.):]{0,2} )?"
    r"(?:[A-Z]{2,8}|(?:The )?(?:[A-Z][a-z]+ ){0,3}(?:Committee|Commission|Council|Panel"
    r"|Inspectorate|Inspectors?|Coroner|Ombudsman|Auditors?|Reviewer))(?:[’']s?)? "
    r"(?P<name>(?i:recommendation|conclusion|finding|observation)): (?=\S)"
)
"""What is before a text of the body that is answered: "2a. PAC recommendation: The office …"."""
_PLURAL: Final = re.compile(
    rf"(?:{NAMES}) (?:nos?\.? |numbers? )?{PRINTED}(?:(?:,| and| &| to|-|–) {{0,1}}{PRINTED})+",
    re.I,
)
_YEAR_AND_NUMBER: Final = re.compile(
    rf"(?:{NAMES})(?<!s) (?:no\.? |number )?"
    r"(?:(?-i:[A-Z]{1,4})-?\d{1,4}(?:-(?:(?-i:[A-Z]{1,4})-)?\d{1,4})+"
    r"|(?P<first>\d{2,4})-(?P<last>\d{1,3}))(?![\w-])(?!,| and\b| &| to\b|–)",
    re.I,
)
"""One label that has a year in it: "Recommendation A31-04", "FB-2031-04", "2031-04"."""
_TRAILING: Final = re.compile(
    r" ?[\[(](?:(?:recommendation|rec\.?) )?(?P<label>\d{1,3}/\d{2,4}"
    r"|(?:(?<=recommendation )|(?<=rec )|(?<=rec\. ))\d{1,3}[a-z]?)[\])]\.?$",
    re.I,
)
_PART: Final = re.compile(
    r"(?P<label>\d{1,2}(?:[a-h]|\([a-h]\))[.)]?(?: ?\(?[ivx]{1,4}[.)]?)?)(?<=[.)]) (?=[A-Z‘“\[])"
)

_PREFIX: Final = re.compile(r"^(?:rec|r|afi|afd|coc)\.?(?=\d)")
_NUMBER_BELOW: Final = re.compile(r" (?:ref|no\.?|number|#):?$", re.I)
"""What may stand between an item's name and its number on the next line."""
_LONGEST_CODE: Final = 24
_TRAILING_CODE: Final = re.compile(r" ?[\[(](?P<label>\d{1,4}/\d{2,4})[\])]\.?$")


class Label(NamedTuple):
    """A label at a text's beginning: its row, the number as printed, and where the text begins.

    `year` is that of a former report's recommendation, `series` the word of one of several
    numberings.
    """

    row: SourceKind | None
    printed: str
    end: int
    year: str = ""
    loose: bool = False
    series: str = ""


@lru_cache(maxsize=2048)
def label_of(text: str) -> Label | None:
    """Return the label that a text begins with: its kind's name with a number."""
    if marking := _MARKING.match(text):
        label = label_of(text[marking.end() :])
        return label._replace(end=label.end + marking.end()) if label else None
    start = text[:SHORT]
    if (match := _LABELLED.match(start)) and not _OF_SO_MANY.match(start, match.end("label")):
        if (
            match["name"][-1:].lower() == "s"
            and match.end() >= len(text)
            and match["label"].isdigit()
        ):
            return None  # a line of the contents, with its page
        is_alone = match.end() >= len(text.rstrip())  # a register's "AFI1" is its label
        joined = match.end("name") == match.start("label") and match["name"].isalpha() and is_alone
        return Label(
            source_kind(match["name"]),
            f"{match['name'] if joined else ''}{match['label']}",
            match.end(),
            (match["year"] or "").strip(" ()"),
            match["gap"].strip() == "",
        )
    if match := _NAME_AND_DASH.match(start):
        loose = match["gap"].strip() == ""
        return Label(source_kind(match["name"]), match["label"], match.end(), loose=loose)
    if match := _SHORT_LABEL.match(start):
        return Label(
            source_kind("R"), match["label"], match.end(), loose=match["gap"].strip() == ""
        )
    return _of_series(start, len(text))


def _of_series(start: str, length: int) -> Label | None:
    """Return a label of one of several numberings, which its own word tells apart.

    It is alone on its line or has a stop behind it: else it is in a sentence that speaks of it.
    """
    series = _SERIES.match(start)
    match = _LABELLED.match(start, series.end()) if series else None
    if not series or not match or not (match["gap"].strip() or match.end() >= length):
        return None
    if match["name"][-1:].lower() == "s":
        return None  # a heading or a line of the contents
    name = series["series"].capitalize()
    return Label(source_kind(match["name"]), f"{name} {match['label']}", match.end(), series=name)


def name_alone(text: str) -> Label | None:
    """Return the label of "Recommendation: The governor should…" or "Key concern (S42): …"."""
    match = _SINGLE.match(text[:SHORT])
    return (
        Label(
            source_kind(match["name"]), match["code"] or (match["ref"] or "").strip(), match.end()
        )
        if match
        else None
    )


def code_of(text: str) -> tuple[str, int] | None:
    """Return the code that a text begins with, and where its rest begins: "EF-01", "S47 "."""
    match = _CODE.match(text[:40])
    return (match["label"], match.end()) if match else None


def printed_code(text: str) -> tuple[str, int] | None:
    """Return the code of letters that a paragraph begins with, and where its text begins.

    It is one of a report that numbers parts of parts: "4a) iv. That …", "5b. …", "4(c) ii. …".
    """
    match = _PART.match(text[:40])
    return (match["label"].removesuffix("."), match.end()) if match else None


def is_code(text: str) -> bool:
    """Return whether a cell is a label and nothing else: "3", "2a", "5.1", "EF-01", "021/31"."""
    return (
        len(text) <= 14
        and not DATE.fullmatch(text)
        and bool(re.fullmatch(rf"(?:{NAMES} )?\(?(?:{_DIGITS})\)?[.:]?", text, re.I))
    )


def is_code_of_parts(text: str) -> bool:
    """Return whether a text is one word with a figure, as codes are: "FB-2031-07-SR-02"."""
    return len(text) <= _LONGEST_CODE and " " not in text and any(map(str.isdigit, text))


def trailing_label(text: str) -> tuple[str, int] | None:
    """Return the label that a text ends with, and where it begins: "… storm. (021/31)"."""
    match = _TRAILING.search(text[-40:]) or _TRAILING_CODE.search(text[-40:])
    return (match["label"], max(0, len(text) - 40) + match.start()) if match else None


def names_several(text: str) -> bool:
    """Return whether a text begins with several items by their numbers.

    "Recommendation 3-5" is several; a letter before the numbers, or a falling pair, makes it one.
    """
    one = _YEAR_AND_NUMBER.match(text[:SHORT])
    if one and not (one["first"] and int(one["first"]) < int(one["last"])):
        return False
    return bool(_PLURAL.match(text[: 2 * SHORT]))


def starts_label(text: str) -> bool:
    """Return whether a line begins with a label."""
    label = label_of(text)
    if label is None:
        return False
    rest = text[label.end :]
    return not label.loose or not rest or not rest[0].islower()


def printed_label(text: str) -> str:
    """Return the number of a line that is a label and nothing else, "" where it isn't one."""
    label = label_of(text)
    return label.printed if label and label.end >= len(text) else ""


def names_with_numbers(names: Mapping[int, str]) -> set[int]:
    """Return the places of lines that are a label with the number on the line below each.

    "Recommendation number" is one wherever it stands, "Recommendation" only among several.
    """
    items = {at for at, name in names.items() if _is_name_of_one(name)}
    return items if len(items) > 1 else {at for at in items if says_number(names[at])}


def says_number(text: str) -> bool:
    """Return whether a line names an item's number, and doesn't give it: "Recommendation no."."""
    return bool(_NUMBER_BELOW.search(text)) and _is_name_of_one(text)


def _is_name_of_one(text: str) -> bool:
    """Return whether a line is the name of one item, whose number may stand on the next."""
    name = _NUMBER_BELOW.sub("", text)
    row = source_kind(name) if len(text) < SHORT and not name.casefold().endswith("s") else None
    return row is not None and row.word != "good" and printed_label(f"{text} 1") == "1"


def plain_label(label: str) -> str:
    """Return a label without what one chapter prints before it and another doesn't: "R1", "1"."""
    return _PREFIX.sub("", label.strip("().").casefold())


def is_label_alone(text: str) -> bool:
    """Return whether a line is a label and nothing else."""
    label = label_of(text)
    return label is not None and label.end >= len(text)
