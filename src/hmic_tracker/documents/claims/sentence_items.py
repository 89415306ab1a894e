"""Which items a sentence names: by their numbers, or by words of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hmic_tracker.documents.claims.claim_types import ItemRef
from hmic_tracker.documents.claims.item_refs import Reference, references_in
from hmic_tracker.documents.claims.item_states import NO_DATE
from hmic_tracker.documents.claims.item_topics import topic_of
from hmic_tracker.documents.claims.sentence_words import A_DATE
from hmic_tracker.documents.claims.status_statements import statement_of
from hmic_tracker.documents.claims.word_roots import rooted
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.item_titles import ItemTitles
    from hmic_tracker.documents.claims.paper_names import Named

_LINE: Final = re.compile(
    r"(?:[-•] )?(?i:(?:progress|position|status|work|our work) (?:on|with|of) )?"
    r"(?P<name>[A-Za-z][^.;:()]{3,90}?)"
    r"(?: \((?:(?:no\.?|number|item) )?(?P<label>\d{1,3}[a-z]?)\))?(?:: | [–—-] )(?P<rest>.+)"
)
"""A line with an item by its words and how it stands: "Release without an address (12): open"."""
_IN_LIST: Final = re.compile(
    r"(?:\([a-z0-9]{1,3}\) |[-•] )?(?:the |our )?(?P<name>[a-z][^.;:(),]{5,90}?)"
    r"(?: \((?:(?:no\.?|number|item) )?(?P<label>\d{1,3}[a-z]?)\))?, (?P<rest>[^.;]+)",
    re.I,
)
"""An item by its words in a list, its state behind a comma: "(b) risk information, open"."""
_BOXED: Final = re.compile(
    r"(?:\([a-z0-9]{1,3}\) |[-•] )?(?:the |our )?(?P<name>[a-z][^.;:(),]{5,90}?)"
    r"(?P<label>(?!))? ?(?= \()(?P<rest> \([^().;]{3,60}\)(?:: [^.;]+|, [^.;]+)?)[.;,]?(?: and)?$",
    re.I,
)
"""An item by its words, how it stands in brackets: "Risk information (due 30 September): open"."""
_DUE: Final = re.compile(
    rf"(?:now )?due (?:on |in |by )?(?:the end of )?{A_DATE}",
    re.I,
)
_FEW_WORDS: Final = 4


def items_named(
    sentence: str, named: Sequence[Named], above: str | None, titles: ItemTitles
) -> list[Reference]:
    """Return the items that a sentence names, those without a framework of that `above`."""
    refs = references_in(sentence, above, named)
    refs = _with_titles(sentence, refs, titles) if refs else refs
    refs = [_of_titled(sentence, ref, titles) for ref in refs]
    is_open = len(refs) == 1 and refs[0].ref.labels and not refs[0].ref.framework
    titled = titles.in_text(sentence) if is_open or not refs else None
    if titled is None and not refs and not named:
        titled = _by_word(sentence, titles)
    if titled is None:
        return refs
    if is_open:  # "Recommendation 4, which sought a proactive focus"
        return [refs[0]._replace(ref=refs[0].ref._replace(words=titled.ref.words))]
    return [titled]


def _by_word(sentence: str, titles: ItemTitles) -> Reference | None:
    """Return the item that a sentence names by a word of its own before its kind."""
    if on_line := _on_line(sentence, titles):
        return on_line
    return topic_of(sentence, titles)


def _is_stated(words: str) -> bool:
    """Whether words are how an item stands, or when it is due."""
    return statement_of(words, is_cell=True).statuses is not None or bool(
        _DUE.match(words) or NO_DATE.match(words)
    )


def _first_of(line: re.Match[str]) -> str:
    """Return what a line says first of its item: up to a comma, or within brackets."""
    rest = line["rest"]
    return rest if line.re is _LINE else re.split(r"[,)]", rest.strip(" ("))[0]


def _on_line(sentence: str, titles: ItemTitles) -> Reference | None:
    """Return the item that a line names before its state; a word alone needs its number."""
    lines = (form.match(sentence) for form in (_LINE, _IN_LIST, _BOXED))
    line = next((one for one in lines if one and _is_stated(_first_of(one))), None)
    if line is None:
        return None
    titled = titles.of_topic(line["name"]) or titles.in_text(line["name"], is_cell=True)
    if titled is None and line["label"] and len(line["name"].split()) <= _FEW_WORDS:
        words = tuple(dict.fromkeys(one.root for one in rooted(line["name"])))
        ref = ItemRef(labels=(line["label"].lower(),), words=words)
        return Reference(ref, 0, line.start("rest") - 1) if words else None
    is_known = titled is not None and (
        line["label"] or len(titled.ref.words) > 1 or titles.is_known_by(titled)
    )
    if titled is None or not is_known:
        return None
    labels = (line["label"].lower(),) if line["label"] else ()
    return Reference(titled.ref._replace(labels=labels), 0, line.start("rest") - 1)


def _with_titles(sentence: str, refs: Sequence[Reference], titles: ItemTitles) -> list[Reference]:
    """Return items named by ids, each with the words of its own that stand behind it."""
    bounds = [*(ref.start for ref in refs[1:]), len(sentence)]
    whole: list[Reference] = []
    for ref, end in zip(refs, bounds, strict=True):
        title = titles.in_text(sentence[ref.end : end]) if ref.ref.ids else None
        between = sentence[ref.end : ref.end + title.start] if title else "."
        is_its = bool(title) and bool(
            re.fullmatch(r"[\s(:–,-]*(?:(?:on|about|for) )?(?:the )?", between, re.I)
        )
        whole.append(ref._replace(end=ref.end + title.end) if title and is_its else ref)
    return whole


def _of_titled(sentence: str, ref: Reference, titles: ItemTitles) -> Reference:
    """Return an item that is named by what it is about with the words that are its own."""
    if not ref.ref.words or ref.ref.labels:
        return ref
    titled = titles.in_text(sentence[ref.start : ref.end], is_cell=True)
    return ref._replace(ref=ref.ref._replace(words=titled.ref.words)) if titled else ref
