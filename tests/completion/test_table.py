"""What completion believes of the commands is what they are."""

from __future__ import annotations

from hmic_tracker.commands.schema import SCHEMAS
from hmic_tracker.completion.command_table import FILE, read_table, table_text
from hmic_tracker.completion.static_choices import FORMATS, static_choices
from hmic_tracker.domain.fields import GROUPINGS
from hmic_tracker.domain.words import PROGRESS, RAGS, STATUSES, parse_kind
from hmic_tracker.render.views import columns
from tests.completion.write_table import real_commands
from tests.conftest import Run


def test_the_table_is_that_of_the_real_commands() -> None:
    real = real_commands()
    wanted = table_text(real)
    assert FILE.read_text(encoding="utf-8") == wanted, (
        "the options changed; write the table again: python -m tests.completion.write_table"
    )
    assert list(read_table().values()) == real


def test_the_words_are_those_that_are_taken() -> None:
    words = {
        source: [w for w, _ in static_choices(source, {})[0]]
        for source in ("statuses", "progress", "rag")
    }
    assert words == {"statuses": list(STATUSES), "progress": list(PROGRESS), "rag": list(RAGS)}
    for group in static_choices("kinds", {}):
        for word, _ in group:
            parse_kind(word)


def test_columns_groupings_and_formats_are_those_that_are_taken(run: Run, plan: object) -> None:
    assert list(columns.COLUMNS) == [word for word, _ in static_choices("columns", {})[0]]
    assert list(GROUPINGS) == [word for word, _ in static_choices("groupings", {})[0]]
    said = run("list", "--format", "nosuch").err
    assert said.endswith(f": {', '.join(FORMATS)}\n")


def test_the_schemas_are_those_that_are_printed() -> None:
    assert {name for name, _ in static_choices("schemas", {})[0]} == {*SCHEMAS}
