"""Typed values out of a parsed table, with the key and the line named where a type is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime

from hmic_tracker.domain.dates import OPEN_END, valid_due, valid_until
from hmic_tracker.domain.items import ID_PATTERN
from hmic_tracker.light_typing import Any, Final, TypeVar
from hmic_tracker.store.toml.text import Unreadable, line_of

T = TypeVar("T")
_NAMES: Final[dict[type, str]] = {
    str: "text",
    int: "a whole number",
    list: "a list",
    dict: "a table",
}
_LARGEST_NUMBER: Final = 1_000_000_000
_DAY_LETTERS: Final = len("2008-11-20")
_LARGEST_INTEGER: Final = 2**63 - 1  # TOML's own limit


class Fields:
    """A table of a file. `where` names it in messages; `text` is the file's, to find lines in.

    `table` and `nth` say which table of the file it is: the nth with the header `table`.
    """

    __slots__ = ("nth", "table", "text", "values", "where")

    def __init__(
        self,
        values: Mapping[str, Any],
        text: str = "",
        where: str = "",
        table: str = "",
        nth: int = 1,
    ) -> None:
        self.values = values
        self.text = text
        self.where = where
        self.table = table
        self.nth = nth

    def line(self, key: str) -> int:
        """The line of a key, its table's where the key isn't there, 0 where neither is found."""
        if self.where and not self.table:
            return 0
        return line_of(self.text, key, self.table, self.nth)

    def fault(self, key: str, problem: str, code: str = "wrong-value") -> Unreadable:
        """The fault to raise for a key."""
        return Unreadable(f"{self.where}'{key}' {problem}", self.line(key), code)

    def get(self, key: str, kind: type[T]) -> T | None:
        """The key's value, None where absent; raises Unreadable where it is of another type."""
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, kind) or isinstance(value, bool):
            raise self.fault(key, f"has to be {_NAMES[kind]}")
        # Hexadecimal numbers may be of any length, and too long a one can't even be printed.
        if isinstance(value, int) and abs(value) > _LARGEST_INTEGER:
            raise self.fault(key, "is too large a number")
        return value

    def need(self, key: str, kind: type[T]) -> T:
        """The key's value; raises Unreadable where it is missing or an empty text."""
        return self._there(key, self.get(key, kind))

    def _there(self, key: str, value: T | None) -> T:
        if value is None or value == "":
            problem = f"{self.where}the key '{key}' is missing"
            raise Unreadable(problem, self.line(key), "missing-key")
        return value

    def count(self, key: str, most: int = _LARGEST_NUMBER) -> int | None:
        """A whole number that counts something: 0 or more."""
        value = self.get(key, int)
        if value is not None and not 0 <= value <= most:
            raise self.fault(key, f"is {value}, and has to be a number from 0 to {most}")
        return value

    def need_count(self, key: str) -> int:
        """A whole number that counts something, there."""
        return self._there(key, self.count(key))

    def need_id(self, key: str) -> str:
        """An id, fit for a file's name."""
        value = self.need(key, str)
        if not ID_PATTERN.fullmatch(value):
            raise self.fault(
                key, "has to be of letters, digits, dots, hyphens and underscores, 64 at most"
            )
        return value

    def word(self, key: str, words: tuple[str, ...]) -> str | None:
        """The key's value, which has to be one of the words."""
        value = self.get(key, str)
        if value is not None and value not in words:
            raise self.fault(key, f"is '{value[:40]}', and has to be one of {', '.join(words)}")
        return value

    def need_word(self, key: str, words: tuple[str, ...]) -> str:
        """The key's value, there and one of the words."""
        self.need(key, str)
        return self.word(key, words) or ""

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, empty where absent."""
        value = self.get(key, list) or []
        if not all(isinstance(word, str) for word in value):
            raise self.fault(key, "has to be a list of texts")
        return tuple(value)

    def day(self, key: str) -> date | None:
        """A TOML date."""
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.fault(key, "has to be a date such as 2008-09-11, without quotes")
        return value

    def day_text(self, key: str) -> str | None:
        """A day as its text, 2008-11-20; a TOML date or a text."""
        due = self.due(key)
        if due is not None and len(due) != _DAY_LETTERS:
            raise self.fault(key, "has to be a day (2008-11-20)")
        return due

    def yes(self, key: str) -> bool:
        """Whether the key is there and true."""
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            raise self.fault(key, "has to be true or false")
        return value

    def need_day(self, key: str) -> date:
        """A TOML date, there."""
        return self._there(key, self.day(key))

    def need_moment(self, key: str) -> datetime:
        """A TOML date and time in UTC, there; one without an offset is taken as UTC."""
        value = self._there(key, self.values.get(key))
        if not isinstance(value, datetime):
            raise self.fault(key, "has to be a date and time such as 2008-09-11T10:00:00Z")
        if value.tzinfo is None:
            return value.replace(tzinfo=UTC)
        try:
            return value.astimezone(UTC)
        except OverflowError:  # an offset beyond the first or the last year
            raise self.fault(key, "is out of range") from None

    def due(self, key: str) -> str | None:
        """A day or a month, as text or as a TOML date."""
        value = self.values.get(key)
        if isinstance(value, date) and not isinstance(value, datetime):
            return value.isoformat()
        if value is not None and not (isinstance(value, str) and valid_due(value)):
            raise self.fault(key, "has to be a day (2008-09-30) or a month (2008-09)")
        return value

    def until(self, key: str) -> str | None:
        """A day or a month up to whose end something holds, or "open"."""
        value = self.values.get(key)
        if isinstance(value, str) and not valid_until(value):
            raise self.fault(key, f"has to be a day (2008-09-30), a month (2008-09), or {OPEN_END}")
        return OPEN_END if value == OPEN_END else self.due(key)

    def tables(self, key: str) -> list[Fields]:
        """A list of tables, each named by its place."""
        value = self.get(key, list) or []
        if not all(isinstance(table, dict) for table in value):
            raise self.fault(key, "has to be a list of tables")
        return [
            Fields(table, self.text, f"{key} {n}: ", key, n) for n, table in enumerate(value, 1)
        ]

    def parts(self, key: str, is_name: Callable[[str], bool]) -> list[tuple[str, Fields]]:
        """Tables by name, `[actions.plm5hb7p-1]`, in their order; raises Unreadable for others."""
        value = self.get(key, dict) or {}
        tables = []
        for name, table in value.items():
            if not is_name(name):
                what = f"has '{name[:40]}': a new one is called by a number from 1 to 9999"
                raise self.fault(key, what)
            header = f"{key}.{name}"
            if not isinstance(table, dict):
                raise self.fault(key, f"has '{name}', which has to be a table: [{header}]")
            tables.append((name, Fields(table, self.text, f"{header}: ", header)))
        return tables
