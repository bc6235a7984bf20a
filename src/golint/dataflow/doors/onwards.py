"""What hands a request on to what stands behind it: middlewares, filters, and the functions that decorators make. None is a door."""

from __future__ import annotations

from collections.abc import Iterator

from golint import facts
from golint.catalog.roles import Roles
from golint.dataflow.modules import Module, Routine
from golint.dataflow.names import called
from golint.facts import Block, Call, Name, Parameter, Statement

# What stands behind goes by these names, called itself ...
_ASKED = "getresponse"  # with the request
_NEXT = frozenset({"next", "callnext", _ASKED})
# ... or with one of these methods.
_HANDED = frozenset({"next", "chain", "filterchain", "handler", "app", "delegate", "h"})
_HANDING = frozenset({"servehttp", "dofilter", "invoke", "invokeasync", "handle", "call", "proceed", "filter"})
_OWN_CONTEXT = frozenset({"c", "ctx", "context"})  # `c.Next()`


def hands_on(module: Module, routine: Routine, roles: Roles) -> bool:
    """Whether a routine of a file ends in what stands behind it. What answers first and then calls `next()` is a door all the same."""
    if routine.start < 0:
        return False
    names, handed = _known(module, routine)
    statements = list(_main(routine.function.body))
    for statement in statements:
        if any(_goes_on(call, names, handed) for call in _calls(statement)):
            return True
        if isinstance(statement, facts.Evaluate) and any("response.send" in roles.by(call) for call in _calls(statement)):
            return False
    return False


def onwards(module: Module, routine: Routine) -> Iterator[Call]:
    """The calls by which a routine hands a request on to what stands behind it."""
    names, handed = _known(module, routine)
    yield from (node for node in routine.own if isinstance(node, Call) and _goes_on(node, names, handed))


def _known(module: Module, routine: Routine) -> tuple[frozenset[str], frozenset[str]]:
    """What a routine and those around it are handed, and what of that may stand behind it."""
    around = [routine, *_outside(module, routine)]
    names = frozenset(parameter.name for scope in around for parameter in scope.function.parameters)
    outer = around[1:] if routine.start not in module.handed else []  # what a router is given calls whom it likes
    return names, frozenset(p.name for scope in outer for p in scope.function.parameters if not _is_asked(p))


def _outside(module: Module, routine: Routine) -> Iterator[Routine]:
    """The functions that a routine is written in, the innermost first."""
    scope = module.around(routine)
    while scope is not None and scope.start >= 0:
        yield scope
        scope = module.around(scope)


def _is_asked(parameter: Parameter) -> bool:
    return parameter.name.lower() in ("request", "req", "ctx", "context", "app", "self")


def _main(block: Block) -> Iterator[Statement]:
    """The statements that are come to where nothing goes wrong; those of a branch where nothing follows it."""
    for number, statement in enumerate(block):
        match statement:
            case facts.Attempt(body=body, otherwise=otherwise, final=final):
                yield from (*_main(body), *_main(otherwise), *_main(final))
            case facts.Within(body=body):
                yield statement
                yield from _main(body)
            case facts.Branch(then=then, otherwise=otherwise) if number == len(block) - 1:
                yield from (*_main(then), *_main(otherwise))
            case facts.Evaluate() | facts.Assign() | facts.Return():
                yield statement


def _calls(statement: Statement) -> Iterator[Call]:
    """The calls of a statement, those in closures that its calls are handed too: `check(req).then(() => next())`."""
    items = statement.items if isinstance(statement, facts.Within) else (statement,)
    for item in items:
        yield from (node for node in facts.walk(item) if isinstance(node, Call))


def _goes_on(call: Call, names: frozenset[str], handed: frozenset[str]) -> bool:
    """`next()`, `$next($request)`, `self.get_response(request)`, `chain.doFilter(request, response)`, `view(request)` of a decorator."""
    outer, _, step = called(call).rpartition(".")
    last, before = _plain(step), _plain(outer.rpartition(".")[2])
    wrapped = not outer and isinstance(call.callee, Name) and call.callee.written in handed
    if not wrapped and last not in _NEXT and last not in _HANDING:
        return False
    given = [argument.value for argument in call.arguments]
    if given and not any(isinstance(value, Name) and value.written.lstrip("$*") in names for value in given):
        return False  # `next(error)` goes elsewhere
    if last == _ASKED and not given:
        return False  # Magento's `$this->getResponse()` is the answer itself
    if last in _NEXT and (not outer or before in ("self", "this", *_OWN_CONTEXT)):
        return True
    if last in _HANDING and before in _HANDED:
        return True
    return bool(given) and wrapped


def _plain(step: str) -> str:
    return step.lower().replace("_", "").lstrip("$@").rstrip("()")
