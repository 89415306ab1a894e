"""`tracker person add|edit|list|move`: the posts that own items, and who holds them."""

import shlex
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from hmic_tracker.commands import options
from hmic_tracker.commands.output import Output, emit, say, write
from hmic_tracker.commands.owners import header_text, resolve_owner
from hmic_tracker.commands.session import folder_of, load_plan, new_stamp, report_damage, today
from hmic_tracker.domain.items import Item
from hmic_tracker.domain.people import Post, handed_over, is_mail, is_owner, post_named
from hmic_tracker.errors import ConflictError, InputError, NotFoundError, UsageError

EXAMPLES_OF: Final = {
    "add": (
        ("tracker person add 'Head of CID' --mail cid@example.police.uk", "a post"),
        ("tracker person add 'Head of CID' --holder 'A Person' --group Crime", "and its holder"),
    ),
    "edit": (
        ("tracker person edit 'Head of CID' --holder none", "the post is vacant"),
        ("tracker person edit 'Head of CID' --mail cid@example.org", "another address"),
    ),
    "list": (
        ("tracker person list", "every owner, what is open and overdue"),
        ("tracker person list --json", "the same for a script"),
    ),
    "move": (
        ("tracker person move 'Head of CID' 'Head of Crime'", "hands over what is open"),
        ("tracker person move 'Head of CID' 'Head of Crime' --dry-run", "what it would hand over"),
    ),
}

NAME = Annotated[str, typer.Argument(metavar="POST", help="The post, such as 'Head of CID'.")]
HOLDER = Annotated[
    str | None,
    typer.Option(
        "--holder", metavar="NAME", help="Who holds it; none: nobody.", show_default=False
    ),
]
MAIL = Annotated[
    str | None,
    typer.Option("--mail", metavar="ADDRESS", help="Its mail address.", show_default=False),
]
GROUP = Annotated[
    str | None,
    typer.Option("--group", metavar="NAME", help="Its business group.", show_default=False),
]


def add(
    name: NAME,
    holder: HOLDER = None,
    mail: MAIL = None,
    group: GROUP = None,
    new_owner: options.NewOwner = False,
    dry_run: options.DryRun = False,
    store: options.Store = None,
    json: options.Json = False,
) -> int:
    """Adds a post, with its holder, mail address and business group.

    Its items are given to it with: tracker update ID --owner POST.
    """
    folder = folder_of(store)
    known = _posts(folder)
    found = post_named(known, name)
    if found is None:
        meant = resolve_owner(folder, name, new_owner=new_owner, option="the post").name
        if meant is None:
            raise UsageError("a post can't be called none", "none means nobody: name the post")
        post = _with(Post(meant), holder, mail, group)
    else:
        post = _with(found, holder, mail, group)
        if post != found:
            raise UsageError(
                f"'{found.name}' is there already",
                f"change it with: tracker person edit {_line(post, found)}",
            )
    return _written(folder, found, post, dry_run, json)


def edit(
    name: NAME,
    holder: HOLDER = None,
    mail: MAIL = None,
    group: GROUP = None,
    dry_run: options.DryRun = False,
    store: options.Store = None,
    json: options.Json = False,
) -> int:
    """Changes a post: who holds it, its mail address, its business group; none takes one away."""
    folder = folder_of(store)
    found = _post(folder, name)
    if holder is None and mail is None and group is None:
        raise UsageError("nothing to change was said", "say --holder, --mail or --group")
    return _written(folder, found, _with(found, holder, mail, group), dry_run, json)


def list_(
    as_of: options.AsOf = None,
    store: options.Store = None,
    no_index: options.NoIndex = False,
    json: options.Json = False,
    format_: options.Format = None,
    output: options.OutputFile = None,
    width: options.Width = None,
    color: options.Color = "auto",
) -> int:
    """Lists the posts and every other owner, with what each has open and overdue."""
    from hmic_tracker.render.to_json.settings import people_object
    from hmic_tracker.render.views.people import people_page
    from hmic_tracker.reports.people import people_report

    plan, day = load_plan(store, as_of, not no_index)
    found = people_report(plan, day)
    emit(
        Output(json, width, color, format_, output),
        lambda _: people_page(found),
        lambda: people_object(found),
    )
    return report_damage(plan.damaged)


def move(
    old: Annotated[str, typer.Argument(metavar="POST", help="Who owns them now.")],
    new: Annotated[str, typer.Argument(metavar="POST", help="Who shall own them.")],
    reason: options.Reason = None,
    new_owner: options.NewOwner = False,
    on: options.On = None,
    by: options.By = None,
    yes: options.Yes = False,
    dry_run: options.DryRun = False,
    store: options.Store = None,
    json: options.Json = False,
) -> int:
    """Hands over a post's open items, and its open steps of any item, to another.

    What is completed stays with it, and so does what the history says. The post itself stays too.
    """
    from hmic_tracker.commands.editing import ChangeRequest, carry_out
    from hmic_tracker.domain.rules import is_open
    from hmic_tracker.store.index.queries import read_plan

    folder = folder_of(store)
    plan = read_plan(folder)
    names = {post.name for post in plan.people}
    names |= {owner for item in plan.items for owner in _owners(item) if owner}
    giver = next((name for name in sorted(names) if is_owner(name, old)), None)
    if giver is None:
        raise _nobody(old, names)
    taker = resolve_owner(folder, new, new_owner=new_owner, option="the new owner")
    if taker.name is None:
        raise UsageError("a post can't be called none", "name who shall own the items")
    if is_owner(taker.name, giver):
        raise UsageError(f"'{giver}' owns them already", "name another post as the second")
    given = taker.name
    ids = [item.id for item in plan.items if is_open(item) and handed_over(item, giver, given)]
    if not ids:
        say(f"'{giver}' has nothing open, nothing was written")
        return 0
    asked = ChangeRequest(
        {},
        reason=reason,
        event="handed over",
        of_each=lambda item: handed_over(item, giver, given) if is_open(item) else {},
    )
    echo = f"{giver} → {given}" + (f", {taker.echo}" if taker.echo else "")
    return carry_out(
        ids, asked, store=store, on=on, by=by, yes=yes, dry_run=dry_run, json=json, echo=echo
    )


COMMANDS: Final = {"add": add, "edit": edit, "list": list_, "move": move}


def _owners(item: Item) -> list[str | None]:
    return [item.owner, *(step.owner for step in item.actions)]


def _posts(folder: Path) -> tuple[Post, ...]:
    from hmic_tracker.store.reading import read_settings

    return read_settings(folder)[0].people


def _post(folder: Path, name: str) -> Post:
    posts = _posts(folder)
    found = post_named(posts, name)
    if found is None:
        raise _nobody(name, {post.name for post in posts})
    return found


def _nobody(name: str, known: set[str]) -> NotFoundError:
    from hmic_tracker.domain.nearest import did_you_mean

    hint = did_you_mean(name, sorted(known)) or "see: tracker person list"
    return NotFoundError(f"there is no post '{name[:80]}'", hint)


def _with(post: Post, holder: str | None, mail: str | None, group: str | None) -> Post:
    """The post with what was said; none takes a value away."""
    given = {"holder": holder, "mail": mail, "group": group}
    said: dict[str, Any] = {
        key: _value(f"--{key}", text) for key, text in given.items() if text is not None
    }
    address = said.get("mail")
    if address is not None and not is_mail(address):
        raise InputError(
            f"'{address[:80]}' is not a mail address",
            "write one address such as name@example.police.uk, or none",
        )
    return post._replace(**said)


def _value(option: str, typed: str) -> str | None:
    text = header_text(option, typed)
    if not text:
        raise UsageError(f"{option} is empty", f"to take it away write: {option} none")
    return None if text.casefold() == "none" else text


def _written(folder: Path, before: Post | None, after: Post, dry_run: bool, json: bool) -> int:
    """Writes a post that is new or changed, and says so; the exit code."""
    changed = before != after
    if changed and not dry_run:
        from hmic_tracker.store.settings_codec import post_settings_text
        from hmic_tracker.store.writing import save, settings_write, writing

        with writing(folder):
            if post_named(_posts(folder), after.name) != before:
                raise _meanwhile(after)
            edit = settings_write(folder, lambda text: post_settings_text(text, before, after))
            save(folder, [edit], new_stamp(None), "person")
    if json:
        _print(folder, after, changed and not dry_run)
        return 0
    if not changed:
        say(f"'{after.name}' is so already, nothing written")
        return 0
    verb = ("added" if before is None else "changed") if not dry_run else "would be written"
    say(": ".join(part for part in (f"'{after.name}' {verb}", _said(before, after)) if part))
    return 0


def _said(before: Post | None, after: Post) -> str:
    """What a post has, or what changed of one that was there."""
    had = (before or after)._asdict()
    return ", ".join(
        f"{key} {value}" if before is None else f"{key} {had[key] or 'none'} → {value or 'none'}"
        for key, value in after._asdict().items()
        if (value if before is None else value != had[key])
        if key != "name"
    )


def _line(wanted: Post, known: Post) -> str:
    """The words of `person edit` that make a known post what is wanted."""
    said = [
        f"--{key} {shlex.quote(getattr(wanted, key) or 'none')}"
        for key in ("holder", "mail", "group")
        if getattr(wanted, key) != getattr(known, key)
    ]
    return " ".join([shlex.quote(known.name), *said])


def _meanwhile(post: Post) -> ConflictError:
    return ConflictError(f"'{post.name}' was changed meanwhile", "run the command again")


def _print(folder: Path, post: Post, written: bool) -> None:
    from hmic_tracker.render.to_json import dump
    from hmic_tracker.render.to_json.settings import people_object
    from hmic_tracker.reports.people import Owned, people_report
    from hmic_tracker.store.index.queries import read_plan

    report = people_report(read_plan(folder), today())
    mine = next((o for o in report.owners if is_owner(o.post.name, post.name)), None)
    owned = (mine or Owned(post, False, 0, 0, 0))._replace(post=post)
    write(dump(people_object(report._replace(owners=(owned,)), written)))
