"""Where a route is when no text of its own says so: `router.post(PATHS.hook, take)`, `Route::post(config("pay.hook"), Hook::class)`."""

from __future__ import annotations

from collections.abc import Sequence

from golint.catalog.roles import Roles
from golint.dataflow.calls.resolve import entry
from golint.dataflow.modules import Routine
from golint.dataflow.values.texts import HOLE, Texts
from golint.dataflow.words import words_of
from golint.facts import Call, Expr, Name

PLACES = frozenset({"path", "route", "url", "uri", "endpoint", "prefix"})


def place_of(values: Sequence[Expr], routine: Routine, texts: Texts, roles: Roles) -> tuple[str, Expr] | None:
    """The first of several arguments with its text, as far as that is known, where it is no function: a constant, a setting, or what is
    called a path."""
    first = values[0] if len(values) > 1 else None
    if not isinstance(first, Name | Call) or texts.resolver.definition(first, routine) is not None:
        return None
    text = _text(first, routine, texts) if isinstance(first, Name) else HOLE
    if text.startswith("/"):
        return text, first
    named = isinstance(first, Name) and bool(words_of(first.written) & PLACES)
    return ("", first) if named or _is_setting(first, roles) else None


def _text(name: Name, routine: Routine, texts: Texts) -> str:
    """What a constant holds, or the entry of one, `PATHS.hook` of `const PATHS = { hook: "/hook" }`; of what is made of a description, its
    path: `createRoute({ method: "post", path: "/hook" })`."""
    first, dot, rest = name.written.partition(".")
    held = texts.value_of(Name(first, name.span, first), routine) if dot else None
    if held is not None:
        return texts.of(entry(held[0], rest), held[1])
    made = texts.value_of(name, routine)
    told = made[0].argument(0) if made is not None and isinstance(made[0], Call) else None
    path = entry(told, "path") if told is not None and made is not None else None
    return texts.of(path, made[1]) if path is not None and made is not None else texts.of(name, routine)


def _is_setting(value: Name | Call, roles: Roles) -> bool:
    """`config("pay.hook_path")`, `process.env.HOOK`"""
    steps = value.path.split(".")
    return any("config.read" in roles.of(".".join(steps[:count])) for count in range(1, len(steps) + 1))
