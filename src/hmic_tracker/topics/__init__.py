"""What is said about `tracker` itself: the help topics, and the manual page.

Imports no library, so that help and completion cost little. The texts are the `.md` files, one per
topic; the page is made by `scripts/man_page.py`.
"""

from __future__ import annotations

from pathlib import Path

from hmic_tracker.light_typing import Final

TOPICS: Final = {
    "where": "expressions for --where and saved filters",
    "dates": "what can be written for a date, and what it means",
    "marks": "what every line of a report is, and how to correct it",
    "formats": "tables, plain text, JSON and files",
    "exit-codes": "what a script can rely on",
    "environment": "variables, and what each sets",
    "tracker.toml": "the settings, and what each can be",
}
FOLDER: Final = Path(__file__).resolve().parent
MANUAL: Final = FOLDER / "tracker.1"
"""The manual page in roff, as `scripts/man_page.py` writes it."""


def text_of(topic: str) -> str:
    """The text of a topic that has a file here; `where` is in the parser's own docstring."""
    text = (FOLDER / f"{topic}.md").read_text(encoding="utf-8")
    if topic == "formats":
        from hmic_tracker.render.formats import topic_lines

        text = text.replace("{formats}", topic_lines())
    if topic == "marks":
        from hmic_tracker.documents.marked_text.word_list import word_lines

        text = text.replace("{words}", word_lines())
    if topic == "tracker.toml":
        from hmic_tracker.domain.settings import topic_lines

        text = text.replace("{settings}", topic_lines())
    return text
