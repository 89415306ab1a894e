"""`tracker board add|rename|list`: who oversees items, and when they meet."""

from __future__ import annotations

from hmic_tracker.commands import options
from hmic_tracker.commands.framework import aliases_after
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
from hmic_tracker.commands.planned_changes import ChangeRequest
from hmic_tracker.commands.settings_changing import SettingsRequest, change_settings
from hmic_tracker.domain.frameworks import Board, board_named, fields_of_board, free_slug
from hmic_tracker.domain.nearest import did_you_mean
from hmic_tracker.domain.record_history import field_of
from hmic_tracker.domain.words import folded
from hmic_tracker.errors import NotFoundError, UsageError
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.reports.frameworks_and_boards import all_boards

if TYPE_CHECKING:
    from hmic_tracker.commands.session import Session
    from hmic_tracker.domain.items import Item, Value
    from hmic_tracker.domain.plan import Plan


def add(session: Session, entry: EntryOptions, name: str, meeting: Words, new_board: bool) -> int:
    """Adds a board to those of the settings, with the days of its meetings where they are known.

    Its items are given to it with: tracker settings set frameworks.NAME.board BOARD.
    """
    from shlex import quote

    resolved = resolve_board(session, _name(name), "the board", new_board=new_board)
    days = tuple(sorted({session.entered_day(day).isoformat() for day in meeting}))

    def of_plan(plan: Plan) -> SettingsRequest:
        known = board_named(plan.boards, resolved.name or name)
        if known is not None and days:
            raise UsageError(
                f"'{known.name}' is there already",
                f"add meetings with: tracker settings set boards.{known.slug}.meetings --add DATE",
            )
        if known is not None:
            return SettingsRequest({}, so_already=f"'{known.name}' is there already")
        new = Board("", resolved.name or name)
        fields, slug = _listed(plan, new, renamed=None)
        if days:
            fields[_field(slug, "meetings")] = days
        remark = (
            f"it oversees nothing yet: tracker settings set frameworks.NAME.board {quote(new.name)}"
        )
        oversees = any(folded(one.name) == folded(new.name) for one in all_boards(plan))
        return SettingsRequest(fields, "added", remarks=(remark,) if days and not oversees else ())

    return change_settings(session, entry, of_plan, "board")


def rename(session: Session, entry: EntryOptions, name: str, new: str) -> int:
    """Gives a board another name wherever it stands: items, frameworks, papers.

    It is found under the former one too; what it agreed to stays in the history as it was called.
    """
    wanted = _name(new)

    def of_plan(plan: Plan) -> SettingsRequest:
        known = _known(plan, name)
        other = board_named(all_boards(plan), wanted)
        if other is not None and other.name != known.name:
            raise UsageError(
                f"'{other.name}' is a board already",
                f"to give it what the other oversees: tracker update --where "
                f"'board = \"{known.name}\"' --board '{other.name}'",
            )
        if known.name == wanted:
            own: dict[str, Value] = {_field(known.slug, "name"): wanted} if known.slug else {}
            return SettingsRequest(own, so_already=f"it is called '{wanted}' already")
        fields, slug = _listed(plan, known, wanted)
        fields[_field(slug, "aliases")] = aliases_after(known.name, wanted, known.aliases)
        fields |= {
            field_of((section, one, "board")): wanted
            for section, one, board in _naming(plan)
            if folded(board) == folded(known.name)
        }

        def of_each(item: Item) -> dict[str, Value]:
            return fields_of_board(item, known.name, wanted)

        return SettingsRequest(fields, "renamed", ChangeRequest("renamed", of_each=of_each))

    return change_settings(session, entry, of_plan, "board")


def list_(session: Session, output: Output) -> int:
    """Lists the boards, when they meet, and what of theirs is open and overdue."""
    from hmic_tracker.render.to_json.frameworks_and_boards import boards_object
    from hmic_tracker.render.views.frameworks_and_boards import boards_page
    from hmic_tracker.reports.frameworks_and_boards import boards_report

    plan = session.plan()
    report = boards_report(plan, session.day)
    return emit(output, lambda _: boards_page(report), lambda: boards_object(report), plan.damaged)


def _listed(plan: Plan, board: Board, renamed: str | None) -> tuple[dict[str, Value], str]:
    """The fields of a board that the settings may not have yet, and its slug.

    With the first board all others that are named come into the settings, as from then on one
    that isn't there is taken for a slip.
    """
    name = renamed or board.name
    if board.slug:
        return {_field(board.slug, "name"): name}, board.slug
    taken = {one.slug for one in plan.boards}
    slug = free_slug(name, taken)
    fields: dict[str, Value] = {_field(slug, "name"): name}
    if not plan.boards:
        for other in all_boards(plan):
            if folded(other.name) != folded(board.name):
                own = free_slug(other.name, taken | {slug})
                taken.add(own)
                fields[_field(own, "name")] = other.name
    return fields, slug


def _naming(plan: Plan) -> list[tuple[str, str, str]]:
    """Where the settings name a board: the section, the table, and the board."""
    frameworks = [("frameworks", one.slug, one.board) for one in plan.frameworks if one.board]
    return [*frameworks, *(("papers", one.name, one.board) for one in plan.papers if one.board)]


def _known(plan: Plan, typed: str) -> Board:
    boards = all_boards(plan)
    known = board_named(boards, typed)
    if known is None:
        names = [one.name for one in boards]
        hint = did_you_mean(typed, names) or "see: tracker board list"
        raise NotFoundError(f"there is no board '{typed[:80]}'", hint)
    return known


def _name(typed: str) -> str:
    name = header_text("the name", typed)
    if not name or folded(name) == "none":
        raise UsageError(f"a board can't be called '{name[:80]}'", "give it a name")
    return name


def _field(slug: str, key: str) -> str:
    return field_of(("boards", slug, key))


PARTS: Final = {
    "add": CommandDefinition(
        add,
        (
            Argument("name", "NAME", "Its name."),
            Option("--meeting", "DATE", "A day it meets; may be repeated.", "dates", repeated=True),
            options.NEW_BOARD,
            options.YES,
            *options.SETTINGS_ENTRY,
        ),
        (
            ("tracker board add Committee --meeting 2008-12-11", "answers are due before it"),
            ("tracker board add 'Resources Board'", "meetings come later"),
        ),
    ),
    "rename": CommandDefinition(
        rename,
        (
            Argument("name", "NAME", "What it is called now.", "boards"),
            Argument("new", "NEW", "What it is called from now on."),
            options.YES,
            *options.SETTINGS_ENTRY,
        ),
        (
            ("tracker board rename 'Resources Board' 'Finance Board'", "in all that name it"),
            ("tracker board rename 'Resources Board' 'Finance Board' --dry-run", "in how many"),
        ),
    ),
    "list": CommandDefinition(
        list_,
        options.LOOKING,
        (
            ("tracker board list", "when they meet, what is late"),
            ("tracker board list --json", "the same for a script"),
        ),
    ),
}
