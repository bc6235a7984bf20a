"""Where somebody is given money to spend in the shop: a wallet, points, credits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from golint import facts
from golint.checks.payments.amounts.clients_word import FROM_CLIENT, PRICED, is_clients_alone
from golint.checks.payments.browser_states import BY_STAFF, KEEPING
from golint.checks.sums import is_increment, raised
from golint.checks.webhooks.repeats.rule import ANSWERED
from golint.dataflow.doors.handlers import Handler, hook_words
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, name_of
from golint.dataflow.vocabulary import RETURN_WORDS
from golint.dataflow.words import mentions
from golint.facts import Call, Name
from golint.model import Span

if TYPE_CHECKING:
    from golint.dataflow import Flow

PAYING_IN = frozenset({"fund", "funds", "deposit", "topup", "recharge", "recarga", "recargar", "depositar"})
TOP_UP = frozenset({"top", "up"})
BALANCES = frozenset({"balance", "wallet", "credit", "credits", "saldo", "points", "coins", "funds"})


def credited(flow: Flow, door: Handler) -> Span | None:
    """Where a page that the browser comes back to adds to a balance; None on one whose words the shop's own people use, too."""
    return filled(flow, door.routine) if hook_words(door) & (RETURN_WORDS - BY_STAFF) else None


def filled(flow: Flow, routine: Routine) -> Span | None:
    """Where a routine adds to a balance."""
    for node in routine.nodes:
        match node:
            case facts.Assign(targets=(Name() as target, *_), value=value) if mentions(target.written.rpartition(".")[2], BALANCES):
                if is_increment(flow, node, target, routine) and "-" not in (node.operator, getattr(value, "operator", "")):
                    return node.span
            case Call() if flow.effects.of(node, routine, {}) in KEEPING:
                if any(mentions(name, BALANCES) for name in raised(flow, node, routine)):
                    return node.span
    return None


def topped_up(flow: Flow, door: Handler) -> Span | None:
    """Where a door by which people pay in adds to a balance how much the browser says: `wallet.balance += req.body.amount`. What another
    balance is lowered by was there before."""
    routine, words = door.routine, hook_words(door)
    place = filled(flow, routine) if words & PAYING_IN or words >= TOP_UP else None
    if place is None or any(_lowers(node) for node in routine.nodes):
        return None
    added = (node for node in routine.nodes if isinstance(node, Name | facts.Index | Call) and node.span in place)
    theirs = (is_clients_alone(flow.origin(node, routine)) and mentions(name_of(node), PRICED) for node in added)
    return place if any(theirs) else None


def _lowers(node: facts.Node) -> bool:
    match node:
        case facts.Assign(targets=(Name(written=written), *_), operator=operator, value=value):
            return mentions(written, BALANCES) and "-" in (operator, getattr(value, "operator", ""))
        case Call():
            return last_of(node) == "decrement"
    return False


def filled_with_paid(flow: Flow, routine: Routine) -> bool:
    """Whether what a routine adds to a balance is how much the provider says was paid, and no number of the client's."""
    place = filled(flow, routine)
    nodes = (node for node in routine.nodes if isinstance(node, Name | facts.Index)) if place is not None else ()
    told = [(name_of(node), flow.origin(node, routine)) for node in nodes if place is not None and node.span in place]
    return any(tags & ANSWERED for _, tags in told) and not any(tags & FROM_CLIENT and mentions(name, PRICED) for name, tags in told)
