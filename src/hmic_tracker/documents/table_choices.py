"""What a person says of a table's columns, words and sheets; and what its columns were read as."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from io import StringIO
from types import MappingProxyType

from hmic_tracker.documents.wording.status_cells import is_colour
from hmic_tracker.domain.nearest import did_you_mean
from hmic_tracker.domain.words import STATUSES, Status, folded
from hmic_tracker.errors import UsageError
from hmic_tracker.light_typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.domain.drafts import Draft, DraftItem

FIELDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "label": "its number",
        "kind": "recommendation, AFI, cause of concern",
        "text": "what was recommended",
        "owner": "who answers for it",
        "due": "by when",
        "revised": "a later date in its place",
        "completed": "the day on which it was done",
        "status": "how it stands",
        "update": "what was done",
        "evidence": "what shows it",
        "response": "whether it was accepted",
        "framework": "what is graded",
        "grade": "the grade of the framework",
        "source": "the inspection it is from",
        "body": "who inspected",
        "published": "the inspection's day",
        "note": "kept as a note",
        "none": "left out",
    }
)
"""What a column can be, with what that is in words."""
_ALSO: Final = {"inspection": "source", "number": "label", "progress": "update", "lead": "owner"}
UNKNOWN_STATUS: Final = "its status, "
"""What the doubt about an item begins with whose status isn't known."""
DAY_FIRST, MONTH_FIRST = "day-first", "month-first"
_SIGN: Final = "="


class TableChoices(NamedTuple):
    """What a person said: `columns` are the fields of columns by their folded names.

    `statuses` are those of words, `month_first` says of columns which comes first; `sheets` are the
    names of those to read, none for all that aren't hidden. `is_saved` is whether some were kept
    from another register, which may have had other columns. `names` are the columns as they were
    typed, by their folded names.
    """

    columns: Mapping[str, str] = MappingProxyType({})
    statuses: Mapping[str, Status] = MappingProxyType({})
    month_first: Mapping[str, bool] = MappingProxyType({})
    sheets: tuple[str, ...] = ()
    is_saved: bool = False
    names: Mapping[str, str] = MappingProxyType({})

    def field_of(self, name: str) -> str | None:
        """Return the field that a column was said to have, None where nobody said."""
        return self.columns.get(key_of(name))

    def order_of(self, name: str) -> Literal["", "day", "month"]:
        """Return which comes first in a column's dates, "" where nobody said."""
        is_month = self.month_first.get(key_of(name))
        return "" if is_month is None else "month" if is_month else "day"

    def takes(self, sheet: str, hidden: bool) -> bool:
        """Return whether a sheet is read."""
        if not self.sheets:
            return not hidden
        return folded(sheet) in {folded(name) for name in self.sheets}

    def updated(self, other: TableChoices) -> TableChoices:
        """Return the choices with others, which hold where both say something."""
        return TableChoices(
            {**self.columns, **other.columns},
            {**self.statuses, **other.statuses},
            {**self.month_first, **other.month_first},
            other.sheets or self.sheets,
            self.is_saved or other.is_saved,
            {**self.names, **other.names},
        )


NO_CHOICES: Final = TableChoices()


class Column(NamedTuple):
    """A column of a table: its name, the field it was read as, and the first value in it.

    `field` is "" where its name is not known; `order` says whether its dates have the month first,
    "unclear" where that can't be seen. `sheet` is where it stands.
    """

    name: str
    field: str
    sample: str = ""
    order: str = ""
    sheet: str = ""


def key_of(name: str) -> str:
    """Return the form in which a column's name is compared."""
    return folded(" ".join(name.replace("_", " ").split()).strip(" :*"))


def parse_map(typed: Iterable[str]) -> TableChoices:
    """Return what `--map "Lead=owner,Due=month-first,Stage 3=done"` says; raises UsageError."""
    columns: dict[str, str] = {}
    statuses: dict[str, Status] = {}
    month_first: dict[str, bool] = {}
    names: dict[str, str] = {}
    for pair in (pair for text in typed for row in csv.reader([text]) for pair in row):
        name, sign, value = (part.strip() for part in pair.rpartition(_SIGN))
        if not sign or not name or not value:
            raise UsageError(
                f"--map '{pair.strip()[:60]}' is no NAME=FIELD",
                "for example: --map 'Lead=owner,Timescale=due,Stage 3=in-progress'",
            )
        names[key_of(name)] = name
        word = folded(value).replace(" ", "-")
        word = _ALSO.get(word, word)
        if word in FIELDS:
            columns[key_of(name)] = word
        elif word in STATUSES:
            statuses[key_of(name)] = next(status for status in STATUSES if status == word)
        elif word in {DAY_FIRST, MONTH_FIRST}:
            month_first[key_of(name)] = word == MONTH_FIRST
        else:
            raise _unknown(value)
    return TableChoices(columns, statuses, month_first, names=names)


def written_map(choices: TableChoices) -> str:
    """Return choices as `--map` has them; `parse_map` reads them back."""
    orders = {
        name: MONTH_FIRST if is_month else DAY_FIRST
        for name, is_month in choices.month_first.items()
    }
    pairs = [*choices.columns.items(), *choices.statuses.items(), *orders.items()]
    text = StringIO()
    csv.writer(text, lineterminator="").writerow(f"{name}{_SIGN}{value}" for name, value in pairs)
    return text.getvalue()


def quoted_pair(name: str, value: str) -> str:
    """Return one NAME=FIELD as `--map` has it, whatever signs the name has."""
    return '"' + f"{name}{_SIGN}{value}".replace('"', '""') + '"'


def with_statuses(draft: Draft, statuses: Mapping[str, Status]) -> Draft:
    """Return a draft whose items have the statuses that words were said to mean."""
    if not statuses:
        return draft
    return draft._replace(items=tuple(_with_status(item, statuses) for item in draft.items))


def _with_status(item: DraftItem, statuses: Mapping[str, Status]) -> DraftItem:
    status = statuses.get(key_of(item.status_word)) if item.status_word else None
    if status is None:
        return item
    doubt = "" if item.doubt.startswith(UNKNOWN_STATUS) else item.doubt
    return item._replace(status=status, progress=None, doubt=doubt)


def is_unknown_status(word: str | None) -> bool:
    """Return whether a source's own word for a status says nothing that we know; a colour does."""
    return bool(word) and not is_colour((word or "").strip(" ."))


def _unknown(value: str) -> UsageError:
    known = (*FIELDS, *STATUSES, DAY_FIRST, MONTH_FIRST)
    near = did_you_mean(value, known)
    hint = f"a column is one of {', '.join(FIELDS)}; a word of status one of {', '.join(STATUSES)}"
    return UsageError(
        f"--map: '{value[:40]}' is no field and no status", near or f"{hint}; or {MONTH_FIRST}"
    )
