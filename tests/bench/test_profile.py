"""Where the time goes: every module has a part, and samples find it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from bench import profile, sampled

PARTS = [
    ("golint.prefilter.engines", "prefilter"),
    ("golint.checks.webhooks.scope", "checks webhooks"),
    ("golint.checks.sums", "checks"),
    ("golint.frontends.treesitter.driver", "frontends"),
    ("golint.dataflow", "dataflow"),
    ("golint", ""),
    ("golintish.checks", ""),
    ("libcst", ""),
]


@pytest.mark.parametrize(("module", "part"), PARTS)
def test_a_module_belongs_to_a_part(module: str, part: str) -> None:
    assert sampled.part(module) == part


def test_a_run_is_put_down_to_its_parts(tmp_path: Path, root: Path) -> None:
    (tmp_path / "views.py").write_text("import stripe\n\n\ndef charge(order):\n    return stripe.Charge.create(amount=order.total)\n" * 50)
    paths = os.pathsep.join([str(root / "tests" / "bench"), *sys.path])
    output = tmp_path / "parts.json"
    command = [sys.executable, "-m", "bench.sampled", str(output), "check", "--jobs", "1", "views.py"]
    subprocess.run(command, cwd=tmp_path, env=os.environ | {"PYTHONPATH": paths}, check=True, capture_output=True, timeout=120)
    found = json.loads(output.read_text())
    assert found["code"] in (0, 1)
    assert {sampled.START_UP, "frontends python"} <= set(found["parts"])
    assert min(found["parts"].values()) >= 0


def test_imports_are_added_up_by_package() -> None:
    said = "import time: self [us] | cumulative | imported package\nimport time:       100 |        100 |   click.core\n"
    said += "import time:        50 |        150 | click\nimport time:        70 |         70 | golint.cli.check\n"
    assert profile.packages(said) == {"click": 0.00015, "golint.cli": 0.00007}


def test_a_table_has_the_greatest_first() -> None:
    assert list(profile.table({"linking": 0.25, "prefilter": 0.75}, "part")) == [
        "| part | processor | share |",
        "|---|---:|---:|",
        "| prefilter | 0.750 s | 75% |",
        "| linking | 0.250 s | 25% |",
        "| together | 1.000 s | |",
    ]
