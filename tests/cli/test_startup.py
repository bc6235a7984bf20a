"""Start-up is what a hook pays on every commit: what a run has no use for is not loaded."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from golint.cli import auditing, checking
from golint.cli.audit import audit
from golint.cli.check import check

SCRIPT = """
import sys
from golint.cli import main
try:
    main(sys.argv[1:])
except SystemExit as done:
    assert done.code in (0, 3), done.code
sys.stderr.write(" ".join(sys.modules))
"""
HEAVY = {
    "libcst", "tree_sitter", "detect_secrets", "requests", "sarif_om", "attr", "attrs", "yaml", "pathspec", "multiprocessing",
    "concurrent.futures", "socket", "ssl", "http.client", "random", "logging", "golint.frontends.python", "golint.frontends.treesitter",
    "golint.dataflow",
}  # fmt: skip


def loaded(folder: Path, *arguments: str) -> set[str]:
    done = subprocess.run([sys.executable, "-c", SCRIPT, *arguments], cwd=folder, capture_output=True, text=True, check=True, timeout=60)
    return set(done.stderr.split())


def test_the_version_needs_click_alone(tmp_path: Path) -> None:
    modules = loaded(tmp_path, "--version")
    assert "golint.cli" in modules
    assert {name for name in modules if name.startswith("golint.")} == {
        "golint.cli",
        "golint.cli.commands",
        "golint.cli.exits",
        "golint.places",
        "golint.quick",
        "golint.streams",
        "golint.tokens",
    }
    assert not modules & (HEAVY | {"json", "tomli", "subprocess", "pathlib", "dataclasses", "hashlib"})


@pytest.mark.parametrize("arguments", [("check",), ("check", "a.py"), ("check", "--format", "concise", "a.py")])
def test_a_file_without_a_candidate_loads_no_parser_and_no_check(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    (tmp_path / "a.py").write_text("hello = 'world'\n")
    modules = loaded(tmp_path, *arguments)
    assert "golint.engine" in modules
    assert not modules & HEAVY
    assert not {name for name in modules if name.startswith("golint.checks.")}


CHARGING = """import stripe

@app.route("/pay", methods=["POST"])
def pay():
    return stripe.Charge.create(amount=100, currency="eur")
"""


def test_payment_code_loads_what_is_asked_of_it_alone(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(CHARGING)
    modules = loaded(tmp_path, "check", "--exit-zero", "a.py")
    assert {"golint.checks.payments.idempotency", "golint.frontends.treesitter", "golint.dataflow"} <= modules
    assert not modules & {"golint.checks.webhooks.replays", "golint.checks.tls_versions"}
    assert not modules & {"libcst", "importlib.resources", "tempfile", "click"}


def test_what_is_not_given_is_what_the_command_says() -> None:
    assert check.make_context("check", ["a.py"]).params == {"paths": ("a.py",), **checking.DEFAULTS}
    assert audit.make_context("audit", []).params == {"path": Path(), **auditing.DEFAULTS}


@pytest.mark.parametrize("arguments", [("check",), ("check", "--no-cache", "."), ("audit",), ("audit", "."), ("audit", "--no-cache")])
def test_a_plain_command_loads_no_click(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    (tmp_path / "a.py").write_text("hello = 'world'\n")
    assert "click" not in loaded(tmp_path, *arguments)


@pytest.mark.parametrize("arguments", [("audit", "nowhere"), ("audit", "a", "b"), ("audit", "--no-such")])
def test_a_mistaken_audit_is_told_of_by_click(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "golint", *arguments], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 2
    assert done.stderr.startswith("golint: ")
    assert done.stderr.endswith("(golint audit --help)\n")
