"""The page of the position as one HTML file: no script, nothing fetched, for screen and paper."""

from __future__ import annotations

import base64
from hashlib import sha256
from typing import Final

from hmic_tracker.domain.dates import say_day, say_in_full
from hmic_tracker.domain.words import plural
from hmic_tracker.render.page.elements import Markup, element, shown
from hmic_tracker.render.page.grades import grades_section, trend_section
from hmic_tracker.render.page.sections import (
    news_section,
    overdue_section,
    owners_section,
    paragraph,
    rag_section,
    status_section,
)
from hmic_tracker.render.page.style import style_of
from hmic_tracker.render.views.highlights import exempt_text
from hmic_tracker.render.views.summary import origin_of, what_of
from hmic_tracker.reports.page import StatusPage

_HEAD: Final = """\
<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{hash}'; \
base-uri 'none'; form-action 'none'">
<title>{title}</title>
<style>{style}</style>
</head>
"""


def draw(page: StatusPage) -> str:
    """The page as a whole HTML document, ending in one newline.

    Its style is the only one that a browser takes, by its hash, and no script is.
    """
    shares: set[int] = set()
    body = element("body", *_body(page, shares))
    style = style_of(page.highlights.marking, shares)
    digest = base64.b64encode(sha256(style.encode()).digest()).decode()
    title = f"{what_of(page.summary)}: position at {say_day(page.summary.as_of)}"
    head = _HEAD.format(hash=digest, title=shown(title), style=style)
    # One element a line, so that two days' pages can be compared.
    lines = (
        body.replace("</tr>", "</tr>\n").replace("</p>", "</p>\n").replace("<section", "\n<section")
    )
    return f"{head}{lines}\n</html>\n"


def _body(page: StatusPage, shares: set[int]) -> list[Markup]:
    sections = _sections(page, shares)
    links = (element("li", element("a", name, href=f"#{slug}")) for slug, name, _ in sections)
    return [
        element("a", "Skip to the position", href="#main", class_="skip"),
        _header(page),
        element("nav", element("ul", *links), aria_label="On this page"),
        element(
            "main",
            _figures(page),
            *_warnings(page),
            *(_section(*section) for section in sections),
            id="main",
            tabindex="-1",
        ),
        _footer(page),
    ]


def _sections(page: StatusPage, shares: set[int]) -> list[tuple[str, str, Markup]]:
    """Each section's id, head and content, in order: exceptions first."""
    told = page.highlights
    late = page.summary.totals.all.overdue
    found = [
        ("overdue", f"Overdue: {late or 'none'}", overdue_section(page)),
        ("news", f"Since {say_in_full(told.since.isoformat())}", news_section(page)),
    ]
    if told.exempt:
        text = f"Number and status only: {exempt_text(told)}."
        found.append(("exempt", "Exempt items", paragraph(text)))
    return [
        *found,
        ("grades", "Grades", grades_section(page.grades, shares)),
        ("status", "Status by framework", status_section(page, shares)),
        ("rag", "Red, amber, green", rag_section(page, shares)),
        ("trend", "Trend", trend_section(page.trend)),
        ("owners", "Owners", owners_section(page)),
    ]


def _section(slug: str, name: str, content: Markup) -> Markup:
    head = element("h2", name, id=slug)
    return element("section", head, content, aria_labelledby=slug)


def _header(page: StatusPage) -> Markup:
    found = page.summary
    parts = [
        *_marking(page),
        element("h1", what_of(found)),
        paragraph(f"Position at {say_in_full(found.as_of.isoformat())}"),
    ]
    if found.organisation and found.organisation != what_of(found):
        parts.insert(-1, paragraph(found.organisation))
    if origin := origin_of(found):
        parts.append(paragraph(origin, dim=True))
    if found.filter_text:
        parts.append(paragraph(f"Only {found.filter_text}"))
    return element("header", *parts)


def _marking(page: StatusPage) -> list[Markup]:
    marking = page.highlights.marking
    return [element("p", marking, class_="marking")] if marking else []


def _figures(page: StatusPage) -> Markup:
    every = page.summary.totals.all
    near = page.summary.near_day
    figures = (
        ("Open", str(every.open), f"of {every.total}", ""),
        ("Overdue", str(every.overdue), "past the deadline", "red" if every.overdue else ""),
        ("Due soon", str(page.owed.near), f"by {say_day(near)}", ""),
        ("Completed", str(every.completed), f"of {every.total}", "green"),
        ("Verified", str(every.verified), f"of {every.completed} completed", "blue"),
    )
    return element(
        "dl",
        *(
            element(
                "div",
                element("dt", name),
                element("dd", element("b", number), text),
                class_=look or None,
            )
            for name, number, text, look in figures
        ),
        class_="figures",
    )


def _warnings(page: StatusPage) -> list[Markup]:
    damaged = page.summary.damaged
    if not damaged:
        return []
    verb = "is" if len(damaged) == 1 else "are"
    names = ", ".join(damage.path for damage in damaged)
    text = f"{plural(len(damaged), 'file')} can't be read and {verb} not counted: {names}."
    return [element("p", element("strong", text))]


def _footer(page: StatusPage) -> Markup:
    made = paragraph(
        "Computed from the action plan; notes and evidence that are internal are left out."
    )
    return element("footer", made, *_marking(page))
