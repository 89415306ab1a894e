"""How a sentence goes on with the items and frameworks that those before it named."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hmic_tracker.documents.claims.grade_bindings import GOES_ON_ITSELF, OF_TWO
from hmic_tracker.documents.claims.known_words import MONTH_NAMES
from hmic_tracker.documents.claims.measure_words import KINDS
from hmic_tracker.documents.wording.patterns import DATE, NUMBER
from hmic_tracker.documents.wording.status_words import is_only_status
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.around import Around
    from hmic_tracker.documents.claims.claim_types import Extent, ItemRef
    from hmic_tracker.documents.claims.paper_names import Named
    from hmic_tracker.documents.claims.paper_state import PaperState

_A_DATE: Final = rf"{DATE.pattern}|(?:\d{{1,2}} )?(?:{MONTH_NAMES})".replace("(?P<", "(?:")
_GOES_ON: Final = re.compile(
    rf"(?:(?:(?:on|in|since|by) (?:then|that (?:day|date|month)|{_A_DATE}),?"
    r"|but|and|however,?|now|at present,?|today,?"
    r"|(?:as|since|because|although|though|given that) (?:the|its|our|this|no)\b[^.;:,]{3,70},"
    r"|(?:the )?inspect\w+ (?:expects?|asks?|asked|wants?|wanted)(?: for)?) )?"
    r"(?:it|they|this|these|both|that (?:is|was|has|had)"
    r"|(?:(?:the|our|their) )?(?:\w+['’]s )?work on (?:it|this|that)"
    r"|(?:its|their|the) (?:target|deadline|due|new|revised|status|position|state)(?: date)?"
    r"|(?:its|their) date|(?:the|its|our) (?:\w+ )?(?:date|deadline) (?:for|of) (?:it|this|that)"
    r"|(?:(?:its|their|the) )?(?:rag|colour)(?: (?:rating|status))?|(?:its|their) rating)\b",
    re.I,
)
_FRAGMENT: Final = re.compile(
    rf"(?:now |still |the )?(?:due|overdue|target(?! (?:score|rating|risk))|deadline)\b"
    rf"|{NUMBER} (?:days?|weeks?|months?) "
    r"(?:late|overdue|past)\b"
    r"|(?:status|position|state)(?: ?[:–—-] | is\b| remains\b)"
    r"|(?:HMIC\w*|the inspect\w+|inspectors|they) set\b"
    rf"|(?:(?:on|in|at the end of|by) (?:{_A_DATE}|(?:that|the same) (?:month|year|quarter)|then)"
    r",? )?(?:the|its) (?:\w+ )?date (?:was|has been|is) (?:now |since |then )?(?:moved|put back"
    r"|extended|changed|deferred|brought forward|reset)\b"
    r"|(?:noted|recorded|shown|marked|logged) as\b|(?:completed|finished|closed) (?:on|in)\b"
    r"|(?:the |our )?work (?:on it )?(?:began|begins|started|is|was|has|will|should|must)\b",
    re.I,
)
"""How a sentence without a subject goes on: "REC-4. Owner: Head of IT. Due 4 May. Late."."""
_THAT_WORK: Final = re.compile(
    r"(?:this|that) work (?:is|was|has|had|remains|runs|began|started)\b", re.I
)
"""How a sentence goes on with the item of the one right before it."""
_MANY: Final = re.compile(r"\b(?:all|both|each|these|those|them)\b", re.I)
_MOVED_TO: Final = re.compile(
    r"[^.;:]{0,60}\b(?:move|moved|moving|extend|extended|put|change|changed)\b(?: back)?"
    r" (?:it|that|this|the (?:\w+ )?date)(?: back)?(?: from [^.;:]{4,20})?"
    r"(?: by [\w-]+ (?:days?|weeks?|months?),?)? to\b",
    re.I,
)
"""How a sentence goes on that moves the date of the item before it: "agreed to move it to"."""
_PLURAL: Final = re.compile(r"(?:they|these|those)\b", re.I)
_ITS_GRADE: Final = re.compile(r"(?:it|this|that|(?:the )?(?:grade|grading|rating))\b", re.I)
"""How a sentence begins that goes on with what the paper is about."""
_SEVERAL: Final = 2
_ITS_DATE: Final = re.compile(r"(?:the|its|their) (?:\w+ )?date\b|expected\b|due\b|target\b", re.I)
_THIS_ONE: Final = re.compile(r"\bthis (?:framework|area|part)\b", re.I)
_ALL_OF_IT: Final = re.compile(
    r"all (?:of (?:the|this|these|that) )?(?:\w+ ){0,3}(?:is|are|was|were)\b|all (?:is|are)\b"
    r"|the (?:remaining )?(?:work|(?:target|due) date|target|deadline)\b"
    r"|(?:those|the work|remaining work|the rest|the remainder|what (?:remains|is left))\b"
    rf"|(?:all |both )?(?:the|its|these|their|those) (?:{NUMBER} )?(?:remaining |open )?"
    rf"{KINDS.pattern} (?:is|are|was|were|should|must|will|have)\b",
    re.I,
)


def goes_on_with(sentence: str, items: ItemRef | None, *, is_just: bool) -> bool:
    """Whether a sentence is of the items before it: it names none, and counts none.

    The sentence right before it names them or goes on with them where it `is_just`.
    """
    if KINDS.search(sentence) or _MANY.search(sentence):
        return False
    is_one = items is not None and max(len(items.ids), len(items.labels)) < _SEVERAL
    if is_one and _PLURAL.match(sentence):
        return False
    return is_only_status(sentence) or bool(
        _GOES_ON.match(sentence)
        or (is_just and _THAT_WORK.match(sentence))
        or (is_one and (_FRAGMENT.match(sentence) or _MOVED_TO.match(sentence)))
    )


def items_gone_on(text: str, items: ItemRef | None) -> tuple[ItemRef, ...]:
    """Return the items that a sentence goes on about: "The date is 30 June 2009"."""
    is_on = items is not None and bool(_GOES_ON.match(text) or _ITS_DATE.match(text))
    return (items,) if items is not None and is_on else ()


def graded_before(
    sentence: str, named: Sequence[Named], around: Around, at: PaperState
) -> tuple[str, ...]:
    """Return the frameworks that a sentence goes on about: two of "both", else the one above."""
    if named and not GOES_ON_ITSELF.match(sentence):
        return ()
    if not named and OF_TWO.search(sentence):
        several = around.mentioned
        if len(several) > _SEVERAL:  # two parts of what the whole paper is about
            several = tuple(one for one in several if one != at.subject)
        return several if len(several) == _SEVERAL else ()
    one = around.sure or (around.just and around.just[0])
    if _ITS_GRADE.match(sentence):
        one = one or at.only_title or at.subject
    return (one,) if one else ()


def graded_above(
    sentence: str, named: Sequence[Named], around: Around, topic: tuple[str, ...]
) -> str | None:
    """Return the framework that a sentence's grade is of where it names none beside it."""
    if not named and around.just and _GOES_ON.match(sentence):
        return around.just[0]
    if around.sure or not _THIS_ONE.search(sentence):
        return around.sure
    about = around.mentioned or topic
    return about[0] if len(about) == 1 else None


def only_framework(
    sentence: str, named: Sequence[Named], around: Around
) -> tuple[str, Extent] | None:
    """Return the one framework that a sentence names, or goes on about: "Both are due in May"."""
    if len({one.slug for one in named}) == 1:
        return named[0].slug, named[0].extent
    if named or not (_GOES_ON.match(sentence) or _ALL_OF_IT.match(sentence)):
        return None
    if around.just:
        return around.just
    return (around.sure, around.extent) if around.sure else None
