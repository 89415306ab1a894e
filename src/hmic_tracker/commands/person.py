"""`tracker person add|edit|rename|list|move|remove`: posts that own items, and who holds them."""

from __future__ import annotations

import shlex

from hmic_tracker.commands import options
from hmic_tracker.commands.options import (
    Argument,
    CommandDefinition,
    EntryOptions,
    Option,
    Output,
    Record,
    without,
)
from hmic_tracker.commands.output import emit, say
from hmic_tracker.commands.owner_options import resolve_group, resolve_owner
from hmic_tracker.commands.person_names import owner_known, remove, rename
from hmic_tracker.commands.record_editing import field_option, field_values, report_record
from hmic_tracker.domain.frameworks import free_slug
from hmic_tracker.domain.people import (
    Post,
    handover_fields,
    has_domain,
    holds,
    is_mail,
    is_owner,
    post_named,
    posts_held_by,
)
from hmic_tracker.errors import ConflictError, InputError, NotFoundError, UsageError
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.commands.session import Session
    from hmic_tracker.render.to_json import Object


def add(
    session: Session,
    entry: EntryOptions,
    name: str,
    record: Record,
    new_owner: bool,
    new_group: bool,
) -> int:
    """Adds a post, with its holder, mail address and business group.

    Its items are given to it with: tracker update ID --owner POST.
    """
    known = post_named(session.settings.people, name)
    if known is None:
        resolved = resolve_owner(session, name, new_owner=new_owner, option="the post").name
        if resolved is None:
            raise UsageError("a post can't be called none", "none means nobody: name the post")
        slug = free_slug(resolved, {post.slug for post in session.settings.people})
        post = _with(session, Post(resolved, slug=slug), record, new_group)
    else:
        post = _with(session, known, record, new_group)
        if post != known:
            raise UsageError(
                f"'{known.name}' is there already",
                f"change it with: tracker person edit {_edit_line(post, known)}",
            )
    return _written(session, entry, known, post)


def edit(session: Session, entry: EntryOptions, name: str, record: Record, new_group: bool) -> int:
    """Changes a post: who holds it, its mail address, its business group; none takes one away."""
    posts = session.settings.people
    post = post_named(posts, name)
    if post is None:
        raise _unknown_post(name, {known.name for known in posts}, posts)
    if all(typed is None for typed in record.values()):
        raise UsageError("nothing to change was said", "say --holder, --mail, --group or --cover")
    return _written(session, entry, post, _with(session, post, record, new_group))


def list_(session: Session, output: Output) -> int:
    """Lists the posts and every other owner, with what each has open and overdue."""
    from hmic_tracker.render.to_json.inspections_and_people import people_object
    from hmic_tracker.render.views.inspections_and_people import people_page
    from hmic_tracker.reports.people import people_report

    plan = session.plan()
    report = people_report(plan, session.day)
    return emit(output, lambda _: people_page(report), lambda: people_object(report), plan.damaged)


def move(session: Session, entry: EntryOptions, old: str, new: str, new_owner: bool) -> int:
    """Hands over a post's open items, and its open steps of any item, to another.

    What is completed stays with it, and so does what the history says. The post itself stays too.
    """
    from hmic_tracker.commands.change_items import change_items
    from hmic_tracker.commands.planned_changes import ChangeRequest
    from hmic_tracker.domain.rules import is_open

    plan = session.read_plan()
    giver = owner_known(plan, old).name
    taker = resolve_owner(session, new, new_owner=new_owner, option="the new owner")
    if taker.name is None:
        raise UsageError("a post can't be called none", "name who shall own the items")
    if is_owner(taker.name, giver):
        raise UsageError(f"'{giver}' owns them already", "name another post as the second")
    given = taker.name
    ids = tuple(i.id for i in plan.items if is_open(i) and handover_fields(i, giver, given))
    if not ids:
        say(f"'{giver}' has nothing open, nothing was written")
        return 0
    request = ChangeRequest(
        "handed over", of_each=lambda i: handover_fields(i, giver, given) if is_open(i) else {}
    )
    echo = f"{giver} → {given}" + (f", {taker.echo}" if taker.echo else "")
    return change_items(session, entry, ids, request, echo)


_NAME: Final = Argument("name", "POST", "The post, such as 'Head of CID'.", "owners")
_FIELDS: Final = (
    field_option("--holder", "NAME", "Who holds it; none: nobody."),
    field_option("--mail", "ADDRESS", "Its mail address."),
    field_option("--group", "NAME", "Its business group.", source="groups"),
    field_option(
        "--cover", "NAME", "Who acts for an absent holder; none: nobody.", source="owners"
    ),
    field_option("--cover-mail", "ADDRESS", "The cover's; else that of the covering post."),
    field_option("--cover-until", "DATE", "The last day of the cover.", source="dates"),
)
PARTS: Final = {
    "add": CommandDefinition(
        add,
        (_NAME, *_FIELDS, options.NEW_OWNER, options.NEW_GROUP, *options.SETTINGS_ENTRY),
        (
            ("tracker person add 'Head of CID' --mail cid@example.police.uk", "a post"),
            (
                "tracker person add 'Head of CID' --holder 'A Person' --group Crime",
                "and its holder",
            ),
        ),
    ),
    "edit": CommandDefinition(
        edit,
        (_NAME, *_FIELDS, options.NEW_GROUP, *options.SETTINGS_ENTRY),
        (
            ("tracker person edit 'Head of CID' --holder none", "the post is vacant"),
            ("tracker person edit 'Head of CID' --mail cid@example.org", "another address"),
            (
                "tracker person edit 'Head of CID' --cover 'Deputy Head' --cover-until +14d",
                "who acts for an absent holder",
            ),
        ),
    ),
    "rename": CommandDefinition(
        rename,
        (
            _NAME,
            Argument("new", "NEW", "What it is called from now on."),
            options.YES,
            *options.SETTINGS_ENTRY,
        ),
        (
            ("tracker person rename 'Head of CID' 'Head of Crime'", "in all that name it"),
            ("tracker person rename 'Head of CID' 'Head of Crime' --dry-run", "in how many"),
        ),
    ),
    "list": CommandDefinition(
        list_,
        options.LOOKING,
        (
            ("tracker person list", "every owner, what is open and overdue"),
            ("tracker person list --json", "the same for a script"),
        ),
    ),
    "move": CommandDefinition(
        move,
        (
            Argument("old", "POST", "Who owns them now.", "owners"),
            Argument("new", "POST", "Who shall own them.", "owners"),
            options.REASON,
            options.NEW_OWNER,
            *without(options.BULK_ENTRY, "where"),
        ),
        (
            ("tracker person move 'Head of CID' 'Head of Crime'", "hands over what is open"),
            (
                "tracker person move 'Head of CID' 'Head of Crime' --dry-run",
                "what it would hand over",
            ),
        ),
    ),
    "remove": CommandDefinition(
        remove,
        (
            _NAME,
            Option("--to", "POST", "Who takes over what it has open.", "owners"),
            options.NEW_OWNER,
            options.YES,
            *options.SETTINGS_ENTRY,
        ),
        (
            ("tracker person remove 'Head of CID' --to 'Head of Crime'", "a post is abolished"),
            ("tracker person remove 'Head of CID' --dry-run", "what it has yet"),
        ),
    ),
}


def _unknown_post(name: str, known: set[str], posts: tuple[Post, ...]) -> NotFoundError:
    from hmic_tracker.domain.nearest import did_you_mean

    held = [f"{holds(post)}: name the post" for post in posts_held_by(posts, name)]
    hint = "; ".join(held) or did_you_mean(name, sorted(known)) or "see: tracker person list"
    return NotFoundError(f"there is no post '{name[:80]}'", hint)


def _with(session: Session, post: Post, record: Record, new_group: bool) -> Post:
    """The post with the fields that were given."""

    def value(field: str, text: str) -> str:
        if field == "group":
            return resolve_group(session.settings.people, text, new_group=new_group)
        if field == "cover_until":
            return session.entered_day(text).isoformat()
        if field.endswith("mail") and not (is_mail(text) and has_domain(text)):
            why = ": its domain has no dot" if is_mail(text) else ""
            raise InputError(
                f"'{text[:80]}' is not a mail address{why}",
                "write one address such as name@example.police.uk, or none",
            )
        return text

    values = field_values(record, value)
    if "cover" in values and values["cover"] != post.cover:
        # another cover is not reached by the address of the one before, nor until its day
        values = {"cover_mail": None, "cover_until": None, **values}
    made = post._replace(**values)
    if is_owner(made.cover, made.name):
        raise UsageError(f"'{post.name}' can't cover itself", "name who acts for its holder")
    if not made.cover and (made.cover_mail or made.cover_until):
        raise UsageError(f"'{post.name}' has no cover", "name it as well: --cover NAME")
    return made


def _written(session: Session, entry: EntryOptions, before: Post | None, after: Post) -> int:
    """Write a post that is new or changed, and say so; the exit code."""
    changed = before != after
    if changed and not entry.dry_run:
        from hmic_tracker.store.settings_codec import post_settings_text
        from hmic_tracker.store.settings_history import Entering
        from hmic_tracker.store.writing import save, settings_write

        with session.writing():
            if post_named(session.settings.people, after.name) != before:
                raise ConflictError(
                    f"'{after.name}' was changed meanwhile", "run the command again"
                )
            edit = settings_write(
                session.folder, lambda text: post_settings_text(text, before, after)
            )
            entering = Entering(event="added" if before is None else "updated")
            save(session.folder, [edit], session.stamp(), "person", entering=entering)

    def text() -> str:
        verb = "added" if before is None else "changed"
        verb = "would be written" if entry.dry_run else verb
        what = _difference(before, after)
        return f"'{after.name}' {verb}" + (f": {what}" if what else "")

    return report_record(
        entry, f"'{after.name}'", changed, text, lambda written: _object(session, after, written)
    )


def _difference(before: Post | None, after: Post) -> str:
    """What a post has, or what changed of one that was there."""
    had = (before or after)._asdict()
    return ", ".join(
        f"{_spaced(key)} {value}"
        if before is None
        else f"{_spaced(key)} {had[key] or 'none'} → {value or 'none'}"
        for key, value in after._asdict().items()
        if (value if before is None else value != had[key])
        if key not in {"name", "slug", "aliases"}
    )


def _spaced(key: str) -> str:
    return key.replace("_", " ")


def _edit_line(wanted: Post, known: Post) -> str:
    """The words of `person edit` that make a known post what is wanted."""
    options = [
        f"--{key.replace('_', '-')} {shlex.quote(getattr(wanted, key) or 'none')}"
        for key in ("holder", "mail", "group", "cover", "cover_mail", "cover_until")
        if getattr(wanted, key) != getattr(known, key)
    ]
    return " ".join([shlex.quote(known.name), *options])


def _object(session: Session, post: Post, written: bool) -> Object:
    from hmic_tracker.render.to_json.inspections_and_people import people_object
    from hmic_tracker.reports.people import Owned, people_report

    report = people_report(session.read_plan(), session.today)
    mine = next((o for o in report.owners if is_owner(o.post.name, post.name)), None)
    owned = (mine or Owned(post, False, 0, 0, 0))._replace(post=post)
    return people_object(report._replace(owners=(owned,)), written)
