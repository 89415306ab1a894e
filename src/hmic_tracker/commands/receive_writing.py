"""Writing what came back from a lead: all rows of a file as one step, and its receipt."""

from __future__ import annotations

from collections.abc import Sequence

from hmic_tracker.commands.import_writing import read_known_plan
from hmic_tracker.commands.output import say
from hmic_tracker.commands.receive_planning import PIPED, plan_file
from hmic_tracker.commands.sending_log import received_writes
from hmic_tracker.domain.answer_comparing import answer_origin
from hmic_tracker.domain.answer_writing import AnswerSource, answered_item
from hmic_tracker.domain.dates import say_in_full
from hmic_tracker.domain.families import what_follows
from hmic_tracker.domain.people import post_named
from hmic_tracker.domain.sendings import Received
from hmic_tracker.domain.words import plural
from hmic_tracker.errors import ConflictError
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.store.reading import load_items
from hmic_tracker.store.writing import ItemUpdate, item_write, save

if TYPE_CHECKING:
    from pathlib import Path

    from hmic_tracker.commands.session import Session
    from hmic_tracker.documents.answers.returned_files import ReturnedFile
    from hmic_tracker.domain.changes import Stamp
    from hmic_tracker.domain.items import Item
    from hmic_tracker.domain.plan import Plan
    from hmic_tracker.reports.receiving import ReceivedFile


def write_received(
    session: Session, file: ReturnedFile, seen: ReceivedFile, post: str | None, stamp: Stamp
) -> ReceivedFile:
    """Write what was decided of a file as one op.

    Raises ConflictError where the plan is not as it was when a person decided.
    """
    with session.writing():
        plan = read_known_plan(session).plan
        again = plan_file(session, plan, file, post)
        if again is None or again.outcomes != seen.outcomes:
            raise ConflictError("the plan changed while you were looking", "receive it again")
        items = _answered(session, plan, seen, stamp)
        loaded, _ = load_items(session.folder, list(items))
        writes = [item_write(ItemUpdate(one, items[one.item.id])) for one in loaded]
        received = Received(seen.sha256, session.entry_day, stamp.by, len(seen.writings), stamp.op)
        if seen.is_recorded:
            sending = seen.sending
            after = sending._replace(received=(*sending.received, received))
            writes += received_writes(session.folder, after)
        save(session.folder, writes, stamp, "receive")
    return seen


def _answered(session: Session, plan: Plan, seen: ReceivedFile, stamp: Stamp) -> dict[str, Item]:
    """The items with their answers, one after the other where a row and its step are both one's.

    Those are among them that change with their parts.
    """
    items = {item.id: item for item in plan.items}
    after: dict[str, Item] = {}
    for outcome, writing in seen.writings:
        source = AnswerSource(seen.name, answer_origin(seen.sha256, outcome.item))
        for answer in writing:
            item = after.get(answer.item_id) or items[answer.item_id]
            after[item.id] = answered_item(item, answer, session.entry_day, stamp, source)
    for item_id, one in what_follows(items, after, session.entry_day, None).items():
        after[item_id] = one.entered(after.get(item_id, one.item), session.entry_day, stamp)
    return after


def write_receipt(session: Session, one: ReceivedFile, plan: Plan, folder: Path) -> Path:
    """Write the receipt of a file, to be sent back: as a draft, and as text beside it."""
    from hmic_tracker.domain.frameworks import slug_of
    from hmic_tracker.render import to_eml, to_html, to_plain
    from hmic_tracker.render.views.receiving import receipt_document
    from hmic_tracker.store.exporting import export_all

    document = receipt_document(one, say_in_full(session.entry_day.isoformat()))
    post = post_named(plan.people, one.sending.owner)
    text = to_plain.draw(document, 72)
    mail = to_eml.Mail(
        subject=document.title,
        text=text,
        html=to_html.draw(document),
        day=session.today,
        to=to_eml.address_of(post.mail if post else None, one.sending.owner),
        sender=to_eml.sender_of(plan.mail_from) if plan.mail_from else None,
    )
    name = _free_name(folder, slug_of(one.sending.owner))
    export_all(folder, {f"{name}.txt": text, f"{name}.eml": to_eml.draw(mail).decode("ascii")})
    return folder / f"{name}.eml"


def _free_name(folder: Path, slug: str) -> str:
    """A name that no earlier receipt has."""
    n = 1
    while (folder / (name := slug if n == 1 else f"{slug}-{n}")).with_suffix(".eml").exists():
        n += 1
    return name


def say_written(one: ReceivedFile, path: Path, receipt: Path) -> None:
    """Say what was written, where the receipt is, and that the file itself still lies about."""
    items = {answer.item_id for _, writing in one.writings for answer in writing}
    rows = plural(len(one.writings), "row")
    say(f"written: {rows}, {plural(len(items), 'item')}. receipt: {receipt}")
    left = len(one.undecided)
    if left:
        say(f"{plural(left, 'row')} left for later: receive the file again to decide")
    if path == PIPED:
        return
    where = path.absolute().parent.name or "this folder"
    say(f'"{path.name}" is still in {where}; delete it when you are done.')


def say_left(undecided: Sequence[ReceivedFile]) -> None:
    """Say what nobody could be asked about."""
    rows = sum(len(one.undecided) for one in undecided if not one.doubts)
    doubted = [one for one in undecided if one.doubts]
    if rows:
        say(
            f"{plural(rows, 'row')} to decide, and nobody can be asked here: "
            "receive the file on a terminal"
        )
    for one in doubted:
        say(f"nothing of {one.name} was written: {one.doubts[0]}")
        say(f"if they are the post's answers: tracker receive FILE --for '{one.sending.owner}'")
