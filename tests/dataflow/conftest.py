"""Small programs, as the dataflow sees them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from golint import catalog
from golint.catalog import Catalog
from golint.dataflow import Flow
from golint.project import Project
from golint.sources import SourceFile
from golint.view import FileView

Views = Callable[[Mapping[str, str]], dict[str, FileView]]
Ask = Callable[..., Flow]


@pytest.fixture(scope="session")
def known() -> Catalog:
    return catalog.load()


@pytest.fixture(scope="session")
def views(known: Catalog) -> Views:
    """The files of a miniature repository, each with its view."""

    def build(files: Mapping[str, str]) -> dict[str, FileView]:
        data = {path: text.encode() for path, text in files.items()}
        project = Project.of(data)
        return {path: FileView(SourceFile(path, content), known, project) for path, content in data.items()}

    return build


@pytest.fixture(scope="session")
def ask(views: Views) -> Ask:
    """The dataflow of one file; other files are given by path."""

    def build(text: str, path: str = "shop/views.py", others: Mapping[str, str] | None = None) -> Flow:
        return views({path: text, **(others or {})})[path].flow

    return build
