"""What is made when it is first asked for: a run over a few files needs one in ten of golint's regular expressions and one in four of its
checks, and to compile and import them all takes longer than looking at the files."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from typing import Any, AnyStr, cast


def members(package: str, **modules: str) -> Callable[[str], Any]:
    """The `__getattr__` of a module whose members stand in modules of a package, by their names."""

    def member(name: str) -> Any:
        if name not in modules:
            raise AttributeError(name)
        return getattr(import_module(f"{package}.{modules[name]}"), name)

    return member


def compiled(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` gives, as far as asking it goes."""
    return cast("re.Pattern[AnyStr]", _Lazy(text, flags))


class _Lazy:
    """Stands for a pattern. What was asked of it once is its own from then on, so that asking again costs no detour."""

    def __init__(self, text: Any, flags: int) -> None:
        self._told = text, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        compiled = re.compile(*self._told)
        answer = getattr(compiled, name)
        self.__dict__.update({ask: getattr(compiled, ask) for ask in _ASKED}, **{name: answer})
        return answer

    def __reduce__(self) -> tuple[Any, ...]:
        return _Lazy, self._told

    def __repr__(self) -> str:
        return f"compiled{self._told!r}"


_ASKED = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split")
