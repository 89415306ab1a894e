"""Grades are on the scales of those who inspected, so that then and now can be compared."""

import pytest

from hmic_tracker.documents.parsing import read_report

_AREAS = ("Leadership", "Outcomes", "Preventing crime", "Custody", "Diversity", "Estates")
_ROWS = "| Area | {} in {} | {} in {} |\n| --- | --- | --- |\n"


def _scales(body: str, word: str, years: tuple[int, int], *rows: str) -> list[str | None]:
    """The scales of the two years of a table of grades, the older year first."""
    table = _ROWS.format(word, years[0], word, years[1])
    table += "".join(
        f"| {name} | {row.replace('>', '|')} |\n" for name, row in zip(_AREAS, rows, strict=False)
    )
    text = f"{body}\n\nAmbershire: inspection report\n\nPublished 14 March {years[1]}\n\n{table}"
    grades = read_report(text, "report.txt").grades
    found = {(grade.period, grade.scale) for grade in grades}
    assert len(found) == 2, found
    return [scale for _, scale in sorted(found, key=lambda pair: pair[0])]


@pytest.mark.parametrize(
    ("body", "word", "years", "rows", "scales"),
    [
        (
            "Care Quality Commission",
            "Rating",
            (2019, 2023),
            ("Requires improvement > Good", "Good > Good"),
            ["peel-2014", "peel-2014"],
        ),
        (
            "Care Inspectorate Wales",
            "Rating",
            (2024, 2026),
            ("Good > Needs improvement", "Good > Excellent"),
            ["ciw-2023", "ciw-2023"],
        ),
        (
            "Care Inspectorate Wales",
            "Rating",
            (2026, 2028),
            ("Needs significant improvement > Needs improvement", "Good > Excellent"),
            ["ciw-2025", "ciw-2025"],
        ),
        (
            "Ofsted",
            "Grade",
            (2024, 2026),
            ("Good > Strong standard", "Good > Needs attention"),
            ["ofsted-2018", "ofsted-2025"],
        ),
        (
            "Information Commissioner's Office",
            "Assurance",
            (2024, 2026),
            ("Very limited assurance > High assurance", "Limited assurance > High assurance"),
            ["ico-2012", "ico-2012"],
        ),
        (
            "Estyn",
            "Judgement",
            (2018, 2022),
            ("Good > Excellent", "Adequate and needs improvement > Good"),
            ["estyn-2017", "estyn-2017"],
        ),
        (
            "HMICFRS",
            "Grade",
            (2018, 2022),
            ("Good > Requires improvement", "Good > Good"),
            ["peel-2014", "peel-2021"],
        ),
        ("HMICFRS", "Grade", (2018, 2022), ("Good > Good",) * 6, ["peel-2014", "peel-2014"]),
        (
            "HMICFRS",
            "Grade",
            (2018, 2022),
            (*("Good > Good",) * 5, "Good > Adequate"),
            ["peel-2014", "peel-2021"],
        ),
        (
            "Ofsted",
            "Grade",
            (2018, 2022),
            ("Good > Good", "Good > Requires improvement to be good"),
            ["ofsted-2018", "ofsted-2018"],
        ),
        (
            "Ofsted",
            "Grade",
            (2018, 2022),
            ("Requires improvement > Good", "Good > Good"),
            ["peel-2014", "peel-2014"],
        ),
        (
            "An inspectorate that nobody knows",
            "Grade",
            (2018, 2022),
            ("Good > Good", "Good > Adequate"),
            ["peel-2014", "peel-2021"],
        ),
    ],
)
def test_then_and_now_are_on_the_scales_of_the_body(
    body: str, word: str, years: tuple[int, int], rows: tuple[str, ...], scales: list[str]
) -> None:
    assert _scales(body, word, years, *rows) == scales


def test_a_landlord_s_grades_are_each_on_the_scale_of_its_letter() -> None:
    text = (
        "Regulator of Social Housing\n\nRegulatory judgement on Alder Homes\n\nPublished 27 August "
        "2031\n\nConsumer: C3\nGovernance: G1\nViability: V2\n\nRecommendations\n\nC1. The "
        "landlord should count its homes.\nC2. The landlord should mend its roofs.\n"
    )
    draft = read_report(text, "report.txt")
    assert draft.title == "Regulatory judgement on Alder Homes"
    assert [(grade.framework, grade.grade, grade.scale) for grade in draft.grades] == [
        ("consumer", "C3", "rsh-consumer-2024"),
        ("governance", "G1", "rsh-governance-2012"),
        ("viability", "V2", "rsh-viability-2012"),
    ]
    assert [item.label for item in draft.items] == ["C1", "C2"]
