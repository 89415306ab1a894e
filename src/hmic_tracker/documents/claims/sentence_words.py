"""Words that sentences of papers have in common: who did something, and a date of any form."""

from __future__ import annotations

import re

from hmic_tracker.documents.wording.patterns import DATE
from hmic_tracker.domain.dates import MONTHS
from hmic_tracker.light_typing import Final

WE: Final = (
    r"(?:we|they|i|officers|staff|(?:the|our|its) (?:force|service|prison|council|trust|team|lead"
    r"|owner|authority|head of \w+))"
)
"""Who a paper says has done something of the plan's."""
A_DATE: Final = (
    rf"(?:{DATE.pattern}|(?:\d{{1,2}}(?:st|nd|rd|th)? (?:of )?)?(?:{'|'.join(MONTHS)})\b"
    r"(?! ?['’]?\d))"
).replace("(?P<", "(?:")
"""A date, or a month or one of its days without the year."""
WITHOUT: Final = re.compile(
    r"\b(?:without|except(?:ing| for)?|other than|apart from|but not|excluding)"
    r" (?=(?:\w+ )*?\S*\d)",
    re.I,
)
"""What says before an item's number that it is not meant: "concerns 5 to 12 without 7"."""
