"""A view of one file, and fake keys from the packs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from golint import catalog
from golint.catalog import Catalog, grow
from golint.project import Project
from golint.sources import SourceFile
from golint.view import FileView

Look = Callable[..., FileView]
Key = Callable[..., str]


@pytest.fixture(scope="session")
def known() -> Catalog:
    return catalog.load()


@pytest.fixture(scope="session")
def key(known: Catalog) -> Key:
    """Grows a fake key: `key("stripe", "secret", "live", seed)`."""

    def grown(provider: str, role: str = "secret", mode: str = "live", seed: int = 0) -> str:
        return grow.grow(provider, role, mode, known, seed)

    return grown


@pytest.fixture(scope="session")
def look(known: Catalog) -> Look:
    """The view of a file that stands alone."""

    def view(path: str, text: str | bytes, digests: frozenset[str] = frozenset()) -> FileView:
        data = text.encode() if isinstance(text, str) else text
        return FileView(SourceFile(path, data), known, Project.of({path: data}), run_key=b"one run", known=digests)

    return view
