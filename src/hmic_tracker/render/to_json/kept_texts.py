"""The paragraphs of a framework that a plan keeps, of a document or a paper."""

from __future__ import annotations

from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.render.to_json import Object, iso

if TYPE_CHECKING:
    from hmic_tracker.domain.kept_texts import KeptText


def kept_text_part(text: KeptText) -> Object:
    """Whose it is, where it stands, of which day, and its paragraphs."""
    return {
        "framework": text.framework,
        "section": text.section,
        "on": iso(text.day),
        "paragraphs": list(text.paragraphs),
    }
