"""Registers of 5,000 rows and 15 columns, in and out, beside a tenth of them."""

from __future__ import annotations

import csv
import random
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Final

from benchmarks.measure import Clock, Compared, Words
from benchmarks.plans import DAY

ROWS: Final = 5_000
_TENTH: Final = ROWS // 10
_BOUND: Final = 11.0
"""Ten times the rows take ten times as long, or less."""
MOST_MEMORY: Final = 300
_HEAD: Final = (
    *("Ref", "Inspection", "Report date", "Type", "Recommendation", "Owner", "Department"),
    *("Due date", "Status", "RAG", "Priority", "Progress update", "Comments", "Evidence", "Board"),
)
_WORDS: Final = tuple(f"{a}{b}{c}" for a in "bdfkmpst" for b in "aeiou" for c in ("ling", "ner"))


def compare_registers(clock: Clock, folder: Path, tracker: str) -> list[Compared]:
    """Each form of a register into an empty plan, and a plan of as many items into a workbook."""
    found = []
    for name, inspections in (("xlsx", 1), ("xlsx", 11), ("csv", 11)):
        files = [folder / f"{rows}-{inspections}.{name}" for rows in (ROWS, _TENTH)]
        for file, rows in zip(files, (ROWS, _TENTH), strict=True):
            _write(file, rows, inspections)
        whole, tenth = (_into_empty(clock, file, tracker) for file in files)
        what = f"import {name}, {inspections} inspection{'s' if inspections > 1 else ''}"
        found.append(clock.compare(f"{what}, {ROWS} / {_TENTH} rows", whole, tenth, _BOUND))
    out = [
        [tracker, "list", "--store", str(_plan_of(folder / f"{rows}-11.csv")), "--all", "-o", "-"]
        for rows in (ROWS, _TENTH)
    ]
    for rows, words in zip((ROWS, _TENTH), out, strict=True):
        words[-1] = str(folder / f"out-{rows}.xlsx")
    whole, tenth = map(_anew, out)
    found.append(clock.compare(f"list -o xlsx, {ROWS} / {_TENTH} items", whole, tenth, _BOUND))
    return found


def _plan_of(file: Path) -> Path:
    return file.with_name(f"plan-of-{file.name}")


def _into_empty(clock: Clock, file: Path, tracker: str) -> Words:
    """An import into a plan that is made anew each time, which doesn't count."""

    def words(_: int) -> list[str]:
        plan = str(_plan_of(file))
        shutil.rmtree(plan, ignore_errors=True)
        clock.run([tracker, "init", "--store", plan])
        return [tracker, "import", "--store", plan, "--yes", str(file)]

    return words


def _anew(line: list[str]) -> Words:
    """A command whose last word is a file that it makes."""

    def words(_: int) -> list[str]:
        Path(line[-1]).unlink(missing_ok=True)
        return line

    return words


def _write(file: Path, rows: int, inspections: int) -> None:
    table = [_HEAD, *_rows(rows, inspections)]
    if file.suffix == ".csv":
        with file.open("w", newline="", encoding="utf-8") as stream:
            csv.writer(stream).writerows(table)
        return
    from xlsxwriter import Workbook

    with Workbook(file) as book:
        sheet = book.add_worksheet("Register")
        for at, row in enumerate(table):
            sheet.write_row(at, 0, row)


def _rows(number: int, inspections: int) -> Iterator[tuple[str, ...]]:
    """Rows as registers have them, the same each time."""
    dice = random.Random(number)  # noqa: S311  # the same each time

    def text(least: int, most: int) -> str:
        return " ".join(dice.choices(_WORDS, k=dice.randint(least, most))).capitalize() + "."

    for at in range(number):
        nth = at % inspections
        yield (
            *(f"R{at + 1}", f"Inspection of subject {nth + 1}"),
            (DAY - timedelta(days=900 - 30 * nth)).strftime("%d/%m/%Y"),
            *(dice.choice(("Recommendation", "AFI")), f"The force should keep {text(20, 50)}"),
            f"Head of Department {dice.randint(1, 9)}",
            dice.choice(("Crime", "Custody", "Contact")),
            (DAY + timedelta(days=dice.randint(-300, 300))).strftime("%d/%m/%Y"),
            dice.choice(("Open", "In progress", "Completed")),
            dice.choice(("Red", "Amber", "Green")),
            dice.choice(("High", "Medium", "Low")),
            *(text(10, 30), text(5, 20), text(2, 5), "Performance Board"),
        )


def peaks_of(found: list[Compared]) -> list[tuple[str, float, float]]:
    """The peak memory of each with 5,000 rows: what, MiB, and what it may be."""
    return [
        (f"peak memory of {one.name.partition(' / ')[0]}", one.peak, MOST_MEMORY) for one in found
    ]
