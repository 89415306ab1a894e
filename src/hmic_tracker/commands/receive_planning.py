"""Files that came back, each held against what was sent and against the plan as it is."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from hmic_tracker.commands.sending_log import sendings_of
from hmic_tracker.commands.terminal_input import piped_bytes
from hmic_tracker.documents.answers.mail_bodies import BodyReading, read_body
from hmic_tracker.documents.answers.mail_text import addressees
from hmic_tracker.documents.answers.returned_files import (
    ENDINGS,
    LARGEST,
    ReturnedFile,
    read_returned,
)
from hmic_tracker.domain.answer_comparing import Here, compare
from hmic_tracker.domain.answer_rows import sent_label
from hmic_tracker.domain.answer_sendings import (
    Identified,
    Origin,
    identify,
    is_of_another_plan,
    rows_named,
)
from hmic_tracker.domain.answer_writing import received_origins
from hmic_tracker.domain.dates import say_day
from hmic_tracker.domain.row_values import step_number
from hmic_tracker.domain.typed_names import typed_names
from hmic_tracker.domain.words import plural
from hmic_tracker.errors import InputError
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.reports.next_reminder import next_times
from hmic_tracker.reports.receiving import ReceivedFile
from hmic_tracker.store.files import cannot_be_read, read_regular

if TYPE_CHECKING:
    from hmic_tracker.commands.session import Session
    from hmic_tracker.domain.answers import Answer
    from hmic_tracker.domain.plan import Plan

MOST_FILES: Final = 500
PIPED: Final = Path("-")
"""What a mail program pipes in, in the place of a file."""


def files_in(names: tuple[str, ...]) -> tuple[list[Path], list[str]]:
    """The files that are named, those of folders in the order of their names; and those left out.

    Raises InputError for a folder without any that can hold answers.
    """
    files: list[Path] = []
    left_out: list[str] = []
    for name in names:
        path = Path(name).expanduser()
        if path == PIPED or not path.is_dir():
            files.append(path)
            continue
        inside = sorted(each for each in os.listdir(path) if not each.startswith((".", "~$")))
        mine = [path / each for each in inside if each.lower().endswith(ENDINGS)]
        left_out += [each for each in inside if not each.lower().endswith(ENDINGS)]
        if not mine:
            raise InputError(
                f"{name} has no file that can hold answers",
                f"they end in {', '.join(ENDINGS)}",
            )
        files += mine
    if len(files) > MOST_FILES:
        raise InputError(f"that is over {MOST_FILES} files", "receive them in parts")
    return list(dict.fromkeys(files)), left_out


def read_file(path: Path) -> list[ReturnedFile]:
    """What came back in a file, or on standard input; raises InputError."""
    if path == PIPED:
        return read_returned(piped_bytes(LARGEST, "the mail"), name_of(path))
    try:
        data = read_regular(path, LARGEST)
    except FileNotFoundError:
        raise InputError(f"there is no file {path}", "check the name") from None
    except OSError as fault:
        raise InputError(f"{path} {cannot_be_read(fault)}", "check the file") from None
    return read_returned(data, name_of(path))


def name_of(path: Path) -> str:
    """What a file is called in messages."""
    return "what was piped in" if path == PIPED else path.name


def plan_file(
    session: Session, plan: Plan, file: ReturnedFile, post: str | None
) -> ReceivedFile | None:
    """What a file would change; None for a mail's text in which nothing is answered.

    Raises InputError where it is of another plan, or nothing says whose answers it has.
    """
    log, unread = sendings_of(session.folder, plan.people)
    reading = read_body(file.body, ()) if file.body else BodyReading(())
    if not (file.answers or file.sending or reading.answers):
        return None
    one = identify(_origin(file, reading), log, plan, post, session.today, unread)
    if one is None:
        raise InputError(
            f"nothing in {file.name} says whose answers these are",
            "say it: tracker receive FILE --for 'Head of CID'",
        )
    if not one.is_recorded and is_of_another_plan(one.sending, plan):
        of = f" of {file.plan}" if file.plan else ""
        raise InputError(
            f"{file.name} is of another plan{of}: none of its items is in this one",
            "receive it there: tracker --store FOLDER receive FILE",
        )
    answers = file.answers
    if file.body:
        reading = read_body(file.body, list(_labels(one, reading.answers, plan)))
        answers = reading.answers
    sending = one.sending
    if not one.is_recorded and not sending.n:
        sending = sending._replace(rows=rows_named(answers, plan))
    return _held(session, plan, file, reading, one._replace(sending=sending), answers)


def _held(
    session: Session,
    plan: Plan,
    file: ReturnedFile,
    reading: BodyReading,
    one: Identified,
    answers: tuple[Answer, ...],
) -> ReceivedFile:
    here = Here(
        plan,
        session.today,
        session.entry_day,
        session.days_off,
        file.sha256,
        received_origins(plan.items),
    )
    remarks = [*one.remarks, *file.remarks, *reading.doubts]
    before = [known for known in one.sending.received if known.sha256 == file.sha256]
    if before:
        remarks.insert(0, f"this file was taken in already on {say_day(before[-1].on)}")
    return ReceivedFile(
        name=file.name,
        sha256=file.sha256,
        sending=one.sending,
        outcomes=compare(one.sending, answers, here),
        is_recorded=one.is_recorded,
        sender=file.senders[0].address if file.senders else "",
        doubts=one.doubts,
        remarks=tuple(remarks),
        others=reading.others,
        marking=plan.marking,
        as_of=session.today,
        next_times=next_times(one.sending, plan, session.today),
    )


def _origin(file: ReturnedFile, reading: BodyReading) -> Origin:
    """What a file says of where it is from."""
    signed = typed_names(answer.why for answer in file.answers)
    return Origin(
        number=file.number,
        sending=file.sending,
        texts=file.above,
        addresses=tuple(sender.address for sender in file.senders if sender.address),
        names=tuple(sender.name for sender in file.senders if sender.name),
        quoted=addressees(file.body),
        signed=(*signed, *typed_names([reading.signed])),
    )


def _labels(one: Identified, answers: tuple[Answer, ...], plan: Plan) -> Iterator[str]:
    """What the rows of a sending are called, so that a mail's lines are of them."""
    by_uid = {item.uid: item for item in plan.items}
    for row in one.sending.rows or rows_named(answers, plan):
        item = by_uid.get(row.uids[0])
        number = step_number(item, row.step) if row.step and item else None
        yield sent_label(row, number)


def size_of(one: ReceivedFile) -> str:
    """What would be written in a few words: "3 rows of Head of CID"."""
    return f"{plural(len(one.writings), 'row')} of {one.sending.owner}"
