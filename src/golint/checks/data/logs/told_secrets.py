"""Which of the values that a program tells are secrets: by what they are called, by what they were given, and by what is read of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.data.errors.failing import failing
from golint.checks.data.logs.keyed import authorises, put_into, signs, signs_in, spelt_of
from golint.checks.data.logs.letting_in import DATABASE
from golint.dataflow.modules import Routine
from golint.dataflow.names import OWN, last_of, name_of, text_of
from golint.dataflow.words import words_of
from golint.facts import Block, Call, Expr, Name, Node

if TYPE_CHECKING:
    from golint.dataflow import Flow

KEYS = frozenset({"secret", "password", "passphrase", "apikey", "passwd", "plaintext"})
ONE_TIME = frozenset({"otp", "code", "generated", "new", "plain", "raw"})  # nothing but such a password: its length or its expiry is none
KEY_PAIRS = tuple(
    frozenset(pair.split())
    for pair in (
        "api key",
        "secret key",
        "access token",
        "private key",
        "auth token",
        "client secret",
        "hash key",
        "signing key",
        "server key",
        "webhook token",
        "callback token",
        "refresh token",
        "pass phrase",
        "hmac key",
        "encryption key",
    )
)
HARMLESS = frozenset({
    "id", "name", "type", "missing", "prefix", "length", "mask", "masked", "count", "public", "publishable", "url", "error", "not",
    "invalid", "last", "has", "is", "kind", "version", "expires", "expiry", "expired", "at", "status", "link", "truncated", "manager",
    "quantity", "enabled", "valid", "matches", "correct", "file", "filename", "path", "dir", "directory", "folder",
})  # fmt: skip
FOR_CLIENTS = frozenset({"client", "token"})  # what an answer is handed on for: a payment's `client_secret`
BEARERS = (frozenset({"access", "token"}), frozenset({"refresh", "token"}))  # as OAuth gives them
FAILED = frozenset({"error", "errorf", "errorw", "logerror", "critical", "fatal", "exception", "severe"})
WHMCS = "params"
_NAMED = (Name, facts.Index, facts.Literal)


def is_secret(flow: Flow, part: Expr, routine: Routine) -> bool:
    """Whether a value is a secret by its own name, or by the name of what it was given as it is."""
    if is_key(name := called(flow, part)) or signs_in(flow, part, routine):
        return True
    held = flow.texts.value_of(part, routine) if isinstance(part, Name) and not words_of(name) & HARMLESS else None
    return held is not None and is_key(called(flow, held[0]))


def is_keyed(flow: Flow, part: Expr, routine: Routine) -> bool:
    """Whether a variable holds a text that a secret is a part of, headers with one, or a mapping into which one was put, or is signed with:
    `console.log(authorization)`."""
    if not isinstance(part, Name) or words_of(name_of(part)) & HARMLESS:
        return False
    if authorises(flow, part, routine) or signs(flow, part, routine):
        return True
    put = (one for one in put_into(flow, part, routine) if "client" not in words_of(called(flow, one[0])))
    return any(is_secret(flow, value, place) for value, place in (*put, *spelt_of(flow, part, routine)))


def called(flow: Flow, part: Expr) -> str:
    """What a value is called; one with a default is called like what it stands for, `process.env.ACME_SECRET || ""`."""
    if isinstance(part, facts.Logic) and part.operator == "or":
        return called(flow, part.operands[0])
    if not (name := name_of(part)) and isinstance(part, Call) and "config.read" in flow.roles.by(part):
        return text_of(part.argument(0))  # `config("services.acme.secret")`
    return name


def keys_read(flow: Flow, part: Expr, routine: Routine) -> Iterator[str]:
    """The fields of a whole object that the function takes for keys, `settings.api_key`, or another one that is handed the same."""
    beside = _handed_the_same(flow, part, routine) if flow.kin == "php" else ()
    for field in (one for place in (routine, *beside) for one in fields_read(flow, part, place)):
        if is_key(field) and not words_of(field) & FOR_CLIENTS:
            yield field


def bears_token(flow: Flow, call: Call, part: Expr, routine: Routine) -> bool:
    """Whether a whole object, as a call logs it, is an answer of which the function takes a token by which it may ask for somebody:
    `tokens.access_token`. In an arm that is about an answer without one, or about a failure, nothing of it is taken."""
    if last_of(call).lower() in FAILED or not any(map(_is_bearer, fields_read(flow, part, routine))):
        return False
    return not any(call.span in statement.span for arm in _arms_without(flow, routine) for statement in arm)


def _arms_without(flow: Flow, routine: Routine) -> Iterator[Block]:
    """The arms in which an answer is known to lack a token: those that take none behind the question for it."""
    takes = partial(_takes_token, _tokens_kept(routine))
    for node in routine.nodes:
        yield from failing(flow, node, routine)
        if isinstance(node, facts.Branch) and takes(node.condition):
            yield from (arm for arm in (node.then, node.otherwise) if not any(map(takes, arm)))


def _tokens_kept(routine: Routine) -> frozenset[str]:
    """The variables that are given a token: `$token = $answer["access_token"] ?? null`."""
    given = (node for node in routine.nodes if isinstance(node, facts.Assign) and node.value is not None)
    taken = (node for node in given if _takes_token(frozenset(), node.value) and not isinstance(node.value, facts.Mapping))
    return frozenset(target.written for node in taken for target in node.targets if isinstance(target, Name))


def _takes_token(kept: frozenset[str], node: Node | None) -> bool:
    parts = facts.walk(node) if node is not None else ()
    told = ((part, text_of(part) if isinstance(part, facts.Literal) else name_of(part)) for part in parts if isinstance(part, _NAMED))
    return any(_is_bearer(name) or (isinstance(part, Name) and part.written in kept) for part, name in told)


def _is_bearer(field: str) -> bool:
    words = words_of(field)
    return any(pair <= words for pair in BEARERS) and not words & HARMLESS


def _handed_the_same(flow: Flow, part: Expr, routine: Routine) -> Iterator[Routine]:
    """The functions of a file that take a parameter of the same name, where that is what WHMCS calls a module's settings and an invoice."""
    if isinstance(part, Name) and part.written == WHMCS and WHMCS in routine.handed:
        yield from (one for one in flow.module.routines if one != routine and WHMCS in one.handed)


def fields_read(flow: Flow, part: Expr, routine: Routine) -> Iterator[str]:
    """The fields of a whole object that a function reads: `settings.mode`, `settings["mode"]`, `settings.get("mode")`,
    `const { mode } = settings`."""
    if not isinstance(part, Name) or part.written.partition(".")[0] in OWN or ("." in part.written and name_of(part) != "data"):
        return  # of what axios gives, `response.data` is what came
    for node in routine.nodes:
        match node:
            case Name(written=written) if flow.kin == "javascript" and written.startswith(f"{part.written}."):
                yield from (field for field in (written.removeprefix(f"{part.written}."),) if "." not in field)
            case facts.Index(base=Name(written=written), key=key) if written == part.written:
                yield text_of(key)
            case Call(callee=Name(written=written), arguments=(first, *_)) if written == f"{part.written}.get":
                yield text_of(first.value)
            case facts.Assign(targets=(facts.Mapping(entries=entries),), value=Name(written=written)) if written == part.written:
                yield from (text_of(entry.key) or name_of(entry.key) for entry in entries if entry.key is not None)


def is_key(name: str) -> bool:
    """Whether a name promises a key, a password or the address of a database."""
    if DATABASE.search(name):
        return True
    words = words_of(name)
    if words & HARMLESS:
        return False
    return bool(words & KEYS) or any(pair <= words for pair in KEY_PAIRS) or ("otp" in words and words <= ONE_TIME)
