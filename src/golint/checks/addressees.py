"""Whose an address is, as far as the names tell that it is made of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.catalog.words import speaks_of
from golint.dataflow.modules import Routine
from golint.dataflow.names import name_of, path_of, text_of
from golint.dataflow.values.texts import returned
from golint.dataflow.vocabulary import OTHER_TRADES, OWN_SITE, PAYMENT_WORDS, URL_WORDS
from golint.dataflow.words import words_of
from golint.facts import Call, Expr, Name

if TYPE_CHECKING:
    from golint.dataflow import Flow

HOPS = 2
FOR_PAGES = frozenset({"next", "public"})
_ENVIRONMENTS = ("process.env.", "import.meta.env.")
_PLACES = frozenset({  # what is said of any address
    "service", "server", "endpoint", "sandbox", "production", "prod", "live", "test", "dev", "staging", "merchant", "client", "core",
    "snap",
})  # fmt: skip
_IN_FULL = 4  # letters


def is_of_another_trade(flow: Flow, address: Expr, routine: Routine) -> bool:
    """Whether an address belongs to nobody who takes payments: `newsletter_url`, `` `https://${env.SHOPIFY_STORE_DOMAIN}/admin` ``."""
    return _speak_of_others(frozenset[str]().union(*(words_of(name) for name in _names(flow, address, routine))))


def is_host_of_another_trade(host: str) -> bool:
    """Whether a host that is written down is that of somebody who sends mail, or counts visitors: `api.resend.com`."""
    return _speak_of_others(words_of(host))


def _speak_of_others(words: frozenset[str]) -> bool:
    return bool(words & OTHER_TRADES) and not words & PAYMENT_WORDS


def is_own_site(flow: Flow, address: Expr, routine: Routine) -> bool:
    """Whether an address begins with that of the shop itself: `` `${process.env.NEXT_PUBLIC_APP_URL}/api/orders` ``."""
    return any(_is_site(name) for name in _names(flow, _beginning(address), routine))


def is_anybodys(flow: Flow, address: Expr, routine: Routine) -> bool:
    """Whether an address begins with a setting of which nothing but that it is one is told: `process.env.API_URL`."""
    first = _beginning(address)
    held = flow.texts.value_of(first, routine) if isinstance(first, Name) and "." not in first.written else None
    setting = path_of(_beginning(held[0]) if held is not None else first)
    return setting.startswith(_ENVIRONMENTS) and words_of(setting.rpartition(".")[2]) <= URL_WORDS


def is_anothers(flow: Flow, address: Expr, routine: Routine) -> bool:
    """Whether an address begins with a setting that is called after somebody else than the providers of the file, and says nothing of
    payments: `` `${process.env.LEDGER_SERVICE_URL}/entries` ``."""
    setting = _setting(flow, address, routine, HOPS)
    words = words_of(setting) - URL_WORDS - _PLACES
    if not any(len(word) >= _IN_FULL for word in words) or words & PAYMENT_WORDS:
        return False  # `MP_API_URL`: an abbreviation may well be the provider's
    told = setting.encode()
    return not any(pack.id in words or speaks_of(pack, told, told.lower()) for pack in flow.packs)


def _setting(flow: Flow, address: Expr, routine: Routine, hops: int) -> str:
    """The name of the setting that an address begins with; "" where it begins otherwise."""
    match first := _beginning(address):
        case Name(written=written) if (last := written.rpartition(".")[2]).isupper() and "." in written:
            return last
        case Name() if hops and (held := flow.texts.value_of(first, routine)) is not None:
            return _setting(flow, held[0], held[1], hops - 1)
        case Call() if "config.read" in flow.roles.by(first):
            return text_of(first.argument(0))
        case facts.Index(key=key) if text_of(key).isupper():
            return text_of(key)
    return ""


def _beginning(address: Expr) -> Expr:
    match address:
        case facts.Template(parts=(first, *_)) | facts.Binary(left=first) | facts.Logic(operands=(first, *_)):
            return _beginning(first)
    return address


def _is_site(name: str) -> bool:
    """Whether a name says that it is the shop's own address, or is a setting that Next gives to its pages and says no more than that."""
    words = words_of(name)
    if words >= FOR_PAGES:
        return words <= OWN_SITE | URL_WORDS | {"server"}  # pages ask the shop's own server, and no provider's
    return bool(words & OWN_SITE) and words <= OWN_SITE | URL_WORDS


def _names(flow: Flow, expr: Expr, routine: Routine, hops: int = HOPS) -> Iterator[str]:
    """The names in an expression, in what they hold, and in what the functions give back that it calls."""
    for part in facts.walk(expr):
        if isinstance(part, Name | Call | facts.Index):
            yield name_of(part)
        if isinstance(part, Name):
            held = flow.texts.value_of(part, routine) if hops else None
            if held is not None:
                yield from _names(flow, *held, hops - 1)
        elif isinstance(part, Call) and "config.read" in flow.roles.by(part):
            yield text_of(part.argument(0))
        elif isinstance(part, Call) and hops:
            found = flow.judge.callee(part, routine)
            if isinstance(found, Routine):
                for value in returned(found):
                    yield from _names(flow, value, found, hops - 1)
