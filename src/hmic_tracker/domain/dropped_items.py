"""The items that an earlier version of a document brought, and its new version doesn't have.

A version is known by its name and day; or, as far as documents are publications, by its inspection:
a report that was corrected often comes under another name, and on another day.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from datetime import date

from hmic_tracker.domain.dates import deadline
from hmic_tracker.domain.rules import born_of, document_name, is_born_of, is_counted, is_from_report
from hmic_tracker.light_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hmic_tracker.domain.drafts import Draft
    from hmic_tracker.domain.inspections import Inspection
    from hmic_tracker.domain.items import Item


def dropped_items(
    mine: Sequence[Item], here: Container[str], draft: Draft, on: date, known: Inspection | None
) -> tuple[Item, ...]:
    """The inspection's items that a draft, entered on a day, has no more; `here` are those it has.

    Of an earlier publication it has at least half of the items: of a chapter or a summary, the rest
    of the report is no less there.
    """
    name = document_name(draft.name)
    versions = {
        document
        for document in _publications_before(draft, known)
        if 2 * sum(one.id in here for one in _brought(mine, document))
        >= sum(1 for _ in _brought(mine, document))
    }
    return tuple(
        item
        for item in mine
        if item.id not in here
        and is_counted(item)
        and is_from_report(item)
        and (born_of(item) in versions or (draft.on is not None and is_born_of(item, name, on)))
    )


def _brought(mine: Sequence[Item], document: str) -> Iterator[Item]:
    return (item for item in mine if is_from_report(item) and born_of(item) == document)


def _publications_before(draft: Draft, known: Inspection | None) -> set[str]:
    """The names of documents that published the inspection before a draft that does so again."""
    published = deadline(draft.published) if draft.published else None
    says_how_it_stands = any(one.status or one.progress or one.update for one in draft.items)
    if known is None or says_how_it_stands or draft.on not in {None, published}:
        return set()
    last = max(filter(None, (draft.on, published, known.published_by)), default=date.max)
    return {
        document_name(source.title)
        for source in known.sources
        if source.title != draft.name
        and (source.on is None or source.on <= min(last, draft.on or last))
    }
