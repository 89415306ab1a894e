"""What several tests of papers begin with."""

from __future__ import annotations

import shutil
import subprocess

import pytest


@pytest.fixture(scope="session")
def office() -> str:
    """Where LibreOffice is; a test that needs it is skipped where it isn't, or doesn't start."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    probe = [program, "--headless", "--version"]
    if subprocess.run(probe, capture_output=True, check=False, timeout=300).returncode:
        pytest.skip("LibreOffice does not start")
    return program
