"""Calls through a client that was made elsewhere: `paystack.post()` of `const paystack = axios.create()` is a call of `axios.post`, and
`refunds.Create()` of `refunds = new RefundService()`, or of a field of that type, is a call of `RefundService.Create`."""

from __future__ import annotations

from collections.abc import Iterator

from golint.catalog.roles import Roles
from golint.dataflow.modules import Routine
from golint.dataflow.names import chained, last_of, owner_of, text_of
from golint.dataflow.values.makers import made_by
from golint.dataflow.values.texts import Texts
from golint.facts import Call, Expr, Mapping, Name
from golint.linking.families import family_of
from golint.traces.calls import VERBS

READING = frozenset({"provider.read"})


def roles_through(call: Call, routine: Routine, roles: Roles, texts: Texts) -> frozenset[str]:
    """The roles of a call through a client that was made elsewhere. Most methods are called like nothing that plays one, and need not be
    followed to what they are called on."""
    ending = roles.by_end(call.path.rpartition(".")[2])
    if not ending:
        return roles.of(_by_instance(call, routine, roles, texts)) if _is_told_address(call) else ending
    found = roles.of(through(call, routine, roles, texts))
    if not ending & READING or found & READING:
        return found
    return found.union(*(roles.of(path) & READING for path in by_maker(call, routine, texts)))


def by_maker(call: Call, routine: Routine, texts: Texts) -> tuple[str, ...]:
    """The paths of a call by what made what it is called on, a part of the provider's library: `Payment.get` for `sold.get()` of
    `sold = new Payment(client)`, and `sdk.payment.get` where that is `sdk.payment()`."""
    owner = owner_of(call)
    made = texts.maker(owner, routine) if owner is not None else ""
    if not made and isinstance(owner, Name) and "." in owner.written:
        root, _, rest = owner.written.partition(".")
        made = texts.maker(Name(owner.path.partition(".")[0], owner.span, root), routine)
        made = f"{made}.{rest}" if made else ""
    last = made.rpartition(".")[2]
    known = (made, last) if last[:1].isupper() else (made,)
    return tuple(f"{one}.{last_of(call)}" for one in known if made)


def through(call: Call, routine: Routine, roles: Roles, texts: Texts) -> str:
    """The path `axios.post` for a call of `post` on what `axios.create` made; "" for a call through nothing of that kind."""
    if typed := by_type(call, routine, texts):
        return typed
    owner = owner_of(call) if last_of(call) in VERBS else None
    found = (_first(one).path for one in _made(owner, routine, texts) if "http.client" in roles.by(one)) if owner is not None else ()
    made = next(iter(found), "")
    return f"{made.rpartition('.')[0] or made}.{last_of(call)}" if made else ""


def _made(owner: Expr, routine: Routine, texts: Texts) -> Iterator[Call]:
    """What made a client, and what made the one that it was told more: `$this->acme()->withToken($token)`."""
    for one, place in made_by(owner, routine, texts):
        yield one
        if (links := tuple(chained(one))) and texts.resolver.callee(links[-1], place) is not None:
            yield from (first for first, _ in made_by(links[-1], place, texts))


def _is_told_address(call: Call) -> bool:
    """Whether a function is called with an object that holds an address: `paystack({ url: "/refund", method: "post" })`."""
    first = call.arguments[0].value if call.arguments and isinstance(call.callee, Name) else None
    return isinstance(first, Mapping) and any(text_of(entry.key) == "url" for entry in first.entries)


def _by_instance(call: Call, routine: Routine, roles: Roles, texts: Texts) -> str:
    """The path `axios` for a call of what `axios.create` made itself; "" for another one."""
    callee = call.callee if isinstance(call.callee, Name) and "." not in call.callee.written else None
    made = (_first(one).path for one, _ in made_by(callee, routine, texts) if "http.client" in roles.by(one)) if callee is not None else ()
    return next(iter(made), "").rpartition(".")[0]


def _first(made: Call) -> Call:
    """The call that a chain begins with, which names the library: `Http::withToken($key)` of `Http::withToken($key)->asJson()`."""
    return (made, *chained(made))[-1]


def by_type(call: Call, routine: Routine, texts: Texts) -> str:
    """The path of a call by the class outside the repository that made what it is called on, or that this is declared to be."""
    owner = owner_of(call) if family_of(routine.path).declared else None
    if not isinstance(owner, Name | Call):
        return ""
    kind = _kind(texts.maker(owner, routine))
    if not kind and isinstance(owner, Name):
        kind = _kind(texts.resolver.declared(owner.written, routine))  # what a factory made, too: `SnapApi snap = factory.getSnapApi()`
    return f"{kind}.{last_of(call)}" if kind else ""


def _kind(held: str) -> str:
    """The name of the class at the end of a path, that of an interface without its letter; "" where a function stands there."""
    last = held.partition("<")[0].rstrip("?").rpartition(".")[2]
    plain = last[1:] if last[:1] == "I" and last[1:2].isupper() else last
    return plain if plain[:1].isupper() else ""
