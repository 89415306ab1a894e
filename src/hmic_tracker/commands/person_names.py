"""`tracker person rename` and `person remove`: posts that are called otherwise, or abolished."""

from __future__ import annotations

import shlex

from hmic_tracker.commands.framework import aliases_after
from hmic_tracker.commands.owner_options import header_text, resolve_owner
from hmic_tracker.commands.planned_changes import ChangeRequest
from hmic_tracker.commands.settings_changing import SettingsRequest, change_settings
from hmic_tracker.domain.frameworks import free_slug
from hmic_tracker.domain.ids import format_id_ranges
from hmic_tracker.domain.nearest import did_you_mean
from hmic_tracker.domain.people import (
    Post,
    handover_fields,
    holds,
    is_owner,
    post_named,
    posts_held_by,
    renamed_fields,
)
from hmic_tracker.domain.record_history import field_of
from hmic_tracker.domain.rules import is_open
from hmic_tracker.domain.words import folded, plural
from hmic_tracker.errors import NotFoundError, UsageError
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.reports.people import owners_of

if TYPE_CHECKING:
    from hmic_tracker.commands.options import EntryOptions
    from hmic_tracker.commands.session import Session
    from hmic_tracker.domain.items import Item, Value
    from hmic_tracker.domain.plan import Plan

_COVER = ("cover", "cover_mail", "cover_until")


def rename(session: Session, entry: EntryOptions, name: str, new: str) -> int:
    """Gives a post another name wherever it stands: items, steps, papers.

    It is found under the former one too. Each item's history says it, and what was entered before
    stays as it was called then: as of an earlier day it has its former name.
    """
    wanted = header_text("the new name", new)
    if not wanted or folded(wanted) == "none":
        raise UsageError(f"a post can't be called '{wanted}'", "give it a name")

    def of_plan(plan: Plan) -> SettingsRequest:
        post = owner_known(plan, name)
        _refuse_taken(plan, post, wanted)
        if post.name == wanted:
            own: dict[str, Value] = {_field(post.slug, "name"): wanted} if post.slug else {}
            return SettingsRequest(own, so_already=f"it is called '{wanted}' already")
        slug = post.slug or free_slug(wanted, {one.slug for one in plan.people})
        fields: dict[str, Value] = {
            _field(slug, "name"): wanted,
            _field(slug, "aliases"): aliases_after(post.name, wanted, post.aliases),
            **_of_papers(plan, post.name, wanted),
        }

        def of_each(item: Item) -> dict[str, Value]:
            return renamed_fields(item, post.name, wanted)

        return SettingsRequest(fields, "renamed", ChangeRequest("renamed", of_each=of_each))

    return change_settings(session, entry, of_plan, "person")


def remove(
    session: Session, entry: EntryOptions, name: str, to: str | None, new_owner: bool
) -> int:
    """Takes a post out of the settings that is no more; what it has open goes to another first.

    What it completed stays under its name, and so does what the history says.
    """
    heir = None
    if to is not None:
        heir = resolve_owner(session, to, new_owner=new_owner, option="--to").name
        if heir is None:
            raise UsageError("what is open can't go to nobody", "name the post that takes it over")

    def of_plan(plan: Plan) -> SettingsRequest:
        post = owner_known(plan, name)
        if heir is not None and is_owner(heir, post.name):
            raise UsageError(f"'{post.name}' is the post itself", "name another with --to")
        owing = [item for item in plan.items if is_open(item) and _owes(item, post.name)]
        if owing and heir is None:
            has = format_id_ranges(item.id for item in owing)
            raise UsageError(
                f"'{post.name}' has {plural(len(owing), 'open item')} yet: {has[:80]}",
                "say who takes over: tracker person remove "
                f"{shlex.quote(post.name)} --to POST   (steps too)",
            )
        if not post.slug and not owing:
            return SettingsRequest({}, so_already=f"'{post.name}' is in no settings")
        fields = dict.fromkeys(_all_fields(post)) if post.slug else {}
        others = {**_of_papers(plan, post.name, heir), **_of_covers(plan, post, heir)}
        gone = (("people", post.slug),) if post.slug else ()
        return SettingsRequest(
            {**fields, **others},
            "removed",
            ChangeRequest("handed over", of_each=lambda item: _handed(item, post.name, heir)),
            gone,
            tuple(_remarks(plan, post)),
        )

    return change_settings(session, entry, of_plan, "person")


def owner_known(plan: Plan, typed: str) -> Post:
    """The post of that name, or who owns something without being one; raises NotFoundError."""
    if post := post_named(plan.people, typed):
        return post
    names = {owner for item in plan.items for owner in owners_of(item)}
    for owner in sorted(names):
        if is_owner(owner, typed):
            return Post(owner)
    held = [f"{holds(post)}: name the post" for post in posts_held_by(plan.people, typed)]
    known = sorted({*names, *(post.name for post in plan.people)})
    hint = "; ".join(held) or did_you_mean(typed, known) or "see: tracker person list"
    raise NotFoundError(f"there is no post '{typed[:80]}'", hint)


def _refuse_taken(plan: Plan, post: Post, wanted: str) -> None:
    """Raises UsageError where another post, or another owner, has the name."""
    other = post_named(plan.people, wanted)
    owners = (owner for item in plan.items for owner in owners_of(item))
    taken = other is not None and other.slug != post.slug
    if not taken and not is_owner(post.name, wanted) and other is None:
        taken = any(is_owner(owner, wanted) for owner in owners)
    if taken:
        raise UsageError(
            f"'{other.name if other else wanted}' is there already",
            "to give it what is open: tracker person move "
            f"{shlex.quote(post.name)} {shlex.quote(other.name if other else wanted)}",
        )


def _owes(item: Item, name: str) -> bool:
    steps = (step for step in item.actions if step.is_open)
    return is_owner(item.owner, name) or any(is_owner(step.owner, name) for step in steps)


def _handed(item: Item, name: str, heir: str | None) -> dict[str, str]:
    return handover_fields(item, name, heir) if heir and is_open(item) else {}


def _of_papers(plan: Plan, name: str, wanted: str | None) -> dict[str, Value]:
    """Where papers name a post, by field; left as they are where nobody comes in its place."""
    return {
        field_of(("papers", paper.name, key)): wanted
        for paper in plan.papers
        for key in ("by", "author")
        if wanted is not None and is_owner(getattr(paper, key), name)
    }


def _of_covers(plan: Plan, gone: Post, heir: str | None) -> dict[str, Value]:
    """Whom the post covers, by field: its heir does from now on, else nobody."""
    fields: dict[str, Value] = {}
    for post in plan.people:
        if post.slug == gone.slug or not is_owner(post.cover, gone.name):
            continue
        cover = None if is_owner(heir, post.name) else heir
        fields |= {_field(post.slug, key): None for key in _COVER if getattr(post, key)}
        fields[_field(post.slug, "cover")] = cover
    return fields


def _remarks(plan: Plan, post: Post) -> list[str]:
    """What is left under the name of a post that is no more."""
    kept = [item for item in plan.items if is_owner(item.owner, post.name) and not is_open(item)]
    if not kept:
        return []
    return [f"what it completed stays under its name: {format_id_ranges(i.id for i in kept)}"]


def _all_fields(post: Post) -> list[str]:
    from hmic_tracker.domain.settings import settings_in

    has = {row.key: getattr(post, row.key) for row in settings_in("people")}
    return [_field(post.slug, key) for key, value in has.items() if value]


def _field(slug: str, key: str) -> str:
    return field_of(("people", slug, key))
