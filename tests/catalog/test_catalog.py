from __future__ import annotations

import pickle
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from golint import catalog
from golint.catalog.errors import CatalogError
from golint.hints import line_of


def test_the_digest_follows_every_file(tmp_path: Path) -> None:
    (tmp_path / "providers").mkdir()
    pack = tmp_path / "providers" / "shop.toml"
    pack.write_text('[provider]\nid = "shop"\nname = "Shop"\n', "utf-8")
    before = catalog.load([tmp_path]).digest
    assert before == catalog.load([tmp_path]).digest != catalog.load().digest
    pack.write_text('[provider]\nid = "shop"\nname = "Shop!"\n', "utf-8")
    assert catalog.load([tmp_path]).digest != before


def test_the_same_files_elsewhere_have_the_same_digest(tmp_path: Path) -> None:
    copy = shutil.copytree(catalog.rules_folder(), tmp_path / "copy")
    assert catalog.Catalog((copy,)).digest == catalog.load().digest


def test_a_catalogue_crosses_to_another_process() -> None:
    known = catalog.load()
    providers, words = known.providers, known.language("python").roles.table
    there = pickle.loads(pickle.dumps(known))
    assert there == known and vars(there)["providers"] == providers
    assert there.language("python").roles.table == words


def test_an_error_crosses_to_another_process() -> None:
    error = CatalogError("shop.toml", 3, "this is wrong", "mend it")
    assert str(pickle.loads(pickle.dumps(error))) == str(error) == "shop.toml:3: this is wrong; mend it"


def test_a_language_without_a_table_has_no_roles() -> None:
    assert catalog.load().roles("cobol").of("json.loads") == frozenset()


@pytest.mark.parametrize("kin", ["jsx", "typescript", "tsx"])
def test_javascripts_kin_share_its_roles(kin: str) -> None:
    known = catalog.load()
    assert known.roles(kin).table == known.roles("javascript").table


LINES = ["# [key]", "name = 1", "[[key]]", "name = 2", "", " [[ key ]]", '"name" = 3', "[key.sub]", "name = 4", ""]
PLACES = [
    ((), "name", 2),
    ((("key", 0),), "name", 4),
    ((("key", 1),), "name", 7),
    ((("key", 1), ("key.sub", 0)), "name", 9),
    ((("key", 0),), "other", 3),
    ((("key", 7),), "", 6),
    ((("nowhere", 0),), "", 1),
]


@pytest.mark.parametrize(("trail", "key", "line"), PLACES)
def test_the_line_of_a_key(trail: tuple[tuple[str, int], ...], key: str, line: int) -> None:
    assert line_of(LINES, trail, key) == line


def test_a_header_may_have_quotes_and_blanks() -> None:
    assert line_of(["[tool.other]", "name = 1", '[ tool . "golint" ]', "name = 2"], (("tool.golint", 0),), "name") == 4


@given(st.text(), st.text(max_size=5), st.lists(st.tuples(st.text(max_size=5), st.integers(0, 3)), max_size=3))
def test_a_line_is_always_one_of_the_file(text: str, key: str, trail: list[tuple[str, int]]) -> None:
    lines = text.split("\n")
    assert 1 <= line_of(lines, tuple(trail), key) <= len(lines)
