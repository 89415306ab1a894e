"""How a terminal shows each style: the one place in which its colours and blocks are chosen.

Only of the 16 colours that a person's own theme sets, so that they are readable on light and dark;
what is written without a style has the colour of other text. No colour says anything alone.
"""

from __future__ import annotations

from rich import style as rich_style

from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.render.nodes import Style

Look = rich_style.Style

# Grey is dim, and blue is bright: bright black and dark blue vanish on many a screen.
LOOKS: Final[dict[Style, Look]] = {
    "": Look.null(),
    "red": Look(color="red"),
    "amber": Look(color="yellow"),
    "green": Look(color="green"),
    "blue": Look(color="bright_blue"),
    "grey": Look(dim=True),
    "dim": Look(dim=True),
    "bold": Look(bold=True),
    "rank-1": Look(color="bright_blue"),
    "rank-2": Look(color="green"),
    "rank-3": Look(color="yellow"),
    "rank-4": Look(color="red"),
    "rank-5": Look(color="red"),
}
BLOCKS: Final = "█▓▒░▚"
"""What the parts of a bar are drawn with, so that they differ without colour too."""
ASCII_BLOCKS: Final = "#=-.:"
LONGEST_BAR: Final = 40
SHORTEST_BAR: Final = 16
RULE: Final = "─"
ASCII_RULE: Final = "-"
