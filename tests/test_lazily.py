"""A pattern that is compiled when it is first asked answers as any other."""

from __future__ import annotations

import pickle
import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType
from typing import Any

import pytest

import golint
from golint.lazily import _Lazy, compiled


def modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(golint.__path__, "golint."):
        if not found.name.endswith("__main__"):
            yield import_module(found.name)


def test_every_pattern_of_golint_is_one() -> None:
    lazy = [(module.__name__, name, value) for module in modules() for name, value in vars(module).items() if isinstance(value, _Lazy)]
    assert len(lazy) > 100
    for place, name, value in lazy:
        assert re.compile(*value._told).flags == value.flags, (place, name)


@pytest.mark.parametrize("text", ["a+(?P<b>b)?", b"a+(?P<b>b)?"])
def test_it_answers_as_the_pattern_does(text: Any) -> None:
    lazy, eager = compiled(text, re.IGNORECASE), re.compile(text, re.IGNORECASE)
    data = text[:0].join((text[:1], text[:1].upper(), text[-3:-2].upper()))
    for _ in range(2):
        assert (lazy.search(data) is None) == (eager.search(data) is None)
        assert lazy.findall(data) == eager.findall(data)
        assert (lazy.pattern, lazy.flags, lazy.groups, lazy.groupindex) == (eager.pattern, eager.flags, eager.groups, eager.groupindex)
    assert pickle.loads(pickle.dumps(lazy)).sub(text[:0], data) == eager.sub(text[:0], data)


def test_what_no_pattern_has_is_an_error() -> None:
    with pytest.raises(AttributeError):
        _ = compiled("a").found  # type: ignore[attr-defined]
    with pytest.raises(re.error):
        compiled("(").search("")
