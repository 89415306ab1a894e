"""A summary as a mail of hostile texts: shown, never obeyed, in every form of a mail."""

from __future__ import annotations

import pytest

from hmic_tracker.query.selection import Selection
from hmic_tracker.render import to_html, to_markdown, to_plain
from hmic_tracker.render.nodes import Page
from hmic_tracker.render.text_layout import width_of
from hmic_tracker.render.views.highlights import subject_of
from hmic_tracker.render.views.summary import summary_page
from hmic_tracker.reports.highlights import highlights
from hmic_tracker.reports.request import ReportRequest
from hmic_tracker.reports.summary import summary
from tests.browser.plans import DAY, SINCE, plan_of
from tests.formats.reading import INERT, Html, Markdown
from tests.render.pages import HOSTILE, forbidden

SHOWN = [text for text in HOSTILE if text.strip() and len(text) < 4000]


def mail_of(texts: list[str], secret: str = "internal") -> Page:
    plan = plan_of(texts, secret)
    request = ReportRequest(plan, DAY)
    return summary_page(summary(request), highlights(request, SINCE))


def test_a_mail_of_hostile_texts_has_no_control_character_and_no_long_line() -> None:
    text = to_plain.draw(mail_of(SHOWN), 78)
    assert forbidden(text) == []
    assert max(map(width_of, text.splitlines())) <= 78


def test_nothing_in_it_is_live_in_markdown_or_html() -> None:
    page = mail_of(SHOWN)
    markdown, html = to_markdown.draw(page), to_html.draw(page)
    assert Markdown(markdown).markup <= INERT
    assert Html(html).wrong == Html(html).open == []
    assert forbidden(markdown) == forbidden(html) == []


def test_nothing_internal_is_in_it() -> None:
    page = mail_of(["one", "two", "three", "four", "five", "six"], "sesame")
    for text in (to_plain.draw(page, 78), to_markdown.draw(page), to_html.draw(page)):
        assert "sesame" not in text
        assert "Updates" in text


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:30])
def test_a_subject_is_one_line_without_an_encoded_word(text: str) -> None:
    plan = plan_of(["one", "two"])
    subject = subject_of(
        summary(ReportRequest(plan, DAY)), Selection(boards=(text,), owners=(text,))
    )
    assert forbidden(subject) == []
    assert "\n" not in subject
    assert "=?" not in subject
