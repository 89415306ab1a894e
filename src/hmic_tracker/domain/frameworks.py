"""What is graded: frameworks, their parents, and the many ways people name them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from itertools import count

from hmic_tracker.domain.words import composed, folded
from hmic_tracker.errors import NotFoundError
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple
from hmic_tracker.patterns import pattern

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Item, Value

_WORD: Final = pattern(r"[^\W_]+")
_NO_SLUG: Final = pattern(r"[^a-z0-9]+")
_OVERALL: Final = frozenset({"overall", "overview", "framework"})
_PILLARS: Final = frozenset({"effectivenes", "efficiency", "legitimacy", "people"})
"""What inspectorates call the questions under which they grade areas, one word each.

Of HMICFRS: effectiveness, efficiency and legitimacy of forces, and people of fire services.
"""
_MOST_LISTED: Final = 8
"""How many names an error lists."""


class Framework(NamedTuple):
    """One framework; `parent` is the slug of the framework it is a part of."""

    slug: str
    name: str
    parent: str | None = None
    aliases: tuple[str, ...] = ()
    board: str | None = None


class Board(NamedTuple):
    """A body that oversees items; frameworks and items name it by its name.

    `meetings` are the days of its meetings that are known, the first first; `aliases` other names
    that it is found under, such as former ones.
    """

    slug: str
    name: str
    meetings: tuple[date, ...] = ()
    aliases: tuple[str, ...] = ()


def board_named(boards: Iterable[Board], name: str) -> Board | None:
    """The board of that slug or name, or once of that name, case and spaces aside."""
    known, key = tuple(boards), folded(name)
    current = next((one for one in known if key in {one.slug, folded(one.name)}), None)
    former = (one for one in known if any(folded(alias) == key for alias in one.aliases))
    return current or next(former, None)


def slug_of(name: str) -> str:
    """The name in lower case with hyphens, ASCII where it can be, at most 64 characters."""
    import unicodedata

    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return _NO_SLUG.sub("-", plain).strip("-")[:64].strip("-") or "unnamed"


def free_slug(name: str, taken: Collection[str]) -> str:
    """The slug of a name that no other has: "head-of-cid", else "head-of-cid-2" and so on."""
    slug = slug_of(name)
    others = (f"{slug}-{n}" for n in count(2))
    return slug if slug not in taken else next(one for one in others if one not in taken)


def initials_of(name: str) -> str:
    """ "PVP" for Protecting Vulnerable People."""
    return "".join(word[0] for word in _WORD.findall(composed(name))).upper()


def name_key(name: str) -> str:
    """What two spellings of one framework's name share.

    Case, dashes, trailing "overall", "overview", "framework" and a plural "s" don't count.
    """
    words = _WORD.findall(folded(name))
    while len(words) > 1 and words[-1] in _OVERALL:
        words.pop()
    return " ".join(word[:-1] if len(word) > 3 and word.endswith("s") else word for word in words)


def name_keys(framework: Framework) -> set[str]:
    """The keys under which a framework is known: slug, name, aliases, initials."""
    names = (framework.slug, framework.name, *framework.aliases)
    return {name_key(name) for name in names} | {folded(initials_of(framework.name))}


def find_by_name(frameworks: Iterable[Framework], name: str) -> Framework | None:
    """The one framework with that name, alias or initials, or None (also where several have it)."""
    known = tuple(frameworks)
    if (by_slug := next((f for f in known if f.slug == name), None)) is not None:
        return by_slug
    key = name_key(name)
    exact = [f for f in known if key in {name_key(f.slug), name_key(f.name)}]
    matches = exact or [f for f in known if key in name_keys(f)]
    return matches[0] if len(matches) == 1 else None


def resolve(frameworks: Iterable[Framework], typed: str) -> frozenset[str]:
    """The slugs a person means: a framework with its children, or with "/overall" it alone.

    Raises NotFoundError where nothing or more than one has that name.
    """
    known = tuple(frameworks)
    name, slash, part = typed.strip().partition("/")
    wanted = f"{name} {part}" if slash and folded(part) not in _OVERALL else name
    framework = find_by_name(known, wanted) or (find_by_name(known, part) if slash else None)
    framework = framework or _by_part_of_name(known, wanted, typed)
    if slash and folded(part) in _OVERALL:
        return frozenset({framework.slug})
    return frozenset({framework.slug}) | {f.slug for f in known if f.parent == framework.slug}


def framework_named(frameworks: Iterable[Framework], typed: str) -> Framework:
    """The one framework a person means, without its children; raises NotFoundError."""
    known = tuple(frameworks)
    name = typed.partition("/")[0]
    return find_by_name(known, name) or _by_part_of_name(known, name, typed)


def _by_part_of_name(known: tuple[Framework, ...], part: str, typed: str) -> Framework:
    """The one framework whose name has these whole words in this order; raises NotFoundError.

    Only for what a person types: a document's shorter name may be that of something else.
    """
    key = name_key(part)
    matches = [f for f in known if key and f" {key} " in f" {name_key(f.name)} "]
    if len(matches) == 1:
        return matches[0]
    if matches:
        raise NotFoundError(
            f"'{typed}' is in the names of {len(matches)} frameworks", _listed(matches)
        )
    raise NotFoundError(f"no framework is called '{typed}'", _hint(known, typed))


def in_tree_order(frameworks: Iterable[Framework]) -> list[Framework]:
    """Each framework followed by its children, otherwise in the given order."""
    known = tuple(frameworks)
    slugs = {f.slug for f in known}
    roots = [f for f in known if f.parent is None or f.parent not in slugs or f.parent == f.slug]
    ordered = [
        f
        for root in roots
        for f in (root, *(c for c in known if c.parent == root.slug and c != root))
    ]
    return ordered + [f for f in known if f not in ordered]


def under_pillars(frameworks: Iterable[Framework], used: Collection[str]) -> tuple[Framework, ...]:
    """Return frameworks, those that follow a pillar made parts of it.

    A pillar has a pillar's name and no items of its own; `used` are the slugs that items have.
    Where a plan says itself what is a part of what, that stands.
    """
    known = tuple(frameworks)
    if any(one.parent for one in known):
        return known
    placed, pillar = [], None
    for one in known:
        is_pillar = one.slug not in used and name_key(one.name) in _PILLARS
        pillar = one.slug if is_pillar else pillar
        placed.append(one if is_pillar else one._replace(parent=pillar))
    return tuple(placed)


def children_of(frameworks: Iterable[Framework], slug: str) -> list[Framework]:
    """The frameworks directly under one."""
    return [f for f in frameworks if f.parent == slug and f.slug != slug]


def boards_of(frameworks: Iterable[Framework]) -> dict[str, str]:
    """The board that oversees each framework, by slug: its own, or else its parent's."""
    known = {framework.slug: framework for framework in frameworks}
    boards = {}
    for slug, framework in known.items():
        above: Framework | None = framework
        passed = set[str]()
        while above and not above.board and above.slug not in passed:  # a loop has no board
            passed.add(above.slug)
            above = known.get(above.parent or "")
        if above and above.board:
            boards[slug] = above.board
    return boards


def short_name(frameworks: Iterable[Framework], slug: str | None) -> str:
    """The name for a narrow column: a parent's is "PVP overall"."""
    known = tuple(frameworks)
    framework = next((f for f in known if f.slug == slug), None)
    if framework is None:
        return slug or "none"
    if children_of(known, framework.slug):
        return f"{initials_of(framework.name)} overall"
    return framework.name


def _hint(known: tuple[Framework, ...], typed: str) -> str:
    names = [*(f.name for f in known), *(alias for f in known for alias in f.aliases)]
    from hmic_tracker.domain.nearest import did_you_mean  # only a slip pays for it

    return did_you_mean(typed, names) or (
        _listed(known) if known else "this plan has no frameworks yet: import a report first"
    )


def _listed(known: Collection[Framework]) -> str:
    """The names of the first frameworks, and how to see the others."""
    names = "; ".join(f.name for f in tuple(known)[:_MOST_LISTED])
    more = len(known) - _MOST_LISTED
    return f"the frameworks are: {names}{f'; and {more} more: tracker grades' if more > 0 else ''}"


def fields_of_board(item: Item, old: str, new: str) -> dict[str, Value]:
    """The tracked fields with which a board has another name in an item, wherever it has one."""
    given = {"board": item.board, "deferred_by": item.deferred_by}
    return {field: new for field, name in given.items() if name and folded(name) == folded(old)}
