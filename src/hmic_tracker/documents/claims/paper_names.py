"""The frameworks that sentences and cells name, and whether their parts are meant too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from hmic_tracker.documents.claims.graded_areas import areas_beside, overall_grade, overlap
from hmic_tracker.documents.claims.name_words import NameWords
from hmic_tracker.documents.claims.short_names import ShortNames, own_short_form
from hmic_tracker.documents.framework_names import FrameworkNames, name_of_heading
from hmic_tracker.domain.frameworks import Framework, initials_of
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.claim_types import Extent

_FAMILY: Final = re.compile(
    r"\b(?:all (?:two|three|four|five|six|seven|eight|nine|\d+|of|its|areas|parts|together)|"
    r"as a whole|in all|family|with all of)\b",
    re.I,
)
_OWN: Final = re.compile(r"\b(?:overall|overview|itself|alone|o/a|general|generic)\b", re.I)
_OWN_BEHIND: Final = re.compile(
    r"[ ,(–—-]*(?:framework )?(?:overall|overview|itself|alone|o/a)\b", re.I
)
_BEFORE_NAME: Final = re.compile(
    r"^(?:\d+(?:\.\d+)*[.)]? |\([ivx]+\) |(?:of which|within it|comprising)[ :–—-]+)", re.I
)
"""What stands before a name in a table: its number, or that it is part of the row above."""
_TAIL: Final = re.compile(
    r"(?:,? (?:of which|all \w+|as a whole|in all|together))|[:,]$|\s*\((?:overall|pvp"
    r"|all[^()]*)\)$"
    r"|[ ,–—-]+(?:o/a|overall|general|overview)$",
    re.I,
)
KIND_BEHIND: Final = re.compile(
    r"[\s,:–—-]*\(?(?<!\d )(?<!one )(?<!two )(?<!three )\b"
    r"(?P<kind>recs?|recommendations?|afis?|areas for improvement)\)?$",
    re.I,
)
"""What says at the end of a row's name which of a framework's items it is of."""
_KIND_BEFORE: Final = re.compile(
    r"(?:recs?|recommendations?|afis?|areas for improvement|improvements|items|work|actions)"
    r"(?: made)? (?:on|for|in|under|about|concerning) (?:the )?(?P<rest>.{2,60})",
    re.I,
)
"""What says before a row's name which of a framework's items it is of."""
_NEXT: Final = 24
"""Letters behind a name in which "overall" may stand."""
_GROUP_BEHIND: Final = re.compile(
    r" (?:(?:(?:and|&) )?[A-Z][\w’'-]+ ){0,3}(?:(?:and|&) )?(?:Group|Board"
    r"|Command"
    r"|Unit|Team|Directorate|Department|Committee|Panel|Bureau|Branch|Division|Conference|Officer"
    r"|Manager|Co-?ordinator|Lead|Sub-?Committee)s?\b"
)
_POST_BEFORE: Final = re.compile(
    r"\b(?:Head|Director|Commander|Lead|Superintendent|Manager|Chair|Owner)(?: of| for"
    r"|,) (?:the )?$"
)
_BESIDE: Final = 60
"""Characters before and behind a name in which the words for a post or group stand."""
_BOXED: Final = re.compile(r"(?<= )\((?P<name>[A-Za-z][A-Za-z ,&-]{4,40})\)")
_LONGEST_CELL: Final = 60
_LONGEST_HEADING: Final = 160
_HEADING_PARTS: Final = re.compile(r"(?: [–—-]|[:(),]) *")


class Named(NamedTuple):
    """A framework that is named, and where; its own items, those of its parts too, or either."""

    slug: str
    extent: Extent
    start: int
    end: int


class PaperNames:
    """Finds the frameworks of a plan in texts."""

    def __init__(self, frameworks: Iterable[Framework]) -> None:
        known = tuple(frameworks)
        self.names = tuple(framework.name for framework in known)
        self._names = FrameworkNames(known)
        self._short = ShortNames(known)
        self._words = NameWords(known)
        tops = [one.slug for one in known if one.name.lower().startswith("overall ")]
        self._overall = tops[0] if len(tops) == 1 else None
        self._of_paper: dict[str, str] = {}
        self._children = {f.slug: f.parent for f in known if f.parent}
        self._parents = {framework.parent for framework in known if framework.parent}
        spelled: dict[str, str] = {}
        short: dict[str, set[str]] = {}
        for framework in known:
            for name in (framework.name, *framework.aliases):
                if len(name) > 2:
                    spelled.setdefault(" ".join(name.casefold().split()), framework.slug)
            initials = initials_of(framework.name)
            short.setdefault(initials, set()).add(framework.slug)
        self._spelled = spelled
        self._initials = {
            word: next(iter(slugs))
            for word, slugs in short.items()
            if len(slugs) == 1 and len(word) > 1
        }
        self._in_text = self._pattern()

    def _pattern(self) -> re.Pattern[str]:
        words = sorted(self._spelled, key=len, reverse=True)
        plain = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words) or r"(?!)"
        upper = "|".join(map(re.escape, self._initials)) or r"(?!)"
        return re.compile(rf"(?<!\w)(?:(?P<name>(?i:{plain}))|(?P<short>{upper}))(?!\w)")

    def learn(self, texts: Iterable[str]) -> None:
        """Know the short forms that a paper itself gives: "Neighbourhood Policing (NHP)"."""
        for text in texts:
            for one in self.named_in(text) if "(" in text else ():
                short = own_short_form(text[one.end :])
                if short and short not in self._initials:
                    self._initials[short] = self._of_paper[short] = one.slug
        if self._of_paper:
            self._in_text = self._pattern()

    def named_in(self, text: str) -> list[Named]:
        """Return the frameworks that a text names, in order; no group or post called after one."""
        return [
            one
            for one in self._all_named(text)
            if not _GROUP_BEHIND.match(text[one.end : one.end + _BESIDE])
            and not _POST_BEFORE.search(text[max(0, one.start - _BESIDE) : one.start])
        ]

    def _all_named(self, text: str) -> list[Named]:
        named, taken = [], bytearray(len(text))
        for one, start, end in (*self._spelled_out(text), *self._by_words(text)):
            if not any(taken[start:end]):
                named.append(one)
                taken[one.start : one.end] = b"x" * (one.end - one.start)
        return sorted(named, key=lambda one: one.start)

    def _spelled_out(self, text: str) -> Iterator[tuple[Named, int, int]]:
        """Yield the names in full and in initials, each with the place that it needs."""
        for match in self._in_text.finditer(text):
            if match["name"]:
                slug = self._spelled[" ".join(match["name"].casefold().split())]
            else:
                slug = self._initials[match["short"]]
            behind = text[match.end() : match.end() + _NEXT]
            around = text[max(0, match.start() - 14) : match.end() + _NEXT]
            if not _OWN_BEHIND.match(behind):
                around = _OWN.sub(" ", around)
            yield Named(slug, self.extent(slug, around, match[0]), *match.span()), *match.span()

    def _by_words(self, text: str) -> Iterator[tuple[Named, int, int]]:
        """Yield the shorter names and those in brackets, each with the place that it needs."""
        for slug, start, end in (*self._short.in_text(text), *self._words.in_text(text)):
            around = text[max(0, start - 14) : end + _NEXT]
            yield Named(slug, self.extent(slug, around), start, end), start, end
        for match in _BOXED.finditer(text):
            if slug_of := self._words.find(match["name"]):
                extent = self.extent(slug_of, match[0])
                yield Named(slug_of, extent, *match.span("name")), *match.span()

    def extent(self, slug: str, around: str, name: str = "") -> Extent:
        """Return whether the words around a name mean its own items, or its parts' too."""
        if slug not in self._parents:
            return "own"
        if _FAMILY.search(around):
            return "family"
        return "own" if _OWN.search(around) or _OWN.search(name) else "either"

    def of_cell(self, cell: str) -> Named | None:
        """Return the framework that a cell names: also where what follows is another line's."""
        lines = KIND_BEHIND.sub("", cell).split("\n")
        for count in range(len(lines), 0, -1):
            text = " ".join(" ".join(lines[:count]).split())
            bare = _TAIL.sub("", _BEFORE_NAME.sub("", text)).strip(" :–-")
            for name in dict.fromkeys((text, bare)):
                if slug := self._find(name):
                    return Named(slug, self.extent(slug, text), 0, len(text))
        if match := _KIND_BEFORE.fullmatch(" ".join(cell.split())):
            named = self.named_in(match["rest"])
            return named[0] if len(named) == 1 else None
        return None

    def _find(self, name: str) -> str | None:
        """Return the framework of a cell: by its name, short forms, or behind its parent's."""
        known = self._names.find(name) or self._of_paper.get(name)
        if known or len(name) > _LONGEST_CELL:
            return known
        if slug := self._short.find(name, is_cell=True):
            return slug
        for match in re.finditer(r"(?:(?: overall)?:| [–—/-]|[/–—-]| ) *(?=\w)", name):
            before = name[: match.start()]
            parent = self._names.find(before) or self._words.find(before)
            part = self._find(name[match.end() :]) if parent else None
            if part and self._children.get(part) == parent:
                return part
        bare = name.lstrip("–—-• ")
        return self._find(bare) if bare != name else self._words.find(name)

    def with_areas(
        self,
        sentence: str,
        named: Sequence[Named],
        grades: Iterable[re.Match[str]],
        *,
        is_under: bool = False,
    ) -> list[Named]:
        """Return the frameworks of a sentence with grades, those too that it names by a word.

        "Overall" is no name in one that `is_under` the heading of another.
        """
        areas = areas_beside(sentence, grades, self.of_cell)
        place = overall_grade(sentence) if not (named or is_under) else None
        if self._overall and place:
            areas = [Named(self._overall, "own", *place)]
        own = [one for one in named if not any(overlap(one, area) for area in areas)]
        held = [one for one in named if one not in own]
        is_whole = any(sum(overlap(one, area) for area in areas) > 1 for one in held)
        if is_whole or len(held) >= len(areas):  # the "and" stands within a name
            return list(named)
        return sorted([*areas, *own], key=lambda one: one.start)

    def of_heading(self, text: str) -> Named | None:
        """Return the framework that a heading names: alone, in an appendix, behind a number."""
        name = name_of_heading(text)
        if _GROUP_BEHIND.search(text) and not self.named_in(text):
            return None
        if slug := self._names.find(name) or self._names.find(text) or self._of_paper.get(name):
            return Named(slug, self.extent(slug, text), 0, len(text))
        named = self.named_in(text)
        if len(named) == 1 and len(text) < _LONGEST_HEADING:
            return named[0]
        for part in _HEADING_PARTS.split(name) if not named else ():
            if part and (slug := self._words.find(part)):
                start = text.find(part)
                return Named(slug, self.extent(slug, text), start, start + len(part))
        return None
