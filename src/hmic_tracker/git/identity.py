"""The name git knows the person by."""

from __future__ import annotations


def user_name() -> str | None:
    """Git's user.name as it holds here, or None where there is no git or no name."""
    import shutil
    import subprocess

    program = shutil.which("git")
    if program is None:
        return None
    try:
        process = subprocess.run(  # noqa: S603  # a fixed command, no shell
            [program, "config", "--get", "user.name"],
            capture_output=True,
            encoding="utf-8",  # as git has it, whatever the console speaks
            errors="replace",
            timeout=5,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return process.stdout.strip() or None
