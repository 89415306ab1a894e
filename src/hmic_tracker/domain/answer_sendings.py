"""Which sending a file that came back answers, and what speaks against taking it for that.

A workbook names its sending; one that lost it, and a mail, are the answer to the last that was sent
to the post that they are from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime

from hmic_tracker.domain.answer_cells import read_row_name, row_label
from hmic_tracker.domain.dates import say_day
from hmic_tracker.domain.people import (
    Cover,
    Post,
    cover_of,
    is_like_person,
    is_like_post,
    is_owner,
    post_named,
)
from hmic_tracker.domain.plan import Plan, id_key
from hmic_tracker.domain.row_values import UNKNOWN
from hmic_tracker.domain.sendings import Sending, SentRow
from hmic_tracker.domain.words import folded
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.domain.answers import Answer
    from hmic_tracker.domain.items import Item

_UNCHECKED: Final = (
    "this plan has no record of the workbook: what its own hidden sheet says was sent is taken, "
    "and nothing can check that"
)
_NO_RECORD: Final = "there is no record of what was sent, so that no answer is taken unasked"


class Origin(NamedTuple):
    """What a file that came back says of where it is from.

    `number` is the number and the command of the sending that it names, `sending` what it says
    itself was sent. `texts` may name the post. `addresses` and `names` are those of the mails that
    it came in, the last sender first; `signed` are the names typed in it,
    `quoted` those, and the addresses, that the mails quoted in it went to.
    """

    number: tuple[int, str] | None = None
    sending: Sending | None = None
    texts: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()


class Identified(NamedTuple):
    """The sending that a file answers; `is_recorded` where the plan's log has it.

    `doubts` are asked about first, `remarks` only told.
    """

    sending: Sending
    is_recorded: bool
    doubts: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def identify(
    origin: Origin,
    log: Sequence[Sending],
    plan: Plan,
    post: str | None,
    day: date,
    unread: Sequence[str] = (),
) -> Identified | None:
    """The sending that a file answers, None where nothing says whose answers it has.

    `post` is whose they are, where a person said so; then nothing is doubted. `unread` are records
    of the log that can't be read, by their names. A workbook of another
    plan has no sending here: `is_of_another_plan` tells.
    """
    recorded = _recorded(origin, log)
    if recorded is None and origin.sending is not None:
        sending = origin.sending if post is None else origin.sending._replace(owner=post)
        one = Identified(sending, False, remarks=(_UNCHECKED,))
        if sending.id in unread:
            why = f"the plan's own record of this workbook can't be read: sent/{sending.id}.toml"
            one = one._replace(doubts=(why,))
        return _doubted(one, origin, plan, post, log, day)
    if recorded is None:
        owner = post or _owner(origin, plan, log, day)
        if owner is None:
            return None
        mine = [one for one in log if one.void is None and is_owner(one.owner, owner)]
        if not mine:
            empty = Sending(
                0, day, datetime(day.year, day.month, day.day, 12, tzinfo=UTC), "", "", owner
            )
            one = Identified(empty, False, remarks=(_NO_RECORD,))
            return _doubted(one, origin, plan, post, log, day)
        recorded = max(mine, key=lambda one: (one.on, one.n))
        if origin.number is not None:
            name = "-".join(map(str, filter(None, origin.number)))
            why = f"it says that it is workbook {name}, of which this plan has no record"
            return _doubted(Identified(recorded, True, (why,)), origin, plan, post, log, day)
        one = Identified(recorded, True, remarks=tuple(_other_steps(recorded, mine)))
        return _doubted(one, origin, plan, post, log, day)
    return _doubted(Identified(recorded, True), origin, plan, post, log, day)


def _other_steps(sending: Sending, sendings: Iterable[Sending]) -> Iterator[str]:
    """The steps that go by a number of a sending in another, which may be the one answered."""
    steps = {row_label(row.ids, row.number): row for row in sending.rows if row.number}
    for other in sendings:
        for row in other.rows:
            label = row_label(row.ids, row.number)
            mine = steps.get(label, row)
            if (mine.uids, mine.step) != (row.uids, row.step):
                yield f"{label} is another step in what was sent on {say_day(other.on)}"


def is_of_another_plan(sending: Sending, plan: Plan) -> bool:
    """Whether none of the items that a workbook names is one of the plan."""
    uids = {item.uid for item in plan.items}
    named = [uid for row in sending.rows for uid in row.uids]
    return bool(named) and uids.isdisjoint(named)


def rows_named(answers: Iterable[Answer], plan: Plan) -> tuple[SentRow, ...]:
    """Rows for the items that answers name, of which nobody knows what was sent."""
    by_name = {item.id.lower(): item for item in plan.items}
    rows: dict[tuple[str, ...], SentRow] = {}
    for answer in answers:
        name = read_row_name(answer.item)
        items = [by_name[each] for each in name.ids if each in by_name] if name else []
        if name is None or not items or len(items) < len(name.ids):
            continue
        items.sort(key=lambda item: id_key(item.id))
        ids = tuple(item.id for item in items)
        step = None if name.step is None else str(name.step)
        rows.setdefault((*ids, step or ""), _row(items, step))
    return tuple(rows.values())


def _row(items: Sequence[Item], step: str | None) -> SentRow:
    return SentRow(tuple(i.id for i in items), tuple(i.uid for i in items), step, UNKNOWN)


def _recorded(origin: Origin, log: Sequence[Sending]) -> Sending | None:
    """The sending of the log that a file names."""
    if origin.number is None:
        return None
    n, op = origin.number
    named = [one for one in log if one.n == n and (not op or one.op == op)]
    return named[0] if len(named) == 1 else None


def _owner(origin: Origin, plan: Plan, log: Sequence[Sending], day: date) -> str | None:
    """Whose answers a file has: the post it names, or that of a sender."""
    posts = {folded(one): one for one in (*(p.name for p in plan.people), *(s.owner for s in log))}
    for post in plan.people:  # a workbook or a signature may have a former name
        posts = {**{folded(alias): post.name for alias in post.aliases}, **posts}
    for text in origin.texts:
        for part in text.split("   "):
            if name := posts.get(folded(part)):
                return name
    covers = _covers(plan.people, day)
    by_mail = {folded(cover.mail): name for name, cover in covers if cover.mail}
    by_mail |= {folded(post.mail): post.name for post in plan.people if post.mail}
    by_holder = {folded(cover.name): name for name, cover in covers}
    by_holder |= {folded(post.holder): post.name for post in plan.people if post.holder}
    for address in origin.addresses:
        if name := by_mail.get(folded(address)):
            return name
    for each in (*origin.names, *origin.quoted):
        key = folded(each)
        if name := by_holder.get(key) or posts.get(key) or by_mail.get(key):
            return name
    return None


def _doubted(
    one: Identified,
    origin: Origin,
    plan: Plan,
    post: str | None,
    log: Sequence[Sending],
    day: date,
) -> Identified:
    """The sending with what has to be asked first, and what is only told."""
    owner, remarks = one.sending.owner, list(one.remarks)
    newer = [s for s in log if is_owner(s.owner, owner) and s.void is None and s.n > one.sending.n]
    if newer and one.sending.n:
        remarks.append(f"a newer one went out on {say_day(newer[-1].on)}")
    if post is not None:
        return one._replace(remarks=(*remarks, *one.doubts), doubts=())
    days = {one.sending.on, day}
    doubts = [*one.doubts, *_other_people(owner, origin, plan, days)]
    if covering := _answered_by_cover(origin, plan, owner, days):
        remarks.append(covering)
    if one.sending.void is not None:
        doubts.insert(0, f"this workbook was taken back: {one.sending.void}")
    return one._replace(doubts=tuple(doubts), remarks=tuple(remarks))


def _covers(posts: Iterable[Post], day: date) -> list[tuple[str, Cover]]:
    """The posts with somebody who acts for their holders on a day."""
    known = tuple(posts)
    covered = ((post.name, cover_of(known, post, day)) for post in known)
    return [(name, cover) for name, cover in covered if cover]


def _cover(plan: Plan, owner: str, days: Iterable[date]) -> Cover | None:
    """Who acts for the holder of a post on one of some days."""
    post = post_named(plan.people, owner)
    covers = (cover_of(plan.people, post, day) for day in days) if post else ()
    return next(filter(None, covers), None)


def _answered_by_cover(origin: Origin, plan: Plan, owner: str, days: Iterable[date]) -> str | None:
    """What is said where the answer comes from who acts for the holder."""
    cover = _cover(plan, owner, days)
    address = next(iter(origin.addresses), "")
    if cover and cover.mail and folded(address) == folded(cover.mail):
        return f"answered by the cover of {owner}: {cover.name}"
    return None


def _other_people(owner: str, origin: Origin, plan: Plan, days: Iterable[date]) -> Iterator[str]:
    """Who answers and is not known to hold the post, nor to act for its holder."""
    post, cover = post_named(plan.people, owner), _cover(plan, owner, days)
    address, holder = next(iter(origin.addresses), ""), post.holder if post else None
    acting = _acting(plan, cover)
    is_cover = bool(cover and cover.mail and folded(address) == folded(cover.mail))
    if address and post and post.mail and folded(address) != folded(post.mail) and not is_cover:
        yield f"mailed from {address}, and the post's address is {post.mail}"
    names = dict.fromkeys(folded(name) for name in origin.signed)
    for name in names:
        signed = next(each for each in origin.signed if folded(each) == name)
        if any(_is_them(signed, one) or is_like_post(signed, one) for one in acting):
            continue
        if holder and not (_is_them(signed, holder) or is_like_post(signed, owner)):
            yield f"answered by {signed}, and the post is held by {holder}"


def _acting(plan: Plan, cover: Cover | None) -> tuple[str, ...]:
    """The names of who acts for a holder: as it is given, and who holds that post."""
    if cover is None:
        return ()
    post = post_named(plan.people, cover.name)
    return (cover.name, post.holder) if post and post.holder else (cover.name,)


def _is_them(name: str, holder: str) -> bool:
    return folded(name) == folded(holder) or is_like_person(name, holder)
