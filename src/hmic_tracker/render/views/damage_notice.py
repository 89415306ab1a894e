"""What every page says where part of the store could not be read."""

from __future__ import annotations

from hmic_tracker.domain.words import plural
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.render import nodes

if TYPE_CHECKING:
    from hmic_tracker.domain.plan import Damage


def damage_notice(damaged: tuple[Damage, ...]) -> nodes.Page:
    """A line that says what could not be counted; nothing where all could be read."""
    if not damaged:
        return ()
    names = ", ".join(damage.path for damage in damaged[:3])
    more = f" and {len(damaged) - 3} more" if len(damaged) > 3 else ""
    files = plural(len(damaged), "file")
    text = f"Not counted here: {files} that can't be read ({names}{more})"
    return nodes.spaced(nodes.Paragraph(text, "red"))
