"""The fields of an item, until `domain/fields.py` has them: the same rows, what schemas need."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from hmic_tracker.domain.words import KINDS, PROGRESS, RAGS, STATUSES


class ItemField(NamedTuple):
    """A field of an item; see `domain/fields.py`."""

    key: str
    type: str
    help: str
    head: str = ""
    json: Literal["", "list", "show", "columns"] = ""
    words: tuple[str, ...] = ()
    several: bool = False
    absent: bool = True
    stored: bool = True
    required: bool = False
    tracked: bool = False
    file_help: str = ""


FIELDS: Final = (
    ItemField(
        "id",
        "id",
        "The readable id, such as REC-5. Never given away again.",
        head="Item",
        json="list",
        absent=False,
        required=True,
        file_help="The readable id, and the name of the file. Never changed.",
    ),
    ItemField(
        "uid",
        "name",
        "The id that clones of the plan agree on.",
        head="Uid",
        json="list",
        absent=False,
        required=True,
        file_help="The id that clones of the plan agree on. Never changed.",
    ),
    ItemField(
        "kind",
        "word",
        "What it is.",
        head="Kind",
        json="list",
        words=KINDS,
        absent=False,
        required=True,
    ),
    ItemField(
        "inspection",
        "name",
        "The id of the inspection it comes from.",
        head="Inspection",
        json="list",
        file_help="The id of the inspection it comes from: a file in inspections/.",
    ),
    ItemField(
        "framework",
        "name",
        "The slug of the framework it is under.",
        head="Framework",
        json="list",
        file_help="The slug of the framework it is under, as in tracker.toml.",
    ),
    ItemField(
        "framework_name",
        "text",
        "The framework's name.",
        head="Framework name",
        json="list",
        stored=False,
    ),
    ItemField(
        "number", "number", "Its number under its framework in the report.", head="No.", json="list"
    ),
    ItemField("of", "number", "How many the report counts there, where it gives no text."),
    ItemField(
        "title",
        "text",
        "The title given, or one derived from the text.",
        head="Title",
        json="list",
        absent=False,
        tracked=True,
        file_help="A title in place of the one derived from the text.",
    ),
    ItemField(
        "text",
        "text",
        "The whole text; null where the report did not publish it.",
        head="Text",
        json="list",
        tracked=True,
        file_help="What the inspectors said, whole. Left out where the report did not publish it.",
    ),
    ItemField(
        "status",
        "word",
        "How it stands: open are not-started and in-progress, completed are done, verified and "
        "closed.",
        head="Status",
        json="list",
        words=STATUSES,
        absent=False,
        required=True,
        tracked=True,
        file_help="How it stands. done: the lead says so; verified: checked internally; closed: "
        "discharged by the inspecting body.",
    ),
    ItemField(
        "status_word", "text", "The source's own word for the status.", json="show", tracked=True
    ),
    ItemField(
        "progress",
        "word",
        "The lead's word for how far it is; complete where it is completed.",
        head="Progress",
        json="list",
        words=PROGRESS,
        absent=False,
        tracked=True,
        file_help="The lead's word for how far it is.",
    ),
    ItemField(
        "owner",
        "text",
        "The post that owes it.",
        head="Owner",
        json="list",
        tracked=True,
        file_help="The post that owes it, not a person: Head of Public Protection.",
    ),
    ItemField(
        "board",
        "text",
        "The board that oversees it: its own, or its framework's.",
        head="Board",
        json="list",
        tracked=True,
        file_help="The board that oversees it, where it is not its framework's.",
    ),
    ItemField(
        "due",
        "due",
        "When it is due, as it was given",
        head="Due",
        json="list",
        tracked=True,
        file_help="When it is due; a month's deadline is its last day",
    ),
    ItemField(
        "deadline",
        "day",
        "The last day in time; a month's is its last day.",
        head="Deadline",
        json="list",
        stored=False,
    ),
    ItemField(
        "original_due", "due", "The first due, which never changes", head="First due", json="list"
    ),
    ItemField(
        "overdue",
        "yes",
        "Open and past its deadline.",
        head="Overdue",
        json="list",
        absent=False,
        stored=False,
    ),
    ItemField(
        "days_overdue",
        "number",
        "Days past the deadline, 0 where it is not overdue.",
        head="Days late",
        json="list",
        absent=False,
        stored=False,
    ),
    ItemField(
        "rag",
        "word",
        "The colour, computed; none for good practice and side exits.",
        head="RAG",
        json="list",
        words=RAGS,
        absent=False,
        stored=False,
    ),
    ItemField(
        "tags",
        "text",
        "Its tags.",
        head="Tags",
        json="list",
        several=True,
        tracked=True,
        file_help="Tags, to find items by.",
    ),
    ItemField(
        "links",
        "link",
        "What it is linked to; with show from both sides.",
        head="Links",
        json="list",
        several=True,
        tracked=True,
        file_help='What it is linked to: a relation and an id, such as "duplicates REC-3".',
    ),
    ItemField("discharged_by", "text", "The body that discharged it.", json="show", tracked=True),
    ItemField(
        "force", "text", "The force that good practice was seen at.", json="show", tracked=True
    ),
    ItemField(
        "circulated",
        "text",
        "To whom good practice was circulated.",
        json="show",
        several=True,
        tracked=True,
    ),
    ItemField(
        "exempt",
        "yes",
        "Whether papers print its number and status only.",
        json="show",
        absent=False,
        tracked=True,
        file_help="Of an exempt item papers print number and status only.",
    ),
    ItemField(
        "updated_at",
        "moment",
        "When its last entry was recorded.",
        head="Updated",
        json="list",
        stored=False,
    ),
    ItemField(
        "moves",
        "number",
        "How often its due was moved.",
        head="Moves",
        json="columns",
        absent=False,
        stored=False,
    ),
    ItemField(
        "where",
        "place",
        "Its place in the report, for people.",
        head="In the report",
        json="columns",
        absent=False,
        stored=False,
    ),
    ItemField(
        "group",
        "text",
        "The business group of its owner.",
        head="Group",
        json="columns",
        stored=False,
    ),
)
