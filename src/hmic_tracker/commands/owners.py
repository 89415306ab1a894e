"""Owners and boards as they are typed: the known spelling is taken, and what is new is said."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hmic_tracker.commands import options
from hmic_tracker.domain.people import Post, circulated_with, named_owner, post_named
from hmic_tracker.errors import InputError, UsageError

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Item, Value


class ResolvedName(NamedTuple):
    """What an owner or a board that was typed means: a name, or None for nobody.

    `echo` is what the command adds to what it understood: that the name is new, or nothing.
    """

    name: str | None
    echo: str = ""


def resolve_owner(
    folder: Path, typed: str, *, new_owner: bool, option: str = "--owner"
) -> ResolvedName:
    """The owner of that name; "none" is nobody.

    A name that is not known is accepted, unless it nearly is one that is known and `new_owner` does
    not say that it is new: that raises UsageError. InputError for a name fit for no mail header.
    """
    name = header_text(option, typed)
    if not name:
        raise UsageError(f"{option} is empty", _filled(option))
    if name.casefold() == "none":
        return ResolvedName(None)
    from hmic_tracker.store.reading import read_settings

    posts = read_settings(folder)[0].people
    if post := post_named(posts, name):
        return ResolvedName(post.name)
    from hmic_tracker.store.index.queries import read_named

    owners = sorted({item.owner for item in read_named(folder).items if item.owner})
    meant = named_owner(name, [*(post.name for post in posts), *owners])
    if not meant.is_new:
        return ResolvedName(meant.name)
    if meant.near and not new_owner:
        raise UsageError(
            f"there is no owner '{name[:80]}'",
            f"did you mean {' or '.join(meant.near)}? for a new one add --new-owner",
        )
    return ResolvedName(meant.name, f"'{meant.name}' is a new owner")


def resolve_names(
    folder: Path, owner: str | None, board: str | None, *, new_owner: bool
) -> tuple[dict[str, Value], list[str]]:
    """The fields that `--owner` and `--board` ask for, and what is to be said of them."""
    found: dict[str, ResolvedName] = {}
    if owner is not None:
        found["owner"] = resolve_owner(folder, owner, new_owner=new_owner)
    if board is not None:
        found["board"] = _board_meant(folder, board)
    said = [meant.echo for meant in found.values() if meant.echo]
    return {field: meant.name for field, meant in found.items()}, said


def _board_meant(folder: Path, typed: str) -> ResolvedName:
    """The board of that name; "none" is no board. A board is spelt as it is known, or is new."""
    name = options.named("board", typed)
    if name is None:
        return ResolvedName(None)
    from hmic_tracker.query.names import known_names
    from hmic_tracker.store.index.queries import read_named

    meant = named_owner(name, known_names(read_named(folder), "board").values())
    if not meant.is_new:
        return ResolvedName(meant.name)
    near = f" (or did you mean {' or '.join(meant.near)}?)" if meant.near else ""
    return ResolvedName(meant.name, f"'{meant.name}' is a new board{near}")


def _filled(option: str) -> str:
    """What to write where nothing was: an option can take a value away, a post has to be named."""
    return f"to take it away write: {option} none" if option.startswith("--") else "name the post"


def circulation(folder: Path, typed: list[str]) -> Callable[[Item], dict[str, Value]]:
    """What `--circulated-to` asks of an item, which has to be good practice: UsageError if not.

    A post of the settings is spelt as it is there; any other name is taken as it is.
    """
    from hmic_tracker.store.reading import read_settings

    posts = read_settings(folder)[0].people
    said = [header_text("--circulated-to", word) for word in typed]
    if not all(word.lstrip("-") for word in said):
        raise UsageError("--circulated-to is empty", "name a post, or -POST to take it away")
    known = [word if word.startswith("-") else _spelt(word, posts) for word in said]

    def of_each(item: Item) -> dict[str, Value]:
        if item.kind != "good-practice":
            raise UsageError(
                f"{item.id} is no good practice, and only that is circulated",
                "list it with: tracker list --kind gp",
            )
        return {"circulated": circulated_with(item.circulated, known)}

    return of_each


def _spelt(name: str, posts: Iterable[Post]) -> str:
    found = post_named(posts, name)
    return found.name if found else name


def header_text(what: str, typed: str) -> str:
    """A name as it is kept, spaces aside; raises InputError where it could steer a mail's header.

    That is: signs that can't be seen (control and bidirectional characters), and "=?", with which
    an encoded word begins. Line breaks and tabs are spaces.
    """
    from hmic_tracker.render.visible import misleading

    text = " ".join(typed.split())
    if misleading().search(text):
        raise InputError(
            f"{what} '{text[:80]}' has a character that can't be seen", "type it anew, without it"
        )
    if "=?" in text:
        raise InputError(f"{what} '{text[:80]}' has '=?' in it", "write it without '=?'")
    return text
