"""`tracker sync --status`: how many changes wait, here and there, and when they last met."""

from __future__ import annotations

from hmic_tracker.commands.output import emit
from hmic_tracker.errors import UnreachableError
from hmic_tracker.light_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hmic_tracker.commands.options import Output
    from hmic_tracker.commands.session import Session
    from hmic_tracker.syncing.contributions import Contribution
    from hmic_tracker.syncing.transport import Transport


def show_status(session: Session, output: Output, transport: Transport) -> int:
    """Look at the other end, and write nothing."""
    from hmic_tracker.render.to_json.exchange import status_object
    from hmic_tracker.render.views.exchange import status_page
    from hmic_tracker.reports.exchange import ExchangeStatus
    from hmic_tracker.store.exchange_log import arrivals
    from hmic_tracker.syncing.waiting import waiting_here, waiting_there

    away = None
    try:
        transport.receive()
    except UnreachableError as fault:
        away = str(fault)
    known = arrivals(session.folder)
    status = ExchangeStatus(
        shown=transport.shown,
        mine=_commands(waiting_here(session, transport)),
        theirs=None if away else _commands(waiting_there(session, transport)),
        last=known[-1].at if known else None,
        away=away,
    )
    emit(output, lambda _: status_page(status), lambda: status_object(status, session.today))
    return 0


def _commands(changes: Iterable[Contribution]) -> int:
    """How many commands they are; a file without a history counts as one."""
    return len({one.entry.op if one.entry else one.path for one in changes})
