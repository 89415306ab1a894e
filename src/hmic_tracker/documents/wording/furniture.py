"""Lines that are no content: page numbers, protective markings, menus of web pages."""

from __future__ import annotations

import re

from hmic_tracker.documents.wording.patterns import SHORT
from hmic_tracker.light_typing import Final

PAGE: Final = re.compile(
    r"(?:page|p\.?) ?\d{1,4}(?: ?(?:of|/) ?\d{1,4})?(?: ?\|.{0,60})?"
    r"|[-–—|] ?\d{1,4} ?[-–—|]|\d{1,4} ?\| ?page|\d{1,4} of \d{1,4}"
    r"|[%#=*~<\[{(!-]{1,4} ?page ?\d{1,4} ?[%#=*~>\]})!-]{1,4}",
    re.I,
)
BARE_NUMBER: Final = re.compile(r"\d{1,4}")
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+(?: \d{1,4}/\d{1,4})?")
_WAY: Final = (
    r"(?:(?:https?://|www\.)\S+|(?:e-?mail:? ?)?[\w.+-]+@[\w-]+\.[\w.-]+"
    r"|(?:(?:tel(?:ephone)?|phone|t)[.:]? ?)?\(?[\d+][\d ()-]{8,16}\d)"
)
_WAYS: Final = re.compile(rf"{_WAY}(?: ?[|·•] ?{_WAY}){{1,4}}", re.I)
"""The foot of a letter's pages: where its sender has a page, a telephone and a mailbox."""
_PRINTED: Final = re.compile(
    r"\d{1,2}([/.-])\d{1,2}\1\d{2,4},? \d{1,2}:\d\d(?::\d\d)?(?: ?[AP]M)?(?: \D.*)?", re.I
)
"""The head that a browser prints on each page: the time, and the web page's title."""
_MARKING: Final = re.compile(
    r"(?:protective marking: ?)?(?:not protectively marked|unclassified|official(?:[- ]sensitive)?"
    r"|restricted|confidential|secret|(?:commercial(?:ly)?[ -])?in[ -]confidence"
    r"|(?:strictly )?private (?:and|&) confidential|strictly confidential)",
    re.I,
)
_LEADERS: Final = re.compile(r".{0,200}?(?:\.{4,}|(?: \.){3,}|…{2,}|_{4,}) ?\d{0,4}")
_RULE: Final = re.compile(r"[-=_*~. ]{3,}|\+[-=+ ]{2,}\+")
_CHROME: Final = re.compile(
    r"skip (?:to|over) .{0,40}|jump to (?:main )?(?:content|navigation|search|menu|top)"
    r"|total (?:records|results):? \d[\d,]{0,9}|\d[\d,]{0,9} (?:records|results) found"
    r"|(?:we use|this site uses|about) cookies?\b.{0,200}|accept (?:all )?"
    r"cookies?.{0,60}|(?:reject|manage)(?: all)? cookies.{0,60}|(?:cookie|privacy) (?:policy"
    r"|notice)"
    r"|print(?: this)?(?: page| document)?|(?:e-?)?mail this page.{0,40}"
    r"|send an e-?mail linking to this page|share(?: this)?(?: page| on .{1,40})?(?: tweet)?"
    r"|back to .{1,60}|return to (?:top|.{1,40} page)|read more(?: about .{1,80})?|show (?:more"
    r"|all)"
    r"|find out (?:more|how).{0,80}|see all .{1,60}"
    r"|you are (?:in|here)(?-i:(?::| ?[A-Z>›»/]).{0,80})?"
    r"|home ?[>»/|›].{0,200}|menu|main menu|search(?: this site)?|log ?in|sign (?:in|up)|feedback"
    r"|subscribe.{0,60}|was this page (?:useful|helpful)\??.{0,80}"
    r"|related (?:links|content|pages|investigation(?:s|\(s\))?)"
    r"|get the report.{0,60}|download (?:the |this )?(?:report|document|pdf).{0,60}"
    r"|view (?:the |this )?(?:report|document).{0,60}|(?:pdf|html|word)(?: document)?,? ?"
    r"\(?\d.{0,20}|contents|on this page|table of contents|in this section"
    r"|publication type: .{1,60}"
    r"|everything here is under .{1,40}|©.{0,200}|copyright .{0,200}"
    r"|(?:is|was) this (?:page|information) (?:useful|helpful)\??.{0,40}"
    r"|did you find what you were looking for.{0,40}|rate this page.{0,40}"
    r"|(?:sign up|register) for e-?mail.{0,40}|(?:menu|search|cymraeg|english|login|log in|a-z"
    r"|home|print|save|share|close"
    r"|print this page|email this page)(?: (?:menu|search|cymraeg|english|login|log in|a-z|home"
    r"|print|save|share|close))+"
    r"|[A-Z][\w ]{2,30}(?: [/>»›] [A-Z][\w&’' -]{2,60}){2,6}"
    r"|.{3,80} \(opens in (?:a )?new (?:tab|window)\)"
    r"|all content is available .{0,200}",
    re.I,
)
_BANNER: Final = re.compile(
    r"(?:u\.s\.|national) flag|(?:this is )?an official (?:web ?)?site of .{3,60}|dot gov|https"
    r"|here[’']s how you know|the \.gov means it[’']s official|the site is secure"
    r"|federal government websites often end in .{0,160}|the https:// ensures .{0,160}"
    r"|official websites use .{2,20}|secure .{2,20} websites use https"
    r"|a .{2,20} website belongs to an official .{0,100}|a lock .{0,60}means you.{0,160}"
    r"|breadcrumbs?",
    re.I,
)
"""A government's banner over all of its web pages, line by line."""


_ALSO_HEADING: Final = re.compile(r"(?:\d{1,2}\.? )?feedback", re.I)
"""What a web page's link is called, and a chapter of a report by peers."""
_VERB: Final = r"(?:show|hide|open|close|expand|collapse|toggle|reveal)"
_SWITCH: Final = re.compile(
    rf"(?:click to |tap to |press to )?{_VERB}(?P<other> ?(?:or|and|/) ?{_VERB})?"
    r"(?P<what>,? ?(?:(?:this|the|all|full|more|other) )?"
    r"(?:sections?|panels?|contents?|answers?|details|accordions?|text|parts?|chapters?"
    r"|all|more|less))?",
    re.I,
)
"""What a page's button to open and close a part says: "Show or hide section"."""


_MENU_WORD: Final = re.compile(
    r"home|news|report|apply|advice|about us|contact(?: us)?|your area|jobs|careers|search|print"
    r"|email|share|facebook|twitter|x|linkedin|instagram|youtube|whatsapp|cookies|privacy"
    r"|accessibility|site ?map|terms(?: and conditions)?|log ?in|sign in|a-z|cymraeg|english",
    re.I,
)
"""What one of the links of a menu, or of a page's foot, may be called."""
_BETWEEN_LINKS: Final = re.compile(r" ?[|·•] ?| {2,}")
_FEWEST_LINKS: Final = 3
_LONGEST_LINK: Final = 30
_OF_LINKS: Final = re.compile(
    r"related (?:news|content|links|pages|stories|articles|publications|reports|documents)"
    r"|(?:more|other|latest|recent) news(?: stories)?|you (?:may|might) also (?:like"
    r"|be interested in)",
    re.I,
)
"""What a web page has above its links to others."""


def is_heading_of_links(text: str) -> bool:
    """Return whether a line is a web page's heading above links to other pages."""
    return len(text) <= SHORT and bool(_OF_LINKS.fullmatch(text.rstrip(" :")))


def is_also_heading(text: str) -> bool:
    """Return whether a line that a page may have as a link may be a chapter's heading as well."""
    return bool(_ALSO_HEADING.fullmatch(text))


def is_switch(text: str, *, surely: bool) -> bool:
    """Return whether words are those of a button that opens a part of a page.

    `surely` is whether they say so themselves, and no heading could have them: "Show section".
    """
    match = _SWITCH.fullmatch(text.strip(" ,.:")) if len(text) <= SHORT else None
    return match is not None and (not surely or bool(match["other"] or match["what"]))


def is_page_mark(text: str) -> bool:
    """Return whether a line is surely a page's: its number, an address, a protective marking."""
    if (
        _ADDRESS.fullmatch(text)
        or _WAYS.fullmatch(text[: 3 * SHORT])
        or _PRINTED.fullmatch(text[: 3 * SHORT])
    ):
        return True
    return len(text) <= SHORT and any(
        pattern.fullmatch(text) for pattern in (PAGE, _MARKING, _RULE)
    )


def is_contents_line(text: str) -> bool:
    """Return whether a line is one of a list of contents, with dots before its page."""
    return len(text) <= 3 * SHORT and bool(_LEADERS.fullmatch(text))


def is_chrome(text: str) -> bool:
    """Return whether a line is a web page's menu, banner, cookie notice or link."""
    line = text.rstrip(" .…")
    return len(text) <= 3 * SHORT and (
        any(p.fullmatch(line) for p in (_CHROME, _BANNER)) or _is_menu(line)
    )


def _is_menu(line: str) -> bool:
    """Return whether a line has nothing but links: "News | Your area | Contact us"."""
    links = _BETWEEN_LINKS.split(line)
    named = sum(bool(_MENU_WORD.fullmatch(link)) for link in links)
    fits = all(0 < len(link) <= _LONGEST_LINK for link in links)
    return len(links) >= _FEWEST_LINKS and fits and named > 1
