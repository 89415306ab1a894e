"""The kept paragraphs of a paper in words: each with its day, and with the name it is about."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from hmic_tracker.domain.frameworks import initials_of
from hmic_tracker.domain.kept_texts import WHOLE
from hmic_tracker.domain.words import folded
from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple
from hmic_tracker.render.papers.wording import in_full

if TYPE_CHECKING:
    from hmic_tracker.reports.kept_paragraphs import KeptParagraph
    from hmic_tracker.reports.paper import Paper


class KeptTexts(NamedTuple):
    """The kept paragraphs of each section, as a template prints them.

    `findings` are those that stand under no finding of the paper.
    """

    findings: tuple[str, ...] = ()
    response: tuple[str, ...] = ()
    good_practice: tuple[str, ...] = ()
    revisit: tuple[str, ...] = ()


def kept_findings(paper: Paper, slugs: Collection[str]) -> tuple[str, ...]:
    """The kept paragraphs on what was found in some frameworks, the first of them their parent."""
    first = next(iter(slugs), "")
    return tuple(
        text
        for one in paper.kept.shown
        if one.text.section == "findings" and one.text.framework in slugs
        for text in _texts(one, named=one.text.framework != first)
    )


def kept_texts(paper: Paper, placed: Collection[str]) -> KeptTexts:
    """All kept paragraphs but those on what was found in frameworks that have their `placed`."""
    sections: dict[str, list[str]] = {}
    for one in paper.kept.shown:
        if one.text.section != "findings" or one.text.framework not in placed:
            key = one.text.section.replace("-", "_")
            sections.setdefault(key, []).extend(_texts(one, named=True))
    return KeptTexts(**{key: tuple(texts) for key, texts in sections.items()})


def _texts(one: KeptParagraph, *, named: bool) -> Iterator[str]:
    """Its paragraphs: the first says what it is about where it doesn't itself, the last of when."""
    *first, last = one.text.paragraphs
    if not one.is_of_this_paper:
        last = f"{last} ({in_full(one.text.day)})"
    texts = [*first, last]
    if named and (name := _missing_name(one)):
        texts[0] = f"{name}: {texts[0]}"
    yield from texts


def _missing_name(one: KeptParagraph) -> str:
    """What a text is about, where its words don't name it."""
    if one.framework is None:
        return "" if one.text.framework == WHOLE else one.text.framework
    words = folded(" ".join(one.text.paragraphs))
    names = (one.framework.name, *one.framework.aliases)
    is_named = any(folded(name) in words for name in names)
    is_named = is_named or initials_of(one.framework.name) in " ".join(one.text.paragraphs).split()
    return "" if is_named else one.framework.name
