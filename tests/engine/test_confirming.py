"""What a quick reader proposes, the interpreter confirms and the exact one decides; where there is nothing to report, neither is asked."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from golint import catalog
from golint.engine.files import check_file
from golint.frontends import python
from golint.project import Project
from golint.sources import SourceFile
from golint.view import FileView

CATALOG = catalog.load()
CALL = b"import requests\n\ndef pay(url):\n    requests.post(url, verify=False)  # stripe\n"
MISREAD = b"*found = pay\n"
"""No Python, and taken for it by both readers, each in its own way."""


def view(data: bytes, path: str = "shop/pay.py") -> FileView:
    return FileView(SourceFile(path, data), CATALOG, Project.of({path: data}))


def test_what_both_readers_see_alike_stands() -> None:
    seen = view(CALL)
    assert seen.program is not None
    assert seen.confirmed() is None


def test_where_they_differ_the_exact_one_is_believed() -> None:
    data = CALL + MISREAD
    quick = view(data)
    assert quick.program == python.lower(data) != python.exactly(data)
    exact = quick.confirmed()
    assert exact is not None
    assert exact.program == exact.flow.module.program == python.exactly(data)
    assert exact.confirmed() is None


def test_a_file_that_differs_is_reported_once_and_in_the_same_places() -> None:
    plain, differing = (check_file(view(data), strict=True) for data in (CALL, CALL + MISREAD))
    assert [one.rule for one in plain.findings] == ["no-timeout", "tls-verification-disabled"]
    assert [(one.rule, one.location) for one in plain.findings] == [(one.rule, one.location) for one in differing.findings]


def test_a_file_whose_facts_nobody_asked_for_is_not_read_again() -> None:
    assert view(CALL).confirmed() is None


@pytest.mark.parametrize(
    ("added", "imported"),
    [(b"", False), (MISREAD, True), (b"print 'paid'\n", True), (b"page = await pay(url)\n", False), (b"match = case = type = 1\n", False)],
)
def test_the_exact_reader_is_loaded_where_the_others_doubt(tmp_path: Path, added: bytes, imported: bool) -> None:
    path = tmp_path / "pay.py"
    path.write_bytes(CALL + added)
    script = (
        "import sys; from golint.cli import main\n"
        "try: main(['check', '--jobs', '1', *sys.argv[1:]])\n"
        "except SystemExit: pass\n"
        "print('libcst' in sys.modules, 'tree_sitter' in sys.modules)"
    )
    alone = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")}
    said = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True, cwd=tmp_path, env=alone
    ).stdout
    assert said.splitlines()[-1] == f"{imported} True"
