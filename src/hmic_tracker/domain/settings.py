"""Every key of `tracker.toml` that is read, one row each, and the sections they are in.

A row drives the reading of the file and its checks, `tracker settings`, `tracker help tracker.toml`
and the JSON Schema. To add a setting, add a row here and its attribute to the record of its
section. Keys that have no row are kept as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hmic_tracker.domain.bodies import Body
from hmic_tracker.domain.frameworks import Board, Framework
from hmic_tracker.domain.grades import Scale
from hmic_tracker.domain.kept_texts import KEPT_SECTIONS, KeptText
from hmic_tracker.domain.people import Post
from hmic_tracker.domain.plan import (
    APPENDICES,
    PURPOSES,
    RULE_LEVELS,
    PaperSettings,
    Plan,
    RuleLevels,
    Thresholds,
)
from hmic_tracker.light_typing import Any, Final, Literal, NamedTuple

Type = Literal[
    "number",  # a whole number from 0 to `most`
    "text",
    "paragraphs",  # a text of several lines
    "texts",  # a list of texts
    "word",  # one of `words`
    "day",  # a date, kept as its text
    "days",  # a list of dates
]


class Section(NamedTuple):
    """A table of the file, "" for the keys above all tables.

    `each` stands for the name of one of several such tables: [frameworks.SLUG]. `record` has an
    attribute for each key of it. `at` is where its tables are, if not right below its name: a part
    in capitals is any name, one of those that `names` has for it.
    """

    name: str
    help: str = ""
    record: type = Plan
    each: str = ""
    at: tuple[str, ...] = ()
    names: Mapping[str, tuple[str, ...]] = {}

    @property
    def places(self) -> tuple[str, ...]:
        """The names that lead to one of its tables, in general: ("frameworks", "SLUG")."""
        return self.at or tuple(filter(None, (self.name, self.each)))

    @property
    def header(self) -> str:
        """Its header: "[frameworks.SLUG]"."""
        return f"[{'.'.join(self.places)}]"

    def names_in(self, table: tuple[str, ...]) -> tuple[str, ...] | None:
        """What is any name of a table's path; None where it is no table of this section."""
        if len(table) != len(self.places):
            return None
        pairs = list(zip(self.places, table, strict=True))
        if not all(self._fits(place, name) for place, name in pairs):
            return None
        return tuple(name for place, name in pairs if place.isupper())

    def _fits(self, place: str, name: str) -> bool:
        return name in self.names.get(place, (name,)) if place.isupper() else name == place


class Setting(NamedTuple):
    """A key of a section. `*` is any key. `attribute` is the record's where that is not the key.

    `used` says what goes by it.
    """

    section: str
    key: str
    type: Type
    help: str
    words: tuple[str, ...] = ()
    most: int = 1_000_000_000
    required: bool = False
    attribute: str = ""
    used: str = ""

    @property
    def default(self) -> Any:
        """What holds where the file has no such key; None where nothing does."""
        fields: dict[str, Any] = getattr(section_of(self.section).record, "_field_defaults", {})
        return fields.get(self.attribute or self.key)


SECTIONS: Final = (
    Section(""),
    Section("thresholds", "Settings of the RAG rule.", Thresholds),
    Section("frameworks", "What is graded, by slug.", Framework, "SLUG"),
    Section("boards", "Bodies that oversee items, by slug.", Board, "SLUG"),
    Section("people", "Posts, by slug.", Post, "SLUG"),
    Section("papers", "How papers are headed: tracker report NAME.", PaperSettings, "NAME"),
    Section(
        "paper_texts",
        "Kept paragraphs of a paper.",
        KeptText,
        "SECTION",
        ("papers", "NAME", "text", "FRAMEWORK", "SECTION"),
        {"SECTION": KEPT_SECTIONS},
    ),
    Section("mail", "What tracker remind writes into mails."),
    Section("filters", "Saved filters, by name: tracker list @NAME.", dict),
    Section("maps", "What columns of registers are, by name: tracker import --map @NAME.", dict),
    Section("scales", "Scales of grades besides the built-in ones.", Scale, "NAME"),
    Section("bodies", "Who inspects, besides the built-in ones or in their place.", Body, "SLUG"),
    Section("rules", "The rules of an item's life: strict refuses, advisory warns.", RuleLevels),
    Section("retired", "Ids that are in use no more; tracker keeps it.", dict),
)
SETTINGS: Final = (
    Setting("", "schema", "number", "The version of the files; leave it.", required=True),
    Setting("", "organisation", "text", "Whose plan it is.",
        used="the head of every paper, page, workbook and mail"),
    Setting("", "marking", "text", "The protective marking on every page, such as OFFICIAL.",
        used="papers, pages, workbooks, mails; which texts of a report are kept"),
    Setting("", "holidays", "days", "Days that are no working days, besides the bank holidays.",
        used="dates in working days (+10wd), and by when leads are to answer"),
    Setting("thresholds", "near_days", "number",
        "Amber: due within this many days with progress below almost.",
        most=36_500,  # a hundred years; dates end with the year 9999
        used="the colour of open items"),
    Setting("thresholds", "many_moves", "number", "Amber: a due moved this often.",
        used="the colour of open items"),
    Setting("frameworks", "name", "text", "Its name; the slug without.",
        used="every list, table and paper; where people type a framework"),
    Setting("frameworks", "parent", "text", "The slug of the framework it is a part of.",
        used="subtotals, the board that it has, and what is meant by the parent's name"),
    Setting("frameworks", "aliases", "texts", "Other names that reports and people use.",
        used="reports that are read, and where people type a framework"),
    Setting("frameworks", "board", "text", "The board that oversees its items.",
        used="the board of its items and its parts' items, but for those with their own"),
    Setting("boards", "name", "text", "Its name; the slug without.",
        used="items and frameworks that it oversees"),
    Setting("boards", "meetings", "days", "The days of its meetings, as far as they are known.",
        used="by when leads are to answer: four working days before the next one"),
    Setting("boards", "aliases", "texts", "Other names that people use, and former ones.",
        used="where people type a board"),
    Setting("people", "name", "text", "The post's name; the slug without.",
        used="the owner of items and steps"),
    Setting("people", "holder", "text", "Who holds it at present.",
        used="where people type an owner, --holder, and who may verify what the post owns"),
    Setting("people", "mail", "text", "The mail address.",
        used="the mails of remind, and whose answers receive takes a mail for"),
    Setting("people", "group", "text", "The business group.",
        used="--group, and figures by group"),
    Setting("people", "aliases", "texts", "Other names that people use, and former ones.",
        used="where people type an owner, and whose answers receive takes a workbook for"),
    Setting("people", "cover", "text", "Who acts for an absent holder: a post, or a name.",
        used="the mails of remind, and whose answers receive takes"),
    Setting("people", "cover_mail", "text", "The cover's address; that of the post without.",
        used="the mails of remind, which go there too, and receive"),
    Setting("people", "cover_until", "day", "The last day of the cover; open without.",
        used="the mails of remind, and receive"),
    Setting("papers", "title", "text", "Its title; without it the inspection's.",
        used="the head of the paper"),
    Setting("papers", "board", "text", "The body that it goes to.",
        used="the head of the paper, and which items it is about"),
    Setting("papers", "by", "text", "The post in whose name it is.", used="the head of the paper"),
    Setting("papers", "author", "text", "The post that wrote it.", used="the end of the paper"),
    Setting("papers", "contact", "text", "How the author is reached.",
        used="the end of the paper"),
    Setting("papers", "recommendation", "text", "What members are asked, as a sentence.",
        used="the first page of the paper"),
    Setting("papers", "where", "text",
        "The items that it is about, as an expression; empty is all. Without it, those that the "
        "board oversees.",
        used="which items the paper is about"),
    Setting("papers", "for", "word", "What members are to do with it.",
        words=PURPOSES, attribute="purpose", used="the first page of the paper"),
    Setting("papers", "appendices", "word",
        "Of which items it has the texts; open is what is open or changed.",
        words=APPENDICES, used="the end of the paper; report --appendices goes before it"),
    Setting("paper_texts", "text", "paragraphs",
        "The words; an empty line begins a paragraph.",
        used="the paper; one that is as in the last paper is asked about"),
    Setting("paper_texts", "on", "day", "The day they are of.", attribute="written",
        used="the paper: one of an earlier day has the words that stood then"),
    Setting("mail", "from", "text", "Whom they are from.", attribute="mail_from",
        used="the mails of remind, and the receipts of receive"),
    Setting("filters", "*", "text", "An expression: tracker help where.",
        used="@NAME in the place of items and filters"),
    Setting("maps", "*", "text", "Columns and words: Lead=owner,Stage 3=in-progress.",
        used="tracker import --map @NAME"),
    Setting("scales", "grades", "texts", "The grades, the best first.", required=True,
        used="grades of that scale, and whether one went up or down"),
    Setting("bodies", "name", "text", "Its short name, such as HMICFRS; the slug without.",
        used="--body, lists and figures by body"),
    Setting("bodies", "aliases", "texts", "Other names that reports and people use.",
        used="which inspections are its own"),
    Setting("bodies", "response_days", "number",
        "Days after publication in which its reports are answered.", most=36_500,
        used="the day by which its inspections are answered"),
    Setting("bodies", "response_rule", "text", "Where that is laid down.",
        used="tracker inspection show"),
    Setting("bodies", "scales", "texts", "The scales of its grades, by name.",
        used="grades of reports that are read"),
    Setting("rules", "order", "word", "Which status follows which.", words=RULE_LEVELS,
        used="update, verify, close, reopen and check"),
    Setting("rules", "reasons", "word", "What has to be explained.", words=RULE_LEVELS,
        used="update, reopen, edit and check"),
    Setting("rules", "discharge", "word", "Closing names the body that discharged it.",
        words=RULE_LEVELS, used="close and check"),
    Setting("rules", "four_eyes", "word", "The checker is not the owner.", words=RULE_LEVELS,
        used="verify, close and check"),
    Setting("rules", "evidence", "word", "Verifying and closing need evidence.", words=RULE_LEVELS,
        used="verify, close and check"),
    Setting("retired", "*", "text",
        "The uid of the item that had the id, or the title of the inspection."),
)  # fmt: skip


def section_of(name: str) -> Section:
    """The section of a name."""
    return next(section for section in SECTIONS if section.name == name)


def settings_in(section: str) -> tuple[Setting, ...]:
    """The rows of a section, in the order in which a new table has them."""
    return tuple(setting for setting in SETTINGS if setting.section == section)


_TYPE_WORDS: Final = {
    "text": "text",
    "paragraphs": "text of one or more paragraphs",
    "texts": "list of texts",
    "day": "date",
    "days": "list of dates",
}


def topic_lines() -> str:
    """All settings as `tracker help tracker.toml` lists them, at most 79 columns wide."""
    return "\n".join(_topic_lines())


def _topic_lines() -> Iterator[str]:
    from textwrap import fill  # only help pays for it

    for section in SECTIONS:
        if section.name:
            yield f"\n{section.header}  {section.help}\n"
        for setting in settings_in(section.name):
            key = "NAME" if setting.key == "*" else setting.key
            yield fill(
                f"  {key:<16}{setting.help.rstrip('.')} ({value_text(setting)}).",
                79,
                subsequent_indent=" " * 18,
                break_on_hyphens=False,
            )


def value_text(setting: Setting) -> str:
    """What a setting can be, and what it is without: "strict, advisory or off; else strict"."""
    if setting.words:
        return f"{', '.join(setting.words[:-1])} or {setting.words[-1]}; else {setting.default}"
    if setting.type != "number":
        return _TYPE_WORDS[setting.type]
    bounds = f"number from 0 to {setting.most}" if setting.most < 1_000_000 else "number"
    return bounds if setting.default is None else f"{bounds}; else {setting.default}"
