"""What customers pay for and no order is kept of, given to them by a page that their browser comes back to: a place in a course."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.payments.amounts.clients_word import PRICED, is_clients_alone
from golint.checks.payments.browser_states import BY_STAFF, KEEPING, runs
from golint.checks.payments.fulfilment.untied import GRANTED
from golint.checks.payments.marks import PAID, says_paid
from golint.checks.payments.returns.named_payments import is_for_people, may_verify
from golint.dataflow.doors.handlers import Handler, hook_words
from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, name_of, owner_of, text_of
from golint.dataflow.vocabulary import PAYMENTS_ABROAD, RETURN_WORDS, STATE_WORDS
from golint.dataflow.words import mentions, words_of
from golint.facts import Call, Expr, Name
from golint.lazily import compiled
from golint.model import Span

if TYPE_CHECKING:
    from golint.dataflow import Flow

PAYING = PAYMENTS_ABROAD | {"payment", "checkout", "pay", "paid"}
"""What a page is called that has to do with a payment."""
THANKING = frozenset({"success", "return", "thank", "gracias", "exito", "sucesso", "obrigado", "sukses", "berhasil"})
"""What scripts are called that customers come back to once they have paid; a course is completed as well."""
HELD = GRANTED | {"enrollment", "enrolment", "purchase", "license", "licence"}
"""What a record is called that says what a customer has bought. An order may be made before it is paid for."""
STANDING = frozenset({"premium", "pro", "vip", "subscribed"})
"""What a customer is who pays: `isPremium: true`, `plan: "premium"`."""
ADDING = frozenset({"push", "add", "append", "attach"})
_ADDED = frozenset({"$push", "$addToSet"})
_PUT = compiled(r"(?i)\binsert\s+(?:ignore\s+)?into\s+[`\"\[]?(?:\w+[`\"\]]?\.[`\"\[]?)?(\w+)")
_RAISED = compiled(
    r"""(?ix) \bupdate\b .* \bset\b (?: (?! \bwhere\b ) . )* \bis_?(?:premium|pro|vip|subscribed)\b [`"]? \s*=\s* (?:1|true)\b
      | \bupdate\b \s+ \S*(?:subscri|suscri|member|assinatura|langganan)\S* \s+ set\b (?: (?! \bwhere\b ) . )*
        \b(?:status|state|estado|situacao)\b [`"]? \s*=\s* ['"](?:active|activ[ao]|ativ[ao]|aktif)['"]"""
)


def given(flow: Flow, door: Handler, providers: Collection[str]) -> Span | None:
    """Where a page that a checkout sends the browser back to gives what was to be paid for, and neither goes by a state that the shop has
    of it nor has somebody asked who cannot be followed. The page may be called after one of the `providers`."""
    words = hook_words(door)
    of_payments = words & (PAYING | {"purchase"}).union(providers) or (door.is_script and words & THANKING)
    if not of_payments or not words & (RETURN_WORDS - (BY_STAFF - {"capture"})) or is_for_people(door):
        return None
    span = next(_gives(flow, door.routine), None)
    return None if span is None or _knows(flow, door.routine) else span


def _gives(flow: Flow, routine: Routine) -> Iterator[Span]:
    for node in routine.nodes:
        match node:
            case facts.Assign(targets=(Name(written=written), *_), value=value) if value is not None and "." in written:
                if _raises(written.rpartition(".")[2], value):
                    yield node.span
            case Call() if _makes(flow, node, routine) or _adds(node) or runs(flow, node, routine, _RAISED):
                yield node.span
            case Call(arguments=arguments) if flow.roles.by(node) & KEEPING:
                if any(_sets(argument.name, argument.value) for argument in arguments):
                    yield node.span


def _makes(flow: Flow, call: Call, routine: Routine) -> bool:
    """`Enrollment.create(...)`, and the statement of SQL that does so."""
    if flow.effects.of(call, routine, {}) not in ("store.insert", "store.upsert"):
        return False
    if flow.effects.runs_statement(call, routine):
        texts = (flow.texts.of(argument.value, routine) for argument in call.arguments)
        return any(mentions(table, HELD) for text in texts for table in _PUT.findall(text))
    return mentions(facts.trail(call).rpartition(".")[0], HELD)


def _adds(call: Call) -> bool:
    """`user.courses.push(course)`; a list of the page's own is only shown."""
    owner = owner_of(call) if last_of(call) in ADDING else None
    return isinstance(owner, Name) and "." in owner.written and mentions(owner.written.rpartition(".")[2], GRANTED)


def _sets(name: str | None, value: Expr) -> bool:
    """Whether what a record is told makes a paying customer of whom it is about, or adds what he has."""
    if name and _raises(name, value):
        return True
    entries = value.entries if isinstance(value, facts.Mapping) else ()
    return any(_gets(entry) or _sets(text_of(entry.key), entry.value) for entry in entries if text_of(entry.key) != "where")


def _gets(entry: facts.Entry) -> bool:
    """`$push: { courses: id }`"""
    inner = entry.value.entries if text_of(entry.key) in _ADDED and isinstance(entry.value, facts.Mapping) else ()
    return any(mentions(text_of(one.key), GRANTED) for one in inner)


def _raises(name: str, value: Expr) -> bool:
    match value:
        case facts.Literal(value=True):
            return mentions(name, STANDING)
        case facts.Literal(value=str() as text):
            return mentions(name, frozenset({"plan", "role", "tier"})) and mentions(text, STANDING)
    return False


# -- who knows of the payment --


def _knows(flow: Flow, routine: Routine) -> bool:
    """Whether a page goes by a state that the shop keeps, gives away what costs nothing, or has somebody look at the payment."""
    for node in routine.nodes:
        match node:
            case Call(arguments=arguments) if "store.read" in flow.roles.by(node) and not flow.effects.of(node, routine, {}):
                if any(says_paid(part) for a in arguments for part in facts.walk(a.value) if isinstance(part, facts.Literal)):
                    return True
            case Call() if may_verify(flow, node, routine):
                return True
            case facts.Compare() if _is_free(node):
                return True
            case facts.Branch(condition=condition) | facts.Choice(condition=condition):
                if any(_is_state(flow, part, routine) for part in facts.walk(condition)):
                    return True
    return False


def _is_free(asked: facts.Compare) -> bool:
    """`course.price === 0`"""
    sides = (asked.left, asked.right), (asked.right, asked.left)
    return any(isinstance(nothing, facts.Literal) and nothing.value == 0 and mentions(name_of(price), PRICED) for nothing, price in sides)


def _is_state(flow: Flow, part: facts.Node, routine: Routine) -> bool:
    """Whether a value says how something stands, and is not the browser's word."""
    if not isinstance(part, Name | facts.Index | facts.Attribute | Call) or not words_of(name_of(part)) & (STATE_WORDS | PAID):
        return False
    return not is_clients_alone(flow.origin(part, routine))
