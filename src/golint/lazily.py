"""Regular expressions that are compiled when they are first asked: a run over a few files needs one in ten of those that golint has, and
compiling them all takes longer than looking at the files."""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


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
