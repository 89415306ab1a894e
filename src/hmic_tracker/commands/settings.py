"""`tracker settings list|show|set|unset`: what `tracker.toml` says, changed with its history."""

from __future__ import annotations

from hmic_tracker.commands import options
from hmic_tracker.commands.days_off import Holidays
from hmic_tracker.commands.options import (
    Argument,
    CommandDefinition,
    EntryOptions,
    Option,
    Output,
    Words,
)
from hmic_tracker.commands.output import emit
from hmic_tracker.commands.typed_text import read_standard_text
from hmic_tracker.domain.dates import say_day
from hmic_tracker.domain.kept_texts import is_kept_text
from hmic_tracker.domain.record_history import field_of, path_of
from hmic_tracker.domain.settings_fields import settings_fields, with_settings_fields
from hmic_tracker.errors import NotFoundError, UsageError
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.query.setting_keys import SettingKey, key_named, table_typed

if TYPE_CHECKING:
    from hmic_tracker.commands.session import Session
    from hmic_tracker.commands.settings_changing import SettingsRequest
    from hmic_tracker.domain.items import Value
    from hmic_tracker.domain.plan import Plan


def list_(session: Session, output: Output, begins: str | None, include_all: bool) -> int:
    """Lists the settings and their values; of those without one, what holds instead."""
    from hmic_tracker.render.to_json.settings import settings_object
    from hmic_tracker.render.views.settings import settings_page
    from hmic_tracker.reports.settings import settings_report

    plan = session.plan()
    report = settings_report(plan, session.day, begins or "", include_all)
    if begins and not report.rows:
        whole = settings_report(plan, session.day, begins, is_whole=True)
        if not whole.rows:
            key_named(plan, begins)  # it raises, with what was probably meant
            raise NotFoundError(
                f"no setting begins with '{begins[:80]}'", "see: tracker settings list --all"
            )
    return emit(
        output, lambda _: settings_page(report), lambda: settings_object(report), plan.damaged
    )


def show(session: Session, output: Output, key: str) -> int:
    """Shows a setting: its value, what it takes, what goes by it, how it came to be so."""
    from hmic_tracker.render.to_json.settings import setting_object
    from hmic_tracker.render.views.settings import setting_page
    from hmic_tracker.reports.settings import setting_report
    from hmic_tracker.reports.settings_effects import DaysOff, Effect, settings_effects

    plan = session.plan()
    setting = key_named(plan, key)
    fields = settings_fields(plan)
    without: tuple[Effect, ...] = ()
    if setting.field in fields and setting.row.key != "name":
        rest = {field: value for field, value in fields.items() if field != setting.field}
        then = with_settings_fields(plan, rest)
        days = DaysOff(Holidays(plan.holidays), Holidays(then.holidays))
        without = settings_effects(plan, then, session.day, days)
    report = setting_report(plan, setting, session.day, without)
    return emit(
        output, lambda _: setting_page(report), lambda: setting_object(report), plan.damaged
    )


def set_(
    session: Session,
    entry: EntryOptions,
    key: str,
    values: Words,
    add: Words,
    remove: Words,
    on: str | None,
    new_board: bool,
    new_group: bool,
) -> int:
    """Sets a setting, after showing what becomes otherwise by it.

    Of a list all values are given, or single ones with --add and --remove. None takes it away. A
    kept paragraph of a paper is of today, or of the day of --on; the same words are confirmed so.
    """
    from hmic_tracker.commands.setting_values import TypedValue, value_typed
    from hmic_tracker.commands.settings_changing import SettingsRequest, change_settings

    if not (values or add or remove):
        is_text = ".text." in key
        example = f"tracker settings set {key[:80]} 'TEXT'; - instead pipes it in"
        raise UsageError(
            f"there is no value for {key[:80]}",
            f"for example: {example if is_text else PARTS['set'].examples[0][0]}",
        )
    if values == ("-",):
        values = (read_standard_text(),)
    typed = TypedValue(values, add, remove, new_board, new_group)

    def of_plan(plan: Plan) -> SettingsRequest:
        setting = key_named(plan, key)
        now = settings_fields(plan).get(setting.field)
        value = value_typed(session, plan, setting, typed, now)
        if is_kept_text(setting.path) and setting.row.key == "text":
            return _kept_text(session, setting, value, on)
        if on is not None:
            raise UsageError("--on is the day of a kept paragraph", "leave it out")
        if value is None:
            _refuse_needed(plan, setting)
        else:
            _refuse_graded(plan, setting, value)
        return SettingsRequest({setting.field: value}, so_already=f"{setting.field} is so already")

    return change_settings(session, entry, of_plan, "settings")


def _kept_text(session: Session, key: SettingKey, text: Value, on: str | None) -> SettingsRequest:
    """The words of a kept paragraph with their day, or none of both."""
    from hmic_tracker.commands.settings_changing import SettingsRequest

    table, already = field_of(key.path[:-1]), f"{field_of(key.path[:-1])} is so already"
    if text is None:
        gone = {key.field: None, f"{table}.on": None}
        return SettingsRequest(gone, "removed", gone=(key.path[:-1],), so_already=already)
    day = session.today if on is None else session.entered_day(on)
    ahead = f"take note: {say_day(day)} is to come; a paper before it leaves the paragraph out"
    return SettingsRequest(
        {key.field: text, f"{table}.on": day.isoformat()},
        remarks=(ahead,) * (day > session.today),
        so_already=already,
    )


def unset(session: Session, entry: EntryOptions, key: str) -> int:
    """Takes a setting away, so that what goes without saying holds; or a whole table.

    A table goes by its name, such as papers.board, while nothing speaks of it.
    """
    from hmic_tracker.commands.settings_changing import SettingsRequest, change_settings
    from hmic_tracker.commands.settings_in_use import refuse_used

    def of_plan(plan: Plan) -> SettingsRequest:
        if table := table_typed(plan, key):
            if not is_kept_text((*table, "text")):
                refuse_used(plan, table)
            fields = [f for f in settings_fields(plan) if path_of(f)[: len(table)] == table]
            return SettingsRequest(dict.fromkeys(fields), "removed", gone=(table,))
        setting = key_named(plan, key)
        _refuse_needed(plan, setting)
        return SettingsRequest({setting.field: None}, so_already=f"{setting.field} is not set")

    return change_settings(session, entry, of_plan, "settings")


def _refuse_needed(plan: Plan, key: SettingKey) -> None:
    """Raises UsageError where something has to have the setting."""
    if key.row.key == "name" and key.row.section in {"frameworks", "boards", "people"}:
        command = {"frameworks": "framework", "boards": "board", "people": "person"}
        raise UsageError(
            f"{key.field} is what it is called",
            f"write: tracker {command[key.row.section]} rename {key.path[1]} NAME",
        )
    if key.row.section == "scales":
        _refuse_graded(plan, key, ())


def _refuse_graded(plan: Plan, key: SettingKey, value: object) -> None:
    """Raises UsageError where grades were given that a scale would have no more."""
    if key.row.section != "scales" or not isinstance(value, tuple):
        return
    given = {
        grade.grade
        for inspection in plan.inspections
        for grade in inspection.grades
        if grade.scale == key.path[1] and grade.grade
    }
    if gone := sorted(given - {*value}):
        raise UsageError(
            f"inspections gave {', '.join(gone)[:80]}, which {key.field} would have no more",
            "keep it among the grades, the best first",
        )


_KEY = Argument("key", "KEY", "Such as thresholds.near_days: tracker settings list.", "settings")
PARTS = {
    "list": CommandDefinition(
        list_,
        (
            Argument(
                "begins", "[KEY]", "Those that begin so: thresholds.", "settings", required=False
            ),
            Option("--all", "", "Those without a value too.", dest="include_all"),
            *options.LOOKING,
        ),
        (
            ("tracker settings list", "all that is set"),
            ("tracker settings list thresholds", "of one part"),
            ("tracker settings list --all --json", "each with its type, for a script"),
        ),
    ),
    "show": CommandDefinition(
        show,
        (_KEY, *options.LOOKING),
        (("tracker settings show thresholds.near_days", "its value, and what goes by it"),),
    ),
    "set": CommandDefinition(
        set_,
        (
            _KEY,
            Argument(
                "values",
                "[VALUE]...",
                "Its value; of a list all.",
                "setting values",
                repeated=True,
                required=False,
                dash="whole text",
            ),
            Option("--on", "DATE", "The day of a kept paragraph; today without.", "dates"),
            Option("--add", "VALUE", "One more value of a list.", repeated=True),
            Option("--remove", "VALUE", "Out of a list.", repeated=True),
            options.NEW_BOARD,
            options.NEW_GROUP,
            options.YES,
            *options.SETTINGS_ENTRY,
        ),
        (
            ("tracker settings set thresholds.near_days 45", "amber earlier"),
            ("tracker settings set frameworks.np.board Committee", "whom it is reported to"),
            ("tracker settings set boards.committee.meetings 2008-12-11 2009-02-12", "a list"),
            ("tracker settings set holidays --add 2008-12-24", "one more"),
            (
                "tracker settings set papers.paper.text.np.findings - < findings.txt",
                "paragraphs that each paper has: docs/papers.md",
            ),
        ),
    ),
    "unset": CommandDefinition(
        unset,
        (_KEY, options.YES, *options.SETTINGS_ENTRY),
        (
            ("tracker settings unset thresholds.near_days", "30 again, as without it"),
            ("tracker settings unset papers.board", "a whole table"),
        ),
    ),
}
