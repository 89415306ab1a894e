"""Steps from a file: a line a step, with the post and the date after semicolons."""

from __future__ import annotations

import re

from hmic_tracker.commands.owner_options import resolve_owner
from hmic_tracker.domain.dates import format_due_echo
from hmic_tracker.domain.part_changes import NewStep
from hmic_tracker.domain.words import folded, plural
from hmic_tracker.errors import InputError, TrackerError
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.commands.session import Session

_BULLET: Final = re.compile(r"(?:[-*\u2022\u2013]|\d{1,3}[.)])\s+")
_FORM: Final = "write a line a step: Brief boroughs; Head of CID; 2008-10"


def steps_in(
    session: Session, text: str, owner: str | None, due: str | None, *, new_owner: bool
) -> tuple[list[NewStep], list[str]]:
    """The steps of a text, and what the command echoes of them.

    A line is TEXT; POST; DATE, of which the last two may be left out: then those of the command
    hold. Empty lines, and bullets before a text, are passed over. Raises errors that name the
    line.
    """
    steps: list[NewStep] = []
    echo: dict[str, None] = {}
    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.strip()
        if not stripped:
            continue
        parts = [" ".join(part.split()) for part in _BULLET.sub("", stripped, count=1).split(";")]
        what, post, day = (*parts, "", "")[:3]
        if len(parts) > 3 or not folded(what):
            lacks = "no text" if len(parts) <= 3 else "more than TEXT; POST; DATE"
            raise InputError(f"line {number} of the steps has {lacks}", _FORM)
        try:
            step, remarks = _step(session, what, post or owner, day or due, new_owner=new_owner)
        except TrackerError as fault:
            raise type(fault)(f"line {number}: {fault.message}", fault.hint) from None
        steps.append(step)
        echo |= dict.fromkeys(remarks)
    return steps, [plural(len(steps), "step"), *echo]


def _step(
    session: Session, text: str, owner: str | None, due: str | None, *, new_owner: bool
) -> tuple[NewStep, list[str]]:
    post = resolve_owner(session, owner, new_owner=new_owner) if owner else None
    when = session.due_or_none(due) if due else None
    remarks = [f"due {format_due_echo(when)}"] if when else []
    remarks += [post.echo] if post and post.echo else []
    return NewStep(text, post.name if post else None, when), remarks
