"""What is printed of a provider, whole."""

from __future__ import annotations

from collections.abc import Callable

import click
import pytest

from golint.catalog import Catalog
from golint.formats import providers

Snapshot = Callable[[str, str], None]


@pytest.mark.parametrize("name", ["acmepay", "folio", "folio-lite"])
def test_shown_provider(name: str, catalog: Catalog, snapshot: Snapshot) -> None:
    text = providers.render(catalog, catalog.providers[name])
    snapshot(f"{name}.provider", text)
    assert click.unstyle(providers.render(catalog, catalog.providers[name], colour=True)) == text


def test_shown_provider_for_programs(catalog: Catalog, snapshot: Snapshot) -> None:
    snapshot("folio.provider.json", providers.render(catalog, catalog.providers["folio"], as_json=True))


def test_listed_providers(catalog: Catalog, snapshot: Snapshot) -> None:
    snapshot("providers.text", providers.listing(catalog))
