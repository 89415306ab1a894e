"""What documents call the fields of an item, as a column's head or before a colon."""

from __future__ import annotations

import re
from functools import lru_cache

from hmic_tracker.documents.wording.column_names import HEADS
from hmic_tracker.documents.wording.field_synonyms import SYNONYMS
from hmic_tracker.documents.wording.patterns import DATE, SHORT
from hmic_tracker.light_typing import Final

_BY_NAME: Final = {name: field for field, names in SYNONYMS.items() for name in names}
_BY_HEAD: Final = {name: field for field, names in HEADS.items() for name in names} | _BY_NAME
_PRINTED_FIELDS: Final = (
    "owner",
    "due",
    "revised",
    "status",
    "update",
    "evidence",
    "response",
    "priority",
    "addressee",
)
_STARTS: Final = re.compile(
    r"(?P<former>(?:previous|former|earlier|last) )?(?:current |latest )?(?P<name>"
    + "|".join(
        re.escape(name)
        for name in sorted(
            (n for f in _PRINTED_FIELDS for n in SYNONYMS[f] if len(n) > 1), key=len, reverse=True
        )
    )
    + r")(?: \([^()]{1,40}\))? ?(?::|–|—|\.{3,})(?: |$)",
    re.I,
)
_ALSO: Final = re.compile(
    r"(?P<name>cause|effect|impact|finding|observation|risk|background|rationale|context"
    r"|why(?: this matters)?"
    r"|implication|criteria|condition|classification|grading) ?:(?: |$)",
    re.I,
)


_REPLY_BY: Final = re.compile(
    r"response (?:by|from|of) (?:the )?(?:[a-z]+ ){1,4}(?:detailing|describing|setting out"
    r"|outlining) [^:.]{3,60}:(?: |$)",
    re.I,
)
"""What a form has above the answer: "Response by the provider detailing the actions taken:"."""
_COMPLIANCE: Final = re.compile(
    r"(?:compliance|completion|implementation|to be (?:completed"
    r"|implemented))(?: date)? (?=(?:by|before|with|on|end)\b)",
    re.I,
)
_SOMEBODYS: Final = re.compile(
    r"(?:the )?(?P<who>[A-Z][\w’',&() -]{1,70}?)(?:['’]s?)? (?P<what>response|reply|comments?"
    r"|analysis)(?P<stop>\.|:) (?=[A-Z\d£“‘])"
)
_SHORT_NAME: Final = 3
"""Words of whose response it is, in small letters as well: "Summary of management response."."""
_TIMED: Final = re.compile(
    r"(?:current |latest )?(?P<name>position|status|progress|update)"
    r" (?:as )?(?:at|to|on|for) (?P<when>[^:–—]{4,24}?) ?[:–—](?: |$)",
    re.I,
)
"""A field with the day it was written: "Position at 1 November 2031 – In progress"."""
_TWO_NAMES: Final = re.compile(
    r"(?P<first>[A-Z][a-z]{2,15}(?: [a-z]{2,15})?) ?/ ?(?P<second>[A-Za-z][a-z]{2,15}) ?:(?: |$)"
)
"""Two names of one field: "Impact / evidence:"."""
UPDATE_ALONE: Final = re.compile(r"(?:(?:latest|progress) )?(?:update|progress)", re.I)
"""What names an update below another field's value, and is a heading elsewhere."""
_SOMEBODYS_ALONE: Final = re.compile(
    r"(?:[A-Z][a-z]{2,15} )?(?:Cabinet|Executive|Management|Officer|Council|Board|Committee|Service"
    r"|Force|Trust|Department|Government|Authority|Partnership) (?:Response|response):?"
)
"""Whose response stands below: "Cabinet response"."""
_QUESTION: Final = re.compile(
    r"(?:do|does|did) (?:you|the \w+) (?:accept|agree (?:to|with)) (?:the|this) recommendation\?"
    r"|(?:is|was)"
    r" (?:the|this) recommendation accepted\?",
    re.I,
)
_OF_RESPONSE: Final = re.compile(
    r"accepted action|action accepted|reasons?"
    r"|reasons? for (?:not accepting|not agreeing|rejecting|rejection|refusal)(?: \w+){0,3}",
    re.I,
)
"""What stands below the response to an item: what will be done, or why nothing will."""
_ANSWERED: Final = re.compile(
    r"(?:(?:not|partly|partially) )?(?:accepted|agreed)(?: in (?:part|full|principle))?:", re.I
)
"""An answer that heads what is said with it: "Not accepted:"."""
_ALONE: Final = {
    "owner": "owner", "due": "due", "status": "status", "response": "response",
}  # fmt: skip


_LONGEST_ALONE: Final = 70
"""Letters of a field's name on a line of its own, with a colon behind it."""
_HEADS_ALONE: Final = _BY_HEAD.keys() - _BY_NAME.keys()
"""Names of columns that on a line of their own are a word like others: "Closed"."""


def field_alone(text: str) -> str:
    """Return the field whose name, or question, a line consists of: "Lead officer", "Due date"."""
    if _QUESTION.fullmatch(text) or _SOMEBODYS_ALONE.fullmatch(text):
        return "response"
    if _OF_RESPONSE.fullmatch(text.strip(" :")):
        return "update"
    if _ANSWERED.fullmatch(text):
        return "response"
    longest = _LONGEST_ALONE if text.endswith(":") else 40
    if not 2 < len(text) < longest or text.endswith((".", ",", ";")):
        return ""
    if folded_head(text) in _HEADS_ALONE:
        return ""
    return _ALONE.get(field_named(text), "")


_LAST_WORDS: Final = frozenset({"owner", "lead", "deadline", "status", "response"})
_NO_FIELD: Final = re.compile(
    r"(?:reason|why|date (?:of|for)|number of|no\.? of|last|previous|former|old|start|days|months"
    r"|time|cost|link|hyperlink|method|type)\b"
)
"""What the name of a column begins with that is about a field and isn't it."""
_OFTEN: Final = frozenset({"status", "update", "evidence"})
"""Fields that a register may have a column of for each quarter, or for each reader."""
_FIRST_WORDS: Final = frozenset({"response", "status", "owner", "deadline", "evidence"})
"""Names that a longer head may begin with: "Response Agreed/ Partly Agreed/ Not Agreed"."""


_OF_A_TIME: Final = re.compile(
    r" ?[-–(]? ?\b(?:(?:(?:as )?(?:at|of|for|in)|during|from) )?(?:(?:the )?end of )?(?:"
    r"(?:\d{1,2}(?:st|nd|rd|th)? )?(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)"
    r"[a-z]*\.?"
    r"(?:[ -]?'?\d{2,4})?|(?:q|quarter |qtr )[1-4](?:,? ?\d{2,4}(?:[/-]\d{2,4})?)?"
    r"|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|20\d\d(?:[/-]\d{2,4})?)\b\)?"
)
"""When a column was written: "Update September 2031", "Q1 status", "Position as at 31 March"."""
_QUARTER: Final = re.compile(r"\b(?:q|quarter |qtr )(?P<quarter>[1-4])\b")
_MONTH: Final = re.compile(r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)")
_YEAR: Final = re.compile(r"20\d\d|(?<=['/ -])\d\d\b(?! [a-z])")
_ABOUT: Final = re.compile(r"(?P<what>[a-z' ]{4,30}?) (?:from|for|to|by|at|as at) .{3,40}")
"""Whom or what a column is for, behind what it is: "Update from lead", "Comments for committee"."""
_COMPLETED: Final = re.compile(
    r"actual(?: \w+){0,2} (?:date|completion|end|finish)|actual (?:finish|completion|end)(?: date)?"
    r"|(?:date|day|month) (?:(?:of|it was|action|actions?|recommendation|rec) ){0,2}(?:actual )?"
    r"(?:completed|closed|closure|implemented|discharged|delivered|finished|actioned|signed[- ]off"
    r"|resolved|achieved)|(?:completed|closed?|closure|discharged|finished|delivered|implemented"
    r"|resolved|signed[- ]off|sign[- ]off)(?: date| on)|(?:finish|completion date) \(actual\)"
)
_SOMEBODYS_COLUMN: Final = re.compile(
    r"[a-z][a-z &-]{2,40}(?:'s|s') (?:(?P<reply>response|reply|answer)|comments?|remarks|update"
    r"|progress|views?)"
)
COMPLETED: Final = "completed"
"""The field of a column that has the day on which an item was done."""


_LIMIT: Final = re.compile(
    r" ?\((?:max(?:imum)?|up to|no more than)\.? (?:of )?\d[\d,]*"
    r" ?(?:(?:char|character|word)s?)?\.?\)$"
)
"""How much a column's name allows in a cell: "Narrative (max 500 chars)"."""


def folded_head(name: str) -> str:
    """Return a column's name as the tables of names have it: without number, colon and star.

    What it asks to put there is left out: "Completion date. Please say by when …".
    """
    spaced = " ".join(name.casefold().replace("_", " ").split())
    spaced = _LIMIT.sub("", spaced)
    plain = re.sub(r"^\d{1,2}[.)] ?|(?<=\w)[ .:(–-]{1,3}please .*$", "", spaced)
    return plain.replace("’", "'").strip(" :*")


@lru_cache(maxsize=4096)
def field_named(name: str) -> str:
    """Return the field that a column's head names, "" where none does."""
    plain = folded_head(name)
    if plain in _BY_HEAD:
        return _BY_HEAD[plain]
    bare = re.sub(r" ?\([^()]*\)$", "", plain).rstrip(".?")
    bare = re.sub(r" (?:this|last|in the) (?:quarter|month|period|year)$", "", bare)
    if bare in _BY_HEAD:
        return _BY_HEAD[bare]
    words = bare.split()
    for n in range(len(words) - 1, 0, -1):
        if (
            len(words) <= 8
            and words[n].isalpha()
            and (field := _BY_HEAD.get(" ".join(words[:n]), ""))
        ):
            if n > 1 or words[0] in _FIRST_WORDS:
                return field
            if "/" not in bare:
                return ""
    if words and words[0] in _FIRST_WORDS and "/" in bare:
        return _BY_HEAD[words[0]]
    parts = re.split(r" ?/ ?| and | & ", bare)
    named = [field for part in parts if (field := _BY_HEAD.get(part, ""))] if len(parts) > 1 else []
    return named[0] if named else ""


@lru_cache(maxsize=4096)
def field_of_head(name: str) -> str:
    """Return the field that a column of a register has, also where other words stand before it."""
    plain = folded_head(name)
    if _COMPLETED.fullmatch(plain):
        return COMPLETED
    if field := field_named(name):
        return field
    if field := field_of_time(name):
        return field
    if (about := _ABOUT.fullmatch(plain)) and (field := field_named(about["what"])) in _OFTEN:
        return field
    words = re.sub(r" ?\([^()]*\)$", "", folded_head(name)).rstrip(".?").split()
    if not 1 < len(words) <= 6 or _NO_FIELD.match(" ".join(words)):
        return ""
    for n in range(1, len(words) - 1):
        if field := _BY_HEAD.get(" ".join(words[n:]), ""):
            return field
    if words[-1] in {"description", "wording", "text"}:
        return "text"
    if words[-1] == "due" and words[0] not in {"response", "reply", "review", "update"}:
        return "due"
    if len(words) <= 3 and words[-1] in _LAST_WORDS:
        return _BY_HEAD[words[-1]]
    return "owner" if words[0] == "lead" and words[1] != "time" else ""


def field_of_time(name: str) -> str:
    """Return the field of a column that says when it was written: "Position at 31 March 2032"."""
    plain = folded_head(name)
    bare = " ".join(_OF_A_TIME.sub(" ", plain).split())
    return field if bare != plain and (field := field_named(bare)) in _OFTEN else ""


def field_of_somebody(name: str) -> str:
    """Return the field of a column that has what somebody says: "Chief Constable's response"."""
    match = _SOMEBODYS_COLUMN.fullmatch(folded_head(name))
    return "" if match is None else "response" if match["reply"] else "update"


def field_at(text: str) -> tuple[str, int] | None:
    """Return the field of "Owner: Head of Contact" and where its value begins."""
    if len(text) < 3:
        return None
    if match := _STARTS.match(text[:SHORT]):
        field = "priority" if match["former"] else _BY_NAME[match["name"].casefold()]
        return field, match.end()
    if match := _ALSO.match(text[:SHORT]):
        return "priority", match.end()
    if match := _REPLY_BY.match(text[: 2 * SHORT]):
        return "response", match.end()
    if match := _COMPLIANCE.match(text[:SHORT]):
        return "due", match.end()
    if (match := _TIMED.match(text[:SHORT])) and DATE.fullmatch(match["when"]):
        return _BY_NAME.get(match["name"].casefold(), "status"), match.end()
    if match := _TWO_NAMES.match(text[:SHORT]):
        named = (_BY_NAME.get(match[name].casefold(), "") for name in ("first", "second"))
        if field := next((name for name in named if name in _PRINTED_FIELDS), ""):
            return field, match.end()
    if (match := _SOMEBODYS.match(text[: 2 * SHORT])) and _is_somebody(match):
        return (
            "response" if match["what"].lower() in {"response", "reply"} else "update"
        ), match.end()
    return None


def _is_somebody(match: re.Match[str]) -> bool:
    """Return whether a name stands before "response.", which may end a sentence as well."""
    words = match["who"].split()
    is_name = all(word[:1].isupper() or word in {"of", "and", "the", "for", "&"} for word in words)
    return match["stop"] == ":" or is_name or len(words) <= _SHORT_NAME


def starts_field(text: str) -> bool:
    """Return whether a line begins with a field's name and a colon."""
    return field_at(text) is not None


def period_of_head(name: str) -> tuple[int, int] | None:
    """Return the year and the month that a column was written in, 0 where its name has none.

    A quarter is its last month. None is no time at all.
    """
    plain = folded_head(name)
    if not _OF_A_TIME.search(plain):
        return None
    month, quarter = _MONTH.search(plain), _QUARTER.search(plain)
    year = ["0", *_YEAR.findall(plain)][-1]  # a day may stand before it
    number = 3 * int(quarter["quarter"]) if quarter else 0
    if month:
        number = 1 + _MONTH.pattern.split("(")[1].rstrip(")").split("|").index(month[1])
    return int(year) % 100, number
