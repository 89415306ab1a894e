"""What boards left until a day, and what of it has come back."""

from __future__ import annotations

from typing import Final

# Two boards deferred some of it; one of these deferrals is over.
DEFERRALS: Final = [
    "defer REC-7 --until 2009-01-31 --agreed-by 'Resources Board' --reason 'IT release'",
    "defer AFI-13..14 --until none --agreed-by 'Performance Board' --reason 'new law' --yes",
    "defer REC-8 --until 2008-11 --agreed-by 'Resources Board' --reason staff --on 2008-11-01",
]
# The question, the words after `tracker list`, and the ids of the answer as runs.
DEFERRED_QUESTIONS: Final = [
    ("What is deferred?", "--deferred", "REC-7, AFI-13..14"),
    ("What is deferred, by word?", "--where deferred", "REC-7, AFI-13..14"),
    ("What is overdue besides?", "--overdue", "REC-8, AFI-11, AFI-15..18"),
    (
        "What is late or deferred, of the AFIs?",
        "--where '(overdue or deferred) and kind = afi'",
        "AFI-11, AFI-13..18",
    ),
    ("What was deferred in mid November?", "--deferred --as-of 2008-11-15", "REC-8"),
    (
        "What will be overdue once it is over?",
        "--overdue --kind rec --as-of 2009-02-01",
        "REC-7..8, REC-11..12",
    ),
    ("What will be deferred still?", "--deferred --as-of 2009-02-01", "AFI-13..14"),
    ("Which recommendations came back today?", "--became-overdue-since today --kind rec", "REC-8"),
    ("What did the Resources Board defer?", "--deferred --agreed-by 'resources board'", "REC-7"),
    ("And the other?", "--where 'deferred-by = \"performance board\"'", "AFI-13..14"),
    ("What is deferred without an end?", "--where 'deferred-until = open'", "AFI-13..14"),
    ("What comes back by January?", "--where 'deferred and deferred-until <= 2009-01'", "REC-7"),
    ("What has come back?", "--where 'deferred-until < today'", "REC-8"),
    ("What was agreed yesterday?", "--where 'deferred-on = 2008-11-30'", "REC-7, AFI-13..14"),
    ("What waits for a law?", "--where 'deferred-reason ~ law'", "AFI-13..14"),
    ("What ends first?", "--deferred --sort deferred_until --limit 1", "REC-7"),
    ("What is grey?", "--rag grey --kind afi", "AFI-13..14"),
]
