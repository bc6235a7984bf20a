"""A check reads no file of which its own gate says that it holds nothing, and reads it however a thing is spelt."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import ModuleType

import pytest
from gates import catching, comparing, logging, trying

from golint.checks.data.errors.catching import may_catch
from golint.checks.data.errors.caught import tellable
from golint.checks.data.logs.rule import logged, may_log
from golint.checks.requests.retries import retried
from golint.checks.requests.trying import may_try_again
from golint.checks.webhooks.timing.comparing import may_compare
from golint.checks.webhooks.timing.rule import compared_secrets
from golint.dataflow import Flow
from golint.view import FileView

Views = Callable[[Mapping[str, str]], dict[str, FileView]]
Gate = Callable[[FileView], bool]
Found = Callable[[Flow], Iterator[object]]

GATES: dict[ModuleType, tuple[Gate, Found]] = {
    catching: (may_catch, tellable),
    comparing: (may_compare, compared_secrets),
    logging: (may_log, logged),
    trying: (may_try_again, retried),
}


def rows(table: str) -> list[object]:
    """The gate, what it stands before, and each file of a table."""
    return [
        pytest.param(*asked, path, text, id=f"{module.__name__}-{path}-{number}")
        for module, asked in GATES.items()
        for path, texts in getattr(module, table).items()
        for number, text in enumerate(texts)
    ]


@pytest.mark.parametrize(("may", "found", "path", "text"), rows("SILENT"))
def test_a_file_without_such_a_thing_is_not_read_for_it(views: Views, may: Gate, found: Found, path: str, text: str) -> None:
    view = views({path: text})[path]
    assert not may(view)
    assert not list(found(view.flow))


@pytest.mark.parametrize(("may", "found", "path", "text"), rows("TELLING"))
def test_a_thing_is_told_however_it_is_spelt(views: Views, may: Gate, found: Found, path: str, text: str) -> None:
    view = views({path: text})[path]
    assert may(view)
    assert list(found(view.flow))


@pytest.mark.parametrize("name", logging.OWN)
def test_a_function_of_the_shop_that_logs_is_told(views: Views, name: str) -> None:
    files, path = logging.OWN[name]
    view = views(files)[path]
    assert may_log(view)
    assert list(logged(view.flow))
