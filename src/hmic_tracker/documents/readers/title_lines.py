"""What a line has that may be a document's title, and what is none."""

from __future__ import annotations

import re

from hmic_tracker.documents.readers import conclusions
from hmic_tracker.documents.wording.advice import asks
from hmic_tracker.documents.wording.field_words import COMPLETED, field_of_head
from hmic_tracker.documents.wording.headers import HEAD, PUBLISHED_LINE, date_alone, dated_line
from hmic_tracker.documents.wording.labels import label_of, trailing_label
from hmic_tracker.documents.wording.patterns import DATE, GRADE_LINE, ends_with_source
from hmic_tracker.documents.wording.source_kinds import kind_heading
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block

_NO_TITLE: Final = re.compile(
    r"report by\b|prepared (?:for|by)\b|(?:case|complaint|centre|serial) (?:id|no|number)\b"
    r"|(?:decision|landlord|provider|service) type\b|name of\b|at a glance"
    r"|(?:short |full |final )?report (?:no\.? )?[\d/]+$|(?:public"
    r"|private|final|draft|final draft|confidential)$|"
    r"(?:news|press|media) release|embargo|report (?:no|ref|\d)\b|inspections$|you are |contents"
    r"|on this page|skip to|home|search|menu|warning|see the|print this|share"
    r"|feedback|decision$|archived|as at|position at|published|agenda item|not protectively"
    r"|.{2,40}, \d{1,4}[a-z]? [A-Z].{2,40}(?:street|road|lane|way|square|avenue|place|quay)$"
    r"|(?:part|table|figure) [a-z\d]+$|[^·]{1,60} · [^·]{1,60} · "
    r"|(?:(?:agenda )?item \d{1,2}[a-z]?,? ?)?(?:appendix|annex|enclosure) [a-z\d]{1,3}$"
    r"|(?:type of|inspection dates?|lead inspector|service provided|completed on|provider"
    r"|reference|home|news"
    r"|publications?|reports?|about us)(?:\b.{0,20}:.*|$)|(?:how|what|who|why|when|is|are) .*\?$"
    r"|(?:[a-z]+ ){1,2}(?:date|name|number)$"
    r"|(?:category|key|legend|decision|reference|complaint no\.?) ?:.*"
    r"|(?:in attendance|also present|present|apologies) ?:.*"
    r"|to (?:consider|receive|note|discuss|approve|agree) (?:an?|the|this) (?:\w+ )?"
    r"(?:reports?|updates?|papers?|items?|presentation)$"
    r"|[\w’' ]{3,60} (?:response|reply|answer|comments?) (?:is|was|are|were)(?: as follows)?:$",
    re.I,
)
_TELEPHONE: Final = re.compile(r"\b\d{3,5} \d{3} \d{3,4}\b|@|\bwww\.")
_ORGANISATION: Final = re.compile(
    r"(?:.*\b(?:authority|police|constabulary|council|service|services|trust|office|committee|board"
    r"|commission(?:er)?|agency|department|ministry|inspectorate|government|college|university|fire|prison|panel|assembly|partnership|forum|branch|region"
    r"|association|parliament|house of (?:commons|lords)))"
    r"(?: (?:for|of) .{1,40})?",
    re.I,
)
_TITLE_WORDS: Final = re.compile(
    r"\b(?:inspection|report|review|update|response|audit|plan|progress|inquiry|investigation|thematic"
    r"|register|log|tracker|notice|judge?ment|peer challenge|recommendations"
    r"|assessment|evaluation|findings|actions?)\b",
    re.I,
)
_BY: Final = re.compile(
    r"(?:report )?by (?:the )?"
    r"|(?!report of an? (?:\w+ )?(?:inspection|investigation|visit|inquiry)\b)"
    r"(?:report|presented|submitted) (?:of|by|to) (?:the )?",
    re.I,
)
_MEETING: Final = re.compile(
    r"(?!.*\b(?:inspection|report|review|audit|inquiry|plan|update|progress) "
    r"(?:of|on|into|to|for)\b)"
    r"[A-Z][\w’'& ,-]{2,80}?\b(?:committee|panel|board|cabinet|sub-committee),? [–—-]? ?"
    rf"(?:[a-z]{{3,6}}day,? )?{DATE.pattern}.{{0,40}}",
    re.I,
)
"""A committee and the day of its meeting, above the title of a paper for it."""
_MEETS: Final = re.compile(
    r"(?!\w+ (?:of|on|to|for|into) )(?:[A-Z][\w’'-]*,? (?:(?:and|&|of|for) )?){1,7}"
    r"(?:Committee|Sub-Committee|Panel|Board|Cabinet)"
)
"""Who a paper is for, though its name has the words of a title: "Audit and Risk Committee"."""
_OF_LIST: Final = re.compile(r"\b(?:plan|status|log|register|track\w*)\b", re.I)
"""What a paper is that has items and little else: "Recommendations tracker"."""
_REPORT_OF: Final = re.compile(
    r"(?:report|notice) of an? (?:\w+ )?(?:inspection|investigation|visit|inquiry) (?:of|into|at)\b"
    r"[^.]{5,160}\.$",
    re.I,
)
"""A title that is printed with a stop: "Report of an inspection of a centre for children."."""
_TO_BODY: Final = re.compile(
    rf"(?:[A-Z][a-z]+ )?[Rr]ecommendations? (?:[-–—]|to|for) [A-Z][^.:]{{3,60}}, {DATE.pattern}"
)
"""What a page is called that has what a body was recommended on a day."""
LONGEST_TITLE: Final = 200


def has_title_words(text: str) -> bool:
    """Return whether a line has words of reports: "inspection", "review", "action plan"."""
    return bool(_TITLE_WORDS.search(text))


def is_body_name(text: str) -> bool:
    """Return whether a line is the name of a body, whatever it published."""
    return bool(_ORGANISATION.fullmatch(text))


def is_by_line(text: str) -> bool:
    """Return whether a line begins with who wrote a report."""
    return bool(_BY.match(text))


def is_of_list(text: str) -> bool:
    """Return whether a line says of a paper that it is a list of items: "Action plan"."""
    return bool(_OF_LIST.search(text))


def is_to_body(text: str) -> bool:
    """Return whether a line names whom recommendations were made to, and when."""
    return bool(_TO_BODY.fullmatch(text))


def begins_no_title(text: str) -> bool:
    """Return whether a line begins as no title does: "Report by", "Contents"."""
    return bool(_NO_TITLE.match(text))


def is_organisation(text: str) -> bool:
    """Return whether a line names a body and nothing that it published."""
    has_no_title = not has_title_words(text) or bool(_MEETS.fullmatch(text))
    return is_body_name(text) and has_no_title


def may_be_title(block: Block) -> bool:
    """Return whether a line has the form of a title, and is known for nothing else."""
    text = block.text
    graded = GRADE_LINE.fullmatch(text)
    return (
        block.role in {"heading", "paragraph"}
        and not block.marker
        and 3 < len(text) <= LONGEST_TITLE
        and (not text.endswith((".", ",", ";", ".”", ".’", '."')) or bool(_REPORT_OF.match(text)))
        and not ends_with_source(text)
        and (not text.endswith(":") or (len(text) > 25 and not asks(text)))
        and not (". " in text and asks(text))
        and not begins_no_title(text)
        and not _TELEPHONE.search(text)
        and not HEAD.fullmatch(text)
        and not PUBLISHED_LINE.fullmatch(text)
        and not date_alone(text)
        and not dated_line(text)
        and field_of_head(text.partition(":")[0]) != COMPLETED
        and label_of(text) is None
        and trailing_label(text) is None
        and not _MEETING.fullmatch(text)
        and not (graded and not has_title_words(graded["grade"]))
        and not conclusions.is_heading(text)
        and (kind_heading(text) is None or is_of_list(text) or is_to_body(text))
    )
