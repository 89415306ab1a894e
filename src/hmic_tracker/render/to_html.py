"""Documents as one HTML file: no script, nothing fetched, for a screen, paper and mail.

Each look of a document has a style sheet in `styles`. A browser takes that one alone, by its hash.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import groupby
from pathlib import Path

from markupsafe import Markup

from hmic_tracker.light_typing import Final
from hmic_tracker.render import nodes
from hmic_tracker.render.escaping import visible
from hmic_tracker.render.html_chart import line_chart
from hmic_tracker.render.html_elements import classes, element, indent_class, joined
from hmic_tracker.render.html_tables import bar_lines, bar_parts, table_lines

_STYLES: Final = Path(__file__).with_name("styles")
_HEAD: Final = Markup("""\
<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{hash}'; \
base-uri 'none'; form-action 'none'">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
""")


def draw(page: nodes.Page | nodes.Document) -> str:
    """The page as a whole HTML document, ending in one newline.

    Without a level the first heading is its h1, the others are h2. A row's first cell is its head,
    its detail the last cell. Every text is escaped, and a style is a class beside what a word says.
    """
    document = nodes.as_document(page)
    style = Markup(style_sheet(document))  # noqa: S704  # ours, but for texts as CSS strings
    digest = base64.b64encode(sha256(style.encode()).digest()).decode()
    head = _HEAD.format(hash=digest, title=visible(document.title), style=style)
    return str(head) + "\n".join([*_body(document), "</body>", "</html>", ""])


def style_sheet(document: nodes.Document) -> str:
    """The style sheet with the marking and footer of printed pages, and a class for each share."""
    text = (_STYLES / f"{document.look}.css").read_text(encoding="utf-8")
    for name in ("marking", "footer"):
        text = text.replace(f"%({name})s", _css_string(getattr(document, name)))
    shares = {share for parts in _every_bar(document.nodes) for share, _, _ in parts}
    return text + "".join(f".w{share} {{ flex: {share} 1 0; }}\n" for share in sorted(shares))


def _every_bar(page: nodes.Page) -> Iterator[Iterable[tuple[int, str, str]]]:
    for node in page:
        if isinstance(node, nodes.Bars):
            yield from (bar_parts(bar, nodes.bar_scale(node)) for bar in node.bars)
        elif isinstance(node, nodes.Table):
            yield from (row.bar for row in node.rows)


def _css_string(text: str) -> str:
    """A text as a string of CSS, every character but letters and digits as its code point."""
    plain = (c if c.isascii() and c.isalnum() else f"\\{ord(c):x} " for c in visible(text))
    return f'"{"".join(plain)}"'


def _body(document: nodes.Document) -> Iterator[str]:
    flow = list(_stepped(document.nodes))
    contents = next((node for node in flow if isinstance(node, nodes.Contents)), None)
    start = next(place for place, node in enumerate(flow) if _begins(node)) if contents else 0
    marking = [element("p", document.marking, class_="marking")] if document.marking else []
    note = [element("p", document.note)] if document.note else []
    if contents:
        yield element("a", contents.skip, href="#main", class_="skip")
    yield from _frame("header", [*marking, *_lines(flow[:start], document.marking)])
    yield '<main id="main" tabindex="-1">' if contents else "<main>"
    yield from _lines(flow[start:], document.marking)
    yield "</main>"
    yield from _frame("footer", [*note, *marking])


def _frame(name: str, lines: Sequence[Markup]) -> Iterator[str]:
    if lines:
        yield f"<{name}>"
        yield from lines
        yield f"</{name}>"


def _begins(node: nodes.Node) -> bool:
    """Whether what heads a document is over."""
    return isinstance(node, nodes.Contents) or (
        isinstance(node, nodes.Heading) and node.anchor != ""
    )


def _navigation(flow: Iterable[nodes.Node]) -> Markup:
    links = (
        element("li", element("a", node.text, href=f"#{node.anchor}"))
        for node in flow
        if isinstance(node, nodes.Heading) and node.anchor
    )
    return element("nav", element("ul", *links), aria_label="On this page")


def _stepped(page: nodes.Page) -> Iterator[nodes.Node]:
    """The nodes, each heading with its level: at most one under the one before it."""
    above = 0
    for node in page:
        if isinstance(node, nodes.Heading):
            above = min(node.level or (2 if above else 1), above + 1)
            yield node._replace(level=above)
        else:
            yield node


def _lines(flow: Sequence[nodes.Node], marking: str) -> Iterator[Markup]:
    """The elements of nodes; numbered paragraphs are lists, what is under an anchor a section."""
    in_section = False
    for is_numbered, run in groupby(flow, key=_is_numbered):
        if is_numbered:
            yield from _numbered_list(run)
            continue
        for node in run:
            if isinstance(node, nodes.Contents):
                yield _navigation(flow[flow.index(node) :])
            if isinstance(node, nodes.Heading) and node.anchor:
                if in_section:
                    yield Markup("</section>")
                yield Markup('<section aria-labelledby="{}">').format(node.anchor)
                in_section = True
            yield from _element_lines(node, marking)
    if in_section:
        yield Markup("</section>")


def _is_numbered(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Paragraph) and node.number is not None


def _numbered_list(run: Iterable[nodes.Node]) -> Iterator[Markup]:
    paragraphs = [node for node in run if isinstance(node, nodes.Paragraph)]
    yield Markup('<ol start="{}">').format(paragraphs[0].number)
    yield from (element("li", paragraph.text) for paragraph in paragraphs)
    yield Markup("</ol>")


def _element_lines(node: nodes.Node, marking: str) -> Iterator[Markup]:
    match node:
        case nodes.Heading(text, level, anchor):
            yield element(f"h{level}", text, id=anchor or None)
        case nodes.Paragraph(text, style, indent):
            yield element("p", text, class_=classes(style, indent_class(indent)))
        case nodes.Note(mark, text):
            yield element("p", f"{mark} {text}")
        case nodes.Quotation(text):
            lines = visible(text, newlines=True).strip("\n").split("\n")
            yield element("blockquote", element("p", Markup("<br>").join(lines)))
        case nodes.Bullets(texts):
            yield Markup("<ul>")
            yield from (element("li", text) for text in texts)
            yield Markup("</ul>")
        case nodes.Pairs(pairs):
            yield Markup("<dl>")
            yield from (joined(*_labelled(name, text)) for name, text in pairs)
            yield Markup("</dl>")
        case nodes.Figures(figures):
            yield element("dl", *map(_figure, figures), class_="figures")
        case nodes.Bars():
            yield from bar_lines(node)
        case nodes.LineChart():
            yield line_chart(node)
        case nodes.Table():
            yield from table_lines(node)
        case nodes.NewPage():
            yield element("p", marking, class_="marking page")
        case nodes.Gap() | nodes.Contents():
            pass


def _labelled(name: str, text: str) -> Iterator[Markup]:
    """A label and its text; one more text of the label before has none of its own."""
    if name:
        yield element("dt", name)
    yield element("dd", text)


def _figure(figure: nodes.Figure) -> Markup:
    text = joined(element("b", str(figure.number)), figure.text)
    return element("div", element("dt", figure.name), element("dd", text), class_=figure.style)
