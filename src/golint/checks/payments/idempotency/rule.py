"""A repeated request must not move money twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.catalog.messages import kin_of
from golint.catalog.providers import SdkIdempotency
from golint.checks.payments.idempotency.shared import shared, speaks_of_keys
from golint.checks.payments.idempotency.stability import makes_client
from golint.checks.payments.idempotency.wrappers import Use, uses
from golint.dataflow.modules import Routine
from golint.dataflow.names import OWN, called, chained, headers_of, last_of, name_of, owner_of
from golint.dataflow.requests.money import Money
from golint.dataflow.values.fields import Field
from golint.dataflow.values.texts import HOLE, returned
from golint.dataflow.words import mentions, words_of
from golint.facts import Argument, Call, Expr, Name
from golint.model import Hit, Severity, Side, Span

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.view import FileView

PRESENT, ABSENT, CALLER, UNSEEN = "present", "absent", "caller", "unseen"
CARRIERS = ("headers", "options", "request_options", "extra_headers", "params_options")
BODIES = ("json", "data", "body", "content", "payload")
SCRIPTS = frozenset({"script", "scripts", "bin", "tools", "migrations", "seeds", "rake"})
STAND_INS = frozenset({"mock", "mocks", "mocked", "stub", "stubs", "stubbed"})
Place = tuple[str | None, Span, str]


def missing_idempotency_key(view: FileView) -> Iterator[Hit]:
    """A money call without the key that its provider takes; where one function sends every request, that function."""
    for money in view.flow.money:
        if takes_key(money) and carries_key(view.flow, money) == ABSENT:
            yield _hit(view, money, money.call.span)
    for use in uses(view):
        yield from _wrapped(view, use)
    for money, sent in shared(view):
        if takes_key(money) and _is_keyless(view.flow, money, sent):
            yield _hit(view, money, money.call.span)


def _is_keyless(flow: Flow, money: Money, sent: tuple[Money, ...]) -> bool:
    """Whether neither who asks gives a key nor what sends the request, as far as both can be seen."""
    if natural_key(money) or speaks_of_keys(flow, money, sent):
        return False
    return all(carries_key(flow, one) in (ABSENT, CALLER) for one in (money, *sent))


def takes_key(money: Money) -> bool:
    """Whether the provider says that it takes a key for such a call; interceptors may give one to what an interface declares."""
    known = money.provider.idempotency.supported == "yes" or bool(natural_key(money))
    return not money.declared and known and money.entry.need != "none" and not _only_cancels(money) and not _plays(money.routine)


def _plays(routine: Routine) -> bool:
    """Whether a function says that it puts something in the provider's place for tests: `create_stripe_mock!`."""
    return mentions(routine.function.name, STAND_INS)


def natural_key(money: Money) -> str:
    """What the merchant may call that which a request creates, `payment_id` for `POST /payments`, where the provider's sources agree on
    no key besides, and `reference` where it takes no other: a second one of that name is refused."""
    if money.entry.unique:
        return money.entry.unique
    if money.provider.idempotency.supported != "docs-conflict" or money.entry.need != "required":
        return ""
    keys = money.provider.idempotency.natural_keys
    return next((key for key in keys if mentions(money.entry.call, words_of(key) - {"id"})), "")


def _by_hand(routine: Routine) -> bool:
    """Whether a file is a script that somebody runs once and watches."""
    return not SCRIPTS.isdisjoint(routine.path.lower().split("/")[:-1])


def _refused_by_state(money: Money) -> bool:
    """Whether a call confirms or captures what was created before: its own state refuses a second time."""
    return words_of(last_of(money.call)) - {"async"} in ({"confirm"}, {"capture"}) and money.sdk


def _only_cancels(money: Money) -> bool:
    """Whether a request calls something off: what is called off stays so, however often it is asked for."""
    if money.sdk:
        return words_of(last_of(money.call)) - {"async"} in ({"cancel"}, {"void"})
    given = (node for argument in money.call.arguments[:2] for node in facts.walk(argument.value) if isinstance(node, facts.Literal))
    return any(isinstance(text.value, str) and text.value.endswith(("/cancel", "/void")) for text in given)


def _wrapped(view: FileView, use: Use) -> Iterator[Hit]:
    handed = zip(use.users, use.between, strict=True)
    users = [user for user, between in handed if takes_key(user) and not any(_supplies(view.flow, one) for one in (user, *between))]
    users = [user for user in users if not natural_key(user) or not _hides_body(view.flow, user)]
    named = [user for user in users if natural_key(user) and user.routine.path == view.source.path]
    yield from (_hit(view, user, user.call.span) for user in named)  # the body is put together there
    users = [user for user in users if user not in named]
    if not users:
        return
    users.sort(key=lambda user: user.entry.need != "required")
    sent = Money(use.call, use.routine, users[0].provider, users[0].entry, sdk=False)
    state = carries_key(view.flow, sent)
    if state in (ABSENT, CALLER):
        yield _hit(view, sent, use.call.callee.span, tuple(_place(user) for user in users[:3]))
    elif state == PRESENT:
        asked = _left_to_callers(view.flow, sent)
        for user in users if asked else ():
            if user.routine.path == view.source.path and user.routine != use.routine and not _gives(user.call, asked, use.routine):
                yield _hit(view, user, user.call.span)


def _place(user: Money) -> Place:
    return user.routine.path, user.call.span, "money moves through it here"


def _hit(view: FileView, money: Money, span: Span, related: tuple[Place, ...] = ()) -> Hit:
    sdk = _sdk(money, view.language)
    return Hit(
        span,
        {
            "call": called(money.call),
            "provider": money.provider.name,
            "deed": "start a payment" if money.entry.opens else "move money",
            "remedy": _remedy(money, sdk),
        },
        provider=money.provider.id,
        symbol=view.flow.symbol(money.routine),
        severity=_severity(view, money, sdk),
        related=related,
    )


def _severity(view: FileView, money: Money, sdk: SdkIdempotency | None) -> Severity | None:
    if view.side is Side.CLIENT:
        return Severity.NOTE  # a browser's key is public, and nothing of the merchant's moves by it alone
    natural = bool(natural_key(money))
    weak = money.entry.weak or (money.provider.idempotency.weak and not natural)
    if money.entry.need == "advised" or weak or _refused_by_state(money) or _by_hand(money.routine) or _is_sent_elsewhere(view.flow, money):
        return Severity.NOTE
    return Severity.WARNING if natural or money.entry.opens or (sdk is not None and sdk.auto) else None


def _is_sent_elsewhere(flow: Flow, money: Money) -> bool:
    """Whether a helper from outside the repository sends the request, and may add a key of its own."""
    callee = money.call.callee
    own = isinstance(callee, Name) and callee.written.startswith(("self.", "this.")) and callee.written.count(".") == 1
    unseen = own or flow.money_calls.is_handed_on(money.call, money.routine)
    return not money.sdk and unseen and flow.judge.callee(money.call, money.routine) is None


def _sdk(money: Money, language: str) -> SdkIdempotency | None:
    known = kin_of(language)
    return next((sdk for sdk in money.provider.idempotency.sdks if money.sdk and sdk.language == known), None)


def _remedy(money: Money, sdk: SdkIdempotency | None) -> str:
    header, provider = _header(money), money.provider
    if key := natural_key(money):
        return f"Put an id of your own into the body of this request as `{key}`, so that {provider.name} refuses a second one"
    if sdk is not None and not sdk.can_pass:
        return f"The SDK of {provider.name} cannot send the key: make this call by raw HTTP, with the header `{header}`"
    if sdk is not None and sdk.keywords and sdk.keywords[0] not in CARRIERS:
        return f"Pass `{sdk.keywords[0]}` to this call"
    if sdk is not None and (sdk.options or sdk.keywords):
        return f"Pass `{(sdk.options or sdk.keywords)[0]}` in the options of this call"
    if not provider.idempotency.headers and provider.idempotency.body_fields:
        return f"Put `{provider.idempotency.body_fields[0]}` into the body of this request"
    return f"Send the header `{header}` with this request"


def _header(money: Money) -> str:
    """The provider's header, the one whose name speaks of the route where there are several."""
    route = words_of(money.entry.call)
    return max(money.provider.idempotency.headers, key=lambda header: len(words_of(header) & route), default="Idempotency-Key")


# -- where a key may be --


def carries_key(flow: Flow, money: Money) -> str:
    """Whether a request carries a key: present, absent, left to the caller, or unseen."""
    call, routine, accepted = money.call, money.routine, _accepted(money)
    if any(_is_key(argument.name or _positional(money, argument), accepted) for argument in call.arguments):
        return PRESENT
    before = (argument.value for link in chained(call) for argument in link.arguments)
    whole = (*(argument.value for argument in call.arguments), owner_of(call), headers_of(call), *before)
    if any(_is_key(field.name, accepted) for value in whole for field in flow.fields.deep(value, routine)) or _is_told_before(money):
        return PRESENT
    if any(_is_key(name, accepted) for name in _told_by_maker(flow, call, routine)):
        return PRESENT
    later = flow.fields.headers_later(call, routine).names
    if any(_is_key(name, accepted) for name in later):
        return PRESENT
    if HOLE in later:
        return UNSEEN
    hidden = [a for at, a in enumerate(call.arguments) if _may_hide(flow, money, at, a)]
    if not hidden and money.sdk and _is_given_to_client(flow, accepted):
        return PRESENT
    if not hidden:
        return UNSEEN if natural_key(money) and _hides_body(flow, money) else ABSENT
    own = {parameter.name for parameter in routine.function.parameters}
    return CALLER if all(_names(flow, a.value, routine) & own for a in hidden) else UNSEEN


def _told_by_maker(flow: Flow, call: Call, routine: Routine) -> Iterator[str]:
    """What the functions of the shop that make the client of a request tell it: `$this->client($key)->post($path)`."""
    makers = (maker for link in chained(call) if (maker := flow.judge.callee(link, routine)) is not None)
    for maker in makers:
        for made in (value for value in returned(maker) if isinstance(value, Call)):
            for told in (made, *chained(made)):
                yield from (field.name for argument in told.arguments for field in flow.fields.deep(argument.value, maker))
                yield from flow.fields.headers_later(told, maker).names


def _is_given_to_client(flow: Flow, accepted: frozenset[str]) -> bool:
    """Whether a client that the file makes is told the key for all that it sends: whether that is one for all is another question."""
    made = (call for call in flow.module.calls if makes_client(flow, call))
    fields = (f for call in made for a in call.arguments for f in flow.fields.deep(a.value, flow.routine_at(call.span.start)))
    return any(_is_key(field.name, accepted) for field in fields)


def _is_told_before(money: Money) -> bool:
    """Whether the client is told the key of its next request: `$mollie->setIdempotencyKey($key); $mollie->payments->create(...)`."""
    if not money.sdk:
        return False
    asked = [facts.trail(call) for call in money.routine.calls if money.call.span in call.span]  # `send(new CreatePaymentRequest(...))`
    earlier = (call for call in money.routine.calls if call.span.end <= money.call.span.start)
    told = [facts.trail(call).rpartition(".")[0] for call in earlier if {"set", "idempotency"} <= words_of(last_of(call))]
    return any(trail.startswith(f"{client}.") for client in told for trail in asked)


def _accepted(money: Money) -> frozenset[str]:
    idempotency = money.provider.idempotency
    options = [option for sdk in idempotency.sdks for option in sdk.options]
    natural = natural_key(money)
    naturals = (natural, natural.replace("_", "")) if natural else idempotency.natural_keys
    names = (*idempotency.headers, *naturals, *idempotency.body_fields, *options)
    return frozenset(name.lower() for name in names) - frozenset(CARRIERS) - {"custom_headers"}


def _is_key(name: str, accepted: frozenset[str]) -> bool:
    return "idempot" in name.lower() or name.lower() in accepted


def _positional(money: Money, argument: Argument) -> str:
    """What a library is handed by its place alone goes by its own name: `$api->createPayout($idempotencyKey, null, $payout)`."""
    return name_of(argument.value) if money.sdk else ""


def _may_hide(flow: Flow, money: Money, at: int, argument: Argument) -> bool:
    """Whether an argument may hold a key that cannot be seen."""
    if argument.spread != "**" and not _may_carry(flow, money, at, argument):
        return False
    if _is_plain(flow, argument.value, money.routine) or _is_body(flow, money, argument.value):
        return False
    return flow.fields.of(argument.value, money.routine).open


def _hides_body(flow: Flow, money: Money) -> bool:
    """Whether the body of a request is put together where it cannot be seen: `request({ method: "POST", body: params })`."""
    told = (field for argument in money.call.arguments for field in flow.fields.deep(argument.value, money.routine))
    return any(field.name.lower() in BODIES and flow.fields.of(field.value, field.routine).open for field in told)


def _is_plain(flow: Flow, value: Expr, routine: Routine) -> bool:
    """Whether a value is declared to be a text, a number, or a token that cancels."""
    declared = flow.resolver.declared(value.written, routine) if isinstance(value, Name) else ""
    return declared.partition("<")[0].rstrip("?").rpartition(".")[2] in flow.language.plain_types


def _is_body(flow: Flow, money: Money, value: Expr) -> bool:
    """Whether a value is declared to be what is asked for, where a library takes the key beside that: `PaymentCaptureRequest $request`."""
    sdk = _sdk(money, flow.module.program.language) if money.sdk else None
    declared = flow.resolver.declared(value.written, money.routine) if isinstance(value, Name) else ""
    return sdk is not None and sdk.apart and declared.rpartition(".")[2].endswith("Request")


def _may_carry(flow: Flow, money: Money, at: int, argument: Argument) -> bool:
    transports = money.provider.idempotency.transports
    sdk = _sdk(money, flow.module.program.language)
    if argument.name in CARRIERS:
        return not money.entry.unique  # it stands in the body
    if argument.name is None and _takes_options(flow, money, at):
        return True
    if {"natural-key", "body-field"} & set(transports) and (argument.name in BODIES or (argument.name is None and at > 0)):
        return True
    if natural_key(money) and money.sdk and at == 0:
        return True
    alone = at == 0 and len(money.call.arguments) == 1 and "id" not in words_of(name_of(argument.value))
    mixed = sdk is not None and bool(sdk.options) and not sdk.keywords and (not sdk.apart or bool(argument.spread))
    return money.sdk and argument.name is None and (at > 0 or (alone and mixed))


def _takes_options(flow: Flow, money: Money, at: int) -> bool:
    """Whether a client that takes no named arguments takes its options there: behind the address, or behind the body."""
    return not money.sdk and {1: "http.options", 2: "http.options.after_body"}.get(at, "-") in flow.money_calls.asks(
        money.call, money.routine
    )


def _names(flow: Flow, value: Expr, routine: Routine) -> frozenset[str]:
    """The variables that a value is made of, the last assignment looked into."""
    found = {node.written for node in facts.walk(value) if isinstance(node, Name)}
    for name in [node for node in facts.walk(value) if isinstance(node, Name)]:
        held = flow.texts.value_of(name, routine)
        if held is not None and held[1] == routine:
            found |= {node.written for node in facts.walk(held[0]) if isinstance(node, Name)}
    return frozenset(found)


# -- who gives it --


def _supplies(flow: Flow, user: Money) -> bool:
    """Whether a caller of a wrapper hands it a key, headers, or something that cannot be seen."""
    accepted = _accepted(user)
    for argument in user.call.arguments:
        name = argument.name or ""
        if _is_key(name, accepted) or "header" in name or (argument.spread and flow.fields.of(argument.value, user.routine).open):
            return True
        if any(_is_key(field.name, accepted) for field in flow.fields.deep(argument.value, user.routine)):
            return True
        if "natural-key" in user.provider.idempotency.transports and _is_unseen(flow, argument.value, user.routine):
            return True
    return False


def _is_unseen(flow: Flow, value: Expr, routine: Routine) -> bool:
    text = flow.texts.of(value, routine)
    return text == "{}" and flow.fields.of(value, routine).open


def _left_to_callers(flow: Flow, sent: Money) -> str:
    """The parameter of a wrapper that holds the key when a caller gives one, and nothing when none does."""
    fields = (field for argument in sent.call.arguments for field in flow.fields.deep(argument.value, sent.routine))
    found: list[Field] = [field for field in fields if _is_key(field.name, _accepted(sent))]
    for parameter in sent.routine.function.parameters:
        empty = isinstance(parameter.default, facts.Literal) and not parameter.default.value
        module = flow.resolver.module(sent.routine.path)
        kept = module is not None and parameter.name not in module.bindings(sent.routine)
        if empty and kept and any(isinstance(f.value, Name) and f.value.written == parameter.name for f in found):
            return parameter.name
    return ""


def _gives(call: Call, name: str, wrapper: Routine) -> bool:
    names = [p.name for p in wrapper.function.parameters if p.name not in OWN]
    plain = [a for a in call.arguments if a.name is None]
    return len(plain) > names.index(name) or any(a.name == name or a.spread for a in call.arguments)
