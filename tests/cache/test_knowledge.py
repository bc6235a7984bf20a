"""The catalogue that an earlier run has read is the one that this run would read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from golint import catalog
from golint.cache.folder import Folder
from golint.cache.knowledge import recalled
from golint.catalog import Catalog
from golint.catalog.errors import CatalogError

PAGE = """\
+++
id = "{name}"
title = "Shouts"
level = "practice"
severity = "warning"
precision = "high"
languages = ["*"]
pattern = '(?i)shout{{3}}'
message = "It shouts."
why = "nobody likes that"
[help]
default = "Whisper."
+++
## What is wrong
It shouts.
"""


@pytest.fixture
def store(tmp_path: Path) -> Folder:
    return Folder(str(tmp_path / "cache"))


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "pack" / "shouting"
    folder.mkdir(parents=True)
    (folder / "loud-text.md").write_text(PAGE.format(name="loud-text"))
    return folder.parent


PARTS = ("rules", "providers", "checklists", "evidence")


def same(one: Catalog, other: Catalog) -> bool:
    return (one.folders, *map(vars(one).get, PARTS)) == (other.folders, *(getattr(other, part) for part in PARTS))


def test_what_is_recalled_is_what_was_read(store: Folder, pack: Path) -> None:
    read = recalled(catalog.load([pack]), store)
    again = recalled(Catalog(read.folders), store)
    assert same(again, read) and same(again, catalog.load([pack]))
    pattern = again.rules["loud-text"].pattern
    assert pattern is not None and pattern.search(b"SHOUTTT")
    assert list(again.rules) == list(read.rules) and list(again.providers) == list(read.providers)


def test_a_changed_file_is_read_anew(store: Folder, pack: Path) -> None:
    recalled(catalog.load([pack]), store)
    (pack / "shouting" / "other-text.md").write_text(PAGE.format(name="other-text"))
    assert {"loud-text", "other-text"} <= recalled(catalog.load([pack]), store).rules.keys()
    (pack / "shouting" / "loud-text.md").unlink()
    assert "loud-text" not in recalled(catalog.load([pack]), store).rules


def test_a_faulty_file_is_told_each_time(store: Folder, pack: Path) -> None:
    (pack / "shouting" / "loud-text.md").write_text("no page")
    for _ in range(2):
        with pytest.raises(CatalogError, match=r"loud-text\.md:1: no front matter"):
            recalled(Catalog((*catalog.load().folders, pack)), store)


@pytest.mark.parametrize("damage", [b"", b"\xc1", b"\x92\x81\xa1a\x90\x80"])
def test_a_damaged_entry_is_as_good_as_none(store: Folder, pack: Path, damage: bytes) -> None:
    read = recalled(catalog.load([pack]), store)
    (entry,) = Path(store.path, "catalogues").iterdir()
    store.write("catalogues", entry.name, [damage])
    assert same(recalled(Catalog(read.folders), store), catalog.load([pack]))
    shutil.rmtree(store.path)
    assert same(recalled(Catalog(read.folders), store), read)
