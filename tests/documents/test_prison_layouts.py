"""Layouts of prisons, probation, youth justice and their monitoring boards, each as a short text."""

from __future__ import annotations

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.domain.drafts import Draft

PLAN = """Harbour Prison action plan

Ref\tConcern\tResponse: what we will do\tOwner\tTarget date
{section}
1\tCells were cold in the winter and hot in the summer.\tNew windows.\tHead of Works\t1 May 2032
\t\tFans were bought.\tGovernor\t2 June 2032
{second}
2\tLetters came late, and some of them were never given out.\tMore staff.\tHead of Post\tOngoing
"""


def read(text: str) -> Draft:
    return read_report(text, "report.txt")


def fields_of(draft: Draft) -> list[tuple[str | None, str | None, str | None]]:
    return [(item.label, item.owner, item.due) for item in draft.items]


def test_a_short_line_between_the_rows_of_a_table_names_those_below_it() -> None:
    draft = read(PLAN.format(section="Priority concerns", second="Other concerns"))
    assert fields_of(draft) == [("1", "Head of Works", "2032-05-01"), ("2", "Head of Post", None)]
    assert {item.kind for item in draft.items} == {"cause-of-concern"}
    assert draft.items[0].update == "New windows. Fans were bought."


def test_a_table_whose_head_comes_again_under_the_next_heading_is_one_table() -> None:
    head = "Ref\tConcern\tResponse: what we will do\tOwner\tTarget date"
    draft = read(PLAN.format(section="Priority concerns", second=f"{head}\nOther concerns"))
    assert [item.label for item in draft.items] == ["1", "2"]


def test_a_short_line_above_the_head_of_another_table_parts_the_two() -> None:
    other = "Other work\nNo\tAction\tWhat was done\tLead\tDeadline"
    text = PLAN.format(section="1\tNoise went on all night long.\tNone.\tGovernor\t", second=other)
    assert "Lead" not in {item.owner for item in read(text).items}
