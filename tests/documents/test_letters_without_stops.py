"""Recommendations with bare letters that go on under one addressee after the other."""

from __future__ import annotations

from hmic_tracker.documents.parsing import read_report

_REPORT = """Report by the Auditor General

The cost of lifeboats

18 September 2031

Recommendations

15       The Ministry for the Sea should:

a        establish, within six months of this report, a single list of all boats that
         it pays for; and

b        publish the list of boats in each of the years in which it pays for them; and

c        work with the Treasury on how losses are to be shown in its accounts, the first
         of them those for 2032; and

d        print them.

         The Coast Agency should:

e        collect data on calls. It has none at present, and it cannot say what its
         crews need; and

f        train its crews.
"""


def test_letters_go_on_under_the_next_addressee_and_none_is_part_of_the_one_above() -> None:
    ministry, agency = "The Ministry for the Sea should:", "The Coast Agency should:"
    assert [(item.label, item.text) for item in read_report(_REPORT, "boats.txt").items] == [
        (
            "a",
            f"{ministry} establish, within six months of this report, a single list of all boats "
            "that it pays for; and",
        ),
        (
            "b",
            f"{ministry} publish the list of boats in each of the years in which it pays for them; "
            "and",
        ),
        (
            "c",
            f"{ministry} work with the Treasury on how losses are to be shown in its accounts, the "
            "first of them those for 2032; and",
        ),
        ("d", f"{ministry} print them."),
        (
            "e",
            f"{agency} collect data on calls. It has none at present, and it cannot say what its "
            "crews need; and",
        ),
        ("f", f"{agency} train its crews."),
    ]
