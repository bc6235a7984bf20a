"""The names of results."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from golint.fleet.names import named, plain

PARTS = st.lists(
    st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=8), min_size=1, max_size=4
)
PATHS = st.lists(PARTS.map(lambda parts: "/" + "/".join(parts)), unique=True, max_size=8)


@pytest.mark.parametrize(
    ("shown", "path", "name"),
    [
        ("saleor", "/srv/saleor", "saleor"),
        ("saleor.git", "/srv/saleor.git", "saleor"),
        ("owner/shop.git", "/srv/owner/shop.git", "owner+shop"),
        ("/srv/mirrors/owner/shop", "/srv/mirrors/owner/shop", "owner+shop"),
        ("../shop", "/srv/shop", "shop"),
        (".", "/srv/shop", "srv+shop"),
        ("my shop/<b>é", "/x", "my-shop+b"),
        ("店", "/店", "repository"),
        ("x" * 300, "/x", "x" * 100),
    ],
)
def test_a_name_is_that_of_the_path(shown: str, path: str, name: str) -> None:
    assert plain(shown, path) == name


def test_paths_of_one_name_are_told_apart_whatever_their_order() -> None:
    places = [("/a/owner/shop", "owner/shop"), ("/b/Owner/Shop", "Owner/Shop"), ("/c/other", "other")]
    found = named(places, {})
    assert found == named(places[::-1], {})
    assert found["/c/other"] == "other"
    assert re.fullmatch(r"owner\+shop~[0-9a-f]{8}", found["/a/owner/shop"])
    assert re.fullmatch(r"Owner\+Shop~[0-9a-f]{8}", found["/b/Owner/Shop"])


def test_a_name_once_given_stays() -> None:
    found = named([("/a/owner/shop", "owner/shop"), ("/b/owner/shop", "owner/shop")], {"/a/owner/shop": "owner+shop"})
    assert found["/a/owner/shop"] == "owner+shop"
    assert found["/b/owner/shop"].startswith("owner+shop~")


@given(paths=PATHS, known=PATHS)
def test_names_are_different_and_safe(paths: list[str], known: list[str]) -> None:
    earlier = named([(path, path) for path in known], {})
    found = named([(path, path) for path in paths], earlier)
    every = {**earlier, **found}
    assert len({name.lower() for name in every.values()}) == len(every)
    assert all(re.fullmatch(r"[A-Za-z0-9+_][A-Za-z0-9._+~-]{0,109}", name) for name in found.values())
    assert {path: every[path] for path in known} == earlier
