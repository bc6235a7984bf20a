"""What a file is about, as far as several rules ask it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from golint.catalog.words import speaks_of
from golint.context import is_copy, without_packages
from golint.lazily import compiled

if TYPE_CHECKING:
    from golint.view import FileView

_PAYMENT = compiled(rb"payment|checkout|/charge|subscription|invoice", re.IGNORECASE)
_TRIAL = compiled(
    r"(?:^|[/_.-])(?:test_?(?:app|apps|project|site|server)|seeds?|seeders?|fixtures?|factor(?:y|ies)|demo|demos|stories|mocks?|samples?"
    r"|examples?|playground|sandbox|simulator)(?:[/_.-]|$)",
    re.IGNORECASE,
)


def names_a_provider(view: FileView) -> bool:
    """Whether the file, or its path, speaks of a payment provider."""
    told = view.source.path.encode("utf-8", "surrogateescape") + b"\n" + view.source.data
    lowered = told.lower()
    return any(speaks_of(provider, told, lowered) for provider in view.candidates)


def concerns_payments(view: FileView) -> bool:
    """Whether the file deals with payments, of whichever provider."""
    return bool(_PAYMENT.search(view.source.data)) or names_a_provider(view)


def is_trial(path: str) -> bool:
    """Whether a path says that no customer meets the file: a demo, a test project, seeds, fixtures outside of tests, an editor's copy."""
    return bool(_TRIAL.search(without_packages(path))) or is_copy(path)
