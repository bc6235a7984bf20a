"""Checks that tell who is signed in: nobody has paid because of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.doors.handlers import Handler
from golint.dataflow.modules import Routine
from golint.dataflow.names import guard_name, last_of, text_of
from golint.dataflow.proof.verdicts import Check, Summary
from golint.dataflow.tags import BODY
from golint.dataflow.vocabulary import PROOFS
from golint.dataflow.words import words_of
from golint.facts import Call, Expr, Name

if TYPE_CHECKING:
    from golint.dataflow import Flow

OF_PEOPLE = frozenset({"verifyIdToken", "verifySessionCookie", "verify_id_token", "verify_session_cookie"})
"""Firebase's word for who is signed in."""
OF_TOKENS = ("jwt.verify", "jsonwebtoken.verify", "jsonwebtoken.default.verify", "jwtVerify", "jwt.decode")

MACHINES = frozenset({"basic", "key", "apikey", "client", "hmac", "signature"})
PEOPLE = frozenset({"user", "customer", "member", "jwt", "session", "claim"})


def only_signs_in(flow: Flow, proof: Summary, routine: Routine) -> bool:
    """Whether all that a door checks is the token of a person who is signed in, which a header of the request brings."""
    return bool(proof.checks) and all(_is_login(flow, check, routine) for check in proof.checks)


def lets_people_in(flow: Flow, handler: Handler) -> bool:
    """Whether what stands in front of a door asks who is signed in: by its name no machine, which a provider may be, and where the
    repository holds it, by its own names a person."""
    named = (node for wrapper in handler.wrappers for node in facts.walk(wrapper.expr) if isinstance(node, Name | Call | facts.Literal))
    told = (words_of(text_of(node) if isinstance(node, facts.Literal) else guard_name(node)) for node in named)
    machine = any(words & MACHINES for words in told)
    return handler.signed_in and not machine and all(_speaks_of_people(routine) for routine in flow.verifying(handler))


def _speaks_of_people(routine: Routine) -> bool:
    return any(words_of(node.path) & PEOPLE for node in routine.nodes if isinstance(node, Name | Call))


def _is_login(flow: Flow, check: Check, routine: Routine) -> bool:
    path, span = check.inner or (routine.path, check.span)
    module = flow.resolver.module(path)
    call = next((call for call in module.calls if call.span == span), None) if module is not None else None
    if module is None or call is None:
        return False
    place = module.enclosing(span.start)
    return last_of(call) in OF_PEOPLE or (call.path.endswith(OF_TOKENS) and _is_session(flow, call.argument(0), place))


def _is_session(flow: Flow, token: Expr | None, routine: Routine) -> bool:
    """Whether a token comes from a header that is no signature, and from nothing else of the request."""
    held = flow.texts.value_of(token, routine) if isinstance(token, Name) else None
    told = {word for node in facts.walk(held[0] if held is not None else token) for word in _words(node)} if token is not None else set()
    tags = flow.origin(token, routine)
    return "request.header" in tags and not tags & (BODY | {"request.query"}) and not told & PROOFS


def _words(node: facts.Node) -> frozenset[str]:
    match node:
        case facts.Literal():
            return words_of(text_of(node))
        case Name(written=written):
            return words_of(written)
        case Call():
            return words_of(last_of(node))
    return frozenset()
