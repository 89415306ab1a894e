"""Who answers an owner's questions about a mail, such as that for a text nobody published."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from hmic_tracker.domain.words import folded
from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.domain.plan import PaperSettings


class Contact(NamedTuple):
    """A post, or a mail address where no name is known, and how it is reached besides."""

    name: str
    reached: str = ""


def contact_of(
    papers: Iterable[PaperSettings], boards: Collection[str], sender: str = ""
) -> Contact | None:
    """Who wrote the paper for one of the boards, else any paper, else whom the mail is from.

    None where neither the settings nor the mail name anybody.
    """
    overseeing = {folded(board) for board in boards}
    authors = [paper for paper in papers if paper.author]
    mine = (paper for paper in authors if paper.board and folded(paper.board) in overseeing)
    paper = next(mine, authors[0] if authors else None)
    if paper and paper.author:
        return Contact(paper.author, paper.contact or "")
    return Contact(sender) if sender else None
