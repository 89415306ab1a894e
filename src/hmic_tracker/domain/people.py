"""Posts and who holds them. An owner is a post, not a person."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from hmic_tracker.domain.words import OPEN, composed, folded
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple
from hmic_tracker.patterns import pattern

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Item, Value

_NEAR: Final = 0.8
_LOOKED_AT: Final = 10
_SMALL: Final = frozenset({"the", "of", "for", "and", "&", "a"})
_LETTERS: Final = pattern(r"[^\W_]+")
_MAIL: Final = pattern(r"""[^\s@,;:<>()\[\]"'\\]+@[^\s@,;:<>()\[\]"'\\]+""")
_LONGEST_MAIL: Final = 254
NOBODY: Final = frozenset({"nobody", "no one", "no-one", "unowned"})
"""Words for an owner that there is none."""
_BLANK: Final = pattern(r"[-\u2010-\u2015\u2212. ]*|n\.?/?a\.?|nil|not applicable")
_NO_POST: Final = pattern(
    r"\W*|x{1,5}|(?:tb[acd]|to be|vacant|unassigned|unallocated|unknown|pending)\b.*"
    r"|(?:not|none) (?:yet|known|sure|assigned|allocated)\b.*|don.t know"
    r"|i|me|myself|mine|we|us|you|yes|no|as above|see above|ditto|same"
)
"""What stands in an owner's cell and names no post."""
_PARTS: Final = pattern(r"\s*(?:[;|\n]|\s[/+]\s)\s*")
_MAYBE_PARTS: Final = pattern(r"\s*(?:[/,&+]|\b(?:and|or)\b)\s*")
"""Signs and words that part posts, and are in the names of some as well."""


class Post(NamedTuple):
    """A post that owns items, its present holder, mail address and business group.

    `slug` is what its table in the settings is called; it stays when the post is called otherwise.
    `aliases` are other names that it is found under, such as former ones. `cover` acts for the
    holder, until a day (2009-01-05) where one is known.
    """

    name: str
    holder: str | None = None
    mail: str | None = None
    group: str | None = None
    slug: str = ""
    aliases: tuple[str, ...] = ()
    cover: str | None = None
    cover_mail: str | None = None
    cover_until: str | None = None


class Cover(NamedTuple):
    """Who acts for the holder of a post: a name, a mail address, and the last day, if known."""

    name: str
    mail: str | None = None
    until: str | None = None


class NamedOwner(NamedTuple):
    """What a typed owner means: the name as it is known, or a new one and what it resembles."""

    name: str
    is_new: bool
    near: tuple[str, ...] = ()


def is_blank_owner(text: str) -> bool:
    """Whether an owner's cell has nothing to say: a dash, "n/a"."""
    return bool(_BLANK.fullmatch(folded(text)))


def names_no_post(text: str) -> bool:
    """Whether an owner's cell has words that can't be a post: "?", "TBC", "me", "no-one"."""
    plain = folded(text)
    return plain.strip(" .") in NOBODY or bool(_NO_POST.fullmatch(plain.strip(" .")))


def posts_in(text: str, is_known: Callable[[str], bool]) -> tuple[str, ...]:
    """The posts that an owner's cell may name, where it may name several; else none."""
    parts = tuple(part for part in _PARTS.split(text.strip(" ;|")) if part)
    if len(parts) > 1:
        return parts
    parts = tuple(part for part in _MAYBE_PARTS.split(text.strip()) if part)
    begin_alike = len({folded(part).split()[0] for part in parts}) == 1
    are_posts = all(map(is_known, parts)) or (begin_alike and all(" " in one for one in parts))
    return parts if len(parts) > 1 and are_posts else ()


def post_named(posts: Iterable[Post], name: str) -> Post | None:
    """The post of that name, or once of that name, without regard to case and spaces."""
    known, key = tuple(posts), folded(name)
    current = next((post for post in known if folded(post.name) == key), None)
    former = (post for post in known if any(folded(alias) == key for alias in post.aliases))
    return current or next(former, None)


def cover_of(posts: Iterable[Post], post: Post, day: date) -> Cover | None:
    """Who acts for a post's holder on a day; a post that covers has its own mail address."""
    if not post.cover or (post.cover_until and post.cover_until < day.isoformat()):
        return None
    other = post_named(posts, post.cover)
    return Cover(post.cover, post.cover_mail or (other.mail if other else None), post.cover_until)


def posts_held_by(posts: Iterable[Post], name: str) -> list[Post]:
    """The posts that a person of that name holds."""
    return [post for post in posts if post.holder and folded(post.holder) == folded(name)]


def holds(post: Post) -> str:
    """What is said where the name of a post's holder was typed for the post."""
    return f"{post.holder} holds '{post.name}'"


def holders_of(posts: Iterable[Post], owner: str | None) -> frozenset[str]:
    """The names that stand for an owner: the post by each of its names, and who holds it."""
    if not owner:
        return frozenset()
    post = post_named(posts, owner)
    names = (owner, post.name, *post.aliases, post.holder) if post else (owner,)
    return frozenset(name for name in names if name)


def named_owner(typed: str, known: Iterable[str]) -> NamedOwner:
    """What a typed owner means among those that are known."""
    names = list(dict.fromkeys(known))
    same = next((name for name in names if folded(name) == folded(typed)), None)
    if same is not None:
        return NamedOwner(same, is_new=False)
    from hmic_tracker.domain.nearest import nearest  # only a slip pays for it

    like = nearest(typed, names, _LOOKED_AT, _NEAR)
    near = [name for name in like if _is_slip(typed, name)][:3]
    return NamedOwner(composed(typed), is_new=True, near=tuple(near))


def is_like_person(typed: str, person: str) -> bool:
    """Whether a name may be a person's, and is written otherwise.

    That is a slip, other signs between the words, the same words in another order, with a rank or
    a title more or less, and an initial for a first name.
    """
    if named_owner(typed, [person]).near:
        return True
    fewer, more = sorted((_name_words(typed), _name_words(person)), key=len)
    same = {*fewer} & {*more}
    initials = [word for word in fewer if word not in same]
    others = [word for word in more if word not in same]
    return len(fewer) > 1 and bool(same) and all(_begins_one(word, others) for word in initials)


def is_like_post(typed: str, post: str) -> bool:
    """Whether a name is a slip in a post's, or has other signs between the same words."""
    return bool(named_owner(typed, [post]).near) or _name_words(typed) == _name_words(post) != []


def _name_words(name: str) -> list[str]:
    return _LETTERS.findall(folded(name))


def _begins_one(word: str, others: Iterable[str]) -> bool:
    """Whether a word is an initial of another, or the other way round."""
    return any(min(len(word), len(other)) == 1 and word[0] == other[0] for other in others)


def _is_slip(typed: str, name: str) -> bool:
    """Whether what differs between two alike names is a slip: letters of a word, or a small word.

    "Head of CDI" is one of "Head of CID", but "Head of IT" and "CID 2" are posts of their own.
    """
    if _digits(typed) != _digits(name):
        return False
    mine, theirs = folded(typed).split(), folded(name).split()
    for end in (0, -1):
        while mine and theirs and mine[end] == theirs[end]:
            del mine[end], theirs[end]
    if not mine or not theirs:
        return _SMALL.issuperset([*mine, *theirs])
    from hmic_tracker.domain.nearest import nearest  # only a slip pays for it

    return bool(nearest(" ".join(mine), [" ".join(theirs)]))


def is_mail(text: str) -> bool:
    """Whether a text is one mail address: one @, no spaces, nothing that a header could take amiss.

    Signs that part addresses or quote names are none of it, nor is "=?", with which an encoded word
    begins (RFC 2047).
    """
    fine = _MAIL.fullmatch(text) and text.isprintable() and len(text) <= _LONGEST_MAIL
    return bool(fine) and "=?" not in text


def has_domain(mail: str) -> bool:
    """Whether a mail address goes to a domain, which has a dot: mail to any other stays inside."""
    labels = mail.rpartition("@")[2].split(".")
    return len(labels) > 1 and all(labels)


def is_owner(owner: str | None, name: str) -> bool:
    """Whether an owner is the one of that name, case and spaces aside."""
    return owner is not None and folded(owner) == folded(name)


def handover_fields(item: Item, old: str, new: str) -> dict[str, str]:
    """The tracked fields with which an item, and its open steps, go from one owner to another."""
    steps = {
        f"action_{step.n}_owner": new
        for step in item.actions
        if step.is_open and is_owner(step.owner, old)
    }
    return {**({"owner": new} if is_owner(item.owner, old) else {}), **steps}


def holders_by_owner(posts: Iterable[Post]) -> dict[str, str]:
    """Who holds each post that is held, by its names folded."""
    return {
        folded(name): post.holder
        for post in posts
        if post.holder
        for name in (*post.aliases, post.name)
    }


def holders_of_item(item: Item, holders: Mapping[str, str]) -> tuple[str, ...]:
    """Who holds the post that owns an item, and of an open one those of its open steps."""
    steps = item.actions if item.status in OPEN else ()
    owners = (item.owner, *(step.owner for step in steps if step.is_open))
    names = (holders.get(folded(owner)) for owner in owners if owner)
    return tuple(dict.fromkeys(name for name in names if name))


def renamed_fields(item: Item, old: str, new: str) -> dict[str, Value]:
    """The tracked fields with which a post has another name in an item, wherever it has one."""
    fields: dict[str, Value] = {
        f"action_{step.n}_owner": new for step in item.actions if is_owner(step.owner, old)
    }
    if is_owner(item.owner, old):
        fields["owner"] = new
    if any(is_owner(name, old) for name in item.circulated):
        fields["circulated"] = tuple(
            dict.fromkeys(new if is_owner(name, old) else name for name in item.circulated)
        )
    return fields


def names_with(known: Iterable[str], changes: Iterable[str]) -> tuple[str, ...]:
    """A list of names (tags, those who were told) with more added, or ("-NAME") taken away."""
    wanted = list(changes)
    gone = {folded(name[1:]) for name in wanted if name.startswith("-")}
    kept = (*known, *(name for name in wanted if not name.startswith("-")))
    names = {folded(name): name for name in reversed(kept)}
    return tuple(names[key] for key in dict.fromkeys(map(folded, kept)) if key not in gone)


def _digits(name: str) -> str:
    return "".join(filter(str.isdigit, name))
