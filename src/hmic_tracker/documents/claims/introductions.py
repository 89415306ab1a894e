"""What introduces a statement in a committee's paper and says nothing of it."""

from __future__ import annotations

import re

from hmic_tracker.light_typing import Final

_READERS: Final = (
    r"(?:members|councillors|governors|trustees|colleagues|readers|you"
    r"|the (?:\w+ ){0,3}?(?:committee|board|panel|authority|cabinet|chair|group|council"
    r"|commissioner|mayor))"
)
_WRITERS: Final = (
    r"(?:we|i|officers|this (?:report|paper|note|update)"
    r"|the (?:service|force|prison|council|report|paper|chief \w+(?: \w+)?|head of \w+))"
)
_SAY: Final = r"(?:report|confirm|say|advise|inform \w+|tell \w+|record|state|note|show)s?"
_NOTE: Final = r"(?:note|know|see|hear|learn|be aware|be told|recall|remember|find|appreciate)"
_INTRODUCTIONS: Final = re.compile(
    r"(?P<before>^|(?<=[.!?;:] )|(?<=[.!?;:]\n)|(?<=, )and (?=i am )|(?<=, )but (?=i am ))(?:"
    rf"{_READERS} (?:is|are) (?:also |therefore )?(?:asked|invited|requested|reminded|advised"
    rf"|informed|recommended)(?: to {_NOTE})? that"
    rf"|(?:for (?:completeness|the record|information|clarity), )?"
    rf"{_READERS} (?:will|may|might|should|can|would)(?: also| now)?(?: (?:wish|want|like|need) to"
    rf"| be (?:pleased|glad|interested|sorry) to)? {_NOTE}(?: from (?:this|the) \w+)? that"
    rf"|{_WRITERS} (?:can|must|(?:have|has) to|should|(?:am|are|is) (?:able|pleased|glad|happy"
    rf"|sorry|bound|obliged) to)(?: now| also)? {_SAY} that"
    rf"|{_WRITERS} {_SAY} that"
    r"|it (?:is|was|should be|can be|may be)(?: also)? (?:noted|reported|confirmed|recorded"
    r"|worth noting|pleasing to (?:note|report)|fair to (?:say|add|note)|right to say) that"
    r"|the (?:(?:current|present|overall|latest) )?(?:position|picture|headline|result|upshot"
    r"|(?:main|key) (?:point|message)) (?:is|remains) that"
    r"|(?:at|as of|as at) (?:the date of this (?:report|paper)|today|the time of (?:writing"
    r"|this (?:report|paper))|present),?"
    r"|in (?:summary|short|brief|sum|conclusion|other words)[,:]?"
    r"|to (?:sum up|summarise|recap|conclude)(?:,? then)?[,:]"
    r"|for (?:completeness|the record|information|clarity),"
    r"|(?:overall|however|also|in addition|furthermore|moreover|meanwhile|accordingly),"
    r") (?P<next>\w)",
    re.I,
)


_POST: Final = (
    r"(?:the|our) (?:[\w’'-]+ ){0,3}?(?:chief|head|director|governor|officer|chair|lead|manager"
    r"|commander|superintendent|secretary|inspector general)(?: (?:of|for) (?:[\w’'-]+ ?){1,4}?"
    r"| officer| constable| executive)?"
)
_HEARD: Final = re.compile(
    rf"(?P<before>^|(?<=[.!?;:] )|(?<=[.!?;:]\n))"
    rf"(?:(?:{_READERS}|{_POST}|it|they|we|he|she) |(?=(?:noted|reported|confirmed|heard) ))"
    r"(?:also |then |further )?(?:(?:reminded (?:members|us|colleagues|the (?:\w+ )?\w+)"
    r"|pointed out|reported|confirmed|advised|explained|added|noted|heard|stated"
    r"|accepted|acknowledged|said"
    r"|recorded|was (?:told|informed|advised|noted|reported)|were (?:told|informed|advised)"
    r"|told (?:members|the (?:\w+ )?\w+))(?: to (?:members|the (?:\w+ )?\w+))?)"
    r" (?:also )?that (?P<next>\w)(?P<rest>[^.;!?]*)",
    re.I,
)
"""What minutes put before a statement, which then is in the past: "Members noted that …"."""
_HAD: Final = re.compile(
    r"\bhad (?=been|yet|not|now|begun|become|passed|gone|no|an?\b|all|both)", re.I
)


def without_introductions(text: str) -> str:
    """Return a text whose sentences begin with what they state: "Members will see that …"."""
    while (plain := _HEARD.sub(_of_now, _INTRODUCTIONS.sub(_begun, text))) != text:
        text = plain
    return text


def _of_now(match: re.Match[str]) -> str:
    """Return what minutes report as it is on their day."""
    return match["before"] + match["next"].upper() + _HAD.sub("has ", match["rest"])


def _begun(match: re.Match[str]) -> str:
    is_inside = match["before"].startswith(("and", "but"))
    return match["before"] + (match["next"] if is_inside else match["next"].upper())
