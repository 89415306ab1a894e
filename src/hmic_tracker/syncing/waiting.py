"""What waits here and at the other end, for who only looks."""

from __future__ import annotations

from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.syncing.contributions import Contribution, contributions
from hmic_tracker.syncing.rounds import own_since, sides_of
from hmic_tracker.syncing.typed import mine_entered, theirs_entered

if TYPE_CHECKING:
    from hmic_tracker.syncing.transport import Keeper, Transport


def waiting_here(keeper: Keeper, transport: Transport) -> tuple[Contribution, ...]:
    """What was entered here and is not at the other end, as it was got."""
    if transport.last() is None and (incoming := transport.incoming()):
        _, mine, theirs = sides_of(incoming, transport.mine())
        return contributions(theirs.files, mine_entered(keeper, {}, mine.files))
    return own_since(keeper, transport)


def waiting_there(keeper: Keeper, transport: Transport) -> tuple[Contribution, ...]:
    """What is at the other end, as it was got, and not here."""
    incoming = transport.incoming()
    if incoming is None:
        return ()
    base, mine, theirs = sides_of(incoming, transport.mine())
    known = {**base.files, **mine.files}
    return contributions(known, theirs_entered(keeper, base.files, mine.files, theirs.files))
