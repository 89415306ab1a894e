"""What was done since when, by whom, and with what to show; a month after the example."""

from __future__ import annotations

from typing import Final

# A month after: a board agreed, leads answered, the inspectorate discharged, evidence came.
MORE_WORK: Final = [
    ("2008-11-27", "update AFI-12 --due 2009-03 --reason fit --agreed-by 'Resources Board'"),
    ("2008-11-28", "note REC-7 'the supplier is late' --by 'Commander, Territorial Policing'"),
    ("2008-11-28", "evidence add REC-5 'PPU/08/114' --shows 'returns of all boroughs'"),
    ("2008-11-29", "verify REC-5 --by 'Internal Inspectorate'"),
    ("2008-11-29", "close REC-5 --discharged-by HMIC"),
    ("2008-11-29", "update REC-14 --status done --on 2008-11-20"),
    ("2008-11-30", "update REC-13 --framework dv --label 7"),
    ("2008-11-30", "update AFI-20 --text 'Supervision of public protection is thin'"),
]
# The question, the words after `tracker list`, and the ids of the answer as runs.
MORE_QUESTIONS: Final = [
    ("What was completed since November?", "--completed-since 2008-11", "REC-5, REC-14"),
    ("What was completed since the 18th?", "--completed-since 2008-11-18", "REC-14"),
    ("What was completed since the report?", "--completed-since 2008-09-12", "REC-5, REC-14"),
    (
        "What was completed by the report itself, of the recommendations?",
        "--where 'completed-on = 2008-09-11 and kind = rec'",
        "REC-1..4, REC-9..10",
    ),
    ("What became overdue since November?", "--became-overdue-since 2008-11", "AFI-11, AFI-13..18"),
    ("What became overdue since October?", "--became-overdue-since 2008-10 --kind rec", "REC-7..8"),
    (
        "What had become overdue in October, as of then?",
        "--became-overdue-since 2008-10 --as-of 2008-10-15",
        "REC-5..8",
    ),
    ("What has been overdue the longest?", "--overdue --sort overdue_since --limit 1", "REC-7"),
    ("What was completed late?", "--completed-late", "REC-5"),
    ("What was completed more than a month late?", "--where 'days-late > 30'", "REC-5"),
    (
        "What was completed in time?",
        "--where 'days-late = 0'",
        "REC-14",
    ),
    (
        "What did the Internal Inspectorate check?",
        "--verified-by 'internal inspectorate'",
        "REC-5",
    ),
    ("What did the liaison officer check?", "--verified-by 'Liaison Officer'", "REC-1"),
    ("What was checked since the 29th?", "--where 'verified-on >= 2008-11-29'", "REC-5"),
    ("What did HMIC discharge?", "--discharged-by hmic", "REC-5"),
    ("What is discharged by nobody, of what is verified?", "--status verified", "REC-1"),
    ("Which dates did a board agree to?", "--where 'agreed-by != none'", "AFI-12"),
    (
        "Which dates did the Resources Board agree to?",
        "--agreed-by 'resources board'",
        "AFI-12",
    ),
    (
        "Which recommendations are completed with nothing to show?",
        "--no-evidence --kind rec",
        "REC-1..4, REC-9..10, REC-14",
    ),
    ("What has something to show?", "--where 'pieces > 0 and all'", "REC-5"),
    ("Which leads spoke of the supplier?", "--where 'last-words ~ supplier'", "REC-7"),
    (
        "What did no lead of a late recommendation say a word of?",
        "--overdue --kind rec --where 'last-words = none'",
        "REC-8",
    ),
    ("What is of Domestic Violence that was PVP's?", "--framework dv --kind rec", "REC-13"),
    ("Where does supervision come in, of the AFIs?", "--text supervision --kind afi", "AFI-20"),
]
