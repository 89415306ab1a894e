"""`tracker schema [NAME]`."""

from __future__ import annotations

from importlib.resources import files

from hmic_tracker.commands.options import DRAWING, STORE, Argument, Output
from hmic_tracker.commands.output import emit, write_data
from hmic_tracker.domain.nearest import did_you_mean
from hmic_tracker.errors import UsageError
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.render.nodes import Pairs

if TYPE_CHECKING:
    from hmic_tracker.commands.session import Session

EXAMPLES = (
    ("tracker schema", "which there are"),
    ("tracker schema items", "what tracker list --json gives, as a JSON Schema"),
    ("tracker schema item-file > item-file.schema.json", "for an editor that completes TOML"),
)
SCHEMAS: Final = {
    "items": "tracker list --json, tracker show --json",
    "grades": "tracker grades --json",
    "summary": "tracker summary --json",
    "slippage": "tracker summary --slippage --json",
    "subject": "tracker summary --subject --json",
    "trend": "tracker trend --json",
    "history": "tracker history --json",
    "check": "tracker check --json",
    "evidence": "tracker evidence check --json",
    "bundle": "tracker bundle --json",
    "bundle-check": "tracker bundle --verify --json",
    "bundles": "tracker bundle --list --json",
    "steps": "tracker action list --json",
    "review": "tracker review --json",
    "correction": "tracker correct --json",
    "split": "tracker split --json",
    "undo": "tracker undo --json",
    "merge": "tracker merge --json",
    "people": "tracker person list, add and edit --json",
    "frameworks": "tracker framework list --json",
    "boards": "tracker board list --json",
    "settings": "tracker settings list --json",
    "setting": "tracker settings show --json",
    "settings-change": "tracker settings set --json, person rename --json",
    "inspections": "tracker inspection list --json",
    "inspection": "tracker inspection show, add and edit --json",
    "inspection-join": "tracker inspection merge --json",
    "inspection-gone": "tracker inspection remove --json",
    "import": "tracker import --json",
    "reminders": "tracker remind --json",
    "answers": "tracker remind --answers --json",
    "taken-back": "tracker remind --void --json",
    "received": "tracker receive --json",
    "sync": "tracker sync --json",
    "sync-status": "tracker sync --status --json",
    "paper": "tracker report --json",
    "paper-check": "tracker report --check --json",
    "error": "what --json gives on standard error where something is wrong",
    "item-file": "an item's file: items/REC-5.toml",
    "inspection-file": "an inspection's file: inspections/hmic-2007-phase-one.toml",
    "settings-file": "the settings: tracker.toml",
}


TAKES: Final = (
    Argument("name", "[NAME]", "Which; a list of them without.", "schemas", required=False),
    STORE,
    *DRAWING,
)


def run(
    session: Session,  # noqa: ARG001  # every command takes --store; no plan is needed
    output: Output,
    name: str | None,
) -> int:
    """Prints a JSON Schema: of the output, for scripts, and of the files, for editors."""
    if name is not None:
        write_data(schema_text(name), is_json=True)
        return 0
    emit(
        output,
        lambda _: (Pairs(tuple(SCHEMAS.items())),),
        lambda: {"schema": 1, "kind": "schemas", "schemas": SCHEMAS},
    )
    return 0


def schema_text(name: str) -> str:
    """The text of a schema; raises UsageError where there is none of that name."""
    wanted = name.strip().lower().removesuffix(".json").removesuffix(".schema").replace("_", "-")
    if wanted not in SCHEMAS:
        known = f"the schemas are: {', '.join(SCHEMAS)}"
        hint = f"{did_you_mean(wanted, SCHEMAS)} {known}".strip()
        raise UsageError(f"there is no schema '{name[:60]}'", hint)
    folder = files("hmic_tracker") / "schemas"
    return (folder / f"{wanted}.schema.json").read_text(encoding="utf-8")
