"""The tables of languages: each key is read, and a misspelt one is named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from golint import catalog
from golint.catalog import languages
from golint.catalog.errors import CatalogError

NAMES = sorted(path.stem for path in (catalog.rules_folder() / "languages").glob("*.toml"))


@pytest.mark.parametrize("name", NAMES)
def test_each_shipped_table_is_read(name: str) -> None:
    known = languages.load([catalog.rules_folder()], name)
    assert "hmac.digest" in {role for roles in known.roles.table.values() for role in roles}


def test_a_later_folder_adds_to_the_first(tmp_path: Path) -> None:
    (tmp_path / "languages").mkdir()
    (tmp_path / "languages/python.toml").write_text(
        '[roles]\n"log.write" = ["shop.note"]\n[handlers]\nrequest_names = ["demand"]\n', "utf-8"
    )
    known = languages.load([catalog.rules_folder(), tmp_path], "python")
    assert "log.write" in known.roles.of("shop.note")
    assert known.request_names >= {"demand", "request"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[handlers]\nrequest_name = ["demand"]\n', 'python.toml:2: the key `request_name` is unknown; did you mean "request_names"?'),
        ('[timeouts]\nkeyword = ["limit"]\n', 'python.toml:2: the key `keyword` is unknown; did you mean "keywords"?'),
        ('[role]\n"log.write" = ["shop.note"]\n', 'python.toml:1: the table `role` is unknown; did you mean "roles"?'),
    ],
)
def test_a_misspelt_key_is_named_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "languages").mkdir()
    (tmp_path / "languages/python.toml").write_text(text, "utf-8")
    with pytest.raises(CatalogError) as caught:
        languages.load([tmp_path], "python")
    assert str(caught.value).endswith(told)
