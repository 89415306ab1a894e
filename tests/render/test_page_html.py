"""The page of the position: nothing in a text comes alive, nothing internal is on it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from hmic_tracker.domain.plan import Plan
from hmic_tracker.render.escaping import visible
from hmic_tracker.render.html_elements import element, joined
from hmic_tracker.render.nodes import Document
from hmic_tracker.render.to_html import draw, style_sheet
from hmic_tracker.render.views.position import position_document
from hmic_tracker.reports.request import ReportRequest
from hmic_tracker.reports.status_page import status_page
from tests.browser.plans import DAY, SINCE, plan_of
from tests.render.pages import HOSTILE, forbidden

SHOWN = [text for text in HOSTILE if text.strip() and len(text) < 4000]


class Read(HTMLParser):
    """The elements with their attributes, the ids, and all text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.ids: list[str] = []
        self.levels: list[int] = []
        self.text = ""
        self.wrong: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.wrong.append(data)

    unknown_decl = handle_pi = handle_comment


def page_of(plan: Plan, since: bool = True) -> str:
    return draw(position_document(status_page(ReportRequest(plan, DAY), SINCE if since else None)))


@pytest.mark.parametrize("since", [True, False])
def test_hostile_texts_in_every_field_make_no_element_and_no_attribute(since: bool) -> None:
    hostile = page_of(plan_of(SHOWN), since)
    tame = page_of(plan_of([f"text {n:04}" for n in range(len(SHOWN))]), since)
    found, like = Read(hostile), Read(tame)
    assert found.tags == like.tags
    assert found.attributes == like.attributes
    assert found.wrong == []
    assert forbidden(hostile) == []


@pytest.mark.parametrize("text", SHOWN, ids=lambda text: ascii(text)[:30])
def test_a_hostile_text_is_shown_as_text(text: str) -> None:
    page = page_of(plan_of([text, "another"]))
    words = " ".join(visible(text).split())
    assert words in " ".join(Read(page).text.split())


def test_what_is_internal_is_nowhere_on_the_page() -> None:
    for since in (True, False):
        page = page_of(plan_of(["one", "two", "three", "four", "five"], "sesame"), since)
        assert "sesame" not in page


def test_of_an_exempt_item_there_is_the_number_and_the_status_alone() -> None:
    texts = [f"text {n}" for n in range(5)]
    plan = plan_of(texts)
    items = [
        item._replace(title_given="hush", text="hush", owner="hush", board="hush")
        if item.exempt
        else item
        for item in plan.items
    ]
    page = Read(page_of(plan._replace(items=tuple(items))))
    assert "hush" not in page.text
    assert "Number and status only: REC-5 in progress." in page.text


def test_ids_are_given_once_and_headings_go_down_one_at_a_time() -> None:
    page = Read(page_of(plan_of(["one", "two", "three", "four"])))
    assert len(page.ids) == len(set(page.ids))
    assert page.levels[0] == 1
    assert page.levels.count(1) == 1
    assert all(
        after <= before + 1 for before, after in zip(page.levels, page.levels[1:], strict=False)
    )


def test_every_table_has_a_caption_and_every_head_its_scope() -> None:
    text = page_of(plan_of(["one", "two", "three", "four"]))
    assert text.count("<table") == text.count("<caption") > 5
    assert text.count("<th ") == len(re.findall(r'<th[^>]* scope="(?:col|colgroup|row)"', text))
    assert "<th>" not in text


def test_an_empty_plan_has_a_page() -> None:
    page = Read(page_of(Plan(), since=False))
    for said in ("Nothing is overdue.", "No grades are in the plan yet.", "Nothing is owed"):
        assert said in page.text


def test_text_joined_to_markup_is_escaped() -> None:
    bold = element("b", "<i>")
    assert bold == "<b>&lt;i&gt;</b>"
    assert element("p", bold) == "<p><b>&lt;i&gt;</b></p>"
    assert element("p", bold + "<i>") == "<p><b>&lt;i&gt;</b>&lt;i&gt;</p>"
    assert joined("&", bold) == "&amp;<b>&lt;i&gt;</b>"
    assert element("p", title='"><script>') == '<p title="&#34;&gt;&lt;script&gt;"></p>'


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:30])
def test_a_marking_can_end_neither_the_string_nor_the_style(text: str) -> None:
    style = style_sheet(Document((), marking=text, look="position"))
    (said,) = set(re.findall(r"content: (\".*?\");", style)) - {'"Page "'}
    assert re.fullmatch(r'"(?:[A-Za-z0-9]|\\[0-9a-f]{1,6} )*"', said)
    assert style.count('"') == style_sheet(Document((), look="position")).count('"')
    assert "<" not in style
