"""Tables drawn with strokes and dashes in papers, and what the papers recommend themselves."""

from __future__ import annotations

from hmic_tracker.documents.parsing import read_report

_PAPER = """# Answer of the Cabinet to the report on moorings

12 May 2032

# 2. Recommendations

It is recommended that the Cabinet:

2.1 agrees the answers below; and

2.2 refers them to the Panel.

## Theme 1: Chains

+-----+-----------------------------+----------------+----------------+--------------+
| No. | Recommendation              | Cabinet        | Lead           | By when      |
|     |                             | decision       |                |              |
+=====+=============================+================+================+==============+
| 1   | That the Cabinet tests each | Accepted       | Harbour        | 30 June 2032 |
|     | chain, and tells:           |                | Master         |              |
|     |                             |                |                |              |
|     | a)  the owners; and         |                |                |              |
|     |                             |                |                |              |
|     | b)  the Panel.              |                |                |              |
+-----+-----------------------------+----------------+----------------+--------------+
| 2   | That lamps be put at the    | Rejected       | –              | –            |
|     | worst steps.                |                |                |              |
+-----+-----------------------------+----------------+----------------+--------------+
"""


def test_a_row_of_a_drawn_grid_is_one_item_with_the_decision_on_it() -> None:
    items = read_report(_PAPER, "paper.txt").items
    assert [(item.label, item.text, item.status, item.owner, item.due) for item in items] == [
        (
            *(
                "1",
                "That the Cabinet tests each chain, and tells: a) the owners; and b) the Panel.",
            ),
            *(None, "Harbour Master", "2032-06-30"),
        ),
        ("2", "That lamps be put at the worst steps.", "not-accepted", None, None),
    ]
