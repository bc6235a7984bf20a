"""Functions that look at what was sent and at nothing of the shop's: whether it is complete, and whether a number is above zero."""

from __future__ import annotations

from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.bindings import is_constant
from golint.dataflow.comparisons import compared
from golint.dataflow.modules import Routine
from golint.facts import Call, Expr, Name

if TYPE_CHECKING:
    from golint.dataflow import Flow

HOPS = 2
ASKING = frozenset({"store.read", "store.insert", "http.request", "provider.read", "config.read"})
IDLE = frozenset({"log.write", "value.measure"})


def looks_at_shape(flow: Flow, routine: Routine, hops: int = HOPS) -> bool:
    """Whether a function, and those that it calls, change nothing of what they are handed and compare it with fixed values alone."""
    return bool(routine.function.body) and all(_is_plain(flow, node, routine, hops) for node in routine.nodes)


def _is_plain(flow: Flow, node: facts.Node, routine: Routine, hops: int) -> bool:
    made = compared(node, flow.roles)
    if made is not None and not _is_fixed(flow, made.left) and not _is_fixed(flow, made.right):
        return False
    match node:
        case facts.Assign(targets=targets):
            return all(isinstance(target, Name) and "." not in target.written for target in targets)
        case Call(arguments=arguments):
            callee = flow.judge.callee(node, routine)
            if callee is not None:
                return callee == routine or (hops > 0 and looks_at_shape(flow, callee, hops - 1)) or _only_makes(flow, node, routine)
            whole = routine.handed
            handed = any(isinstance(argument.value, Name) and argument.value.written in whole for argument in arguments)
            return not flow.roles.by(node) & ASKING and (not handed or bool(flow.roles.by(node) & IDLE))
    return True


def _only_makes(flow: Flow, call: Call, routine: Routine) -> bool:
    """Whether a call makes an object of a class of the repository, such as the exception that is thrown."""
    return not isinstance(flow.resolver.callee(call, routine), Routine)


def _is_fixed(flow: Flow, value: Expr) -> bool:
    """A value that stands in the code, or a length: the one says nothing of a price of the shop's, and neither does the other."""
    written = isinstance(value, Name) and is_constant(value.written)
    return written or isinstance(value, facts.Literal) or (isinstance(value, Call) and "value.measure" in flow.roles.by(value))
