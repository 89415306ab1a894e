"""Lines across a register that remark on it, and those that name what the rows below are of."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report
from tests.documents.test_cells_of_registers import of_csv, of_word
from tests.documents.written_documents import row

_HEAD = "Ref,Recommendation,Owner,Due date,Status"
_FIRST = "R1,The service should train its staff.,Head of Ops,1 May 2032,Open"
_SECOND = "R2,The service should mend its gate.,Head of Estates,1 June 2032,Open"


@pytest.mark.parametrize(
    "line",
    [
        "Note: reviewed monthly,,,,",
        "Updated 3 May,,,,",
        "Reviewed by the board every month,,,,",
        ",awaiting board sign-off,,,",
        "Two of these are late,,,,",
        "Overdue,,,,",
        "High priority,,,,",
        "June 2032,,,,",
        "Head of Estates,,,,",
        "See also the action plan,,,,",
        ",,,Extension agreed,",
        ",,,,Awaiting a bid",
        "N/A,,,,",
        "High priority actions,,,,",
    ],
)
def test_a_remark_across_a_register_is_no_framework_of_the_rows_below(line: str) -> None:
    items = of_csv(_HEAD, _FIRST, line, _SECOND)
    assert [(item.label, item.framework) for item in items] == [("R1", None), ("R2", None)]


@pytest.mark.parametrize(
    "name", ["Approved premises", "How good is the force at its work?", "Reported crime", "Custody"]
)
def test_a_name_across_a_register_is_the_framework_of_the_rows_below_up_to_the_next(
    name: str,
) -> None:
    items = of_csv(_HEAD, f"{name},,,,", _FIRST, "Updated 3 May,,,,", _SECOND)
    assert items[0].framework is not None
    assert len({item.framework for item in items}) == 1


def test_a_remark_in_the_column_of_dates_is_a_note_of_the_item_above() -> None:
    items = of_csv(_HEAD, _FIRST, ",,,Extension agreed,", _SECOND)
    assert [item.update for item in items] == ["Due date: Extension agreed", None]


def test_a_remark_across_a_printed_table_is_no_framework() -> None:
    lines = (_HEAD, _FIRST, "Discussed at the board,,,,", _SECOND)
    items = of_word(*(row(*line.split(","), head=line == _HEAD) for line in lines))
    assert [(item.label, item.framework) for item in items] == [("R1", None), ("R2", None)]


def test_an_update_with_its_name_across_a_register_is_of_the_item_above() -> None:
    line = "Management update: all sergeants are trained.,,,,"
    items = of_csv(_HEAD, _FIRST, line, _SECOND)
    assert [item.update for item in items] == ["all sergeants are trained.", None]


def test_names_and_remarks_across_an_aligned_table_do_not_end_it() -> None:
    text = """Audit of Overby Council

Published 3 March 2032

Ref   Recommendation                          Owner                 Deadline
1     All contracts above 25,000 should       Head of Procurement   30 April 2032
      be put out to tender.

Purchasing cards and petty cash

2     The register should be kept.            Head of Procurement   31 May 2032

Revised after discussion
3     Officers should declare interests.      Monitoring Officer    1 June 2032

Distribution list and glossary

The Head of Procurement.
"""
    draft = read_report(text, "audit.txt")
    assert [framework.name for framework in draft.frameworks] == ["Purchasing cards and petty cash"]
    (slug,) = [framework.slug for framework in draft.frameworks]
    assert [(item.label, item.framework) for item in draft.items] == [
        ("1", None),
        ("2", slug),
        ("3", slug),
    ]


def test_a_row_that_only_sums_the_states_is_no_item() -> None:
    items = of_csv(
        "Ref,Recommendation,Owner,Follow-up status and management comments (Nov 2032)",
        "1,The ferry should run on Sundays.,Head of Ferries,Implemented. Seen in May.",
        "2,The pier should be lit.,Head of Piers,Partially implemented. Two lamps are up.",
        "Summary,Implemented 1; partially implemented / in progress 1; not implemented 0,,",
    )
    assert [(item.label, item.status) for item in items] == [("1", "done"), ("2", "in-progress")]
