"""Comparisons that hold where neither side is there: `req.headers["x-token"] !== process.env.TOKEN` lets in whoever sends no header as long
as the setting is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from golint import facts
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, name_of, text_of
from golint.facts import Call, Compare, Expr, Index, Name
from golint.lazily import compiled

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.view import FileView


class _Lenient(NamedTuple):
    """How a language reads what may be missing, so that nothing comes of it and no mistake."""

    settings: frozenset[str] = frozenset()
    headers: frozenset[str] = frozenset()
    tables: frozenset[str] = frozenset()
    by_key: bool = False


_KNOWN = {
    "javascript": _Lenient(
        frozenset({"Deno.env.get"}), frozenset({"get", "header", "getHeader"}), frozenset({"process.env", "Bun.env"}), by_key=True
    ),
    "python": _Lenient(frozenset({"os.environ.get", "os.getenv"}), frozenset({"get"})),
    "php": _Lenient(frozenset({"env"}), frozenset({"header", "get"})),
    "ruby": _Lenient(frozenset(), frozenset({"get_header"}), frozenset({"ENV"}), by_key=True),
    "go": _Lenient(frozenset({"os.Getenv"}), frozenset({"Get", "GetHeader"})),
}
_WORD = compiled(rb"(?i)env")
_READ = compiled(rb"(?i:env\.|(?:env|environ)\[[\"']|(?:getenv|env|environ\.get|env\.get)\(\s*[\"'])\Z")
_REACH = 30  # bytes before a name, in which it is said how it is read


def may_be_absent(view: FileView) -> bool:
    """Whether a file may read a variable of the environment, told by its bytes."""
    return view.flow.kin in _KNOWN and _WORD.search(view.source.data) is not None


def both_absent(flow: Flow, routine: Routine) -> Iterator[tuple[Compare, str]]:
    """The comparisons of a routine between a header and a setting that are equal where both are missing, each with the setting's name, as
    long as the shop asks nowhere whether either is there."""
    known = _KNOWN.get(flow.kin)
    if known is None:
        return
    for made in routine.nodes:
        if not isinstance(made, Compare) or made.operator not in ("==", "!="):
            continue
        for sent, kept in ((made.left, made.right), (made.right, made.left)):
            setting = _setting(_given(flow, kept, routine), known)
            if not setting or not _is_header(flow, sent, routine, known):
                continue
            if not _is_asked_for(flow, {setting, name_of(sent), name_of(kept)} - {""}, made) and not _is_required(flow, setting):
                yield made, setting


def _given(flow: Flow, value: Expr, routine: Routine) -> Expr:
    """What a variable holds."""
    held = flow.texts.value_of(value, routine) if isinstance(value, Name) else None
    return held[0] if held is not None else value


def _setting(value: Expr, known: _Lenient) -> str:
    """The variable of the environment that a value is, as far as it is nothing else where that is not set."""
    match value:
        case Name(written=written) if written.rpartition(".")[0] in known.tables:
            return written.rpartition(".")[2]
        case Index(base=Name(written=table), key=key) if table in known.tables:
            return text_of(key)
        case Call(path=path, arguments=(only,)) if path in known.settings:
            return text_of(only.value)
    return ""


def _is_header(flow: Flow, value: Expr, routine: Routine, known: _Lenient) -> bool:
    """Whether a value is a header, and nothing where none was sent."""
    if "request.header" not in flow.origin(value, routine):
        return False
    match _given(flow, value, routine):
        case Index():
            return known.by_key
        case Call(arguments=(_,)) as asked:
            return last_of(asked) in known.headers
        case Name(written=written):  # `@Headers("x-token") token: string`
            return known.by_key and any(p.name == written and p.decorators for p in routine.function.parameters)
    return False


def _is_asked_for(flow: Flow, names: set[str], made: Compare) -> bool:
    """Whether the file asks in another place, or beside the comparison, whether one of these is there."""
    asked = [n.condition for n in flow.module.nodes if isinstance(n, facts.Branch | facts.Choice)]
    asked += [n for n in flow.module.nodes if isinstance(n, facts.Logic)]
    parts = (part for one in asked for part in facts.walk(one) if isinstance(part, Name | Call | Index))
    return any(name_of(part) in names and part.span not in made.span for part in parts)


def _is_required(flow: Flow, setting: str) -> bool:
    """Whether a file of the shop names a variable of the environment for more than to read it: it may refuse to start without."""
    return any(_names_besides(flow, path, setting) for path in flow.resolver.files.mentioning(setting, flow.module.path))


def _names_besides(flow: Flow, path: str, setting: str) -> bool:
    data = flow.resolver.files.read(path)
    found = (one.start() for one in re.finditer(rb"(?<!\w)%b(?!\w)" % re.escape(setting.encode()), data))
    return any(_READ.search(data, max(0, at - _REACH), at) is None for at in found)
