"""`golint explain` and `rules` show what is known."""

from __future__ import annotations

import json

import pytest

from golint import catalog

from .conftest import Shop

CATALOG = catalog.load()


def test_rules_lists_every_rule(shop: Shop) -> None:
    done = shop.run("rules")
    assert done.code == 0
    assert {line.split()[0] for line in done.out.splitlines() if line.startswith("  ")} == set(CATALOG.rules)
    assert {rule["id"] for rule in json.loads(shop.run("rules", "--json").out)["rules"]} == set(CATALOG.rules)


@pytest.mark.parametrize("name", ["unused-suppression", "suppressions/unused-suppression"])
def test_explain_shows_the_page(shop: Shop, name: str) -> None:
    done = shop.run("explain", name)
    assert done.code == 0
    assert CATALOG.rules["unused-suppression"].why in done.out and "golint: ignore[suppression-without-reason]" in done.out


def test_explain_shows_one_language(shop: Shop) -> None:
    done = shop.run("explain", "no-timeout", "--language", "go")
    assert done.code == 0
    assert "(go)" in done.out and "(python)" not in done.out and "- go: " in done.out


def test_explain_says_which_languages_there_are(shop: Shop) -> None:
    done = shop.run("explain", "no-timeout", "--language", "cobol")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("golint: no-timeout has no examples in 'cobol'; it has some in csharp, go, ")


def test_a_rule_of_a_pack_is_explained_too(shop: Shop) -> None:
    shop.page()
    assert "It is on." in shop.run("explain", "debug-on", "--packs", "../packs").out


def test_help_and_version(shop: Shop) -> None:
    assert shop.run("--version").out.startswith("golint, version ")
    for arguments in ((), ("check",), ("explain",), ("baseline",), ("baseline", "create"), ("providers",), ("providers", "show")):
        done = shop.run(*arguments, "--help")
        assert (done.code, done.err) == (0, "")
        assert done.out.startswith(f"Usage: golint {' '.join(arguments)}".strip())
