"""Owners and boards as they are typed: the known spelling is taken, and what is new is said."""

from collections.abc import Callable
from typing import NamedTuple

from hmic_tracker.commands.options import Words, named
from hmic_tracker.commands.session import Session
from hmic_tracker.domain.items import Item, Value
from hmic_tracker.domain.people import named_owner, names_with, post_named
from hmic_tracker.domain.words import composed, folded
from hmic_tracker.errors import InputError, UsageError


class ResolvedName(NamedTuple):
    """What an owner or a board that was typed is called: a name, or None for nobody.

    `echo` is what the command adds to what it understood: that the name is new, or nothing.
    """

    name: str | None
    echo: str = ""


def resolve_owner(
    session: Session, typed: str, *, new_owner: bool, option: str = "--owner"
) -> ResolvedName:
    """The owner of that name; "none" is nobody.

    A name that is not known is accepted, unless it nearly is one that is known and `new_owner` does
    not say that it is new: that raises UsageError. InputError for a name fit for no mail header.
    """
    name = header_text(option, typed)
    if not name:
        fill = f"to take it away write: {option} none" if option.startswith("--") else ""
        raise UsageError(f"{option} is empty", fill or "name the post")
    if folded(name) == "none":
        return ResolvedName(None)
    posts = session.settings.people
    if post := post_named(posts, name):
        return ResolvedName(post.name)
    from hmic_tracker.store.index.queries import read_plan_names

    owners = sorted({item.owner for item in read_plan_names(session.folder).items if item.owner})
    match = named_owner(name, [*(post.name for post in posts), *owners])
    if not match.is_new:
        return ResolvedName(match.name)
    if match.near and not new_owner:
        raise UsageError(
            f"there is no owner '{name[:80]}'",
            f"did you mean {' or '.join(match.near)}? for a new one add --new-owner",
        )
    return ResolvedName(match.name, f"'{match.name}' is a new owner")


def resolve_names(
    session: Session, owner: str | None, board: str | None, *, new_owner: bool
) -> tuple[dict[str, Value], list[str]]:
    """The fields that `--owner` and `--board` give, and what is to be said of them."""
    names: dict[str, ResolvedName] = {}
    if owner is not None:
        names["owner"] = resolve_owner(session, owner, new_owner=new_owner)
    if board is not None:
        names["board"] = _resolve_board(session, board)
    echoes = [resolved.echo for resolved in names.values() if resolved.echo]
    return {field: resolved.name for field, resolved in names.items()}, echoes


def _resolve_board(session: Session, typed: str) -> ResolvedName:
    """The board of that name; "none" is no board. A board is spelt as it is known, or is new."""
    name = named("--board", typed)
    if name is None:
        return ResolvedName(None)
    from hmic_tracker.query.names import known_names
    from hmic_tracker.store.index.queries import read_plan_names

    match = named_owner(name, known_names(read_plan_names(session.folder), "board").values())
    if not match.is_new:
        return ResolvedName(match.name)
    near = f" (or did you mean {' or '.join(match.near)}?)" if match.near else ""
    return ResolvedName(match.name, f"'{match.name}' is a new board{near}")


def circulation(session: Session, typed: Words) -> Callable[[Item], dict[str, Value]]:
    """What `--circulated-to` sets in an item, which has to be good practice: UsageError if not.

    A post of the settings is spelt as it is there; any other name is taken as it is.
    """
    posts = session.settings.people
    names = [header_text("--circulated-to", word) for word in typed]
    if not all(word.lstrip("-") for word in names):
        raise UsageError("--circulated-to is empty", "name a post, or -POST to take it away")
    spelt = {folded(post.name): post.name for post in reversed(posts)}
    known = [spelt.get(folded(word), word) for word in names]

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
