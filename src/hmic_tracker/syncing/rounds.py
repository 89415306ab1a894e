"""An exchange, round by round: keep mine, get theirs, bring both together, give it back."""

from __future__ import annotations

from collections.abc import Collection

from hmic_tracker.errors import ConflictError, UnreachableError
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple
from hmic_tracker.store import journal
from hmic_tracker.store.commit_marker import count_commit
from hmic_tracker.store.kept_reads import forget_reads
from hmic_tracker.store.merging import MergedPlan, Side, merge_plans
from hmic_tracker.store.operations import LONGEST_NAME, Op, Write
from hmic_tracker.store.paths import ITEMS, SETTINGS
from hmic_tracker.syncing.contributions import Contribution, contributions
from hmic_tracker.syncing.copied_items import require_own_uids
from hmic_tracker.syncing.deletions import put_back_writes
from hmic_tracker.syncing.files import changed_paths, hand_edit_writes, read_record
from hmic_tracker.syncing.former_names import called_as_now
from hmic_tracker.syncing.published import published_keys
from hmic_tracker.syncing.refusals import require_one_format, require_readable
from hmic_tracker.syncing.typed import mine_entered, theirs_entered

if TYPE_CHECKING:
    from collections.abc import Callable

    from hmic_tracker.syncing.transport import Incoming, Keeper, Snapshot, Transport

TRIES: Final = 5
"""So often an exchange begins anew because somebody else was faster."""
COMMAND: Final = "sync"
YOURS: Final = "your copy"


class Sides(NamedTuple):
    """What both come from, mine and theirs: the files that are not alike in all three."""

    base: Side
    mine: Side
    theirs: Side


class Exchanged(NamedTuple):
    """What became of an exchange.

    `remarks` are what is worth to be known of it besides what its merges say. `before` and `after`
    are the files that were brought together, as they were here and as they are, `there` the same as
    they were at the other end. `away` is why the other end could not be reached, `sent` whether
    mine is there now, `first` whether nothing was exchanged before.
    """

    shown: str
    mine: tuple[Contribution, ...] = ()
    theirs: tuple[Contribution, ...] = ()
    before: dict[str, bytes | None] = {}  # noqa: RUF012  # never changed
    after: dict[str, bytes | None] = {}  # noqa: RUF012
    there: dict[str, bytes | None] = {}  # noqa: RUF012
    merges: tuple[MergedPlan, ...] = ()
    remarks: tuple[str, ...] = ()
    recorded: int = 0
    kept: bool = False
    first: bool = False
    sent: bool = False
    away: str | None = None


def exchange(keeper: Keeper, transport: Transport, say: Callable[[str], None]) -> Exchanged:
    """Exchange a plan with the other end, whole. `say` is given what takes time.

    Raises ConflictError where others were faster each time, MergeRefusedError where the two don't
    go together, and what the transport raises; nothing of theirs is in then.
    """
    transport.require_whole()
    with keeper.writing():
        transport.look_again()
        remarks = _put_back(keeper, transport)
        require_own_uids(transport.last(), transport.mine(), YOURS)
        recorded, kept = _keep_mine(keeper, transport)
        mine, first = own_since(keeper, transport), transport.sends_all()
        done = Exchanged(
            transport.shown, mine, remarks=remarks, recorded=recorded, kept=kept, first=first
        )
    for _ in range(TRIES):
        try:
            say(f"Looking at {transport.shown} ...")
            transport.receive()
            transport.require_taking()
            done = _since_there(keeper, transport, done)
            if (done := _taken_in(keeper, transport, done)) and _sent(transport, say):
                return done._replace(sent=True)
        except UnreachableError as fault:
            return done._replace(away=str(fault))
        transport.require_whole()
    raise ConflictError(
        f"somebody else was faster {TRIES} times: {transport.shown} is busy",
        "what came in is here, and yours is kept: run tracker sync again",
    )


def _since_there(keeper: Keeper, transport: Transport, done: Exchanged) -> Exchanged:
    """What goes out where nothing was exchanged before, now that it is known what is there."""
    first = done.first and transport.sends_all()
    mine = done.mine if first or done.first is first else own_since(keeper, transport)
    return done._replace(mine=mine, first=first)


def _sent(transport: Transport, say: Callable[[str], None]) -> bool:
    if transport.waiting():
        say(f"Sending to {transport.shown} ...")
    return transport.send()


def _put_back(keeper: Keeper, transport: Transport) -> tuple[str, ...]:
    """Finish what was stopped, and put back what was deleted by hand; what is to be said of it."""
    transport.resume()
    writes, remarks = put_back_writes(transport.last(), transport.mine())
    if writes:
        commit_writes(keeper, writes, COMMAND, keeper.stamp().op)
        transport.look_again()
    return remarks


def _keep_mine(keeper: Keeper, transport: Transport) -> tuple[int, bool]:
    """Enter what was changed by hand, and fix it; how many files."""
    _bring_back(keeper, transport)
    changed = changed_paths(transport.last(), transport.mine())
    stamp = keeper.stamp()
    writes = hand_edit_writes(keeper.folder, changed, keeper.today, stamp)
    commit_writes(keeper, writes, "check", stamp.op)
    if writes:
        transport.look_again()
    return len(writes), transport.keep(_message(keeper))


def _bring_back(keeper: Keeper, transport: Transport) -> None:
    """Enter again what a merge by other means has lost, as where a driver did nothing."""
    met = transport.met_elsewhere()
    if met:
        now = transport.mine()
        for path, data in now.read(changed_paths(transport.last(), now)).items():
            read_record(path, data)  # raises where a merge left its markers
    for one in met:
        sides = sides_of(one, transport.mine())
        if not contributions(sides.mine.files, sides.theirs.files):
            continue
        merged = merge_plans(*sides, published=published_keys(keeper.folder, *sides))
        commit_writes(keeper, _writes(sides, merged), COMMAND, keeper.stamp().op)
        transport.look_again()


def _writes(sides: Sides, merged: MergedPlan) -> list[Write]:
    """What is brought together as writes over mine."""
    return [
        Write(path, sides.mine.files.get(path), data)
        for path, data in sorted(merged.files.items())
        if sides.mine.files.get(path) != data
    ]


def _message(keeper: Keeper) -> str:
    return f"Changes by {' '.join(keeper.person.split())}\n"


def commit_writes(keeper: Keeper, writes: Collection[Write], command: str, op: str) -> None:
    """Write files as one op, as they are."""
    if not writes:
        return
    stamp = keeper.stamp()
    by = (stamp.typist or stamp.by)[:LONGEST_NAME]
    journal.commit(
        keeper.folder, Op(op, command, stamp.recorded.isoformat(), tuple(writes), None, by)
    )
    forget_reads()
    count_commit()


def own_since(keeper: Keeper, transport: Transport) -> tuple[Contribution, ...]:
    """What was entered here since the last exchange, or will be before the next."""
    last, now = transport.last(), transport.mine()
    if last is None:
        return ()
    paths = changed_paths(last, now)
    before = last.read(paths)
    return contributions(before, mine_entered(keeper, before, now.read(paths)))


def _typed_files(keeper: Keeper, transport: Transport) -> int:
    """How many files have what is by hand, and will be entered before the next exchange."""
    last, now = transport.last(), transport.mine()
    paths = changed_paths(last, now)
    before, files = last.read(paths) if last else {}, now.read(paths)
    entered = mine_entered(keeper, before, files)
    return sum(entered[path] != files[path] for path in files)


def _taken_in(keeper: Keeper, transport: Transport, done: Exchanged) -> Exchanged:
    """What is there brought together with mine, and written; as it was where there is nothing."""
    with keeper.writing():
        transport.look_again()
        transport.keep(_message(keeper))
        incoming = transport.incoming()
        if incoming is None:
            return done
        sides, merged = bring_together(keeper, transport, incoming)
        op = keeper.stamp().op
        writes = _writes(sides, merged)
        transport.begin_join(op if writes else None)
        try:
            commit_writes(keeper, writes, COMMAND, op)
            transport.look_again()
            transport.keep(_message(keeper))
        except ConflictError:
            transport.end_join(done=False)
            raise
        transport.end_join(done=True)
    return with_merge(done, sides, merged)


def with_merge(done: Exchanged, sides: Sides, merged: MergedPlan) -> Exchanged:
    """What was brought together, added to what became of the exchange so far."""
    whole = {**sides.mine.files, **merged.files}
    theirs = contributions(sides.mine.files, whole, own=sides.theirs.files)
    mine = contributions({**sides.theirs.files, **sides.base.files}, sides.mine.files)
    return done._replace(
        theirs=(*done.theirs, *theirs),
        mine=done.mine or mine,
        before={**{path: sides.mine.files.get(path) for path in whole}, **done.before},
        after={**done.after, **whole},
        there={**done.there, **{path: sides.theirs.files.get(path) for path in whole}},
        merges=(*done.merges, merged),
    )


def bring_together(
    keeper: Keeper, transport: Transport, incoming: Incoming, *, rehearsed: bool = False
) -> tuple[Sides, MergedPlan]:
    """Both together, looked through, what was typed there entered; nothing is written.

    Where it is `rehearsed` what was typed here is taken as entered too. Raises as `exchange`.
    """
    mine = transport.mine()
    here, there = (state.read([SETTINGS]).get(SETTINGS) for state in (mine, incoming.theirs))
    require_one_format(here, there, transport.shown)
    sides = sides_of(incoming, mine)
    changed = [p for p in sides.theirs.files if sides.theirs.files[p] != sides.base.files.get(p)]
    require_readable({p: sides.theirs.files[p] for p in changed}, transport.shown)
    require_own_uids(incoming.base, incoming.theirs, transport.shown)
    require_own_uids(incoming.base, mine, YOURS)
    base, own, other = (side.files for side in sides)
    others = theirs_entered(keeper, base, own, other)
    entered = mine_entered(keeper, base, own) if rehearsed else own
    sides = Sides(
        sides.base, sides.mine._replace(files=entered), sides.theirs._replace(files=others)
    )
    merged = merge_plans(*sides, published=published_keys(keeper.folder, *sides))
    return sides, called_as_now(keeper, sides.mine, sides.theirs, merged)


def sides_of(incoming: Incoming, mine: Snapshot) -> Sides:
    """The files that are not alike in all three states, and all ids of each."""
    states = (incoming.base, mine, incoming.theirs)
    paths = [
        path
        for path in dict.fromkeys(path for state in states for path in state.ids)
        if path == SETTINGS or len({state.ids.get(path) for state in states}) > 1
    ]
    base, *sides = (Side(state.read(paths), _ids(state.ids)) for state in states)
    mine_of, theirs_of = (s._replace(gone=out) for s, out in zip(sides, incoming.gone, strict=True))
    return Sides(base, mine_of, theirs_of)


def _ids(paths: Collection[str]) -> frozenset[str]:
    start = f"{ITEMS}/"
    return frozenset(
        path[len(start) :].removesuffix(".toml") for path in paths if path.startswith(start)
    )


def rehearse(keeper: Keeper, transport: Transport, say: Callable[[str], None]) -> Exchanged:
    """What an exchange would do; nothing is written but what git has fetched."""
    transport.require_whole()
    require_own_uids(transport.last(), transport.mine(), YOURS)
    _, remarks = put_back_writes(transport.last(), transport.mine())
    done = Exchanged(
        transport.shown,
        own_since(keeper, transport),
        remarks=remarks,
        recorded=_typed_files(keeper, transport),
        first=transport.sends_all(),
    )
    try:
        say(f"Looking at {transport.shown} ...")
        transport.receive()
    except UnreachableError as fault:
        return done._replace(away=str(fault))
    transport.require_taking()
    done = _since_there(keeper, transport, done)
    incoming = transport.incoming()
    if incoming is None:
        return done
    return with_merge(done, *bring_together(keeper, transport, incoming, rehearsed=True))
