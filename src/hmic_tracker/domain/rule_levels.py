"""How strictly a plan takes each rule of an item's life: `[rules]` in `tracker.toml`."""

from typing import Final, Literal, NamedTuple, get_args

Level = Literal["strict", "advisory", "off"]
LEVELS: Final[tuple[Level, ...]] = get_args(Level)


class RuleLevels(NamedTuple):
    """How strictly the plan takes each rule: `strict` refuses, `advisory` warns."""

    order: Level = "strict"
    reasons: Level = "strict"
    discharge: Level = "strict"
    four_eyes: Level = "strict"
    evidence: Level = "strict"
