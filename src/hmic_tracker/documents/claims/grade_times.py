"""The words between a grade and the one before it, and those of its year."""

from __future__ import annotations

import re

from hmic_tracker.light_typing import Final

A_YEAR: Final = r"(?:(?:19|20)\d\d(?:/\d\d(?:\d\d)?)?)"
IN_YEAR: Final = re.compile(rf",? (?:(?:in|for) |\()(?P<year>{A_YEAR})\)?", re.I)
TO: Final = re.compile(
    rf"(?:,? (?:(?:in|for) |\()(?P<year>{A_YEAR})\)?)?,? (?:(?:up |down )?to(?: an?)?"
    r"|and (?:is|are) now) ",
    re.I,
)
THEN: Final = re.compile(
    rf"(?:,? (?:(?:in|for) |\()(?P<year>{A_YEAR})\)?)?,? and(?: then)?(?: (?:was|again))* ", re.I
)
BEFORE: Final = re.compile(
    rf"(?:,? (?:(?:in|for) |\()(?P<year>{A_YEAR})\)?)?[\s,(–—-]*"
    r"(?:(?:up|down|risen|fallen) from|having been|compared (?:with|to)|after(?: being)?"
    r"|(?:an? )?(?:improvement|step up|rise|fall|drop)(?: of one grade)? (?:on|from)"
    rf"|better than|worse than|previously|formerly|(?:where )?(?:in {A_YEAR} )?it (?:was|had been)"
    r"|against|from)"
    r"(?: (?:an?|the|being))? ",
    re.I,
)
"""What stands between a grade and the one before it: "Good, up from Fair"."""
BOTH_TIMES: Final = re.compile(
    rf",? (?:(?:in )?both (?:times|years|inspections|{A_YEAR} and {A_YEAR})"
    rf"|(?:(?:exactly |just )?(?:the )?same(?: grade)?|(?:exactly |just )?as)"
    r"(?: (?:as|it|they|that))*(?: (?:was|were|had been|did|in))*"
    rf" (?:{A_YEAR}|the (?:year|time) before|last (?:time|year)|before)"
    rf"|unchanged(?: (?:from|on|since) (?:{A_YEAR}|the (?:year|time) before|last (?:time|year)))?"
    rf"|again in {A_YEAR})",
    re.I,
)
"""What says behind a grade that the one before it was the same."""
SINCE: Final = re.compile(rf"^ (?:ever )?since {A_YEAR}")
"""What says behind a grade that it is the latest still."""
TIME: Final = re.compile(
    rf"{A_YEAR}|\b(?:previous\w*|former\w*|earlier|before|last (?:time|year)|had been|used to|then"
    r"|than|from|improv\w+|rose|fell|moved|up|down|same|unchanged|instead|would|should|if|not"
    r"|next|aim\w*|expect\w*|hop\w+|could|might|may)\b",
    re.I,
)
"""What may say that a grade is of another time, or none that was given."""
