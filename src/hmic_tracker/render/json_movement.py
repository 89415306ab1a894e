"""What moved, as the objects that `--json` prints: repeats, the trend, slippage."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hmic_tracker.domain.importing import ImportPlan
    from hmic_tracker.render.json_values import Object


def repeats_object(found: ImportPlan) -> Object:
    """What `import --json` says of the items that an earlier inspection had."""
    return {
        "repeats": [
            {
                "id": one.new.id,
                "of": one.old.id,
                "alike": one.percent,
                "supersedes": one.supersedes,
            }
            for one in found.repeats
        ],
        "carried": bool(found.carried),
    }
