"""What is said of a webhook handler does not hang on names, on the order of unrelated lines, or on the file that a step stands in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import permutations

import pytest
from dialects import FAULTS, HELPERS, NAMES, Dialect, Shape, written
from dialects.csharp import CSharp
from dialects.golang import Go
from dialects.java import Java
from dialects.javascript import JavaScript
from dialects.php import Php
from dialects.python import Python
from dialects.ruby import Ruby
from hypothesis import given, settings
from hypothesis import strategies as st

from golint.checks.webhooks import (
    fail_open_verification,
    missing_signature_verification,
    parse_before_verify,
    timing_unsafe_comparison,
)
from golint.view import FileView

Views = Callable[[Mapping[str, str]], dict[str, FileView]]

RULES = {
    "missing": missing_signature_verification,
    "fail-open": fail_open_verification,
    "too-early": parse_before_verify,
    "timing": timing_unsafe_comparison,
}
DIALECTS: dict[str, Dialect] = {
    "python": Python(), "javascript": JavaScript(), "php": Php(), "ruby": Ruby(), "go": Go(), "java": Java(), "csharp": CSharp(),
}  # fmt: skip


def shapes(dialect: Dialect) -> st.SearchStrategy[Shape]:
    return st.builds(
        Shape,
        framework=st.sampled_from(sorted(dialect.frameworks)),
        names=st.lists(st.sampled_from(NAMES), min_size=3, max_size=3, unique=True),
        order=st.sampled_from(list(permutations(range(3)))),
        helper=st.sampled_from(HELPERS),
        acting=st.sampled_from(["", "other file"]),
    )


def said(views: Views, files: Mapping[str, str]) -> set[str]:
    return {name for view in views(files).values() for name, check in RULES.items() if any(True for _ in check(view))}


@pytest.mark.parametrize("language", DIALECTS)
@settings(deadline=None)  # the first example pays for what the others find ready
@given(data=st.data())
def test_a_sound_handler_stays_sound(views: Views, language: str, data: st.DataObject) -> None:
    shape = data.draw(shapes(DIALECTS[language]))
    assert said(views, written(DIALECTS[language], shape, "sound")) == set()


@pytest.mark.parametrize("language", DIALECTS)
@settings(deadline=None)  # the first example pays for what the others find ready
@given(data=st.data())
def test_a_fault_stays_a_fault(views: Views, language: str, data: st.DataObject) -> None:
    shape = data.draw(shapes(DIALECTS[language]))
    kind = data.draw(st.sampled_from(FAULTS))
    assert said(views, written(DIALECTS[language], shape, kind)) == {kind}
