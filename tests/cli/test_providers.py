"""`golint providers` lists the payment providers; `golint providers show` tells what is known of one, and what is not."""

from __future__ import annotations

import json

import pytest

from golint import catalog
from golint.catalog.pack_schema import KINDS
from golint.catalog.providers import Provider
from golint.formats import providers as page
from golint.formats.providers import HEADINGS

from .conftest import Shop

CATALOG = catalog.load()
PACK = '[provider]\nid = "acme"\nname = "Acme\\u001b[2JPay"\n[[host]]\nvalue = "api.acme.example"\nrole = "api"\nenv = "sandbox"\n'


def test_the_bare_command_lists_every_provider(shop: Shop) -> None:
    done = shop.run("providers")
    assert done.code == 0
    assert {line.split()[0] for line in done.out.splitlines()} == set(CATALOG.providers)
    listed = json.loads(shop.run("providers", "--json").out)["providers"]
    assert {one["id"]: one["inherits"] for one in listed} == {one.id: one.inherits or None for one in CATALOG.providers.values()}


def test_one_provider_is_shown_with_sources(shop: Shop) -> None:
    done = shop.run("providers", "show", "paymongo")
    assert done.code == 0
    assert "compares with an ordinary operator" in done.out and "Paymongo-Signature" in done.out
    assert "checklist paymongo" in done.out and "[1] " in done.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("providers", "show", "strip"), "there is no provider 'strip'; did you mean \"stripe\"?"),
        (("providers", "stripe"), "there is no command 'stripe'; golint providers show stripe tells of a provider"),
    ],
)
def test_what_is_misspelt_is_answered_with_a_remedy(shop: Shop, arguments: tuple[str, ...], said: str) -> None:
    done = shop.run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_a_provider_of_a_pack_is_shown_and_obeyed_by_no_terminal(shop: Shop) -> None:
    shop.write("../packs/providers/acme.toml", PACK)
    done = shop.run("providers", "show", "acme", "--packs", "../packs")
    assert done.code == 0
    assert "api.acme.example: api, sandbox" in done.out and "its production host" in done.out
    assert "\x1b" not in done.out
    assert shop.run("providers", "--packs", "../packs", "show", "acme").out == done.out


@pytest.mark.parametrize("provider", CATALOG.providers.values(), ids=lambda one: one.id)
def test_every_provider_is_shown_and_every_unknown_kind_is_named(provider: Provider) -> None:
    text = page.render(CATALOG, provider)
    document = json.loads(page.render(CATALOG, provider, as_json=True))
    unknown = {gap["kind"] for gap in document["unknown"]}
    sections = {block.splitlines()[0].partition(",")[0]: block for block in text.split("\n\n")}
    for kind in KINDS:
        assert HEADINGS[kind] in sections
        assert document["facts"][kind] or kind in unknown
        assert ("not known" in sections[HEADINGS[kind]]) == (kind in unknown)
    for gap in document["unknown"]:
        assert f"not known: {gap['what']}, so {gap['so']}" in text


@pytest.mark.parametrize("provider", CATALOG.providers.values(), ids=lambda one: one.id)
def test_each_source_of_a_fact_is_printed(provider: Provider) -> None:
    text = page.render(CATALOG, provider)
    document = json.loads(page.render(CATALOG, provider, as_json=True))
    sources = {source for facts in document["facts"].values() for fact in facts for source in fact["sources"]}
    listed = [line.split("] ", 1)[1] for line in text.split("\n\n")[-1].splitlines()[1:]]
    assert set(listed) == sources and len(listed) == len(sources)
