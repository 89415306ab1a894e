"""The national picture of a draft: how many forces got each grade, as the source printed it."""

from __future__ import annotations

from dataclasses import dataclass

from hmic_tracker.documents.names import Names
from hmic_tracker.documents.readers.grade_tables import NationalRow, Tables
from hmic_tracker.domain.grades import National, expected_forces
from hmic_tracker.domain.inspections import ImportWarning
from hmic_tracker.domain.records import replace


@dataclass(frozen=True, slots=True)
class NationalPicture:
    """The rows, and the number of forces that the complete ones agree on."""

    rows: tuple[National, ...]
    expected: int | None
    warnings: tuple[ImportWarning, ...]


def national_picture(tables: Tables, names: Names, order: list[str]) -> NationalPicture:
    """The national rows with the number of forces, and a warning for each that leaves some out."""
    warnings: list[ImportWarning] = []
    printed: dict[tuple[str, str], tuple[National, int]] = {}
    for row in tables.rows:
        if not isinstance(row, NationalRow):
            continue
        slug = names.meet(row.name)
        first = printed.setdefault((slug, row.period), (_as_national(row, slug), row.line))[0]
        if first.printed != row.printed:
            said = f"{names.name(slug)} {row.period}: a second row of numbers; the first is kept"
            warnings.append(ImportWarning(row.line, said))
    expected = expected_forces(row for row, _ in printed.values())
    rows = [replace(row, expected=expected) for row, _ in printed.values()]
    for each, (_, line) in zip(rows, printed.values(), strict=True):
        if short := _incomplete(each, names.name(each.framework)):
            warnings.append(ImportWarning(line, short))
    sums = sorted({row.published for row in rows if row.counts is not None})
    if len(sums) > 1:
        listed = ", ".join(map(str, sums))
        said = f"the complete national rows add up to {listed}: the number of forces is not known"
        warnings.append(ImportWarning(min(line for _, line in printed.values()), said))
    place = {slug: at for at, slug in enumerate(order)}
    rows.sort(key=lambda row: (place.get(row.framework, len(place)), row.period))
    return NationalPicture(tuple(rows), expected, tuple(warnings))


def _as_national(row: NationalRow, slug: str) -> National:
    return National(
        framework=slug,
        period=row.period,
        grades=row.grades,
        printed=row.printed,
        remark=row.remark,
    )


def _incomplete(row: National, name: str) -> str | None:
    if row.counts is not None:
        return None
    numbers = " ".join(map(str, row.printed))
    of = f" of {row.expected}" if row.expected else ""
    return (
        f"{name} {row.period}: {numbers} add up to {row.published}{of}; "
        "which columns they belong to is not known"
    )
