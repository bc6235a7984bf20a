"""golint's own tree under golint."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
def test_golint_finds_nothing_in_its_own_tree(root: Path) -> None:
    options = ["--level", "audit", "--fail-on", "note", "--format", "concise", "--no-baseline"]
    result = subprocess.run([sys.executable, "-m", "golint", "check", *options, "."], cwd=root, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
