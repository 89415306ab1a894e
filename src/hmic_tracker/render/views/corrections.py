"""What was set right of an entry, in words."""

from __future__ import annotations

from datetime import date

from hmic_tracker.domain.corrections import differences, state_of
from hmic_tracker.domain.dates import say_day
from hmic_tracker.light_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hmic_tracker.domain.corrections import Difference
    from hmic_tracker.domain.items import Correction, Entry


def correction_texts(correction: Correction) -> list[str]:
    """What an entry says that is right of another: "day 1 Nov 2008", "author Deputy"."""
    texts = [f"day {say_day(date.fromisoformat(correction.on))}"] if correction.on else []
    texts += [f"author {correction.by}"] if correction.by is not None else []
    return [*texts, *(f"text “{one}”" for one in (correction.note, correction.reason) if one)]


def entered_text(entry: Entry) -> str:
    """What an entry that was set right said before: "corrected since, entered for 5 Dec 2008"."""
    words = {"day": "for", "author": "by", "text": "as"}
    olds = differences(state_of(entry), entry.entered) if entry.entered else ()
    texts = (f"{words[one.what]} {_quoted(one)}" for one in olds)
    return f"corrected since, entered {', '.join(texts)}"


def correction_text(before: Entry, after: Entry) -> str:
    """What of an entry goes from what to what: "day 5 Dec 2008 → 1 Nov 2008"."""
    return ", ".join(
        f"{one.what} “{one.old}” → “{one.new}”"
        if one.what == "text"
        else f"{one.what} {one.old} → {one.new}"
        for one in differences(state_of(before), state_of(after))
    )


def _quoted(one: Difference) -> str:
    return f"“{one.new}”" if one.what == "text" else one.new
