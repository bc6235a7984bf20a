"""Whether the webhooks of a shop are about payments, as those are of a shop that uses a provider and sends none itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from golint.catalog.words import speaks_of
from golint.context import language_of, runs_in_shop
from golint.dataflow.vocabulary import HOOK_WORDS, OTHER_SENDERS, PAYMENT_WORDS
from golint.dataflow.words import words_of
from golint.frontends import PYTHON, TREE_SITTER

if TYPE_CHECKING:
    from golint.catalog import Catalog
    from golint.project import Project
    from golint.view import FileView

_MOST = 0.6


def takes_payment_webhooks(view: FileView) -> bool:
    """Whether most of the shop's files that are named after webhooks speak of a provider, or of payments and of no other sender: a
    platform that sends webhooks to its own customers has many that do not."""
    return view.project.derived(_Hooks).found(view.catalog)


def is_others(text: str) -> bool:
    """Whether a text names somebody else who sends webhooks."""
    return bool(words_of(text) & OTHER_SENDERS)


class _Hooks:
    """The files of a project that are named after webhooks, looked at when first asked for."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._found: bool | None = None

    def found(self, catalog: Catalog) -> bool:
        if self._found is None:
            named = [path for path in self._project.paths if words_of(path) & HOOK_WORDS and _is_code(path)]
            about = [path for path in named if self._is_about_payments(path, catalog)]
            self._found = len(about) > _MOST * len(named)
        return self._found

    def _is_about_payments(self, path: str, catalog: Catalog) -> bool:
        data = path.encode("utf-8", "surrogateescape") + b"\n" + (self._project.read(path) or b"")
        lowered = data.lower()
        if any(speaks_of(provider, data, lowered) for provider in catalog.providers.values()):
            return True
        words = words_of(data.decode("utf-8", "replace"))
        return bool(words & PAYMENT_WORDS) and not words & OTHER_SENDERS


def _is_code(path: str) -> bool:
    """Whether a file is the shop's own program."""
    return language_of(path) in TREE_SITTER | {PYTHON} and runs_in_shop(path)
