"""How many areas have each grade, and which of our grades is the best or the lowest."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Final

import pytest

from tests.conftest import Run
from tests.paper_check.conftest import PLANS

_SLIP: Final = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")
_FIRE: dict[str, str] = {
    "the areas with one grade": "{Four|Five} areas were graded good.",
    "those without parts": "Three areas were graded good and {three|two} adequate.",
    "of our areas": "{Two|Three} of our areas were graded inadequate.",
    "the areas graded, and each grade": (
        "Eleven areas were graded beneath the three main questions. Three were good, {three|two} "
        "were adequate, three were graded as requires improvement and two as inadequate."
    ),
    "how many grades there are": "The report gives us {14|15} grades.",
    "none": "None of our areas was graded {outstanding|good}.",
    "none behind those counted": (
        "Eleven areas were graded. Three were good. None was {outstanding|inadequate}."
    ),
    "behind the lowest grade": (
        "Our lowest grade was inadequate, which we were given in {two|three} areas."
    ),
    "the lowest grade": "Our lowest grade was {inadequate|adequate}.",
    "the best grade, behind the lowest": (
        "Our lowest grade was inadequate, in two areas. The best was {good|outstanding}, for three "
        "of the eleven areas."
    ),
    "whose the best grade is": (
        "The best grade we were given was for {responding to fires|preventing fires}."
    ),
    "what has the lowest grade": (
        "{Protecting the public through fire regulation|Preventing fires and other risks} had the "
        "lowest grade of all."
    ),
    "parts of a framework": "Under effectiveness, {two|three} areas were graded good.",
    "with a grade before each number": (
        "We were judged good in three areas and adequate in {three|four}."
    ),
}
_FIRE |= {
    "a table of grades": (
        "| Grade | Number of areas |\n|---|---|\n| Good | 4 |\n| Adequate | {3|2} |\n"
        "| Requires improvement | 5 |\n| Inadequate | 2 |"
    ),
    "a line for each grade": (
        "Our grades:\n\n- Good: 4\n- Adequate: {3|2}\n- Requires improvement: 5\n- Inadequate: 2"
    ),
    "numbers behind the grades": (
        "The grades were as follows: good 4, adequate 3, requires improvement 5, inadequate {2|3}."
    ),
    "the areas of a grade in a table": (
        "| Grade | Areas |\n|---|---|\n| Good | Efficiency, {making best use of resources|people} |"
        "\n| Inadequate | Promoting the right values and culture |"
    ),
    "the areas behind their number": (
        "Two areas were graded inadequate. These were values and culture and {fire regulation"
        "|prevention}."
    ),
    "the area of the item before": (
        "REC-5 is overdue. The inspectorate's grade for this area was {inadequate|adequate}."
    ),
    "the area that an item comes from": (
        "AFI-7 is the programme of exercises, which comes from an area graded {good|adequate}."
    ),
    "the grade given where an item is": (
        "AFI-3 is in progress. The grade given was {requires improvement|good}."
    ),
    "here, behind the one area named": (
        "On understanding the risk of fire we have two areas for improvement. We were graded "
        "{adequate|good} here."
    ),
    "at it, against others": (
        "Of the three questions, efficiency came out best. We were told we were {good|adequate} at "
        "it, against requires improvement for both effectiveness and people."
    ),
    "against both others": (
        "Efficiency was graded good, against {requires improvement|inadequate} for both "
        "effectiveness and people."
    ),
    "a part within an area": (
        "Within efficiency, making best use of resources was also {good|adequate}."
    ),
    "on an area": "We were graded {good|adequate} on efficiency.",
    "what the inspectors called us": (
        "On getting the right people with the right skills, the inspectors called us "
        "{adequate|good}."
    ),
    "the verdict": "On fairness and diversity the verdict was {requires improvement|inadequate}.",
    "the one behind another, with no verb": (
        "Efficiency was graded good and the response to fires {good|adequate}."
    ),
}
_FIRE |= {
    "under an area, behind the noun": "{Two|Three} areas under effectiveness were graded good.",
    "each of several in order": (
        "Prevention and the response to fires were graded {requires improvement|inadequate} and "
        "good respectively."
    ),
    "those that were graded so": (
        "The areas graded inadequate were values and culture and {fire regulation|prevention}."
    ),
    "between commas": "Prevention, graded {requires improvement|inadequate}, worries us most.",
    "both between commas": (
        "{Effectiveness|Efficiency} and people, both graded requires improvement, worry us most."
    ),
    "a grade for an area": "We have {a requires improvement|an inadequate} grade for prevention.",
    "with nothing between": "The report found the {affordability|culture} adequate.",
    "behind a pronoun": ("Prevention did badly: it was graded {requires improvement|inadequate}."),
    "an answer": "What was our grade for prevention? {Requires improvement|Inadequate}.",
    "marks under the grades": (
        "| Area | Good | Adequate | Requires improvement |\n|---|---|---|---|\n"
        "| Efficiency | X | | |\n| People | | | X |\n| Effectiveness | {-|X} | - | {X|-} |"
    ),
    "the way that we do it": (
        "It is a year since HMICFRS graded the way we promote the right values and culture as "
        "{inadequate|good}."
    ),
    "since a year": (
        "Has the grade for preventing fires and other risks changed? "
        "No: it has been {requires improvement|good} since "
        "2026."
    ),
}
_FIRE |= {
    "the grades above one": (
        "Of our 14 grades, {four|five} were above adequate and seven were below adequate."
    ),
    "a grade or better": "{Seven|Eight} areas were graded adequate or better.",
    "the best grade of a framework's parts": ("Under people, the best grade was {adequate|good}."),
    "worse than a grade": "{Seven|Nine} of the 14 grades were worse than adequate.",
}
_PRISON: Final = {
    "half of the grades": (
        "The inspectorate gave us four grades. Half of them were {reasonably good|good}."
    ),
    "the highest of these": (
        "The report contained four grades. The highest of these was {reasonably good|good}."
    ),
    "in the inspectors' view": (
        "Purposeful activity was {not sufficiently good|poor} in the inspectors' view."
    ),
    "outcomes in an area": (
        "The inspectors found outcomes in purposeful activity to be {not sufficiently good|poor}."
    ),
    "which it was": "Safety, which was {poor|good}.",
    "the place that each came to": (
        "Purposeful activity came in one grade lower, at not sufficiently good, and safety a grade "
        "below that, at {poor|good}."
    ),
    "the one on each": (
        "Their judgement was poor on {safety|purposeful activity}, not sufficiently good on "
        "purposeful activity, and reasonably good on both respect and preparation for release."
    ),
    "half of those named": (
        "The inspectorate gave us four grades. Half of them were reasonably good; these were for "
        "respect and {preparation for release|purposeful activity}."
    ),
    "the same grade twice among all": (
        "We have four grades. Two are reasonably good, one is not sufficiently good and one is "
        "{poor|reasonably good}."
    ),
    "the rest of the four": (
        "None of the four tests was graded good. Two were reasonably good, {one was|two were} not "
        "sufficiently good and one was poor."
    ),
}
_OTHERS: Final = (
    "Staff called the culture good. The union called it inadequate.",
    "REC-5 and AFI-3 are open. The area was graded inadequate.",
    "Under people, the best grade was adequate and the lowest inadequate.",
    "### People\n\nThe best grade was adequate.",
    "What was our grade for prevention? Good question.",
    "Efficiency, which was good in the summer, fell in the autumn.",
    "Effectiveness has the lowest grade among the three questions, with people.",
    "The inspectors will look at COC-1 again. Another area graded good is efficiency.",
    "Prevention was graded below good.",
    "Six areas were graded better than in 2023.",
    "Of the 20 files, four were above adequate and seven were below adequate.",
    "Three of our neighbours were graded good for protection and two outstanding.",
    "No area under people was graded good.",
    "The service's own self-assessment had put prevention at good.",
    "Leaders rated prevention as good in their self-assessment.",
    "The service was inspected in 2023, when two areas were good and prevention was adequate.",
    "Effectiveness and efficiency were graded requires improvement and good respectively.",
    "Eight of the areas were adequate or better.",
    "One area in five was graded good. One in seven was inadequate.",
    "The inspectors' best grade is outstanding, and the lowest is inadequate.",
    "Our best area was response, with two grades of good.",
    "Station audits, by grade:\n\n- Good: 6\n- Adequate: 3",
    "The best of the four stations is Redhill, which was good.",
    "The scale has five grades. The inspectorate gives four grades to a police force.",
    "Prevention is the best of the three areas that the fund paid for.",
    "Adequate is the middle grade. Three tests were good and two were outstanding days out.",
    "Two areas were adequate, but the car park was not.",
    "The force was judged in two areas to need help.",
    "AFI-3 is in progress. The area was good for parking.",
    "REC-5 is overdue. The peer review's grade for this area was good.",
    "REC-5 is overdue. We hope that the grade for this area will be good.",
    "REC-5 is overdue. Another area was graded good.",
    "Efficiency came out best. The weather was outstanding.",
    "The staff, who were at their best, were good.",
    "The grades of the 20 case files:\n\n- Good: 9\n- Adequate: 11",
    "| Grade | Number of services |\n|---|---|\n| Good | 20 |\n| Adequate | 18 |",
    "| Grade | Number of AFIs |\n|---|---|\n| Good | 1 |\n| Adequate | 7 |",
    "Two areas were graded inadequate. These were hard on our staff.",
    "Within efficiency, the savings plan was also good.",
    "We were graded good on efficiency. Those at headquarters were adequate.",
    "Of 20 case files audited, three were good, twelve adequate and five inadequate.",
    "In the north, five areas were graded good.",
    "Our self-assessment had five areas graded good.",
    "Of the 44 services, 13 were graded good. Twelve were adequate and one was outstanding.",
    "We hope that five areas will be graded good next time.",
    "In 2019, five areas were graded good.",
    "Two areas graded good have one area for improvement each.",
    "Five of the six recommendations came from areas graded adequate.",
    "The lowest grade that there is would be inadequate; the best is outstanding.",
    "The best grade in the region was outstanding.",
    "Under efficiency, one area was graded good.",
    "Seven areas were graded good at the last inspection.",
)


@pytest.mark.parametrize("way", _FIRE)
def test_areas_are_counted_by_their_grades(
    run: Run, plans: dict[str, Path], tmp_path: Path, way: str
) -> None:
    assert _right_and_slip(run, plans, tmp_path, "fire", _FIRE[way]) == (0, True)


@pytest.mark.parametrize("way", _PRISON)
def test_areas_are_counted_by_their_grades_on_another_scale(
    run: Run, plans: dict[str, Path], tmp_path: Path, way: str
) -> None:
    assert _right_and_slip(run, plans, tmp_path, "prison", _PRISON[way]) == (0, True)


@pytest.mark.parametrize("text", _OTHERS)
def test_grades_of_other_things_are_no_count_of_areas(
    run: Run, plans: dict[str, Path], tmp_path: Path, text: str
) -> None:
    assert _differ(run, plans, tmp_path, "fire", text) == 0


def _right_and_slip(
    run: Run, plans: dict[str, Path], folder: Path, plan: str, text: str
) -> tuple[int, bool]:
    """Return how many claims differ in a right paper, and whether any does with its slip."""
    right = _differ(run, plans, folder, plan, _SLIP.sub(r"\1", text))
    return right, _differ(run, plans, folder, plan, _SLIP.sub(r"\2", text)) > 0


def _differ(run: Run, plans: dict[str, Path], folder: Path, plan: str, text: str) -> int:
    file = folder / "paper.txt"
    file.write_text(
        f"Position at {PLANS[plan][1]}\n\nWe were inspected.\n\n{text}\n", encoding="utf-8"
    )
    shown = run("report", "--check", file, "--store", plans[plan], "--json").out
    claims = json.loads(shown)["claims"] if shown else []
    return sum(one["verdict"] == "differs" for one in claims)


_COUNCIL: Final = Path(__file__).parents[1] / "documents" / "held_out" / "09-children-services.txt"
_OF_COUNCIL: Final = {
    "areas without the one that sums them up": (
        "Two areas were graded requires improvement to be good, one good and one {inadequate|good}."
    ),
    "as many as there are besides": "We were graded in {four|six} areas.",
    "all grades": "Inspectors gave us {five|seven} grades.",
    "the overall grade": "Our overall grade is {requires improvement to be good|good}.",
    "overall we were": "Overall we were graded {requires improvement to be good|inadequate}.",
}


@pytest.mark.parametrize("way", _OF_COUNCIL)
def test_what_sums_up_the_areas_may_count_as_one_or_not(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    monkeypatch.setenv("TRACKER_TODAY", "2031-11-10")
    run("init", tmp_path / "council", "--me", "Planning Officer")
    run("import", _COUNCIL, "--yes", "--store", tmp_path / "council")
    text = f"Position at 10 November 2031\n\nWe were inspected.\n\n{_OF_COUNCIL[way]}\n"
    papers = [_SLIP.sub(group, text) for group in (r"\1", r"\2")]
    assert [bool(_wrong(run, tmp_path, one)) for one in papers] == [False, True]


def _wrong(run: Run, folder: Path, text: str) -> list[str]:
    file = folder / "paper.txt"
    file.write_text(text, encoding="utf-8")
    shown = run("report", "--check", file, "--store", folder / "council", "--json").out
    claims = json.loads(shown)["claims"] if shown else []
    return [one["about"] for one in claims if one["verdict"] == "differs"]
