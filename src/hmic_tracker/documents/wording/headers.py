"""The wording of a report's beginning: its number, dates, programme and who inspected."""

from __future__ import annotations

import re
from datetime import date

from hmic_tracker.documents.wording.patterns import DATE, matched_due
from hmic_tracker.light_typing import Final

HEAD: Final = re.compile(
    r"(?P<what>report|agenda item|item|date|date of meeting|meeting date|by|report by|title"
    r"|title of (?:the )?(?:report|paper)|(?:report|paper) title|subject|from|sent|to|cc)"
    r"(?: number| no\.?)?(?:: ?|(?:(?<=title of report)|(?<=title of the report)"
    r"|(?<=title of paper)|(?<=title of the paper)|(?<=report title)|(?<=paper title))"
    r" (?=(?-i:[A-Z])))(?P<value>.{1,300})",
    re.I,
)
TITLES: Final = frozenset(
    {
        *("title", "subject", "title of report", "title of the report", "report title"),
        *("title of paper", "title of the paper", "paper title"),
    }
)
NUMBERED: Final = re.compile(r"\bReport (?P<number>\d{1,3}[a-z]?) of the (?P<rest>.{1,40})")
PUBLISHED: Final = re.compile(
    r"(?P<before>\bbe )?\b"
    r"(?:published (?:its|their|our|the|this) (?:\w+ ){0,3}report"
    r"(?: (?:on|about|into) (?:[\w’'-]+ ){1,6}?| )on"
    r"|published (?:in|on|today,?)?|(?:report|inspection|review) dated|report came out on):? ?"
    r"(?P<rest>.{1,30})",
    re.I,
)
PROGRAMME: Final = re.compile(r"\b(?:[A-Z]{2,8} )?Inspection Programme \d{4}(?:[/–-]\d{2,4})?")
PUBLISHED_LINE: Final = re.compile(
    r"(?:(?:(?:inspection |final |full )?report |first |originally )?(?:published|issued"
    r"|publication)(?: date"
    r"| on| in)?"
    r"|date (?:of )?(?:publication|published|issued|of (?:final )?(?:report|issue|decision))"
    r"|(?:publication"
    r"|decision|report|issue) date|final report issued|date of (?:the )?report)(?: on| in)? ?:? ?"
    rf"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?P<date>{DATE.pattern})(?:\. .{{0,80}}"
    rf"|\.)?"
    rf"|(?=.{{0,80}}(?:report by|\bby the\b|inspectorate|auditor|audit office|commission"
    rf"|ombudsman))"
    rf".{{2,120}}?, (?P<behind>{DATE.pattern})",
    re.I,
)
PUBLISHED_SENTENCE: Final = re.compile(
    rf"\b(?:report|inspection|review|findings)\b.{{0,60}}\b(?:(?:was|were) (?:published"
    rf"|issued|released)|came out) on {DATE.pattern}"
    rf"|^report (?:dated|published|issued)(?: on)?:? ?{DATE.pattern}"
    rf"|\bpublished (?:its|their|the|this|our) (?:\w+ ){{0,3}}report "
    rf"(?:(?:[\w’'-]+ ){{1,7}}?)?on {DATE.pattern}",
    re.I,
)
PAPER: Final = re.compile(
    r"\bagenda item\b|\bmembers (?:are|note)\b"
    r"|\bthat members\b(?! (?:should|must|would|could|had|have|were|was|will|need))|^report: ?\d"
    r"|\breport: \d{1,3} date:"
    r"|\b(?:board|committee|panel|cabinet) (?:is|are) (?:asked|invited)|\b(?:board|committee"
    r"|panel) [–-] \d"
    r"|(?<!and )(?<!should )(?<!must )(?<!will )(?<!to )\breport to (?:the )?(?:[\w’']+ ){0,4}"
    r"(?:board|committee|panel|authority|council)\b"
    r"|\bdate of meeting\b|\bmeeting date\b",
    re.I,
)
_DATED: Final = re.compile(
    r"(?:as at|position (?:at|as at)|last (?:updated|reviewed)|updated(?: on)?|reviewed|date"
    r"|correct (?:at|as at)"
    r"|action plan submitted|submitted|dated|date of (?:inspection|visit|fieldwork)|inspected"
    r"|produced)"
    rf"(?: by)?(?: on)? ?:? ?.{{0,20}}(?P<date>{DATE.pattern}).{{0,20}}",
    re.I,
)
DAYS_OF_VISIT: Final = re.compile(
    rf"(?:(?:inspection|visit|fieldwork|on-?site) dates?|dates? of (?:the )?(?:inspection|visit"
    rf"|fieldwork)) ?:? ?.{{0,20}}{DATE.pattern}.{{0,20}}",
    re.I,
)
"""When the inspectors were there: "Inspection dates: 23 April to 4 May 2031"."""
_OTHER_VISIT: Final = re.compile(
    r"\b(?:last|previous|former|next) (?:\w+ )?(?:inspection|visit|assessment)\b", re.I
)
"""What says that a date is that of another visit: "Date of last inspection"."""
_ALONE: Final = re.compile(
    rf"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?P<date>{DATE.pattern})|"
    rf"[A-Z][A-Za-z ’'&-]{{3,60}} [–—-] (?P<behind>{DATE.pattern})|\d (?P<numbered>{DATE.pattern})",
    re.I,
)
_ABBREVIATED: Final = re.compile(
    r"\b(?:HMICFRS|HMIC|HMIP|HMCPSI|CQC|HMICS|IOPC|Estyn|Ofsted|GAO|HSSIB|HIW|CIW|RQIA|HIQA"
    r"|CJI(?:NI)?|RAIB|MAIB|AAIB)\b"
)
_REPORT_NAMED: Final = re.compile(
    rf"(?:\b(?P<date>{DATE.pattern}) )?(?:{_ABBREVIATED.pattern})(?:[’']s?)? "
    r"(?:[a-z]+ ){0,2}report,? "
    r"(?:(?:entitled|called|titled),? )?"
    r"(?:[‘“\"'](?P<quoted>[A-Z][^‘“”\"]{5,120}?),?[’”\"'](?=[ ,.;]|$)"
    r"|(?P<plain>[A-Z][^,.;‘“”\"]{5,120}), (?=(?:which|that|published|issued|dated)\b))"
)
_IN_FULL: Final = re.compile(r"\bInspectorate of Constabulary( and Fire)?", re.I)
_ANSWERED: Final = re.compile(
    r"(?i:government(?:[’']s)? (?:response|reply) to) (?:the )?(?P<name>(?:[A-Z][\w’']+,? "
    r"(?:and |of |for |the )?){0,6}Committee(?: of (?:Public )?[A-Z]\w+)?)"
)
"""The committee whose report a government answers."""
_NAMED: Final = re.compile(
    r"\b(?!The\b)(?P<name>(?:(?:His|Her) Majesty[’']s |HM )?(?:Chief )?Inspectorate of (?:[A-Z]\w+)"
    r"(?: (?:and |& |of )?[A-Z]\w+|, [A-Z]\w+ and [A-Z]\w+){0,4}"
    r"|(?:Comptroller and )?Auditor(?:[ -]General)? (?:of|for) (?:the )?"
    r"[A-Z]\w+(?: [A-Z]\w+){0,2}|Office for [A-Z]\w+ Inspection"
    r"|Office of the [A-Z]\w+(?: [A-Z]\w+){0,4}(?: (?:of|for) [A-Z]\w+)?"
    r"|(?:[A-Z][\w&]+ (?:and |of |for )?){1,4}(?:Ombudsman|Inspectorate)(?: (?:for )?Wales)?"
    r"|(?:[A-Z][\w]+ ){1,3}(?:Audit Office|Investigation Commission|Investigations? Body"
    r"|Investigation Branch)|Criminal Justice Inspection Northern Ireland"
    r"|Audit (?:Scotland|Wales)|Care Inspectorate|Health(?:care)? (?:Improvement Scotland"
    r"|Inspectorate Wales|and Safety Executive))"
)
_AUTHOR: Final = re.compile(
    r"\breport (?:of|by|from) (?:the )?"
    r"(?P<name>(?-i:[A-Z][\w’'-]+ ){0,4}(?:Monitoring|Visiting|Inspection|Review) Board)\b",
    re.I,
)
"""A board that inspects, in the title of its own report: it may be named in any other paper."""
_COMMITTEE: Final = re.compile(
    r" [-–—] (?P<name>(?:[A-Z][\w’']+,? (?:and |of |for |the )?){1,7}Committee) Contents$"
)
"""A committee behind the title of its report's page, which has the contents beside it."""
_BODY_ALONE: Final = re.compile(
    r"(?!(?:The|Report|Inspection|Review|Letter|Statement|Message|Foreword)\b"
    r"|(?:(?:His|Her) Majesty[’']s |HM )Inspectors?$)"
    r"(?:(?:[A-Z][\w&’'-]+|[A-Z]{2,}),? (?:and |of |for "
    r"|the |& )*){0,6}"
    r"(?:(?<!Crime )Commission(?:er)?|Ombudsman"
    r"|Inspectorate|(?<=^HM )[A-Z]\w+ Inspection|Auditor(?:[ -]General)?|Inspector General"
    r"|Inspectors?"
    r"|(?:Accident|Safety|Investigation) Board|Comptroller of [A-Z]\w+"
    r"|Regulator(?: for the [A-Z]\w+)?"
    r"|(?:National )?Audit (?:Office|Services?)|Accountability Office|(?:Scrutiny|Inspection"
    r"|Quality|Audit) Agency"
    r"|(?:Safety|Investigation) Branch|(?:Care|Quality) (?:Standards )?Authority"
    r"|Safety Executive|Audit (?:Scotland|Wales)|Improvement Scotland"
    r"|Committee of (?:Public )?Accounts|Office for [A-Z][\w’']+(?: [A-Z]\w+)?)"
    r"(?: (?:of|for) (?:the )?[A-Z]\w+(?: [A-Z]\w+){0,3})?",
    re.I,
)
_BY_BODY: Final = re.compile(
    r"\bby (?:the )?(?P<name>(?:(?:HM |His Majesty’s "
    r"|Her Majesty’s )?(?:Chief )?Inspectors? of [A-Z]\w+"
    r"|Comptroller(?: and Auditor General| of [A-Z]\w+)|[A-Z]\w+ Inspectorate))"
)
_FIRM: Final = re.compile(
    r"\b(?!The )(?P<name>(?:[A-Z][\w&’'-]{1,30},? (?:and |& )?){1,4}(?:LLP|plc|PLC)"
    r"|Information Commissioner[’']s Office)\b"
)
_COPYRIGHT: Final = re.compile(
    r"(?:©|\(c\)|copyright)(?: copyright)? (?P<name>[A-Z][^\d©]{3,80}?)"
    r"(?:,? (?:19|20)\d\d\b|\.?(?: all rights reserved)?\.?$)",
    re.I,
)
_MOST_WORDS: Final = 9
"""Words of a body's name."""
_INSPECTED_BY: Final = re.compile(
    r"(?i:an? )?(?i:(?:joint|full|unannounced|thematic|follow-up) ){0,2}(?i:inspection) by "
    r"(?:the )?"
    r"(?P<name>[A-Z][\w&’'-]{1,30}(?: (?:(?:of|for|and|the) )?[A-Z][\w&’'-]{1,30}){1,6})"
)
"""A line of a title page: "An inspection by Criminal Justice Inspection"."""
_OF_BODY: Final = re.compile(
    r"\bby (?:a |an |the |our )?(?:[a-z]+ ){0,3}inspectors? (?:of|from) (?:the )?"
    r"(?P<name>(?:[A-Z][A-Za-z’'-]+ (?:and |of |for )?){1,5}"
    r"(?:Authority|Commission|Inspectorate|Agency|Council|Office))\b"
)
"""Whose inspector came: "by a care inspector of the Care Authority"."""
_INSPECTION: Final = re.compile(
    r"\b(?:inspections?|peel|thematic|audit|review|inquiry|investigation|report|hmic\w*|ofsted|cqc"
    r"|super-complaint)\b",
    re.I,
)
AS_AT: Final = re.compile(rf"(?<=\w),?(?: [–—-])? (?:as )?at {DATE.pattern}$", re.I)
"""The day on which things stood that a title ends with: "Actions log as at 3 June 2031"."""
_IN_BRACKETS: Final = re.compile(r" ?\([^()]{1,100}\)")
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_INSPECTED: Final = re.compile(
    r"\b(?:was|were|been) (?:\w+ )?inspected\b"
    r"|\b(?:this|the|in|of|our|its) [^.;:]{0,60}?\binspections?\b",
    re.I,
)
_OTHER_TIME: Final = re.compile(
    r"\b(?:next|future|forthcoming|upcoming|previous|last|former|earlier) (?:\w+ ){0,2}?"
    r"(?:inspections?|visit)\b|\b(?:will|would|shall|due to|going to|planned to)\b",
    re.I,
)
_COMPARED: Final = re.compile(
    r"\b(?:since|until|before|after|than)\b[^.,;]{0,60}?\b(?:19|20)\d\d(?:[/–]\d\d)?", re.I
)
_LIST: Final = re.compile(
    r"\b(?:register|log|tracker|tracking|dashboard|summary|lists?|actions?|recommendations?|plan"
    r"|closed|open|live|archived?|completed?|status|overview|progress|monitoring|schedule)\b",
    re.I,
)
_SYNONYMS: Final = {
    "date of meeting": "date",
    "meeting date": "date",
    **dict.fromkeys(TITLES, "title"),
}


def names_inspection(text: str) -> bool:
    """Return whether a short line is the name of an inspection: "PEEL 2021/22", "Audit of X 2023".

    A register or a list of such is none, and what is only said in brackets of something else.
    """
    if len(text) > 120 or _LIST.search(text):
        return False
    what, year = _INSPECTION.search(_IN_BRACKETS.sub("", text)), _YEAR.search(text)
    return bool(what and (year or len(text.split()) > 1))


def years_inspected(text: str) -> list[str]:
    """Return the years in which a paragraph's sentences say that an inspection was.

    One that is to come, or is only compared with, is none of them.
    """
    sentences = [s for s in re.split(r"(?<=[.!?]) ", text) if _INSPECTED.search(s)]
    own = (_COMPARED.sub(" ", s) for s in sentences if not _OTHER_TIME.search(s))
    return [year for sentence in own for year in _YEAR.findall(sentence)]


def report_named(text: str) -> tuple[str, str | None] | None:
    """Return the title of a body's report that a paragraph names, and its day or month.

    "I welcome the May 2031 HMIC report, ‘Safe Harbours’, which …"; None where there is none.
    """
    match = _REPORT_NAMED.search(text[:1000])
    if match is None:
        return None
    return match["quoted"] or match["plain"], due_at(match["date"] or "")


def head_of(text: str) -> str:
    """Return what a line of the top is of: "report", "date", "title"; "" where it is none."""
    match = HEAD.fullmatch(text)
    if not match:
        return ""
    what = match["what"].lower()
    what = _SYNONYMS.get(what, what)
    if what == "report" and not re.fullmatch(r"\d{1,4}[a-z]?", match["value"], re.I):
        return ""
    return what


def value_of(text: str) -> str:
    """Return what stands behind the colon of a line of the top."""
    match = HEAD.fullmatch(text)
    return match["value"] if match else ""


def date_alone(text: str) -> bool:
    """Return whether a line is a date, also behind a meeting's name."""
    return len(text) < 100 and bool(_ALONE.fullmatch(text))


def dated_line(text: str) -> bool:
    """Return whether a line is a date that isn't that of publication: "As at 3 April 2031"."""
    return len(text) < 120 and bool(_DATED.fullmatch(text))


def day_in(text: str) -> date | None:
    """Return the first day in the beginning of a text; a month alone is none."""
    match = DATE.search(text[:120])
    due = (match and matched_due(match[0])) or ""
    return date.fromisoformat(due) if len(due) > len("2008-09") else None


def due_at(text: str) -> str | None:
    """Return the day or month that a text begins with."""
    match = DATE.match(text)
    return matched_due(match[0]) if match else None


def due_in(text: str) -> str | None:
    """Return the last day or month of a text."""
    matches = list(DATE.finditer(text[-200:]))
    return matched_due(matches[-1][0]) if matches else None


def body_in(text: str) -> str | None:
    """Return who inspected, where a text names an inspecting body."""
    if match := _ABBREVIATED.search(text):
        return match[0]
    if in_full := _IN_FULL.search(text):
        return "HMICFRS" if in_full[1] else "HMIC"
    match = _INSPECTED_BY.fullmatch(text) or _BY_BODY.search(text)
    match = match or _OF_BODY.search(text) or _ANSWERED.search(text) or _NAMED.search(text)
    return match["name"].strip() if match else None


def publisher_in(text: str) -> str | None:
    """Return the body that inspects whose a document is by its notice of copyright."""
    match = _COPYRIGHT.search(text[:300])
    name = match["name"].strip() if match else ""
    return name if name and (is_body(name) or body_in(name)) else None


def author_in(title: str) -> str | None:
    """Return the board or committee whose a report is by its title: "Report of the Board"."""
    match = _AUTHOR.search(title) or _COMMITTEE.search(title)
    return match["name"] if match else None


def auditor_in(text: str) -> str | None:
    """Return the firm that audited: "Grey & Holm LLP published its Audit Findings Report"."""
    match = _FIRM.search(text) if "audit" in text.casefold() else None
    return match["name"] if match else None


def may_be_name(text: str) -> bool:
    """Return whether a text may be the name of a body: a few words, most of them capital."""
    words = [word for word in text.split() if word not in {"of", "and", "for", "the", "&"}]
    return 0 < len(words) <= _MOST_WORDS and all(word[:1].isupper() for word in words)


def is_body(text: str) -> bool:
    """Return whether a line is the name of a body that inspects, and nothing else."""
    return len(text) < 80 and text[:1].isupper() and bool(_BODY_ALONE.fullmatch(text))


def is_of_visit(text: str) -> bool:
    """Return whether a line gives the days of a visit, this one or another, and no document's."""
    return bool(DAYS_OF_VISIT.fullmatch(text) or _OTHER_VISIT.search(text))
