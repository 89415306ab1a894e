"""A draft: the content of a document from outside, before a person has agreed to it.

`documents` makes drafts; `importing` compares one with the plan. A draft has only what the
document has: None is "not given".
"""

from __future__ import annotations

from datetime import date

from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.domain.frameworks import Framework
    from hmic_tracker.domain.grades import Grade, National
    from hmic_tracker.domain.inspections import ImportWarning, ReportedCount
    from hmic_tracker.domain.kept_texts import KeptSection
    from hmic_tracker.domain.words import Kind, Progress, Status


class DraftItem(NamedTuple):
    """An item as the document gives it.

    `number` is its number under its framework's heading, None where it has none; `of` is how many
    are counted there where only the count is published. `source` says where its position is from
    ("Report 9, paragraph 13"). `interchangeable` marks items of which the document says how many
    are completed and not which ("two completed", of AFIs without text); of one that is `in_common`
    it gives but what is true of all of them.

    `label` is the number as printed ("2a", "R5", "021/31"); `source_kind` the document's own word
    for the kind where it isn't ours ("must do"). `owner` is a post as printed, `response` one of
    RESPONSES with its `response_reason`; `update` is what was done, `evidence` what shows it.
    `cause` is the place in the draft's items of the cause of concern that it answers. `doubt` says
    why a person should look, "" is sure; `place` is where it stands ("page 12, line 3").
    """

    kind: Kind
    framework: str | None
    number: int | None
    of: int | None = None
    text: str | None = None
    status: Status | None = None
    status_word: str | None = None
    progress: Progress | None = None
    due: str | None = None
    source: str = ""
    line: int = 0
    interchangeable: bool = False
    label: str | None = None
    source_kind: str | None = None
    owner: str | None = None
    response: str | None = None
    response_reason: str | None = None
    update: str | None = None
    evidence: tuple[str, ...] = ()
    cause: int | None = None
    doubt: str = ""
    place: str = ""
    in_common: bool = False


class DraftText(NamedTuple):
    """A paragraph that the author of a paper wrote: on which framework, None for all, on what."""

    framework: str | None
    section: KeptSection
    text: str


class Draft(NamedTuple):
    """A document read. `frameworks` and `items` are in the document's order.

    `title` is the inspection's; `name` is the document's own ("Report 9"); `on` its date; `text`
    the whole of it. `prose` is what only its author could write, of a paper to a committee.
    """

    name: str
    title: str
    on: date | None
    body: str | None = None
    programme: str | None = None
    published: str | None = None
    expected: int | None = None
    frameworks: tuple[Framework, ...] = ()
    grades: tuple[Grade, ...] = ()
    national: tuple[National, ...] = ()
    reported: tuple[ReportedCount, ...] = ()
    items: tuple[DraftItem, ...] = ()
    warnings: tuple[ImportWarning, ...] = ()
    text: str = ""
    prose: tuple[DraftText, ...] = ()
