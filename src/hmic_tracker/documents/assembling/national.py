"""The national picture: how many forces got each grade, as the source printed it."""

from __future__ import annotations

from hmic_tracker.domain.grades import National, expected_forces
from hmic_tracker.light_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hmic_tracker.documents.framework_names import FrameworkNames
    from hmic_tracker.documents.parsed_report import ParsedReport


def national_rows(
    report: ParsedReport, names: FrameworkNames, order: list[str]
) -> tuple[tuple[National, ...], int | None]:
    """Return the national rows and the number of forces that the complete ones agree on.

    `order` is the frameworks'. Warn of a row that leaves forces out or comes twice.
    """
    printed: dict[tuple[str, str], tuple[National, int]] = {}
    for row in report.national_rows:
        slug = names.mention(row.name)
        national = National(slug, row.period, row.grades, row.printed, remark=row.remark)
        first, _ = printed.setdefault((slug, row.period), (national, row.line))
        if first.printed != row.printed:
            name = f"{names.name(slug)} {row.period}"
            report.warn(row.line, f"{name}: a second row of numbers; the first is kept")
    expected = expected_forces(row for row, _ in printed.values())
    rows = [row._replace(expected=expected) for row, _ in printed.values()]
    for each, (_, line) in zip(rows, printed.values(), strict=True):
        if each.counts is None:
            report.warn(line, _incomplete(each, names.name(each.framework)))
    sums = sorted({row.published for row in rows if row.counts is not None})
    if len(sums) > 1:
        problem = f"the complete national rows add up to {', '.join(map(str, sums))}"
        line = min(line for _, line in printed.values())
        report.warn(line, f"{problem}: the number of forces is not known")
    place = {slug: at for at, slug in enumerate(order)}
    rows.sort(key=lambda row: (place.get(row.framework, len(place)), row.period))
    return tuple(rows), expected


def _incomplete(row: National, name: str) -> str:
    numbers = " ".join(map(str, row.printed))
    of = f" of {row.expected}" if row.expected else ""
    return (
        f"{name} {row.period}: {numbers} add up to {row.published}{of}; "
        "which columns they belong to is not known"
    )
