"""Owners and boards as they are typed: the known spelling is taken, and what is new is said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from hmic_tracker.commands.options import Words, named
from hmic_tracker.domain.bodies import bodies_named
from hmic_tracker.domain.frameworks import board_named
from hmic_tracker.domain.nearest import is_spaced_otherwise
from hmic_tracker.domain.people import (
    Post,
    holds,
    is_like_person,
    named_owner,
    names_with,
    post_named,
    posts_held_by,
)
from hmic_tracker.domain.words import composed, folded
from hmic_tracker.errors import InputError, UsageError
from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.commands.session import Session
    from hmic_tracker.domain.items import Item, Value


class ResolvedName(NamedTuple):
    """What an owner or a board that was typed is called: a name, or None for nobody.

    `echo` is what the command adds to what it understood: that the name is new, or nothing.
    """

    name: str | None
    echo: str = ""


def resolve_owner(
    session: Session, typed: str, *, new_owner: bool, option: str = "--owner"
) -> ResolvedName:
    """The owner of that name; "none" is nobody, and who holds a post stands for it.

    A name that is not known is accepted, unless it nearly is one that is known and `new_owner` does
    not say that it is new: that raises UsageError, as does a holder of several posts. InputError
    for a name fit for no mail header.
    """
    name = header_text(option, typed)
    if not name:
        fill = f"to take it away write: {option} none" if option.startswith("--") else ""
        raise UsageError(f"{option} is empty", fill or "name the post")
    if folded(name) == "none":
        return ResolvedName(None)
    posts = session.settings.people
    if post := post_named(posts, name):
        return ResolvedName(post.name, _renamed(post.name, name))
    held = posts_held_by(posts, name)
    if len(held) > 1:
        raise UsageError(
            f"{held[0].holder} holds {len(held)} posts",
            f"name one of them: {', '.join(post.name for post in held)}",
        )
    if held:
        return ResolvedName(held[0].name, holds(held[0]))
    from hmic_tracker.store.index.queries import read_plan_names

    owners = sorted({item.owner for item in read_plan_names(session.folder).items if item.owner})
    known = [*(post.name for post in posts), *owners]
    if not new_owner and not any(folded(name) == folded(one) for one in known):
        _refuse_like_holders(posts, name)
    return _resolved("owner", name, known, is_new=new_owner)


def _renamed(present: str, typed: str) -> str:
    """What is said where a former name was typed."""
    return "" if folded(present) == folded(typed) else f"'{typed[:80]}' is called '{present}'"


def _refuse_like_holders(posts: Iterable[Post], name: str) -> None:
    """Raise UsageError for a name that is nearly that of who holds a post."""
    like = [post for post in posts if post.holder and is_like_person(name, post.holder)][:3]
    if like:
        near = " or ".join(f"{post.name} ({post.holder})" for post in like)
        raise UsageError(
            f"there is no owner '{name[:80]}'",
            f"did you mean {near}? for a new one add --new-owner",
        )


def resolve_names(
    session: Session, typed: Mapping[str, str], new: Mapping[str, bool]
) -> tuple[dict[str, Value], list[str]]:
    """The fields that `--owner`, `--board` and `--discharged-by` give, and what to say of them.

    `new` says by kind ("owner", "board", "body") that a name is new, though it resembles another.
    """
    names: dict[str, ResolvedName] = {}
    for field, text in typed.items():
        if field == "owner":
            names[field] = resolve_owner(session, text, new_owner=new["owner"])
        elif field == "board":
            names[field] = resolve_board(session, text, "--board", new_board=new["board"])
        else:
            names[field] = resolve_body(session, text, "--discharged-by", new_body=new["body"])
    echoes = [resolved.echo for resolved in names.values() if resolved.echo]
    return {field: resolved.name for field, resolved in names.items()}, echoes


def resolve_board(session: Session, typed: str, option: str, *, new_board: bool) -> ResolvedName:
    """The board of that name; "none" is no board. Raises UsageError for one that is nearly known.

    Those of papers are known as well, and with `--agreed-by` those that agreed to a date before.
    """
    name = named(option, typed)
    if name is None:
        return ResolvedName(None)
    from hmic_tracker.query.names import known_names
    from hmic_tracker.store.index.queries import read_plan, read_plan_names

    board = board_named(session.settings.boards, name)
    if board is not None and folded(name) not in {folded(board.name), board.slug}:
        return ResolvedName(board.name, _renamed(board.name, name))
    of_papers = [paper.board for paper in session.settings.papers if paper.board]
    known = [*known_names(read_plan_names(session.folder), "board").values(), *of_papers]
    if option == "--agreed-by" and not any(folded(name) == folded(board) for board in known):
        entries = (entry for item in read_plan(session.folder).items for entry in item.history)
        known += sorted({entry.agreed_by for entry in entries if entry.agreed_by})
    return _resolved("board", name, known, is_new=new_board)


def resolve_body(session: Session, typed: str, option: str, *, new_body: bool) -> ResolvedName:
    """The body that inspects of that name; "none" is no body. Raises UsageError for a slip."""
    name = named(option, typed)
    if name is None:
        return ResolvedName(None)
    bodies = session.settings.bodies
    if slug := next((body.name for body in bodies if body.slug == folded(name)), None):
        return ResolvedName(slug)
    known = [text for body in bodies for text in (body.name, *body.aliases)]
    is_spaced = any(is_spaced_otherwise(folded(name), folded(text)) for text in known)
    if bodies_named(bodies, name) and not is_spaced:  # "HMIC FRS" is no HMIC
        return ResolvedName(name)
    from hmic_tracker.store.index.queries import read_plan_names

    inspections = read_plan_names(session.folder).inspections
    known += [inspection.body for inspection in inspections if inspection.body]
    return _resolved("body", name, known, is_new=new_body)


def resolve_group(posts: Iterable[Post], name: str, *, new_group: bool) -> str:
    """The business group of that name as other posts have it; raises UsageError for a slip."""
    known = sorted({post.group for post in posts if post.group})
    return _resolved("group", name, known, is_new=new_group).name or name


def _resolved(kind: str, name: str, known: Iterable[str], *, is_new: bool) -> ResolvedName:
    """A name of a kind as it is known; a new one, unless it nearly is a known one: UsageError."""
    match = named_owner(name, known)
    if not match.is_new:
        return ResolvedName(match.name)
    if match.near and not is_new:
        raise UsageError(
            f"there is no {kind} '{name[:80]}'",
            f"did you mean {' or '.join(match.near)}? for a new one add --new-{kind}",
        )
    return ResolvedName(match.name, f"'{match.name}' is a new {kind}")


def circulation(
    session: Session, typed: Words, *, new_owner: bool
) -> Callable[[Item], dict[str, Value]]:
    """What `--circulated-to` sets in an item, which has to be good practice: UsageError if not.

    A post of the settings is spelt as it is there; another name is taken, but for a slip.
    """
    posts = session.settings.people
    names = [header_text("--circulated-to", word) for word in typed]
    if not all(word.lstrip("-") for word in names):
        raise UsageError("--circulated-to is empty", "name a post, or -POST to take it away")
    known = [
        word
        if word.startswith("-")
        else _resolved("owner", word, (post.name for post in posts), is_new=new_owner).name or word
        for word in names
    ]

    def of_each(item: Item) -> dict[str, Value]:
        if item.kind != "good-practice":
            raise UsageError(
                f"{item.id} is no good practice, and only that is circulated",
                "list it with: tracker list --kind gp",
            )
        return {"circulated": names_with(item.circulated, known)}

    return of_each


def header_text(what: str, typed: str) -> str:
    """A name as it is kept, spaces aside; raises InputError where it could steer a mail's header.

    That is: signs that can't be seen (control and bidirectional characters), and "=?", with which
    an encoded word begins. Line breaks and tabs are spaces.
    """
    from hmic_tracker.render.escaping import misleading

    text = composed(typed)
    if misleading().search(text):
        raise InputError(
            f"{what} '{text[:80]}' has a character that can't be seen", "type it anew, without it"
        )
    if "=?" in text:
        raise InputError(f"{what} '{text[:80]}' has '=?' in it", "write it without '=?'")
    return text
