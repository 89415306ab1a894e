"""The colour that a paper gives to an item, held against the plan's."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.paper_check.fire_papers import differing, right_and_wrong
from tests.paper_check.slips import table

_LISTED = (
    "- REC-2, enough qualified inspecting officers: not started\n"
    "- AFI-1, risk information: not started\n"
    "- AFI-6, availability of on-call engines: not started\n\n"
)
_RATED = {
    "in its own sentence": "REC-5 has not been started and is rated {red|amber}.",
    "in the next": "REC-3 has not been started. The RAG rating is {green|amber}.",
    "beside its state": "AFI-6 is not started and {amber|green}.",
    "of two": "REC-2 and AFI-1 are next. Both are rated {amber|green}.",
    "because of its date": "AFI-1, on the quality of risk information, is {amber|red} because it "
    "is due this month.",
    "as the plan rates it": "REC-3 has not been started and the plan rates it {green|amber}.",
    "in a list of fields": "REC-5. Due 31/08/2026. RAG {red|green}. Not started.",
    "below its heading": "### REC-5\n\n- Status: not started\n- RAG: {red|green}",
    "of those listed": f"{_LISTED}All three are rated {{amber|green}}.",
    "of so many listed": f"{_LISTED}All {{three|four}} are rated amber.",
    "in a table": table("Item | RAG", "REC-1 | Green", "REC-5 | {Red|Amber}", "AFI-1 | A"),
}
_OF_ELSE = (
    "REC-3 and AFI-1 are rated green and amber respectively.",
    "AFI-1 has gone from red to green and is amber rather than red.",
    "The risk in REC-3 is rated red.",
    "REC-3 was rated amber last month.",
    "REC-3 is rated green and would turn amber if the date moved.",
    "RAG key: red means off track, amber means at risk, green means going well.\n\n"
    "REC-3 is rated amber.",
    "REC-3 is rated amber. REC-6 is rated red.",
    "By colour there are 5 red, 6 amber and 11 green items. REC-3 is rated amber.",
    table("Colour | Meaning", "Red | Off track", "Amber | At risk") + "\n\nREC-3 is rated amber.",
)


@pytest.mark.parametrize("way", _RATED)
def test_the_colour_of_an_item_is_held_against_the_plans(
    run: Run, plans: dict[str, Path], tmp_path: Path, way: str
) -> None:
    assert right_and_wrong(run, plans, tmp_path, _RATED[way]) == (False, True)


@pytest.mark.parametrize("text", _OF_ELSE)
def test_a_colour_by_another_key_or_of_something_else_is_no_alarm(
    run: Run, plans: dict[str, Path], tmp_path: Path, text: str
) -> None:
    assert differing(run, plans, tmp_path, text) == []
