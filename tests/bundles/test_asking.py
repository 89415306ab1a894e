"""What is asked on a terminal before a bundle is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.terminal import Terminal


@pytest.mark.parametrize("answer", ["y", "n"])
def test_on_a_terminal_what_is_in_it_is_shown_and_asked_about(
    given: Path, tmp_path: Path, answer: str
) -> None:
    path = tmp_path / "b.zip"
    with Terminal(given, ["bundle", "REC-1..3", "-o", str(path)], 200) as terminal:
        shown = terminal.until("[y/N] ")
        assert "1-policy.pdf" in shown
        assert "3 items with 2 files of evidence, 24 bytes, internal: 0?" in shown
        assert not path.exists()
        terminal.send(f"{answer}\r")
        code, rest = terminal.end()
    assert code == 0
    assert path.exists() == (answer == "y")
    assert ("SHA-256" if answer == "y" else "nothing was written") in rest
