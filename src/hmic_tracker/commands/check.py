"""`tracker check`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from hmic_tracker.commands.options import BY, DRAWING, ON, STORE, YES, Option, Output
from hmic_tracker.commands.output import emit, say
from hmic_tracker.domain import check_inspections
from hmic_tracker.domain.changes import record_outside_changes
from hmic_tracker.domain.check_items import can_be_recorded
from hmic_tracker.domain.checks import check
from hmic_tracker.domain.inspection_words import entry_words
from hmic_tracker.domain.settings_fields import settings_by_hand
from hmic_tracker.domain.words import enumerated, plural
from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple
from hmic_tracker.render.to_json.check import check_object
from hmic_tracker.render.views.check import check_page
from hmic_tracker.render.views.history_entries import changes_text
from hmic_tracker.reports.history import names_of
from hmic_tracker.store.check_reading import CheckedFolder, read_for_check
from hmic_tracker.store.kept_reads import reads_kept
from hmic_tracker.store.paths import SETTINGS
from hmic_tracker.store.reading import load_items, read_settings
from hmic_tracker.store.record_writes import recorded_write
from hmic_tracker.store.settings_history import recorded_settings_write
from hmic_tracker.store.writing import ItemUpdate, item_write, save

if TYPE_CHECKING:
    from hmic_tracker.commands.session import Session
    from hmic_tracker.domain.inspections import Inspection
    from hmic_tracker.domain.items import Item
    from hmic_tracker.domain.plan import Plan

EXAMPLES = (
    ("tracker check", "what is damaged, and what a person should look at"),
    ("tracker check --record", "enter what was changed by hand into the history"),
    ("tracker check --upgrade", "make a plan of an earlier format one of this"),
    ("tracker check --strict --json", "for a script: notes count as well"),
)
TAKES = (
    Option("--record", "", "Enter what was changed by hand into the history."),
    Option("--strict", "", "Exit with 1 for notes too."),
    Option("--upgrade", "", "Bring the files of an earlier version to the present format."),
    *(ON, BY, YES._replace(group="session"), STORE),
    *DRAWING,
)
FINDINGS = 1
"""The exit code where there are findings."""


def run(session: Session, output: Output, record: bool, strict: bool, upgrade: bool) -> int:
    """Looks for damage and for what a person should settle; silent where there is nothing."""
    if upgrade:
        _upgrade(session)
    with reads_kept():  # a finding's line is looked up in the text that was checked
        examined = read_for_check(session.folder)
        recorded = _record(session, examined) if record else Recorded()
        if recorded.lines:
            examined = read_for_check(session.folder)
        facts, today, now = examined.facts, session.today, session.now
        findings = check(examined.plan, facts, today, now, examined.line_of)
    if recorded.lines and not output.json:
        say("\n".join([*recorded.lines, f"{recorded.size} recorded as changed by hand"]))
    if findings or output.json:
        of_settings = recorded.settings is not None
        emit(
            output,
            lambda _: check_page(findings),
            lambda: check_object(
                findings, session.today, examined.plan.damaged, recorded.ids, of_settings
            ),
        )
    return FINDINGS if any(strict or finding.level == "error" for finding in findings) else 0


def _upgrade(session: Session) -> None:
    """Brings the plan to the present format, as one step."""
    from hmic_tracker.store.paths import SCHEMA
    from hmic_tracker.store.writing import upgrade

    with session.writing(upgrades=True):
        if session.settings.schema == SCHEMA:
            say(f"this plan is of format {SCHEMA} already")
            return
        changed = upgrade(session.folder, session.stamp())
    say(f"this plan is of format {SCHEMA} now: {plural(changed, 'file')} changed")


class Recorded(NamedTuple):
    """What was entered as changed by hand: the items and inspections as they are then.

    `settings` are those where something in them was; `names` are those of the frameworks.
    """

    items: tuple[Item, ...] = ()
    inspections: tuple[Inspection, ...] = ()
    settings: Plan | None = None
    names: Mapping[str, str] = MappingProxyType({})

    @property
    def ids(self) -> list[str]:
        """Whose changes were entered."""
        return [*(item.id for item in self.items), *(one.id for one in self.inspections)]

    @property
    def lines(self) -> list[str]:
        """What was changed of each."""
        words = [(item.id, ", ".join(_last_changes(item))) for item in self.items]
        words += [
            (one.id, ", ".join(entry_words(one.history[-1], self.names)))
            for one in self.inspections
        ]
        if self.settings is not None:
            from hmic_tracker.render.views.settings_changes import settings_texts

            texts = settings_texts(self.settings.history[-1].changes, names_of(self.settings))
            words.append((SETTINGS, "; ".join(texts)))
        return [f"{subject}: {text}" for subject, text in words]

    @property
    def size(self) -> str:
        """ "2 items and the settings"."""
        parts = ((self.items, "item"), (self.inspections, "inspection"))
        sizes = [plural(len(many), word) for many, word in parts if many]
        return enumerated([*sizes, *(["the settings"] if self.settings else [])])


def _record(session: Session, examined: CheckedFolder) -> Recorded:
    """Enters outside changes into the histories, as one op."""
    facts = examined.facts
    ids = [file.item.id for file in facts.items if can_be_recorded(file)]
    paths = [file.path for file in facts.inspections if check_inspections.can_be_recorded(file)]
    if not facts.settings_read:
        say(f"nothing was recorded: {SETTINGS} can't be read")
        return Recorded()
    if not ids and not paths and not settings_by_hand(examined.plan):
        return Recorded()
    day, stamp = session.entry_day, session.stamp()
    with session.writing():
        read_settings(session.folder)  # raises where it was removed or damaged meanwhile
        loaded, _ = load_items(session.folder, ids)
        pairs = [(one, record_outside_changes(one.item, day, stamp)) for one in loaded]
        changed = [(one, after) for one, after in pairs if after != one.item]
        writes = [item_write(ItemUpdate(one, after)) for one, after in changed]
        inspections = [recorded_write(session.folder, path, day, stamp) for path in paths]
        settings = recorded_settings_write(session.folder, day, stamp)
        writes += [*(write for write, _ in inspections), *([settings] if settings else [])]
        save(session.folder, writes, stamp, "check")
        after = read_settings(session.folder)[0] if settings else None
    names = {framework.slug: framework.name for framework in examined.plan.frameworks}
    items = tuple(item for _, item in changed)
    return Recorded(items, tuple(one for _, one in inspections), after, names)


def _last_changes(item: Item) -> list[str]:
    return changes_text(item.history[-1].changes, len(item.history) == 1)
