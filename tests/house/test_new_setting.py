"""A new setting is one row and its attribute: shown on a copy of the package."""

from __future__ import annotations

import tomllib

import pytest

from hmic_tracker.domain.plan import Plan
from hmic_tracker.domain.settings import SECTIONS, SETTINGS, settings_in
from tests.conftest import EXAMPLES
from tests.house.package_copy import PackageCopy

DOCS = EXAMPLES.parent / "docs"
ROW = """\
    Setting("thresholds", "quiet_days", "number", "Stale: nothing entered for so long.", most=999),
"""
READ = """\
from pathlib import Path
from hmic_tracker.store.index.queries import read_plan
for index in (True, False):
    print(read_plan(Path("{plan}"), index).thresholds.quiet_days)
"""


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> PackageCopy:
    """A copy that knows the setting, and a plan."""
    copy = PackageCopy(tmp_path_factory.mktemp("setting"))
    copy.insert_before("domain/settings.py", '    Setting("frameworks", "name"', ROW)
    copy.insert_before("domain/plan.py", "\n\nclass Damage", "    quiet_days: int = 90\n")
    copy.run("init", str(copy.plan))
    return copy


def test_it_is_documented(copied: PackageCopy) -> None:
    found = " ".join(copied.run("help", "tracker.toml").split())
    assert "quiet_days Stale: nothing entered for so long (number from 0 to 999; else 90)." in found


def test_it_is_read_checked_and_written_back_untouched(copied: PackageCopy) -> None:
    read = READ.format(plan=copied.plan)
    assert copied.python(read) == "90\n90\n"
    path = copied.plan / "tracker.toml"
    start = path.read_text(encoding="utf-8")
    text = start + "\n[thresholds]\nquiet_days = 120  # agreed in May\n"
    path.write_text(text, encoding="utf-8")
    assert copied.python(read) == "120\n120\n"
    copied.run("person", "add", "Head of CID", "--mail", "cid@example.org")
    assert "[thresholds]\nquiet_days = 120  # agreed in May\n" in path.read_text(encoding="utf-8")
    line = text.count("\n")
    for wrong, problem in (
        ('"long"', "has to be a whole number"),
        ("1000", "is 1000, and has to be a number from 0 to 999"),
    ):
        path.write_text(text.replace("120", wrong), encoding="utf-8")
        found = copied.run("check", code=1)
        assert f"tracker.toml:{line}: thresholds: 'quiet_days' {problem}" in " ".join(found.split())


def test_every_section_has_its_record_and_every_key_its_attribute() -> None:
    for section in SECTIONS:
        keys = {row.attribute or row.key for row in settings_in(section.name)} - {"*", "schema"}
        assert keys <= set(getattr(section.record, "_fields", ())), section.name
    assert {section.name for section in SECTIONS if section.each} <= set(Plan._fields)
    assert {row.section for row in SETTINGS} == {section.name for section in SECTIONS}


def test_the_pages_on_settings_name_every_key_and_the_defaults() -> None:
    named: dict[tuple[str, str], object] = {}
    for page in ("settings", "papers"):
        for block in (DOCS / f"{page}.md").read_text(encoding="utf-8").split("```toml\n")[1:]:
            for key, value in tomllib.loads(block.split("```")[0]).items():
                named |= _keys(key, value)
    for row in SETTINGS:
        fixed = row.key != "*"
        assert (row.section, row.key) in named if fixed else row.section in {s for s, _ in named}
        if row.section in {"thresholds", "rules"}:
            assert named[row.section, row.key] == row.default


def _keys(name: str, value: object, at: tuple[str, ...] = ()) -> dict[tuple[str, str], object]:
    """The keys of one entry of a file, those of tables in it too, each with its section."""
    path = (*at, name)
    if isinstance(value, dict):
        inside = [_keys(key, one, path) for key, one in value.items()]
        return {key: one for keys in inside for key, one in keys.items()}
    sections = (section.name for section in SECTIONS if section.names_in(path[:-1]) is not None)
    return {(section, name): value for section in sections}
