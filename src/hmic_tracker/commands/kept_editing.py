"""A kept paragraph written anew in the person's editor, while a paper waits for it."""

from __future__ import annotations

from datetime import date

from hmic_tracker.commands.options import EntryOptions
from hmic_tracker.commands.settings_changing import SettingsRequest, change_settings
from hmic_tracker.commands.typed_text import TextRequest, text_from_editor
from hmic_tracker.domain.record_history import field_of, path_of
from hmic_tracker.domain.settings_fields import settings_fields
from hmic_tracker.errors import ConflictError
from hmic_tracker.light_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hmic_tracker.commands.session import Session
    from hmic_tracker.domain.kept_texts import KeptText
    from hmic_tracker.domain.plan import Plan


def write_anew(session: Session, text: KeptText, name: str, day: date) -> None:
    """Open a paragraph in the editor, and write what is left of it as of a day.

    The same words are of that day then. An empty text writes nothing, and the plan is locked only
    while it is written. Raises ConflictError where somebody else wrote the paragraph meanwhile.
    """
    wanted = TextRequest(
        f"the kept paragraph ({name})",
        f"tracker settings set {text.key}",
        f"For the paper: {name}. An empty line begins a paragraph.",
        (text.text or "").strip(),
    )
    table = path_of(text.key)

    def of_plan(plan: Plan) -> SettingsRequest:
        now = settings_fields(plan)
        if now.get(field_of((*table, "text"))) != text.text:
            raise ConflictError(
                f"{name} has other words meanwhile", f"see: tracker settings show {text.key}"
            )
        words, of = field_of((*table, "text")), field_of((*table, "on"))
        return SettingsRequest(
            {words: typed, of: day.isoformat()}, so_already=f"{name} is of that day already"
        )

    with text_from_editor(wanted) as typed:
        if typed:
            change_settings(session, EntryOptions(yes=True), of_plan, "settings")
