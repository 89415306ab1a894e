"""Every field of an item, one row each: what is kept in its file, and what is computed.

A row drives the item's file and its history, JSON, the columns of every format, `--where`,
`--sort`, `--group-by`, the index, completion, what papers may print, and the JSON Schemas. The
rows stand in the order of the item's file and of a list's columns. To add a field, add a row here
and its attribute to `domain.items.Item`; a computed one is calculated in `reports.item_rows`.

Every list loads this module, so it holds constants alone.
"""

from __future__ import annotations

from hmic_tracker.domain.words import KINDS, PROGRESS, RAGS, RESPONSES, STATUSES, WORDINGS
from hmic_tracker.light_typing import Final, Literal, NamedTuple

Type = Literal[
    "id",  # an item's own id; sorted as REC-2 before REC-10
    "name",  # an identifier of something else: compared as it is written
    "text",  # compared without regard to case and spaces
    "word",  # one of `words`; sorted in their order
    "number",  # a whole number, 0 or more
    "due",  # a day (2008-09-30) or a month (2008-09); sorted by its deadline
    "until",  # a day or a month up to whose end something holds, or the word "open": no end is set
    "day",  # a date
    "moment",  # a date and time in UTC
    "yes",  # true or false; in a file the word "yes", or nothing
    "link",  # a relation and another item's id: "duplicates REC-3"
    "place",  # the framework and the number there
]
Comparison = Literal["", "text", "word", "progress", "date", "number", "search"]
"""How an expression compares a field: see `query.fields`; empty where none can name it."""


class ItemField(NamedTuple):
    """A field of an item.

    `key` is its name in JSON, in columns and in the item's file; `help` says what it is, in JSON
    and columns, and `file_help` in the file where that says less or more. `words` are those it may
    be, of which `nothing` means that there is none.

    In the file: `stored` where the file has it (else it is computed), `required` where it has to
    be there, `tracked` where the history records its changes, with `moves_only` these alone: what
    the item began with stands in no entry, and is known by what its first move replaced.
    `attribute` is its name in `domain.items.Item` where that is not the key.

    In output: `absent` where it can be null; `json` is the least that gives it: "list" (and show),
    "show", "columns" (--columns only), or nothing; `head` is its column's, empty where it has none.
    `outside` says whether papers print it: always, not of an exempt item, or never.

    Where two people gave it different values apart from each other, `merge` says which counts until
    one is chosen: the first by order, or the worse; several words are put together.

    In expressions: `compare` is how it compares, `alias` its name where that is not the key with
    hyphens; `indexed` where the index has a column for it. `line` is for what `show` prints simply
    as its head and value.
    """

    key: str
    type: Type
    help: str
    head: str = ""
    json: Literal["", "list", "show", "columns"] = ""
    compare: Comparison = ""
    alias: str = ""
    words: tuple[str, ...] = ()
    nothing: str = ""
    several: bool = False
    absent: bool = True
    stored: bool = True
    required: bool = False
    tracked: bool = False
    moves_only: bool = False
    indexed: bool = False
    groups: bool = False
    line: bool = False
    outside: Literal["always", "unless-exempt", "never"] = "never"
    attribute: str = ""
    file_help: str = ""
    merge: Literal["first", "worse"] = "first"

    @property
    def where(self) -> str:
        """Its name in an expression, also where `compare` says that none can name it."""
        return self.alias or self.key.replace("_", "-")


FIELDS: Final = (
    ItemField("id", "id", "The readable id, such as REC-5. Never given away again.",
        "Item", "list", "text", absent=False, required=True, indexed=True, outside="always",
        file_help="The readable id, and the name of the file. Never changed."),
    ItemField("uid", "name", "The id that clones of the plan agree on.",
        "Uid", "list", absent=False, required=True, outside="always",
        file_help="The id that clones of the plan agree on. Never changed."),
    ItemField("kind", "word", "What it is.",
        "Kind", "list", "word", words=KINDS, absent=False, required=True, indexed=True, groups=True,
        outside="always"),
    ItemField("aka", "name", "Ids that it had before two plans met; it is still known by them.",
        "", "show", several=True, outside="always"),
    ItemField("part_of", "name", "The id of the item that it is a part of, in our own words.",
        "Part of", "list", "text", indexed=True, outside="always",
        file_help="The id of the item that it is a part of; the figures count that one alone."),
    ItemField("inspection", "name", "The id of the inspection it comes from.",
        "Inspection", "list", "text", tracked=True, moves_only=True, indexed=True,
        outside="always",
        file_help="The id of the inspection it comes from: a file in inspections/."),
    ItemField("body", "text", "Who inspected: HMICFRS, a coroner, internal audit.",
        "Body", "list", "text", stored=False, groups=True),
    ItemField("framework", "name", "The slug of the framework it is under.",
        "Framework", "list", "text", tracked=True, moves_only=True, indexed=True, groups=True,
        outside="always",
        file_help="The slug of the framework it is under, as in tracker.toml."),
    ItemField("framework_name", "text", "The framework's name.",
        "Framework name", "list", stored=False),
    ItemField("number", "number", "Its number under its framework in the report.",
        "No.", "list", "number", indexed=True, outside="always"),
    ItemField("label", "text", "Its number as the report prints it: 3, 2a, R5, 021/31.",
        "Label", "list", "text", tracked=True, outside="always", attribute="label_given",
        file_help="Its number as the report prints it, where that is no whole number: 2a, R5."),
    ItemField("of", "number", "How many the report counts there, where it gives no text.",
        outside="always"),
    ItemField("source_kind", "text", "The source's own word for its kind, where that isn't ours.",
        "Called", "list", "text", tracked=True, outside="always"),
    ItemField("title", "text", "The title given, or one derived from the text.",
        "Title", "list", "text", absent=False, tracked=True, outside="unless-exempt",
        attribute="title_given",
        file_help="A title in place of the one derived from the text."),
    ItemField("text", "text", "The whole text; null where the report did not publish it.",
        "Text", "list", "text", tracked=True, outside="unless-exempt",
        file_help="What the inspectors said, whole. Left out where the report did not publish it."),
    ItemField("wording", "word", "Whose words the text is, where it is not the inspectors'.",
        "", "show", words=WORDINGS, outside="always",
        file_help="Whose words the text is, where it is not the inspectors'."),
    ItemField("status", "word",
        "How it stands: open are not-started and in-progress, completed are done, verified and "
        "closed.",
        "Status", "list", "word", words=STATUSES, absent=False, required=True, tracked=True,
        merge="worse", indexed=True, groups=True, outside="always",
        file_help="How it stands. done: the lead says so; verified: checked internally; closed: "
        "discharged by the inspecting body."),
    ItemField("status_word", "text", "The source's own word for the status.",
        "", "show", tracked=True),
    ItemField("response", "word", "The organisation's answer to it.",
        "Response", "list", "word", words=RESPONSES, tracked=True, merge="worse", outside="always"),
    ItemField("response_reason", "text", "Why it is not accepted, or in part.",
        "Reason for response", "list", "text", tracked=True),
    ItemField("progress", "word",
        "The lead's word for how far it is; complete where it is completed.",
        "Progress", "list", "progress", words=PROGRESS, absent=False, tracked=True, merge="worse",
        outside="always",
        file_help="The lead's word for how far it is."),
    ItemField("owner", "text", "The post that owes it.",
        "Owner", "list", "text", tracked=True, indexed=True, groups=True, outside="unless-exempt",
        file_help="The post that owes it, not a person: Head of Public Protection."),
    ItemField("board", "text", "The board that oversees it: its own, or its framework's.",
        "Board", "list", "text", tracked=True, indexed=True, groups=True, outside="unless-exempt",
        file_help="The board that oversees it, where it is not its framework's."),
    ItemField("due", "due", "When it is due, as it was given",
        "Due", "list", "date", tracked=True, merge="worse", indexed=True, outside="always",
        file_help="When it is due; a month's deadline is its last day"),
    ItemField("deadline", "day", "The last day in time; a month's is its last day.",
        "Deadline", "list", stored=False),
    ItemField("original_due", "due", "The first due, which never changes",
        "First due", "list", "date", indexed=True, outside="always"),
    ItemField("requested_due", "due", "A new due that was asked for and isn't answered yet",
        "Date asked", "list", "date", tracked=True, indexed=True, outside="always",
        file_help="A new due that was asked for; it moves nothing until it is granted"),
    ItemField("requested_reason", "text", "Why a new due was asked for.",
        "Why asked", "list", tracked=True),
    ItemField("deferred", "yes", "Open, and left until a day by agreement of a board: not overdue.",
        "Deferred", "list", absent=False, stored=False),
    ItemField("deferred_until", "until",
        "The last day of its deferral, also of one that has ended; open where no end is set",
        "Deferred until", "list", "date", tracked=True, merge="worse", indexed=True,
        outside="always",
        file_help="The last day of its deferral; after it its days late count from its due. "
        "open: no end is set"),
    ItemField("deferred_by", "text", "The board that agreed to its deferral.",
        "Deferred by", "list", "text", tracked=True, indexed=True, outside="unless-exempt"),
    ItemField("overdue", "yes", "Open and past its deadline.",
        "Overdue", "list", absent=False, stored=False),
    ItemField("days_overdue", "number", "Days past the deadline, 0 where it is not overdue.",
        "Days late", "list", "number", absent=False, stored=False),
    ItemField("rag", "word", "The colour, computed; none for good practice and side exits.",
        "RAG", "list", "word", words=RAGS, nothing="none", absent=False, stored=False, groups=True),
    ItemField("tags", "text", "Its tags.",
        "Tags", "list", "text", alias="tag", several=True, tracked=True, indexed=True, line=True,
        file_help="Tags, to find items by."),
    ItemField("links", "link", "What it is linked to; with show from both sides.",
        "Links", "list", "text", alias="link", several=True, tracked=True, outside="always",
        file_help='What it is linked to: a relation and an id, such as "duplicates REC-3".'),
    ItemField("discharged_by", "text", "The body that discharged it.",
        "Discharged by", "show", "text", tracked=True, indexed=True),
    ItemField("force", "text", "The force that good practice was seen at.",
        "", "show", tracked=True, outside="unless-exempt"),
    ItemField("circulated", "text", "To whom good practice was circulated.",
        "", "show", several=True, tracked=True, outside="unless-exempt"),
    ItemField("exempt", "yes", "Whether papers print its number and status only.",
        "", "show", absent=False, tracked=True, merge="worse", outside="always",
        file_help="Of an exempt item papers print number and status only."),
    ItemField("updated_at", "moment", "When its last entry was recorded.",
        "Updated", "list", "date", alias="updated", stored=False, indexed=True),
    ItemField("unsettled", "text", "Its fields that two people gave different values.",
        "Not settled", "list", "text", several=True, stored=False, indexed=True),
    # What its history says, since when and by whom: `domain.milestones`.
    ItemField("completed_on", "day", "Since when it is completed.",
        "Completed", "show", "date", stored=False, indexed=True),
    ItemField("days_late", "number", "Days from its deadline to its completion; 0 in time.",
        "Late by", "show", "number", stored=False, indexed=True),
    ItemField("overdue_since", "day", "The first day on which it was overdue, and is since.",
        "Overdue since", "show", "date", stored=False),
    ItemField("verified_on", "day", "The day it was verified.",
        "Verified", "show", "date", stored=False, indexed=True),
    ItemField("verified_by", "text", "Who verified it.",
        "Verified by", "show", "text", stored=False, indexed=True),
    ItemField("agreed_by", "text", "The boards that agreed to its dates.",
        "Agreed by", "show", "text", several=True, stored=False, indexed=True),
    ItemField("deferred_on", "day", "The day on which its deferral was agreed.",
        "Deferred on", "show", "date", stored=False, indexed=True),
    ItemField("deferred_reason", "text", "Why it is deferred.",
        "Why deferred", "show", "text", stored=False),
    ItemField("pieces", "number", "How many pieces of evidence it has.",
        "Pieces", "show", "number", absent=False, stored=False, indexed=True),
    ItemField("last_words", "text", "The last note of its owner, or answer taken in.",
        "Last words", "show", "text", stored=False),
    ItemField("moves", "number", "How often its due was moved.",
        "Moves", "columns", "number", absent=False, stored=False, indexed=True),
    ItemField("where", "place", "Its place in the report, for people.",
        "In the report", "columns", absent=False, stored=False),
    ItemField("group", "text", "The business group of its owner.",
        "Group", "columns", "text", stored=False, groups=True),
    ItemField("holder", "text", "Who holds the posts that owe it, or an open step of it.",
        "Holder", "columns", "text", several=True, stored=False),
    # What only expressions ask of an item.
    ItemField("note", "text", "A note of its history.", compare="text", several=True, stored=False),
    ItemField("reason", "text", "A reason of its history.",
        compare="text", several=True, stored=False),
    ItemField("step", "text", "The text of a step.", compare="text", several=True, stored=False),
    ItemField("evidence", "text", "The reference of evidence, or what it shows.",
        compare="text", several=True, stored=False),
    ItemField("anything", "text", "Its id, title, text and owner, notes and reasons together.",
        compare="search", several=True, absent=False, stored=False),
    ItemField("stale", "number", "Days since its last entry.", compare="number", stored=False),
    ItemField("age", "number", "Days since its first entry.", compare="number", stored=False),
)  # fmt: skip
STORED: Final = tuple(field for field in FIELDS if field.stored)
ATTRIBUTES: Final = {field.key: field.attribute or field.key for field in STORED}
"""The attribute of `domain.items.Item` that has a stored field."""
MERGES: Final = {field.key: field.merge for field in FIELDS if field.tracked}
"""Which value of a tracked field counts where two people gave it different ones."""
LISTS: Final = frozenset(field.key for field in STORED if field.several)
"""The stored fields that hold several words."""
TRACKED: Final = tuple(field.key for field in FIELDS if field.tracked)
"""The fields whose changes history records, in the order in which files and people see them.

Beside them each field of an action or of a piece of evidence is one (`domain.parts`).
"""
MOVES_ONLY: Final = frozenset(field.key for field in FIELDS if field.moves_only)
"""Those of which the history has no more than the moves."""
COLUMNS: Final = tuple(field.key for field in FIELDS if field.head)
"""What `--columns` and `--sort` take."""


def _ordered(names: tuple[str, ...], first: tuple[str, ...]) -> tuple[str, ...]:
    """The names, those in `first` in its order before the others."""
    return (*(name for name in first if name in names), *(n for n in names if n not in first))


GROUPINGS: Final = _ordered(
    tuple(field.key for field in FIELDS if field.groups),
    ("framework", "owner", "board", "group", "status", "rag", "kind", "body"),
)
"""What `--group-by` takes, the most usual first."""
