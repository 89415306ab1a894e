"""Typed values out of a parsed table, with the key and the line named where a type is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final, TypeVar

from hmic_tracker.domain.dates import valid_due
from hmic_tracker.store.toml_text import Unreadable, line_of

T = TypeVar("T")
_NAMES: Final[dict[type, str]] = {
    str: "text",
    int: "a whole number",
    list: "a list",
    dict: "a table",
}


class Fields:
    """A table of a file. `where` names it in messages; `text` is the file's, to find lines in."""

    __slots__ = ("text", "values", "where")

    def __init__(self, values: Mapping[str, Any], text: str = "", where: str = "") -> None:
        self.values = values
        self.text = text
        self.where = where

    def fault(self, key: str, problem: str) -> Unreadable:
        """The fault to raise for a key."""
        line = line_of(self.text, key) if self.text and not self.where else 0
        return Unreadable(f"{self.where}'{key}' {problem}", line)

    def get(self, key: str, kind: type[T]) -> T | None:
        """The key's value, None where absent; raises Unreadable where it is of another type."""
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, kind) or isinstance(value, bool):
            raise self.fault(key, f"has to be {_NAMES[kind]}")
        return value

    def need(self, key: str, kind: type[T]) -> T:
        """The key's value; raises Unreadable where it is missing."""
        value = self.get(key, kind)
        if value is None:
            raise Unreadable(f"{self.where}the key '{key}' is missing")
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
        if value is not None and (not isinstance(value, date) or isinstance(value, datetime)):
            raise self.fault(key, "has to be a date such as 2008-09-11")
        return value

    def due(self, key: str) -> str | None:
        """A day or a month, as text or as a TOML date."""
        value = self.values.get(key)
        if isinstance(value, date) and not isinstance(value, datetime):
            return value.isoformat()
        if value is not None and not (isinstance(value, str) and valid_due(value)):
            raise self.fault(key, "has to be a day (2008-09-30) or a month (2008-09)")
        return value

    def tables(self, key: str) -> list[Fields]:
        """A list of tables, each named by its place."""
        value = self.get(key, list) or []
        if not all(isinstance(table, dict) for table in value):
            raise self.fault(key, "has to be a list of tables")
        return [Fields(table, self.text, f"{key} {n}: ") for n, table in enumerate(value, 1)]
