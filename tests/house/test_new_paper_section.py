"""A new section of the paper is four files at the most, shown on a copy of the package."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import EXAMPLE
from tests.house.package_copy import PackageCopy

FACT = '''"""The open items that have no due date."""

from __future__ import annotations

from hmic_tracker.domain.rules import is_counted, is_open
from hmic_tracker.reports.paper import Paper
from hmic_tracker.reports.item_rows import ItemRow


def undated(paper: Paper) -> tuple[ItemRow, ...]:
    """Return the open items without a due date."""
    rows = (row for row in paper.rows if is_open(row.item) and is_counted(row.item))
    return tuple(row for row in rows if row.item.due is None)
'''
SECTION = '''"""Open items without a due date: a sentence and a table."""

from __future__ import annotations

from hmic_tracker.render import nodes
from hmic_tracker.reports.paper import Paper
from hmic_tracker.reports.undated import undated


def undated_table(paper: Paper) -> nodes.Table:
    """Return a row for each of the items."""
    rows = (nodes.make_row(row.item.id, row.item.title) for row in undated(paper))
    return nodes.Table(nodes.text_columns("Item", "Title"), tuple(rows))


def undated_lead(paper: Paper) -> str:
    """Return the sentence before the table."""
    return f"{len(undated(paper))} open items have no date"
'''
ROW = """    Section(
        "undated",
        "Open items without a date",
        undated.undated_table,
        undated.undated_lead,
    ),
"""
IMPORT = "from hmic_tracker.render.papers import undated\n"
BLOCK = """{% block undated %}
### Without a date

1. {{ leads.undated }}

{{ tables.undated }}

{% endblock %}
"""


def test_a_section_is_its_fact_its_words_a_row_and_a_block(tmp_path: Path) -> None:
    copy = PackageCopy(tmp_path)
    copy.run("init", str(copy.plan))
    copy.run("import", str(EXAMPLE), "--yes")
    copy.run("add", "rec", "That the force looks again", "--framework", "np")
    before = copy.run("report")
    assert "Without a date" not in before
    (copy.package / "reports" / "undated.py").write_text(FACT, encoding="utf-8")
    (copy.package / "render" / "papers" / "undated.py").write_text(SECTION, encoding="utf-8")
    sections = "render/papers/named_tables.py"
    copy.insert_before(sections, "from hmic_tracker.render.papers.wording import", IMPORT)
    copy.insert_before(sections, '    Section("grades"', ROW)
    copy.insert_before("templates/paper.j2", "{% block findings %}", BLOCK)
    after = copy.run("report")
    part = after.partition("Without a date\n")[2].partition("Findings")[0]
    assert "1 open items have no date." in part
    assert "REC-17  Looks again" in part
    assert "Open items without a date" in copy.run("report", "--format", "html")
    own = tmp_path / "own.j2"
    own.write_text("{{ leads.undated }}\n\n{{ tables.undated }}\n", encoding="utf-8")
    assert "REC-17" in copy.run("report", "--template", str(own))
