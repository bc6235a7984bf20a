"""What changes the world: the calls of a handler that a forged event must not reach."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from golint import facts
from golint.catalog.languages import Language
from golint.dataflow.calls.resolve import Resolver
from golint.dataflow.modules import ClassPlace, Routine
from golint.dataflow.names import last_of, name_of, owner_of, receiver_of, subject_of, text_of
from golint.dataflow.proof.statements import Statements
from golint.dataflow.tags import BODY, DIGESTS, NONE, REQUEST, Tags
from golint.dataflow.values.clients import by_type
from golint.dataflow.values.collections import collection_of
from golint.dataflow.values.origins import Origins
from golint.dataflow.values.texts import Texts
from golint.dataflow.vocabulary import (
    DELIVERY_WORDS,
    EFFECT_WORDS,
    PAID_ABROAD,
    PAYMENT_WORDS,
    PURE_WORDS,
    QUEUE_WORDS,
    STATE_WORDS,
    UNPAID_ABROAD,
)
from golint.dataflow.words import mentions, words_of
from golint.facts import Call, Expr, Name

MAKERS = frozenset({"factory", "builder", "stack"})  # what they create is kept nowhere
CACHING = frozenset({"cache"})
CONTAINER = frozenset({"object", "manager"})  # Magento's, of which any object is asked: `$objectManager->create($class)`
CIPHERS = frozenset({"cipher.key", "cipher.make"})
KEEPING = frozenset({"set", "push", "append", "add"})  # what a container is told to keep
TOLD = DELIVERY_WORDS | {"alert"}  # records that tell what happened, and change nothing
ADDING = frozenset({"add", "persist", "Add", "AddAsync"})  # what a session is told to write
WRITING = frozenset({"commit", "flush", "SaveChanges", "SaveChangesAsync"})  # what tells a session to write all of it
NEAR = 200  # bytes between setting a state and saving it
TRANSITIONS = frozenset({"action", "event", "transition", "command"})  # what a variable is called that holds what is done with a record
CUSTOMERS_OWN = frozenset({"quote", "cart", "basket"})
SETTLED = PAID_ABROAD | {"paid", "completed", "complete", "captured", "settled"}
GAINLESS = UNPAID_ABROAD | frozenset({
    "failed", "failure", "cancelled", "canceled", "declined", "rejected", "pending", "unpaid", "expired", "wc-failed", "wc-cancelled",
    "wc-pending",
})  # fmt: skip
WITH_SIGNATURE = frozenset({"request", "request.header"})
PICKING = frozenset({"store.condition"})  # which of the records something is done with
# What gives back a copy, or puts something together, of what it is given: `copy.deepcopy(data).update(...)`, `Hasher.create().update(...)`.
MADE_HERE = frozenset({
    "copy", "deepcopy", "json", "object", "array", "arrays", "collections", "list", "map", "dict", "buffer", "lodash", "hash", "hasher",
    "hashlib", "digest", "hmac", "sha", "md5", "mac", "cipher", "crypto", "sign", "signer", "verifier", "encoder", "decoder", "builder",
    "form", "params", "url", "header", "headers", "date", "datetime", "math", "string", "number", "logger", "log", "response", "canvas",
})  # fmt: skip
EFFECT_ROLES = ("store.insert", "store.upsert", "store.write", "queue.enqueue", "mail.send")


class Effects:
    """Judges the effects of one language's calls by roles, origins and, last, by the words of names."""

    def __init__(self, resolver: Resolver, origins: Origins, language: Language) -> None:
        self._resolver = resolver
        self._origins = origins
        self._roles = language.roles
        self._constructors = language.constructors
        self._collecting, self._containers = language.collecting, language.containers
        self._called_by_name = language.called_by_name
        self._knows_stores = language.store_types is not None
        self._texts = Texts(resolver)
        self._statements = Statements(self._texts, language.roles)

    def of(self, call: Call, routine: Routine, given: Mapping[str, Tags]) -> str:
        """The role by which a call changes the world, "" for none."""
        if call.path.rpartition(".")[2] in KEEPING and self._outlives(receiver_of(call), routine) and not marks_unpaid(call):
            return "store.write"
        if self._sets_paid(call, routine, given) or self._is_sent_on(call, routine, given):
            return "store.write"
        roles = self.played(call, routine)
        named = next((role for role in EFFECT_ROLES if role in roles), "")
        if named and (marks_unpaid(call) or _saves_unpaid(call, routine) or words_of(facts.trail(call).partition(".")[0]) & CUSTOMERS_OWN):
            return ""
        if named and (words_of(subject_of(call)) & MAKERS or words_of(facts.trail(call)) >= CONTAINER or _fills_cache(call)):
            return ""
        if named and self._only_builds(call, routine):
            return ""
        if named == "queue.enqueue" and self._only_waits(call, routine):
            return ""
        if named and "provider.client" in self._roles.of(self._origins.client_of(call, routine)):
            return "provider.write"
        of_queue = bool(named) and self._is_of_queue(call, routine)
        if (of_queue or (named and is_queued(facts.trail(call)))) and self._origins.inputs(call, routine, given) & WITH_SIGNATURE:
            return "unknown"  # the signature goes along: whoever works it off may verify it
        if of_queue:
            return "queue.enqueue"
        if named:
            recorded = self.records_delivery(call, routine) or self._statements.records_delivery(call, routine)
            recorded = recorded or self._writes_deliveries(call, routine)
            stored = collection_of(call) or self._statements.stands_in(call, routine)
            return "" if recorded or (not stored and self._is_local_value(call, routine)) else named
        if self._resolver.callee(call, routine) is not None or roles or _is_inherited(call):
            return ""
        last = words_of(call.path.rpartition(".")[2])
        if not last & EFFECT_WORDS or last & PURE_WORDS or call.path in self._containers or self._is_of_cipher(call, routine):
            return ""
        handed = self._origins.inputs(call, routine, given)
        return "unknown" if handed & (BODY | {"request", "store.read", "signature.verify"}) else ""

    def _sets_paid(self, call: Call, routine: Routine, given: Mapping[str, Tags]) -> bool:
        """`cart.setStatus(OrderStatus.PAID)`: the cart that a customer fills is an order from there on, which a store keeps."""
        owner, last = receiver_of(call), call.path.rpartition(".")[2]
        if len(call.arguments) != 1 or not last.startswith("set"):
            return False
        if not isinstance(owner, Name) or not words_of(owner.written) & CUSTOMERS_OWN:
            return False
        paid = words_of(name_of(call.arguments[0].value) or text_of(call.arguments[0].value)) & SETTLED
        return bool(paid) and mentions(last, STATE_WORDS) and "store.read" in self._origins.of(owner, routine, given)

    def _is_sent_on(self, call: Call, routine: Routine, given: Mapping[str, Tags]) -> bool:
        """`payment.try(action)`, `order.public_send("#{event}!")`: what is done with a record is told while the shop runs."""
        told = call.argument(0)
        if call.path.rpartition(".")[2] not in self._called_by_name or told is None:
            return False
        parts = told.parts if isinstance(told, facts.Template) else (told,)
        named = any(isinstance(part, Name) and words_of(last_of(part)) & TRANSITIONS for part in parts)
        shouted = len(parts) > 1 and text_of(parts[-1]).endswith("!")
        owner = receiver_of(call)
        if owner is None or not (named or shouted):
            return False
        return mentions(last_of(owner), PAYMENT_WORDS) or "store.read" in self._origins.of(owner, routine, given)

    def of_assignment(self, statement: facts.Assign, routine: Routine) -> str:
        """What is written by setting a field of a record: it is kept without a further call where a session writes all that was changed,
        `order.status = "paid"` of SQLAlchemy, and in Odoo."""
        target = statement.targets[0] if statement.targets else None
        if isinstance(target, facts.Index) and self._outlives(target.base, routine):  # `payments[reference] = status`
            return "" if statement.value is None or text_of(statement.value).lower() in GAINLESS else "store.write"
        if not isinstance(target, Name) or "." not in target.written or statement.value is None or not self._writes_changes(routine):
            return ""
        owner = Name(target.path.rpartition(".")[0], target.span, target.written.rpartition(".")[0])
        if text_of(statement.value).lower() in GAINLESS or mentions(owner.written, DELIVERY_WORDS):
            return ""
        return "store.write" if "store.read" in self._origins.of(owner, routine) else ""

    def _writes_changes(self, routine: Routine) -> bool:
        """Whether a file works with such sessions, by what it imports."""
        module = self._resolver.module(routine.path)
        imported = (item.path.partition(".")[0] for item in module.program.imports if not item.level) if module is not None else ()
        return any("store.session" in self._roles.of(name) for name in imported)

    def only_makes(self, callee: Routine, given: Mapping[str, Tags]) -> bool:
        """Whether a constructor runs that is handed nothing of the request: what it does hangs on no event."""
        sent = REQUEST | {"parameter"}
        return callee.function.name in self._constructors and not any(tags & sent for tags in given.values())

    def _only_builds(self, call: Call, routine: Routine) -> bool:
        """Whether a function of the repository's own makes an object and no more, as `HttpClient::create()` may."""
        callee = self._resolver.callee(call, routine)
        match callee.function.body if isinstance(callee, Routine) else ():
            case (facts.Return(value=Call() as made),) if isinstance(callee, Routine):
                return isinstance(self._resolver.callee(made, callee), ClassPlace)
        return False

    def hangs_apart(self, call: Call, routine: Routine, given: Mapping[str, Tags]) -> bool:
        """Whether nothing of the request, and no record, goes into a call: `note_failure_at(time())`."""
        values = [argument.value for argument in call.arguments]
        receiver = receiver_of(call)
        told = NONE.union(*(self._origins.of(value, routine, given) for value in (*values, *((receiver,) if receiver is not None else ()))))
        return bool(values) and not told & (REQUEST | {"store.read"})

    def played(self, call: Call, routine: Routine) -> frozenset[str]:
        """The roles of a call, those of the statement that it runs counted in; where its name tells none, those that it has for things that
        are called like the class of what it is called on: `kafka.send` of a `KafkaTemplate`."""
        return self._statements.roles(call, routine) or self.by_class(call, routine)

    def dispatches(self, call: Call, routine: Routine) -> bool:
        """Whether a call hands something to whoever takes it, and is nothing else by its class: an HTTP client sends, too."""
        return self._roles.by(call) == {"flow.dispatch"} and self.by_class(call, routine) <= {"flow.dispatch"}

    def by_class(self, call: Call, routine: Routine) -> frozenset[str]:
        """The roles of a call for what is called like the class of its receiver: `mailer.send(message)` of a `JavaMailSender`."""
        typed = by_type(call, routine, self._texts)
        return self._roles.of(typed[0].lower() + typed[1:]) if typed else frozenset()

    def runs_statement(self, call: Call, routine: Routine) -> bool:
        """Whether a call runs a statement of SQL, itself or through a function of the repository's own."""
        return self._statements.stands_in(call, routine)

    def records_delivery(self, call: Call, routine: Routine) -> bool:
        """Writing down that a delivery came changes no order: in a class or a table of that name. A queue of events is worked off."""
        written = call.callee.written if isinstance(call.callee, Name) and call.callee.written else call.path
        if is_queued(facts.trail(call)):
            return False
        if mentions(written.rpartition(".")[0], DELIVERY_WORDS) or any(mentions(text, DELIVERY_WORDS) for text in _tables(call)):
            return True
        return any(mentions(name, TOLD) for name in self._added(call, routine))

    def _writes_deliveries(self, call: Call, routine: Routine) -> bool:
        """`session.add(WebhookLog(...)); session.commit()`: all that is written then is that a delivery came."""
        if last_of(call) not in WRITING:
            return False
        session = subject_of(call)
        added = [one for one in routine.calls if last_of(one) in ADDING and subject_of(one).partition(".")[0] == session]
        return bool(added) and all(self.records_delivery(one, routine) for one in added)

    def records_deliveries(self, routine: Routine) -> bool:
        """Whether a function writes down that a delivery came."""
        written = (call for call in routine.calls if self.played(call, routine) & set(EFFECT_ROLES))
        return any(self.records_delivery(call, routine) for call in written)

    def _added(self, call: Call, routine: Routine) -> Iterator[str]:
        """The classes of the records that a session is handed to write: `session.add(AuditLog(...))`, `entities.persist(entry)`."""
        for argument in call.arguments if last_of(call) in ADDING else ():
            held = self._texts.value_of(argument.value, routine) if isinstance(argument.value, Name) else (argument.value, routine)
            if held is not None and isinstance(held[0], Call):
                yield last_of(held[0])

    def _outlives(self, receiver: Expr | None, routine: Routine) -> bool:
        """Whether a container of the file's own stands in for a table of payments: `const payments = new Map()` outside of functions."""
        if not isinstance(receiver, Name) or "." in receiver.written or not mentions(receiver.written, PAYMENT_WORDS):
            return False
        module = self._resolver.module(routine.path)
        if module is None or words_of(receiver.written) & (CUSTOMERS_OWN | DELIVERY_WORDS):
            return False
        scope: Routine | None = routine
        while scope is not None and receiver.written not in module.bindings(scope):
            scope = module.around(scope)
        held = module.bindings(scope).get(receiver.written, ()) if scope == module.body and routine != scope else ()
        return any(_is_container(b.value) or (isinstance(b.value, Call) and b.value.path in self._containers) for b in held)

    def _only_waits(self, call: Call, routine: Routine) -> bool:
        """Whether a timer ends a wait, or gives something up, and begins nothing of the shop's own: `setTimeout(resolve, 500)`,
        `setTimeout(() => controller.abort(), 3000)`."""
        run = call.argument(0) if call.path == "setTimeout" else None
        match run:
            case facts.Lambda(function=facts.Function(body=(facts.Return(value=Call() as only) | facts.Evaluate(value=Call() as only),))):
                plain = isinstance(only.callee, Name) and "." not in only.callee.written and not only.arguments
                return last_of(only) == "abort" or (plain and self._resolver.callee(only, routine) is None)
            case Name():
                return self._resolver.definition(run, routine) is None
        return False

    def _is_local_value(self, call: Call, routine: Routine) -> bool:
        """`data.update(...)` on a dictionary of the function's own, on a hash, or on a cipher, changes nothing outside."""
        receiver = receiver_of(call)
        if receiver is None or call.path.endswith((".save", ".asave")):
            return False  # dictionaries and hashes cannot be saved; a form or a record made of what was sent can
        if self._is_of_cipher(call, routine):
            return True
        held = self._origins.of(receiver, routine)
        if self._is_asked_for(receiver, routine):
            return False
        if call.path.rpartition(".")[2] in self._collecting and "store.read" not in held:
            return True
        if self._knows_stores and "store.read" in held:
            return False
        if held & (DIGESTS | {"request", "request.body.parsed", "request.part", "request.header", "literal", "http.request"}):
            return "store.read" not in held
        if isinstance(receiver, facts.Mapping | facts.Sequence | facts.Literal | facts.Template):
            return True
        if not isinstance(receiver, Name):
            return False
        if mentions(
            receiver.written.rpartition(".")[2],
            frozenset({"header", "payload", "param", "data", "context", "dict", "kwarg", "response", "digest", "result", "body"}),
        ):
            return True
        module = self._resolver.module(routine.path)
        scope: Routine | None = routine
        bindings = list(module.bindings(routine).get(receiver.written, ())) if module else []
        while module is not None and not bindings and scope is not None:
            bindings, scope = list(module.bindings(scope).get(receiver.written, ())), module.around(scope)
        return any(_is_container(b.value) or (isinstance(b.value, Call) and b.value.path in self._containers) for b in bindings)

    def _is_of_cipher(self, call: Call, routine: Routine) -> bool:
        """`decipher.setAuthTag(tag)`"""
        receiver = receiver_of(call)
        return receiver is not None and bool(self._roles.of(self._texts.maker(receiver, routine)) & CIPHERS)

    def _is_of_queue(self, call: Call, routine: Routine) -> bool:
        """Whether a call is one on what was made of a class for queues: `jobs = new Queue("payments")`."""
        owner = receiver_of(call)
        return isinstance(owner, Name) and mentions(self._texts.maker(owner, routine).rpartition(".")[2], QUEUE_WORDS)

    def _is_asked_for(self, receiver: Expr, routine: Routine) -> bool:
        """Whether a value is what something outside is asked for, `db.collection("orders").document(number)`, and so none of the function's
        own, although what was sent picks it."""
        root = receiver
        while isinstance(root, Call) and not self._roles.by(root) - PICKING:
            owner = owner_of(root)
            if owner is None:
                return False  # of a plain function, what it is given tells
            root = owner
        if root is receiver or not isinstance(root, Name) or words_of(facts.trail(receiver)) & MADE_HERE:
            return False
        made = self._texts.value_of(root, routine)
        if made is not None:
            return isinstance(made[0], Call) and not self._roles.by(made[0]) and not _is_container(made[0])
        return not self._origins.of(root, routine)


def _saves_unpaid(call: Call, routine: Routine) -> bool:
    """`$order->set_status("pending"); $order->save();`: what is saved is what was set last."""
    owner = receiver_of(call) if call.path.endswith(".save") and not call.arguments else None
    if not isinstance(owner, Name):
        return False
    before = (
        node
        for node in routine.own
        if isinstance(node, Call) and node.arguments and node.span.end <= call.span.start and isinstance(receiver_of(node), Name)
    )
    told = [node for node in before if (held := receiver_of(node)) and isinstance(held, Name) and held.written == owner.written]
    return bool(told) and marks_unpaid(told[-1]) and call.span.start - told[-1].span.end < NEAR


def is_queued(path: str) -> bool:
    """Whether a call's path is that of one on a queue, by its name: `webhookQueue.add`."""
    return mentions(path.rpartition(".")[0].rpartition(".")[2], QUEUE_WORDS)


def marks_unpaid(call: Call) -> bool:
    """`update_status("failed")`: nothing is gained by a forged one."""
    values = [a.value for a in call.arguments]
    values += [
        entry.value
        for value in values
        if isinstance(value, facts.Mapping)
        for entry in value.entries
        if mentions(text_of(entry.key), STATE_WORDS)
    ]
    return any(text_of(value).lower() in GAINLESS for value in values)


def _tables(call: Call) -> Iterator[str]:
    """The texts that name a table or a collection: `DB::table("events")->insert(...)`, `$wpdb->insert($prefix . "events", ...)`,
    `new PutItemCommand({ TableName: "events" })`."""
    yield collection_of(call)
    told = call.argument(0)
    options = told.entries if isinstance(told, facts.Mapping) else ()
    yield text_of(call.argument(None, "TableName") or next((e.value for e in options if text_of(e.key) == "TableName"), None))
    here: Expr | None = call
    while here is not None:
        if isinstance(here, Call) and facts.trail(here).rpartition(".")[2] in ("table", "from", "collection", "into"):
            yield text_of(here.argument(0))
        here = receiver_of(here) if isinstance(here, Call) else None
    if call.path.endswith("wpdb.insert"):
        yield from (text_of(n) for argument in call.arguments[:1] for n in facts.walk(argument) if isinstance(n, facts.Literal))


def _is_inherited(call: Call) -> bool:
    """`super().dispatch(request)`: the framework goes on from here."""
    return isinstance(call.callee, facts.Attribute) and isinstance(call.callee.base, Call) and call.callee.base.path == "super"


def _is_container(value: Expr | None) -> bool:
    return isinstance(value, facts.Mapping | facts.Sequence) or (
        isinstance(value, Call) and value.path in ("dict", "list", "set", "OrderedDict", "collections.OrderedDict")
    )


def _fills_cache(call: Call) -> bool:
    """Whether something is kept that can be had again: `$this->cache->save($addresses, $key)`."""
    return last_of(call) == "save" and bool(words_of(subject_of(call)) & CACHING)
