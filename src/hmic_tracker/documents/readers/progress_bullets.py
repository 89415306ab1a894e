"""Progress bullets: what a progress report states of a framework's items."""

from __future__ import annotations

from hmic_tracker.documents.framework_names import looks_like_name
from hmic_tracker.documents.wording.bullets import read_bullet
from hmic_tracker.light_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext


def read(context: ReaderContext, block: Block) -> bool:
    """Read the status or the count of a framework's items; it may name another framework."""
    names = context.names
    if block.role in {"heading", "row"}:
        return False
    bullet = read_bullet(block.text, lambda name: names.find(name) is not None)
    if bullet is None:
        return False
    listed = context.is_bullet(block) or (bool(block.marker) and bool(bullet.name))
    slug = names.find(bullet.name) if bullet.name else context.framework
    if names.is_ambiguous(bullet.name):
        context.mark(context.at, "?", doubt=f"'{bullet.name}' may be more than one framework")
    elif bullet.name and (slug or (listed and looks_like_name(bullet.name))):
        new = slug is None and names.knew_any()
        names.mention(bullet.name)
        context.mark(context.at, "position", doubt="a framework named nowhere else" if new else "")
    elif slug and context.is_bullet(block) and not bullet.name:
        context.mark(context.at, "position")
    elif context.is_bullet(block):
        context.mark(context.at, "?", doubt="names no framework")
    else:
        return False
    return True
