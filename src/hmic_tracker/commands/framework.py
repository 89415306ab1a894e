"""`tracker framework add|rename|move|list`: what is graded, and what is a part of what.

A framework's slug never changes: items, grades and counts go by it, and only its name is another.
"""

from __future__ import annotations

from hmic_tracker.commands import options
from hmic_tracker.commands.options import (
    Argument,
    CommandDefinition,
    EntryOptions,
    Option,
    Output,
    Words,
)
from hmic_tracker.commands.output import emit
from hmic_tracker.commands.owner_options import header_text, resolve_board
from hmic_tracker.commands.settings_changing import SettingsRequest, change_settings
from hmic_tracker.domain.frameworks import (
    Framework,
    children_of,
    find_by_name,
    free_slug,
    initials_of,
    name_key,
    name_keys,
)
from hmic_tracker.domain.record_history import field_of
from hmic_tracker.domain.words import folded
from hmic_tracker.errors import NotFoundError, UsageError
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.commands.session import Session
    from hmic_tracker.domain.items import Value
    from hmic_tracker.domain.plan import Plan


def add(
    session: Session,
    entry: EntryOptions,
    name: str,
    under: str | None,
    alias: Words,
    board: str | None,
    new_board: bool,
) -> int:
    """Adds a framework; tracker import makes those of the reports that it reads."""
    new = _name(name)

    def of_plan(plan: Plan) -> SettingsRequest:
        known = find_by_name(plan.frameworks, new)
        if (
            known is not None
            and folded(known.name) == folded(new)
            and not (under or alias or board)
        ):
            return SettingsRequest({}, so_already=f"'{known.name}' is there already")
        names = [new, *(header_text("--alias", one) for one in alias)]
        _refuse_taken(plan, names, None)
        slug = free_slug(new, {one.slug for one in plan.frameworks})
        fields: dict[str, Value] = {_field(slug, "name"): new}
        if under is not None:
            fields[_field(slug, "parent")] = parent_of(plan, slug, under)
        if alias:
            fields[_field(slug, "aliases")] = tuple(names[1:])
        if board is not None:
            resolved = resolve_board(session, board, "--board", new_board=new_board)
            fields[_field(slug, "board")] = resolved.name
        return SettingsRequest(fields, "added", remarks=(f"its slug, which stays: {slug}",))

    return change_settings(session, entry, of_plan, "framework")


def rename(session: Session, entry: EntryOptions, name: str, new: str) -> int:
    """Gives a framework another name; it is found under the former one too, and its slug stays."""
    wanted = _name(new)

    def of_plan(plan: Plan) -> SettingsRequest:
        known = framework_named(plan, name)
        _refuse_taken(plan, [wanted], known)
        if known.name == wanted:
            already = f"it is called '{wanted}' already"
            return SettingsRequest({_field(known.slug, "name"): wanted}, so_already=already)
        former = [*known.aliases, *_own_initials(plan, known, wanted)]
        aliases = aliases_after(known.name, wanted, tuple(former))
        fields: dict[str, Value] = {
            _field(known.slug, "name"): wanted,
            _field(known.slug, "aliases"): aliases,
        }
        return SettingsRequest(fields, "renamed", remarks=(f"its slug stays: {known.slug}",))

    return change_settings(session, entry, of_plan, "framework")


def move(session: Session, entry: EntryOptions, name: str, under: str) -> int:
    """Puts a framework under another, whose board and subtotal it then has; none: a whole."""

    def of_plan(plan: Plan) -> SettingsRequest:
        known = framework_named(plan, name)
        parent = None if folded(under) == "none" else parent_of(plan, known.slug, under)
        place = plan.framework(parent)
        where = f"under {place.name}" if place else "under no other"
        return SettingsRequest(
            {_field(known.slug, "parent"): parent},
            "moved",
            so_already=f"{known.name} is {where} already",
        )

    return change_settings(session, entry, of_plan, "framework")


def list_(session: Session, output: Output) -> int:
    """Lists the frameworks, their slugs and boards, and what each has open and overdue."""
    from hmic_tracker.render.to_json.frameworks_and_boards import frameworks_object
    from hmic_tracker.render.views.frameworks_and_boards import frameworks_page
    from hmic_tracker.reports.frameworks_and_boards import frameworks_report

    plan = session.plan()
    report = frameworks_report(plan, session.day)
    return emit(
        output, lambda _: frameworks_page(report), lambda: frameworks_object(report), plan.damaged
    )


def framework_named(plan: Plan, typed: str) -> Framework:
    """The framework of that slug, name, alias or initials; raises NotFoundError."""
    known = find_by_name(plan.frameworks, typed)
    if known is None:
        from hmic_tracker.domain.frameworks import resolve

        resolve(plan.frameworks, typed)  # it raises, with what was probably meant
        raise NotFoundError(f"no one framework is called '{typed[:80]}'", "name it by its slug")
    return known


def parent_of(plan: Plan, slug: str, typed: str) -> str:
    """The slug of the framework that one is to be under; raises where it can't be."""
    parent, child = framework_named(plan, typed), plan.framework(slug)
    if parent.slug == slug:
        raise UsageError(f"{parent.name} can't be under itself", "name another framework")
    if parent.parent and plan.framework(parent.parent):
        above = plan.framework(parent.parent)
        raise UsageError(
            f"{parent.name} is under {above.name if above else parent.parent} itself",
            f"first: tracker framework move {parent.slug} none"
            if parent.parent == slug
            else f"put it there too: tracker framework move {slug} {parent.parent}",
        )
    under = children_of(plan.frameworks, slug)
    if child is not None and under:
        raise UsageError(
            f"{child.name} has {', '.join(one.name for one in under[:3])} under it",
            f"move those first: tracker framework move {under[0].slug} {parent.slug}",
        )
    return parent.slug


def aliases_after(former: str, name: str, aliases: Words) -> Words:
    """The names that something is found under once it is called otherwise."""
    others = (*aliases, former)
    kept = {folded(one): one for one in others if folded(one) != folded(name)}
    return tuple(kept.values())


def _own_initials(plan: Plan, known: Framework, wanted: str) -> list[str]:
    """The initials of a former name, where people may have typed them: no other has them."""
    short = initials_of(known.name)
    is_typed = len(short) > 1 and find_by_name(plan.frameworks, short) == known
    return [short] if is_typed and folded(short) != folded(initials_of(wanted)) else []


def _name(typed: str) -> str:
    name = header_text("the name", typed)
    if not name or folded(name) == "none" or not name_key(name):
        raise UsageError(f"a framework can't be called '{name[:80]}'", "give it a name")
    return name


def _refuse_taken(plan: Plan, names: list[str], own: Framework | None) -> None:
    """Raises UsageError where another framework is found under one of the names."""
    for name in names:
        key = name_key(name)
        for other in plan.frameworks:
            if other != own and key in name_keys(other):
                raise UsageError(
                    f"'{name[:80]}' is {other.name} already",
                    f"see: tracker framework list   (its slug is {other.slug})",
                )


def _field(slug: str, key: str) -> str:
    return field_of(("frameworks", slug, key))


_NAME: Final = Argument("name", "NAME", "Name, slug, alias or initials.", "frameworks")
_UNDER: Final = "The framework it is a part of; none: of no other."
PARTS: Final = {
    "add": CommandDefinition(
        add,
        (
            Argument("name", "NAME", "Its name."),
            Option("--under", "NAME", "The framework it is a part of.", "frameworks"),
            Option("--alias", "NAME", "Another name of it; may be repeated.", repeated=True),
            Option("--board", "NAME", "The board that oversees it.", "boards"),
            options.NEW_BOARD,
            options.YES,
            *options.SETTINGS_ENTRY,
        ),
        (
            ("tracker framework add 'Roads Policing'", "graded, or only reported on"),
            ("tracker framework add 'Hate Crime' --under pvp --board Committee", "a part"),
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
            ("tracker framework rename np 'Local Policing'", "found under both names"),
            ("tracker framework rename np 'Local Policing' --dry-run", "what it would change"),
        ),
    ),
    "move": CommandDefinition(
        move,
        (
            _NAME,
            Argument("under", "PARENT", _UNDER, "frameworks"),
            options.YES,
            *options.SETTINGS_ENTRY,
        ),
        (
            ("tracker framework move 'missing persons' pvp", "a part of it"),
            ("tracker framework move 'missing persons' none", "on its own"),
        ),
    ),
    "list": CommandDefinition(
        list_,
        options.LOOKING,
        (
            ("tracker framework list", "slugs, boards, what is open"),
            ("tracker framework list --json", "the same for a script"),
        ),
    ),
}
