"""Hold a commit message to the rules of CONTRIBUTING: `commit_message.py FILE`, a hook of git."""

from __future__ import annotations

import sys
from pathlib import Path

LONGEST = 72


def problems(text: str) -> list[str]:
    """What is wrong with a message; lines that git takes for comments don't count."""
    lines = [line for line in text.rstrip().split("\n") if not line.startswith("#")]
    subject, rest = lines[0], lines[1:]
    if subject.startswith(("Merge ", "Revert ", "fixup! ", "squash! ")):
        return []
    found = []
    if not subject.strip():
        found.append("there is no subject")
    if len(subject) > LONGEST:
        found.append(f"the subject has {len(subject)} characters, {LONGEST} at most")
    if subject.endswith("."):
        found.append("the subject ends with a full stop")
    if rest and rest[0].strip():
        found.append("leave a line empty below the subject")
    if not any(line.strip() for line in rest):
        found.append("say below why, and what was measured")
    return found


if __name__ == "__main__":
    wrong = problems(Path(sys.argv[1]).read_text(encoding="utf-8"))
    for problem in wrong:
        print(problem, file=sys.stderr)  # noqa: T201
    sys.exit(bool(wrong))
