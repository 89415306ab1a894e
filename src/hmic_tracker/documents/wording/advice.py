"""Sentences that ask somebody to do something: "The trust must …", "We recommend that …"."""

from __future__ import annotations

import re
from functools import lru_cache

from hmic_tracker.light_typing import Final

_MODAL: Final = r"(?:should|must|needs? to|ought to|shall|will need to|has to|have to)"
_SPEAKERS: Final = re.compile(
    r"(?:we|i|you|it|this|these|those|that|there|they|he|she|what|who|which|why|how|when|where"
    r"|whether|if|as|the following"
    r"|although|because|while|both|our|in (?:our|this|an|my)|members|everyone|everybody|nobody)\b",
    re.I,
)
_OPENING: Final = re.compile(
    rf"(?:(?:by|within|before|no later than|not later than|from|until|with|on|as|in|after|during"
    rf"|where|when|for|to|having|following|working|through|because of|given)\b"
    rf"(?:[^.;:]|\.(?=\w)){{3,160}}?, ?)?"
    rf"(?P<subject>[^.;:]{{2,200}}?),? ?\b(?P<modal>{_MODAL})\b(?P<rest>.*)",
    re.I | re.S,
)
_WE_RECOMMEND: Final = re.compile(
    r"(?:in addition,? |finally,? |lastly,? |also,? |further(?:more)?,? |moreover,? "
    r"|accordingly,? |therefore,? |for (?:this|these) reasons?,? |as a result,? "
    r"|to [^,.]{3,150}, )?"
    r"(?:(?:we|i|the (?:committee|commission|auditor|inspector(?:ate|s)?|coroner|board|panel"
    r"|ombudsman|office|audit office|review)) "
    r"(?:(?:therefore|also|further|again|strongly) )*recommends?(?:ed)?"
    r"|the (?:ombudsman|commissioner|tribunal) (?:therefore |also |further )*(?:orders|directs)"
    r"|it is (?:therefore )?recommended"
    r"|(?:the )?recommendation is)(?: to [^.;]{2,120}?)? (?:that|to|the)\b"
    r"|we (?:therefore |also |further |again )?call (?:up)?on "
    r"(?!(?:Mrs?|Ms|Dr|Sir|Professor)\b)[^.;:]{2,160}? to\b",
    re.I,
)
_BODY_RECOMMENDS: Final = re.compile(
    r"(?:(?:The|the) )?[A-Z][\w’'&-]*(?: (?:of|for|and|the|[A-Z][\w’'&-]*)){0,7} "
    r"(?:also |further |therefore )?recommend(?:s|ed)? (?:to [^.;]{2,120} )?that\b"
)
"""What an item's own text may begin with, whichever body it is that recommends."""
_PROPOSES: Final = re.compile(
    r"\bwe (?:\w+ ){0,3}?(?:recommend|urge|call (?:on|upon|for)|ask|invite|request|propose|suggest"
    r"|look to|encourage)\b"
    r"|\bwe (?:\w+ ){0,3}?(?:believe|consider|think|conclude|agree) that\b[^.;]{2,160}?"
    rf"\b{_MODAL}\b",
    re.I,
)
"""What a committee writes in any of a paragraph's sentences that recommends something."""
_IMPERATIVE: Final = re.compile(
    r"(?:urgently |immediately |further |fully |continue to |also )?"
    r"(?:address(?= (?:the|all|any|its|their|how|these)\b)"
    r"|advise|agree|align|amend|appoint|arrange|assess|assign|assure|audit|begin|bring|build"
    r"|carry out|change"
    r"|check|clarify|clear|close|collect|communicate|complete|conduct|confirm|consider|consult|continue"
    r"|count|create|cut|define|deliver|design|determine|develop|document|draw up|embed|encourage"
    r"|enhance|ensure|establish|evaluate|examine|think|call|drill|try|plant|seal|sell|buy|mend"
    r"|lend|pass|count|return|start|end|listen|speak|invite|match|fit|grade|lay|expand|explore"
    r"|extend|find out|finish|formalise"
    r"|give|hold|identify|implement|improve|include|increase|introduce|investigate|involve|issue|keep"
    r"|lead|let|look|maintain|make|map|measure|meet|monitor|move|offer|plan|prepare|prioritise"
    r"|produce|prohibit|promote|provide|publish|put|raise|reconsider|record|reduce|refresh|refuse|remind"
    r"|remove|repair|replace|report|require|resolve|review|revise|ring|secure|see|seek|send|set"
    r"|share|speed|standardise|stop|strengthen|support|take|teach|tell|test|tighten|track|train|update|use"
    r"|visit|widen|work|write|apologise|pay|replace|open|enable|engage|ask|arrive|avoid|reach|analyse|balance|clean|cover|decide"
    r"|demonstrate|direct(?= (?:the|all|each|its|their|that|staff)\b)"
    r"|draft|discuss|display|equip|explain|fill|fix|follow|fund|guarantee|help"
    r"|improve on|inform|install|invest|safeguard"
    r"|join|learn|limit|list|manage|mark|name|note down|notify|obtain|order|own|prevent|print"
    r"|protect|prove|provide for|pursue"
    r"|reconcile|recruit|refer|reinforce|reintroduce|remedy|renew|reorganise|rewrite|schedule|show|sign|simplify|store|study"
    r"|submit|supply|survey|talk|trial|understand|undertake|upgrade|verify|warn"
    r"|wear)\b(?! (?:was|were|is|has|had)\b)",
    re.I,
)
_REPORTED: Final = re.compile(
    r"\b(?:we|i|they|he|she|it|you|inspectors|officers|staff|leaders|members?) "
    r"(?:have |has |had |also |most |often ){0,3}(?:said|told|found|heard"
    r"|identified|recommended|believed?|thinks?|thought|expect(?:ed)?|knows?|knew|hopes?|agreed?|noted|reported|asked|felt"
    r"|considered|concluded|understood|recognis(?:e|ed) that)\b"
    r"|\b(?:report|paper|letter) (?:also |further )?(?:stated|explained|advised|outlined)\b"
    r"|\b(?:told us|said to us|agreed) that\b"
    r"|\b(?:standard|target|rule|norm|benchmark|guideline|guidance|policy|law|code)s? "
    r"(?:is|are|was|were|says?|said|states?|requires?|sets? out) that\b",
    re.I,
)
_OF_ITEMS: Final = re.compile(
    r"(?:the |these |our |all |safety )?(?:\w+ )?recommendations?\b(?! to\b)", re.I
)
SPEAKS_OF_ITEMS: Final = re.compile(
    r"\b(?:every|each|all|these|any) (?:of (?:the|these|our) )?(?:concerns?|recommendations?"
    r"|afis?|areas? for improvement)\b"
    r"|\b(?:as|are|is|been) set out (?:above|here|below|in this)|\bset out (?:here|above"
    r"|below) (?:is|are)\b"
    r"|\bcontinue (?:to (?:work )?)?(?:towards? |on )?(?:meet|address|implement)(?:ing)? "
    r"(?:the|its|our) (?:\w+ ){0,2}recommendations\b"
    r"|evidence (?:that )?it has (?:done|complied)"
    r"|\b(?:comply|complied|compliance) with (?:the|these|our|all|its)(?: above)? orders\b"
    r"|^actions? .{0,40}\b(?:must|should) take (?:is|are)\b"
    r"|\bthe following (?:\w+ ){1,4}(?:is|are|be) (?:addressed|dealt with|resolved|remedied"
    r"|tackled|put right|met|implemented)\b[^.:]{0,60}\.$",
    re.I,
)
_LONGEST_SENTENCE: Final = 2000
_ABBREVIATED: Final = re.compile(r"\b(?:e\.g|i\.e|etc|no|nos|para|p|Dr|Mr|Mrs|St|v)\.$")
_SENTENCE_END: Final = re.compile(r"[.!?][”’\"')]?(?= |$)")
_STEM: Final = re.compile(
    rf"(?:\b{_MODAL}\b[^.]{{0,120}}|\brecommend(?:s|ed)?(?: to [^.:]{{2,120}})? that\b[^.]{{0,160}}"
    r"|\brecommend(?:s|ed)?(?: to [^.:]{2,120})?|\bis (?:recommended|required|asked) to[^.]{0,80}"
    r"|\b(?:we|i) (?:ask|expect|require)\b[^.]{0,120}|\b(?:has|have) agreed (?:to"
    r"|that)\b[^.]{0,160}"
    r"|\b(?:council|trust|force|service|body|organisation|authority|agency"
    r"|department|it) will)[:–—-]{1,2}$",
    re.I,
)
_TOO_LATE: Final = re.compile(
    r" (?:be (?:proud|congratulated|concerned|given credit)|have (?:been|known|had|made|done"
    r"|\w+ed)\b)"
)
_DATED: Final = re.compile(r"(?:by|before|within|not later than|no later than)\b", re.I)
_RECOMMEND_INSIDE: Final = re.compile(
    r"(?!as (?:we|i) |in (?:19|20)\d\d|on \d)[^.]{2,300}?[,; ](?P<joined>and )?"
    r"(?P<what>(?:we|i)(?:,? (?:also|therefore|further|accordingly|strongly|hence),?)* "
    r"recommend(?:,? (?:therefore|accordingly|further|again|also|instead),?)? that\b)",
    re.I,
)
_ONE_BODY: Final = re.compile(
    r"(?:by [^,]{3,40}, |within [^,]{3,40}, |in order to [^,:]{3,80},? "
    r"|to [^,:]{3,80}, )?(?:(?=(?:leader|governor|manager)s )|(?:the |this )(?:[a-z’' -]+ )?)"
    r"(?:school|trust|provider|council|force"
    r"|service|partnership"
    r"|department|board|company|college|authority|home|prison|governor|constabulary|hospital|practice|agency|nursery"
    r"|chief \w+|registered \w+|leaders?|manager)s? (?:should|must|needs to|has to"
    r"|is required to)\b",
    re.I,
)
_CONCEDES: Final = re.compile(r"(?:whilst|while|although|though) [^.:,]{3,100}, ", re.I)
"""What a stem may begin with: "Whilst we found no breaches, the provider should:"."""
_STEPS: Final = r"(?:measures|steps|works?|(?:remedial |further )?actions?)"
_REQUIRED: Final = r"(?:required|directed|ordered|instructed)"
_OF_NOTICE: Final = re.compile(
    r"(?:in order )?to comply with (?:this|the) (?:\w+ ){0,2}(?:notice|order|direction)s?,? "
    r"(?:you|the \w+(?: \w+){0,3}) (?:should|must|shall|needs? to)\b"
    rf"|(?:[^.:]{{3,120}} )?(?:you|\w+) (?:are|is) (?:hereby |therefore |now )?{_REQUIRED} to "
    rf"(?:take|do|carry out|undertake|implement|complete) (?:all )?the following(?: {_STEPS})?\b"
    rf"|(?:[^.:]{{3,120}} )?(?:hereby )?(?:require|direct)s? (?:you|the \w+(?: \w+){{0,4}}) to "
    rf"(?:take|do|carry out|undertake) the following(?: {_STEPS})?\b"
    rf"|you [^.:]{{0,120}}?\b(?:must|should|shall|need to) (?:now )?(?:take|do|carry out|undertake)"
    rf" the following(?: {_STEPS})?\b"
    rf"|(?:in my opinion,? )?the (?:following )?{_STEPS}(?: that| which)?"
    rf"(?: must be taken| (?:are )?(?:considered )?(?:necessary|needed|required)| you must take)\b",
    re.I,
)
"""What stands above the steps that a notice requires: "You are required to take …"."""
_AGREED: Final = re.compile(
    r"\b(?:has|have) agreed (?:to\b|that (?:it|they) (?:will|should)\b)", re.I
)
_RECOMMENDED_BELOW: Final = re.compile(
    r"\brecommend(?:s|ed)?(?: that)?[:–—-]{1,2}$"
    rf"|\b(?:(?:we|i) (?:also |therefore )?recommend|recommend(?:s|ed)? that)\b[^.;]{{0,200}} "
    rf"{_MODAL}:$",
    re.I,
)
_LONGEST_STEM: Final = 300
_ENCOURAGES: Final = re.compile(
    r"(?:we|i|hmic\w*|inspectors?|(?:the |this )?(?:inspectorate|inspection|review|auditors?)) "
    r"(?:(?:would|also|therefore|strongly) )*(?:encourages?|urges?|(?:like|wish|prefer) to see"
    r"|welcome|suggests? that)\b",
    re.I,
)
"""What an inspector says who asks politely: "We would encourage the force to …"."""
_THEY: Final = re.compile(
    rf"(?:(?:therefore|instead|so),? )?(?:they|it|he|she|both) (?:(?:also|now) )?{_MODAL}\b", re.I
)
"""What asks of somebody whom the sentence before has named: "They should ensure that …"."""
_MOST_BEFORE: Final = 4
"""Sentences that say why something is asked for."""
_DATE_ALONE: Final = re.compile(
    r"(?:within|by|not later than|no later than|with immediate effect|immediately)\b[^.:]{0,60}:",
    re.I,
)
SHOULD: Final = re.compile(r"\bshould\b", re.I)


def first_sentence(text: str) -> str:
    """Return a text up to the end of its first sentence, of at most 2,000 letters."""
    start = text[:_LONGEST_SENTENCE]
    for match in _SENTENCE_END.finditer(start):
        follows = start[match.end() : match.end() + 2].strip()[:1]
        last = match.end() >= len(text)
        if (last or follows.isupper()) and not _ABBREVIATED.search(
            start, max(0, match.end() - 8), match.end()
        ):
            return start[: match.end()]
    return start


@lru_cache(maxsize=2048)
def asks(text: str) -> bool:
    """Return whether a text's first sentence asks a body or a post to do something."""
    sentence = first_sentence(text)[:600]
    if recommends(sentence):
        return True
    if sentence.endswith("?"):
        return False
    match = _OPENING.match(sentence)
    if not match:
        return False
    subject = match["subject"].strip()
    if _SPEAKERS.match(subject) and not subject[:5].lower().startswith("where"):
        return False
    if (
        _REPORTED.search(sentence[: match.start("modal")])
        or subject[:8].lower() == "of which"
        or sentence[:1] in '“"'
        or _OF_ITEMS.match(subject)
    ):
        return False
    if re.search(
        r"\b(?:that|whether|which|who|how|why|says?|thinks?|told|knows?|means)$", subject, re.I
    ):
        return False
    late = _TOO_LATE.match(match["rest"]) and not _DATED.match(sentence)
    return len(subject.split()) <= 28 and not late


def asks_after_finding(text: str) -> bool:
    """Return whether the last of a few sentences asks for something, those before saying why."""
    rest = text
    for _ in range(_MOST_BEFORE):
        rest = rest[len(first_sentence(rest)) :].strip()
        if first_sentence(rest) == rest:
            return asks(rest) or bool(_ENCOURAGES.match(rest) or _THEY.match(rest))
    return False


def recommends(text: str) -> bool:
    """Return whether a text begins with "We recommend that" or the like."""
    return bool(_WE_RECOMMEND.match(text))


def body_recommends(text: str) -> bool:
    """Return whether an item's text begins with who recommends it: "OIG recommends that …"."""
    return bool(_BODY_RECOMMENDS.match(text[:400]))


def recommends_anywhere(text: str) -> bool:
    """Return whether any sentence of a paragraph recommends something, or asks a body for it."""
    while text:
        sentence = first_sentence(text)
        if _PROPOSES.search(sentence) or asks(sentence):
            return True
        text = text[len(sentence) :].lstrip()
    return False


def recommending_sentences(text: str) -> list[tuple[int, int]]:
    """Return the places of the sentences of a paragraph that recommend something.

    What stands before an "and we recommend that" is why, and belongs to it.
    """
    spans: list[tuple[int, int]] = []
    at = 0
    while at < len(text):
        sentence = first_sentence(text[at:])
        quoted = text.count("“", 0, at) > text.count("”", 0, at)
        if quoted:
            pass  # what somebody said
        elif recommends(sentence) and not re.match(r"(?:in|on) (?:19|20)\d\d", sentence):
            spans.append((at, at + len(sentence)))
        elif inside := _RECOMMEND_INSIDE.match(sentence):
            begins = 0 if inside["joined"] else inside.start("what")
            spans.append((at + begins, at + len(sentence)))
        at += len(sentence)
        while at < len(text) and text[at] == " ":
            at += 1
    return spans


@lru_cache(maxsize=2048)
def is_order(text: str) -> bool:
    """Return whether a text begins with a verb that tells to do something: "Improve attendance"."""
    without = re.sub(r"^(?:by|within|before|from|no later than) [^,]{3,60}, ", "", text, flags=re.I)
    return bool(_IMPERATIVE.match(without))


@lru_cache(maxsize=2048)
def is_stem(text: str) -> bool:
    """Return whether a text is the beginning that the bullets below it share."""
    if _DATE_ALONE.fullmatch(text):
        return True
    return len(text) <= 400 and (bool(_STEM.search(text[-320:])) or is_stem_of_notice(text))


def is_recommending_stem(text: str) -> bool:
    """Return whether a stem says that what follows was recommended: "It recommended that:"."""
    return bool(_RECOMMENDED_BELOW.search(text[-_LONGEST_STEM:]))


def is_date_alone(text: str) -> bool:
    """Return whether a line is a date that bullets below share: "Within four weeks of this"."""
    is_point = ";" in text or bool(_IMPERATIVE.match(text.partition(", ")[2]))
    return not is_point and bool(_DATE_ALONE.fullmatch(text.rstrip(":") + ":"))


def has_agreed(text: str) -> bool:
    """Return whether a stem says what a body has agreed to do."""
    return is_stem(text) and bool(_AGREED.search(text))


def is_stem_of_notice(text: str) -> bool:
    """Return whether a stem says what a notice requires: "To comply with this notice you must:"."""
    return text.endswith((":", ":-", "–", "—")) and bool(_OF_NOTICE.match(text[:400]))


def is_stem_of_one_body(text: str) -> bool:
    """Return whether a stem is addressed to one body: "The school should take action to:"."""
    concedes = _CONCEDES.match(text)
    begins = concedes.end() if concedes else stem_begins(text)
    return is_stem(text) and bool(_ONE_BODY.match(text, begins))


def asks_one_body(text: str) -> bool:
    """Return whether a text asks the body inspected: "The service should …", not all of them."""
    return bool(_ONE_BODY.match(text))


def stem_begins(text: str) -> int:
    """Return where the sentence of a stem begins, behind one that finds something.

    "We found two breaches. The provider must:" is a finding and a stem.
    """
    last = max(text.rfind(". "), -2) + 2
    return last if last and not asks(text) and _ONE_BODY.match(text, last) else 0
