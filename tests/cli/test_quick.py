"""The quick answer is the one that a full run gives, and is given only where nothing but the files decides."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from golint import quick
from golint.catalog import load
from golint.engine import check_file
from golint.project import Project
from golint.sources import SourceFile
from golint.triggers import gate
from golint.view import FileView

from .conftest import Done, Shop

CLEAN = "def add(a, b):\n    return a + b\n"
PAYING = "import stripe\n\nstripe.Refund.create(charge=charge)\n"
CATALOG = load()
WORDS = gate(CATALOG).lexicon.words


def timeless(done: Done) -> tuple[int, str, str]:
    return done.code, re.sub(r"\d+\.\d s\b", "N s", done.out), done.err


def is_quick(shop: Shop, cache: Path, *arguments: str) -> bool:
    """Whether a run is answered without the command line being loaded."""
    script = (
        "import sys\nfrom golint.__main__ import main\ntry:\n    main()\nfinally:\n    sys.stderr.write(str('golint.cli' in sys.modules))"
    )
    environment = {**os.environ, "GOLINT_CACHE_DIR": str(cache)}
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=shop.folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return not done.stderr.endswith("True")


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def test_the_second_run_over_clean_files_is_quick(shop: Shop, cache: Path) -> None:
    shop.write("a.py", CLEAN)
    shop.write("lib/b.css", "a { color: red }\n")
    full = shop.run("check", "--force-exclude", "a.py", "lib/b.css", GOLINT_CACHE_DIR=str(cache))
    assert is_quick(shop, cache, "check", "--force-exclude", "a.py", "lib/b.css")
    again = shop.run("check", "--force-exclude", "a.py", "lib/b.css", GOLINT_CACHE_DIR=str(cache))
    assert timeless(full) == timeless(again) == (0, full.out.replace(full.out.split(" in ")[1].split("\n")[0], "N s"), "")


@pytest.mark.parametrize("one", ["a.py", "lib/b.css"])
def test_one_file(shop: Shop, cache: Path, one: str) -> None:
    shop.write(one, CLEAN)
    full = shop.run("check", one, GOLINT_CACHE_DIR=str(cache))
    assert is_quick(shop, cache, "check", one)
    assert timeless(shop.run("check", one, GOLINT_CACHE_DIR=str(cache))) == timeless(full)


def _nothing(shop: Shop) -> None:
    pass


def _paying(shop: Shop) -> None:
    shop.write("a.py", PAYING)


def _named_after_a_provider(shop: Shop) -> None:
    shop.write("stripe/a.py", CLEAN)


def _ignoring(shop: Shop) -> None:
    shop.write("a.py", CLEAN + "# golint: ignore[hardcoded-key] -- no key here\n")


def _gone(shop: Shop) -> None:
    (shop.folder / "a.py").unlink()


def _binary(shop: Shop) -> None:
    shop.write("a.py", b"\0\0\0")


def _utf_16(shop: Shop) -> None:
    shop.write("a.py", PAYING.encode("utf-16"))


def _configured(shop: Shop) -> None:
    shop.write("golint.toml", 'level = "audit"\n')


def _baselined(shop: Shop) -> None:
    shop.write("golint-baseline.txt", "# golint baseline 1 salt=" + "0" * 32 + "\n" + "0" * 32 + " hardcoded-key a.py\n")


def _forced(shop: Shop) -> None:
    shop.write("pyproject.toml", '[tool.golint]\nexclude = ["a.py"]\nforce-exclude = true\n')


@pytest.mark.parametrize(
    ("change", "arguments"),
    [
        (_paying, ("check", "a.py")),
        (_named_after_a_provider, ("check", "stripe/a.py")),
        (_ignoring, ("check", "a.py")),
        (_gone, ("check", "a.py")),
        (_binary, ("check", "a.py")),
        (_utf_16, ("check", "a.py")),
        (_configured, ("check", "a.py")),
        (_baselined, ("check", "a.py")),
        (_forced, ("check", "a.py")),
        (_nothing, ("check", "./a.py")),
        (_nothing, ("check", "a.py", "a.py")),
        (_nothing, ("check", ".")),
        (_nothing, ("check",)),
        (_nothing, ("check", "--level", "audit", "a.py")),
        (_nothing, ("check", "--no-such-option", "a.py")),
        (_nothing, ("audit", "a.py")),
    ],
)
def test_what_is_not_plain_is_left_to_a_full_run(
    shop: Shop, cache: Path, change: Callable[[Shop], None], arguments: tuple[str, ...]
) -> None:
    shop.write("a.py", CLEAN)
    shop.run("check", "a.py", GOLINT_CACHE_DIR=str(cache))
    assert is_quick(shop, cache, "check", "a.py")
    change(shop)
    assert not is_quick(shop, cache, *arguments)


def test_what_may_be_excluded_is_left_to_a_full_run(shop: Shop, cache: Path) -> None:
    shop.write("golint.toml", 'exclude = ["legacy/", "*.gen.py", "/sub/old/"]\n')
    for path in ("a.py", "legacy/b.py", "c.gen.py", "sub/d.py", "sub/old/e.py", ".git/HEAD"):
        shop.write(path, CLEAN)
    forced = ("check", "--force-exclude")
    shop.run(*forced, "a.py", GOLINT_CACHE_DIR=str(cache))
    assert is_quick(shop, cache, *forced, "a.py", "sub/d.py")
    for path in ("legacy/b.py", "c.gen.py", "sub/old/e.py"):
        assert not is_quick(shop, cache, *forced, "a.py", path)
        assert "1 ignored by configuration" in shop.run(*forced, "a.py", path, GOLINT_CACHE_DIR=str(cache)).out
    below = Shop(shop.folder / "sub")
    below.run(*forced, "d.py", GOLINT_CACHE_DIR=str(cache))
    assert is_quick(below, cache, *forced, "d.py")
    assert not is_quick(below, cache, *forced, "old/e.py")
    shop.run("check", "c.gen.py", GOLINT_CACHE_DIR=str(cache))
    assert is_quick(shop, cache, "check", "c.gen.py")


@pytest.mark.parametrize("more", ['exclude = ["*"]', 'include = ["*.py"]'])
def test_where_any_file_may_be_left_out_each_run_is_a_full_one(shop: Shop, cache: Path, more: str) -> None:
    shop.write("golint.toml", more)
    shop.write("a.py", CLEAN)
    for _ in range(2):
        assert not is_quick(shop, cache, "check", "--force-exclude", "a.py")


def test_after_a_change_of_settings_the_answer_is_the_new_one(shop: Shop, cache: Path) -> None:
    shop.write("a.py", CLEAN)
    shop.run("check", "a.py", GOLINT_CACHE_DIR=str(cache))
    _configured(shop)
    full = shop.run("check", "a.py", GOLINT_CACHE_DIR=str(cache))
    assert is_quick(shop, cache, "check", "a.py")
    assert timeless(shop.run("check", "a.py", GOLINT_CACHE_DIR=str(cache))) == timeless(full)


def test_a_card_that_fits_is_left_where_it_lies(shop: Shop, cache: Path) -> None:
    shop.write("a.py", PAYING)
    shop.run("check", "a.py", GOLINT_CACHE_DIR=str(cache))
    (card,) = (cache / "quick").iterdir()
    written = card.stat()
    shop.run("check", "a.py", GOLINT_CACHE_DIR=str(cache))
    assert (card.stat().st_ino, card.stat().st_mtime_ns) == (written.st_ino, written.st_mtime_ns)


@pytest.mark.parametrize("harm", [b"", b"golint", bytes(range(256)) * 4, None], ids=["empty", "short", "noise", "cut off"])
def test_a_card_that_is_none_is_passed_over_and_written_anew(shop: Shop, cache: Path, harm: bytes | None) -> None:
    shop.write("a.py", CLEAN)
    shop.run("check", "a.py", GOLINT_CACHE_DIR=str(cache))
    (card,) = (cache / "quick").iterdir()
    whole = card.read_bytes()
    card.write_bytes(whole.rpartition(b"\x1e")[0] if harm is None else harm)
    assert shop.run("check", "a.py", GOLINT_CACHE_DIR=str(cache)).code == 0
    assert card.read_bytes() == whole


def test_without_a_folder_that_can_be_written_each_run_is_a_full_one(shop: Shop, cache: Path) -> None:
    shop.write("a.py", CLEAN)
    cache.write_text("")
    assert shop.run("check", "a.py", GOLINT_CACHE_DIR=str(cache)).code == 0
    assert not is_quick(shop, cache, "check", "a.py")


@pytest.mark.parametrize("last", [CLEAN, PAYING])
def test_many_files_are_looked_at_in_portions(shop: Shop, cache: Path, last: str) -> None:
    for name in ("a.py", "b.py", "c.py"):
        shop.write(name, CLEAN * 10_000)
    shop.write("d.py", last)
    shop.run("check", "a.py", GOLINT_CACHE_DIR=str(cache))
    assert is_quick(shop, cache, "check", "a.py", "b.py", "c.py", "d.py") is (last == CLEAN)


def _card() -> list[bytes]:
    own, rules = gate(CATALOG).spelt_out()
    return [b"", b"", b"", b"", *quick.facts_of("1 rule", 5_000_000, ("", ()), (), (), own, rules)]


pieces = st.lists(st.one_of(st.sampled_from(WORDS), st.binary(max_size=6)), max_size=6).map(b" ".join)


@given(st.lists(st.tuples(pieces, st.sampled_from(["a.py", "src/Pay.java", "stripe/x.js", "docs/index.md", "conf.yaml"])), max_size=3))
def test_files_that_a_full_run_opens_are_never_answered_for(files: list[tuple[bytes, str]]) -> None:
    if quick._pulls([path.lower().encode() + b"\n" + text.lower() for text, path in files], _CARD):
        return
    for text, path in files:
        assert not check_file(FileView(SourceFile(path, text), CATALOG, Project.of({path: text}))).opened


_CARD = _card()
