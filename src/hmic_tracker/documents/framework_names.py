"""The frameworks that a report names, under whatever spelling."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hmic_tracker.documents.wording.patterns import (
    APPENDIX,
    CHAPTER,
    CHAPTER_NUMBER,
    LONGEST_NAME,
    SHORT,
)
from hmic_tracker.domain.frameworks import Framework, initials_of, name_key, slug_of
from hmic_tracker.domain.words import folded
from hmic_tracker.light_typing import Final

_INITIALS: Final = re.compile(r" ?\([A-Z]{2,8}\)$")
_OVERALL: Final = re.compile(r"(?<=\w\w)(?: ?[-–—:])? (?:overall|overview)$", re.I)
_LISTED: Final = re.compile(
    r"(?P<name>[^().;:]{3,80}?)"
    r"(?: \((?:encompassing|comprising|including|covering) (?P<parts>[^()]{3,400})\))?"
    r"[;.,]?(?: and)?"
)
_APPENDIX_ON: Final = re.compile(r"\b(?:on|for)(?: the)? (?P<name>.{3,80})$", re.I)
_TITLE_WORDS: Final = re.compile(r"(?:[A-Z0-9&][^ ]*|and|of|the|for|in|with|to|on|[-–—&])(?: |$)")
NAME_IN_QUESTION: Final = re.compile(
    r"how (?:good|effective(?:ly)?|well|efficient(?:ly)?) (?:is|are|does|do|has"
    r"|have) (?:the )?[\w’' ]{3,60}? "
    r"(?:at|in) (?P<name>[^?]{4,90})\?$",
    re.I,
)
_ENDS: Final = " .,;:–—-"


class FrameworkNames:
    """The frameworks known so far, by name, alias and initials.

    Built from the frameworks of the plan, whose slugs stay; `mention` adds what is new. What was
    answered is kept, so that `answers_as` can say whether other names would have answered alike.
    """

    def __init__(self, known: tuple[Framework, ...]) -> None:
        self._frameworks: dict[str, Framework] = {}
        self._keys: dict[str, str] = {}
        self._initials: dict[str, set[str]] = {}
        self._mentioned: dict[str, None] = {}
        self._answers: dict[tuple[str, str], str | bool | None] = {}
        self._is_steady, self._began_with_any = True, False
        for framework in known:
            self._keep(framework)

    def find(self, name: str) -> str | None:
        """Return the slug of the one framework with that name, alias or initials."""
        slug = self._find(name)
        self._answered("find", name, slug)
        return slug

    def answers_as(self, others: FrameworkNames) -> bool:
        """Whether others would have given every answer that was given here, each time."""
        return self._is_steady and all(
            others._answer(what, name) == answer  # one of this class
            for (what, name), answer in self._answers.items()
        )

    def begin(self) -> None:
        """Keep for `knew_any` whether any framework is known before the text is read."""
        self._began_with_any = bool(self._frameworks)

    def knew_any(self) -> bool:
        """Return whether any framework was known at the beginning."""
        self._answered("known", "", self._began_with_any)
        return self._began_with_any

    def _answer(self, what: str, name: str) -> str | bool | None:
        if what == "known":
            return bool(self._frameworks)
        return self._ambiguous(name) if what == "ambiguous" else self._find(name)

    def _answered(self, what: str, name: str, answer: str | bool | None) -> None:
        if self._answers.setdefault((what, name), answer) != answer:
            self._is_steady = False

    def _find(self, name: str) -> str | None:
        if not 0 < len(name) <= LONGEST_NAME:
            return None
        key = _key(name_without_initials(name))
        if key in self._keys:
            return self._keys[key]
        by_initials = self._initials.get(key, set())
        return next(iter(by_initials)) if len(by_initials) == 1 else None

    def is_ambiguous(self, name: str) -> bool:
        """Return whether the name is the initials of more than one framework."""
        answer = self._ambiguous(name)
        self._answered("ambiguous", name, answer)
        return answer

    def _ambiguous(self, name: str) -> bool:
        key = _key(name_without_initials(name))
        return key not in self._keys and len(self._initials.get(key, ())) > 1

    def mention(self, name: str, shorter: str = "") -> str:
        """Return the slug of the framework of that name, a new one where it isn't known.

        Another spelling is kept as an alias, unless only case or dashes differ. `shorter` is what
        the document calls the same one elsewhere.
        """
        bare = name_without_initials(name)
        known = self._find(name) or (self.mention(shorter) if shorter else None)
        slug = known or self._add(_OVERALL.sub("", bare))
        self._answered("find", name, slug)
        self._mentioned[slug] = None
        framework = self._frameworks[slug]
        spellings = {_plain(spelling) for spelling in (framework.name, *framework.aliases)}
        is_initials = folded(bare) == folded(initials_of(framework.name))
        if _plain(bare) not in spellings and not is_initials:
            self._keep(framework._replace(aliases=(*framework.aliases, bare)))
        return slug

    def keep_order(self, slug: str) -> None:
        """Make this the place of a known framework's first mention, and add no spelling."""
        self._mentioned.setdefault(slug)

    def put_under(self, child: str, parent: str) -> None:
        """Make a framework a part of another, unless it has a parent already."""
        framework = self._frameworks[child]
        if framework.parent is None and child != parent and not self._is_under(parent, child):
            self._frameworks[child] = framework._replace(parent=parent)

    def put_first(self, slugs: Iterable[str]) -> None:
        """Put frameworks before the others, in their order."""
        self._mentioned = dict.fromkeys([*slugs, *self._mentioned])

    def name(self, slug: str | None) -> str:
        """Return the name of a framework, or "no framework"."""
        return self._frameworks[slug].name if slug in self._frameworks else "no framework"

    def mentioned(self) -> list[Framework]:
        """Return the frameworks of this report, in the order of first mention unless put first."""
        return [self._frameworks[slug] for slug in self._mentioned]

    def _is_under(self, slug: str | None, ancestor: str) -> bool:
        seen: set[str] = set()
        while slug is not None and slug in self._frameworks and slug not in seen:
            if slug == ancestor:
                return True
            seen.add(slug)
            slug = self._frameworks[slug].parent
        return False

    def _add(self, bare: str) -> str:
        slug = wanted = slug_of(bare)
        number = 1
        while slug in self._frameworks:  # names without a Latin letter share one slug
            number += 1
            slug = f"{wanted[:58]}-{number}"
        self._keep(Framework(slug=slug, name=bare))
        return slug

    def _keep(self, framework: Framework) -> None:
        self._frameworks[framework.slug] = framework
        for name in (framework.slug, framework.name, *framework.aliases):
            self._keys.setdefault(_key(name), framework.slug)
        self._initials.setdefault(folded(initials_of(framework.name)), set()).add(framework.slug)


def name_without_initials(name: str) -> str:
    """Return the name without its initials in brackets and what punctuation follows it."""
    return _INITIALS.sub("", CHAPTER_NUMBER.sub("", name.strip(_ENDS))).strip(_ENDS)


def _key(name: str) -> str:
    """Return what two spellings of a name share: case, spaces, "&" and "and"."""
    return name_key(re.sub(r" ?& ?", " and ", name))


def _plain(name: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", folded(name)))


def name_of_appendix(rest: str) -> str:
    """Return the framework's name of "Recommendations on custody", what follows "Appendix A"."""
    on = _APPENDIX_ON.search(rest)
    text = on["name"] if on else rest
    return text[:1].upper() + text[1:]


def name_of_heading(text: str) -> str:
    """Return the framework's name of a heading: without number, appendix, question or colon."""
    text = CHAPTER.sub("", text.strip(), count=1)
    text = re.sub(r"^\(?\d{1,2}(?:[.):]|[A-Z][.:]?) (?=[A-Z])", "", text).rstrip(":")
    if question := NAME_IN_QUESTION.fullmatch(text):
        return question["name"]
    if match := APPENDIX.fullmatch(text):
        text = name_of_appendix(match["rest"] or text)
    return text[:LONGEST_NAME].strip()


def looks_like_name(text: str) -> bool:
    """Return whether a text is written as a title: "Organised Crime", not "In the report"."""
    if not 2 < len(text) <= LONGEST_NAME:
        return False
    return text[:1].isupper() and all(_TITLE_WORDS.match(word) for word in text.split(" "))


def _parts(listed: str, names: FrameworkNames) -> list[str]:
    """Return the names of "A, B, C and D"; a known name may itself have an "and"."""
    parts = [name.strip() for name in listed.split(",")]
    last = parts.pop().removeprefix("and ")
    parts.extend([last] if names.find(last) else last.split(" and "))
    return [name for name in parts if 2 < len(name) <= LONGEST_NAME]


def mention_listed(text: str, names: FrameworkNames, in_list: bool) -> bool:
    """Mention a framework of a list, with its parts where a bracket names them.

    `in_list` is whether the list is known to be one of frameworks. Return False where the text is
    no framework's name.
    """
    match = _LISTED.fullmatch(text) if len(text) <= 5 * SHORT else None
    if not match or not looks_like_name(match["name"]):
        return False
    if not (in_list or (match["parts"] and names.find(match["name"]))):
        return False
    parent = names.mention(match["name"])
    for name in _parts(match["parts"] or "", names):
        names.put_under(names.mention(name), parent)
    return True
