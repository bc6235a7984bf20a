"""Comparisons that hold where neither side is there: `req.headers["x-token"] !== process.env.TOKEN` lets in whoever sends no header as long
as the setting is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from golint import facts
from golint.dataflow.calls.resolve import entry
from golint.dataflow.modules import Module, Routine
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
_WORD = compiled(rb"(?i)env|config|settings")
_READ = compiled(rb"(?i:env\.|(?:env|environ)\[[\"']|(?:getenv|env|environ\.get|env\.get)\(\s*[\"'])\Z")
_REACH = 30  # bytes before a name, in which it is said how it is read


def may_be_absent(view: FileView) -> bool:
    """Whether a file may read a variable of the environment, or what another one keeps of those, told by its bytes."""
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
            value, home = _given(flow, kept, routine)
            setting = _setting(value, known)
            if not setting or not _is_header(flow, sent, routine, known):
                continue
            names = {setting, name_of(sent), name_of(kept)} - {""}
            if not _is_asked_for(flow.module, names, made) and not _is_required(flow, setting, home, names):
                yield made, setting


def _given(flow: Flow, value: Expr, routine: Routine) -> tuple[Expr, str]:
    """What a variable holds, or an entry of what is held by one or by a table of settings, and the file in which that stands."""
    if isinstance(value, Name):
        if (held := flow.texts.value_of(value, routine)) is not None:
            return held[0], held[1].path
        first, *steps = value.written.split(".")
        whole = Name(value.path.removesuffix("".join(f".{step}" for step in steps)), value.span, first)
        table = flow.texts.value_of(whole, routine) if steps else None
        found = _within(table[0], steps) if table is not None else None
        return (found, table[1].path) if found is not None and table is not None else (value, routine.path)
    if isinstance(value, Call) and value.path == "config" and flow.kin == "php" and len(value.arguments) == 1:
        return _laravel(flow, text_of(value.argument(0)), routine) or (value, routine.path)
    return value, routine.path


def _within(value: Expr, steps: Sequence[str]) -> Expr | None:
    """What stands in an object, step by step."""
    found: Expr | None = value
    for step in steps:
        found = entry(found, step) if found is not None else None
    return found


def _laravel(flow: Flow, named: str, routine: Routine) -> tuple[Expr, str] | None:
    """What `config("services.acme.token")` gives: an entry of `config/services.php`."""
    file, *steps = named.split(".")
    table = flow.resolver.files.module(f"{routine.path.partition('app/')[0]}config/{file}.php") if steps else None
    returned = next((one for one in table.body.given_back if isinstance(one, facts.Mapping)), None) if table is not None else None
    found = _within(returned, steps) if returned is not None else None
    return (found, table.path) if found is not None and table is not None else None


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
    match _given(flow, value, routine)[0]:
        case Index():
            return known.by_key
        case Call(arguments=(_,)) as asked:
            return last_of(asked) in known.headers
        case Name(written=written):  # `@Headers("x-token") token: string`
            return known.by_key and any(p.name == written and p.decorators for p in routine.function.parameters)
    return False


def _is_asked_for(module: Module, names: set[str], made: Compare | None = None) -> bool:
    """Whether a file asks in another place, or beside the comparison, whether one of these is there."""
    asked = [n.condition for n in module.nodes if isinstance(n, facts.Branch | facts.Choice)]
    asked += [n for n in module.nodes if isinstance(n, facts.Logic)]
    parts = (part for one in asked for part in facts.walk(one) if isinstance(part, Name | Call | Index))
    return any(name_of(part) in names and (made is None or part.span not in made.span) for part in parts)


def _is_required(flow: Flow, setting: str, home: str, names: set[str]) -> bool:
    """Whether a file of the shop names a variable of the environment for more than to read it, or asks for what holds it: the shop may
    refuse to start without."""
    files = flow.resolver.files
    if any(_names_besides(flow, path, setting) for path in files.mentioning(setting, flow.module.path)):
        return True
    holding = sorted({path for name in names for path in files.mentioning(name, flow.module.path)}) if home != flow.module.path else ()
    return any(_is_asked_for(module, names) for module in files.modules(path for path in holding if path != flow.module.path))


def _names_besides(flow: Flow, path: str, setting: str) -> bool:
    data = flow.resolver.files.read(path)
    found = (one.start() for one in re.finditer(rb"(?<!\w)%b(?!\w)" % re.escape(setting.encode()), data))
    return any(_READ.search(data, max(0, at - _REACH), at) is None for at in found)
