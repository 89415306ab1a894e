"""The days that are no working days: bank holidays and a plan's own, looked up when a day is."""

from __future__ import annotations

from collections.abc import Callable, Container
from datetime import date


class Holidays:
    """The bank holidays of England and Wales and the plan's own, looked up when a day is."""

    def __init__(self, own: frozenset[date]) -> None:
        self._own = own
        self._years: dict[int, Container[date]] = {}

    def __contains__(self, day: object) -> bool:
        if day in self._own:
            return True
        if not isinstance(day, date):
            return False
        if day.year not in self._years:
            import holidays  # only working days pay for it

            self._years[day.year] = holidays.country_holidays("GB", subdiv="ENG", years=day.year)
        return day in self._years[day.year]


class LateHolidays:
    """Holidays of which a plan's own are asked for when a working day is counted."""

    def __init__(self, own: Callable[[], frozenset[date]]) -> None:
        self._own = own
        self._known: Holidays | None = None

    def __contains__(self, day: object) -> bool:
        if self._known is None:
            self._known = Holidays(self._own())
        return day in self._known
