"""Whose word an amount is: the client's, converted at most, and compared with nothing of the shop's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from golint import facts
from golint.checks.payments.amounts.folds import CONVERTED, FOLDING, SUMMING, Whole, is_fixed, is_others, is_summed_up, listed_by
from golint.checks.payments.amounts.records import made_with
from golint.checks.payments.amounts.saved_forms import is_found, is_of_another
from golint.checks.payments.tolerances import ORDERED, amounts_compared
from golint.dataflow.bindings import Binding, exclusive
from golint.dataflow.comparisons import only_logs
from golint.dataflow.modules import ClassPlace, Routine
from golint.dataflow.names import last_of, name_of, path_of, receiver_of, text_of
from golint.dataflow.tags import SOURCES, Tags, part_of
from golint.dataflow.values.fields import Field
from golint.dataflow.values.form_fields import is_form
from golint.dataflow.values.lists import EACH, made_of_each
from golint.dataflow.values.texts import returned
from golint.dataflow.vocabulary import PRICES_ABROAD
from golint.dataflow.words import mentions, words_of
from golint.facts import Call, Compare, Expr, Name
from golint.model import Span

if TYPE_CHECKING:
    from golint.dataflow import Flow

AMOUNTS = frozenset({
    "amount", "unit_amount", "value", "total", "grossamount", "gross_amount", "unit_price", "transaction_amount", "amount_total",
    "unitamount", "unitamountdecimal", "unitprice", "transactionamount", "amountvalue", "grossamt", "amount_in_cents", "amountincents",
    "expected_amount", "request_amount",
})  # fmt: skip
PRICED = PRICES_ABROAD | {"amount", "price", "total", "cost", "fare"}  # one of the words in what an amount is called: `totalInCents`
# To have enough of a thing says nothing of its price.
QUANTITIES = frozenset({"qty", "quantity", "count", "units", "seats", "cantidad", "quantidade"})
BOUNDS = frozenset({"min", "max", "minimum", "maximum", "limit", "cap", "least", "minimo", "maximo"})
DISCOUNTS = frozenset({
    "discount", "percent", "percentage", "promo", "coupon", "rebate", "voucher", "diskon", "potongan", "descuento", "desconto",
})  # fmt: skip
FROM_CLIENT = frozenset({"request.body.parsed", "request.body.raw", "request.part", "request.query"})
KNOWING = frozenset({"provider.read", "http.request", "signature.verify", "store.read"})
LETTING_THROUGH = ("parse", "safeParse", "parseAsync", "safeParseAsync", "validate", "validateAsync", "validateSync", "cast")
"""What a schema's methods are called that look at the shape of a body and give it back."""
ROUNDED = ("toFixed", "setScale", "quantize", "movePointRight", "movePointLeft", "longValueExact", "intValueExact")
MULTIPLYING, ADDING = ("multiply", "times"), ("plus", "minus", "subtract")
VALIDATED = ("cleaned_data", "validated_data", "data")
SENT_ALONG = frozenset({"body", "data", "dto", "field", "fields", "file", "form", "input", "parsed", "payload", "valid", "validated"})
"""Words of what a middleware puts onto a request that the client has sent, `req.validatedBody`; a record, `req.order`, is the shop's."""
DEPTH = 10
HOPS = 2
Given = dict[str, Tags]


def is_clients_alone(tags: Tags) -> bool:
    """Whether a value comes from the browser and from nobody who knows: not the provider, not the shop, and no signature was checked."""
    return bool(tags & FROM_CLIENT) and not tags & KNOWING


def is_clients(flow: Flow, expr: Expr, routine: Routine, given: Given, depth: int = DEPTH, *, whole: bool = False) -> bool:
    """Whether a value is what the client sent, converted at most. A product with a price of the shop's own is the shop's word; so is what
    an unknown function makes of it. With `whole`, the body itself counts too."""
    if depth == 0:
        return False
    match expr:
        case facts.Binary(operator="*", left=left, right=right):
            sides = [side for side in (left, right) if not is_fixed(flow, side, routine)]
            if any(_is_share(flow, side, routine, given, depth - 1) for side in sides):
                return True
            return bool(sides) and all(is_clients(flow, side, routine, given, depth - 1) for side in sides)
        case facts.Binary(operator="-", right=right) if _is_discount(flow, right, routine, given, depth - 1):
            return True
        case facts.Binary(operator="/" | "//", left=left):
            return is_clients(flow, left, routine, given, depth - 1)
        case facts.Binary(left=left, right=right):
            return any(is_clients(flow, side, routine, given, depth - 1) for side in (left, right))
        case facts.Logic(operands=operands):
            return any(is_clients(flow, operand, routine, given, depth - 1) for operand in operands)
        case facts.Choice(then=then, otherwise=otherwise):
            return any(is_clients(flow, side, routine, given, depth - 1) for side in (then, otherwise))
        case Call():
            return _call_is_clients(flow, expr, routine, given, depth, whole=whole)
        case Name() if (held := flow.texts.value_of(expr, routine)) is not None:
            values = [held, *added(flow, expr, routine), *((value, routine) for value in in_other_arms(flow, expr, routine))]
            if isinstance(held[0], facts.Literal) and expr.written.startswith("this."):
                return _is_asked(flow, expr, routine, given, depth)  # what a field begins with, before the client fills it
            return any(is_clients(flow, v, place, _known_in(flow, place, routine, given), depth - 1, whole=whole) for v, place in values)
        case Name() if "." not in expr.written and (parts := list(added(flow, expr, routine))):  # `var total int64`
            return any(is_clients(flow, v, place, _known_in(flow, place, routine, given), depth - 1) for v, place in parts)
        case Name(path=path, written=written, span=span) if "." in written and flow.texts.value_of(expr, routine) is None:
            head = Name(path.rpartition(".")[0], span, written.rpartition(".")[0])
            held = flow.texts.value_of(head, routine)
            if (told := made_with(flow, expr, routine, given)) is not None:
                return is_clients(flow, told[0].value, told[0].routine, told[1], depth - 1)
            if held is not None and isinstance(held[0], Call) and last_of(held[0])[:1].isupper():
                own = held[0].argument(None, name_of(expr))
                if own is not None:
                    return is_clients(flow, own, held[1], given if held[1] == routine else {}, depth - 1)
                if flow.kin == "go" and not held[0].arguments:  # `asked := Asked{}`, which the body is read into
                    return _is_asked(flow, expr, routine, given, depth)
                return name_of(expr) in VALIDATED and bool(flow.origin(held[0], held[1], given) & FROM_CLIENT)
            if held is not None:
                known = given if held[1] == routine else {}
                return not is_found(flow, held[0]) and is_clients(flow, held[0], held[1], known, depth - 1, whole=True)
            return not is_of_another(flow, expr, routine) and _is_asked(flow, expr, routine, given, depth)
        case facts.Mapping() if whole and not _names_price(expr) and (spread := spread_of(expr)) is not None:
            return is_clients(flow, spread, routine, given, depth - 1, whole=True)
        case facts.Attribute() | facts.Index() if isinstance(record := _record(expr), Call):  # `find(body.id).price`
            return is_clients(flow, record, routine, given, depth - 1, whole=True)
        case facts.Index(base=base):
            return is_clients(flow, base, routine, given, depth - 1, whole=True) or _is_asked(flow, expr, routine, given, depth)
        case Name() | facts.Attribute():
            return _is_asked(flow, expr, routine, given, depth)
    return False


def _names_price(made: facts.Mapping) -> bool:
    """Whether an object that is written out has a price of its own."""
    names = {text_of(entry.key) for entry in made.entries if entry.key is not None}
    return any(mentions(name, PRICED) or name.lower() in AMOUNTS for name in names)


def spread_of(whole: Expr | None) -> Expr | None:
    """The one object that is unpacked into another: `body` of `{ ...body, order: id }`."""
    spread = [entry.value for entry in whole.entries if entry.key is None] if isinstance(whole, facts.Mapping) else []
    return spread[0] if len(spread) == 1 else None


def _known_in(flow: Flow, place: Routine, routine: Routine, given: Given) -> Given:
    """What is known in a place of what a function was given: that function's own, or one that goes through a list in it."""
    if place == routine or not given or place.function.span not in routine.function.span:
        return given if place == routine else {}
    return {**given, **of_each(flow, place, routine, given)}


def of_each(flow: Flow, inner: Routine, outer: Routine, given: Given) -> Given:
    """Where the element comes from that a function is handed by a call which goes through a list, `items.forEach((item) => ...)`, where it
    is written in the other one."""
    module = flow.resolver.module(inner.path)
    call = module.handed.get(inner.start) if module is not None else None
    going = call is not None and (last_of(call) in EACH or "value.each" in flow.roles.by(call))
    listed = listed_by(call) if call is not None and going else None
    if module is None or listed is None or not inner.function.parameters or module.around(inner) != outer:
        return {}
    return {inner.function.parameters[0].name: part_of(flow.origin(listed, outer, given))}


def _record(part: Expr) -> Expr:
    """What a part is taken of, or a part of its parts."""
    while isinstance(part, facts.Attribute | facts.Index):
        part = part.base
    return part


def _is_share(flow: Flow, expr: Expr, routine: Routine, given: Given, depth: int) -> bool:
    """Whether a factor is what is left of a price where the client says how much is taken off: `1 - discount / 100`."""
    factor, left_over = _put_here(flow, expr, routine, depth)
    match factor:
        case facts.Binary(operator="/", left=left, right=facts.Literal()):
            return _is_share(flow, left, routine, given, left_over)
        case facts.Binary(operator="-", left=facts.Literal(), right=right):
            return is_clients(flow, right, routine, given, left_over)
    return False


def _is_discount(flow: Flow, expr: Expr, routine: Routine, given: Given, depth: int) -> bool:
    """Whether what is taken off a price is a part of it that the client chooses: `price * discount / 100`."""
    taken, left_over = _put_here(flow, expr, routine, depth)
    shares = filter(_is_called_discount, _factors(taken)) if isinstance(taken, facts.Binary) else ()
    return any(is_clients(flow, one, routine, given, left_over) for one in shares)


def _put_here(flow: Flow, expr: Expr, routine: Routine, depth: int) -> tuple[Expr, int]:
    """What a variable was given in the same routine, followed while there is depth, and what is left of that."""
    while depth > 0 and isinstance(expr, Name):
        held = flow.texts.value_of(expr, routine)
        if held is None or held[1] != routine:
            break
        expr, depth = held[0], depth - 1
    return expr, depth


def _is_called_discount(factor: Expr) -> bool:
    named = (node for node in facts.walk(factor) if isinstance(node, Name | Call | facts.Index | facts.Attribute))
    return any(mentions(name_of(node), DISCOUNTS) for node in named)


def _factors(expr: Expr) -> Iterator[Expr]:
    """What is multiplied in a value, what that is divided by left out."""
    match expr:
        case facts.Binary(operator="*", left=left, right=right):
            yield from (*_factors(left), *_factors(right))
        case facts.Binary(operator="/" | "//", left=left):
            yield from _factors(left)
        case _:
            yield expr


def _is_asked(flow: Flow, expr: Expr, routine: Routine, given: Given, depth: int) -> bool:
    """Whether a value may come from the client, and from nobody else."""
    tags = flow.origin(expr, routine, given)
    if not tags & FROM_CLIENT or tags & {"store.read", "signature.verify", "provider.read", "hmac.digest"}:
        return False
    if isinstance(expr, Name) and _was_put_there(flow, expr, routine):
        return False
    return not is_others(flow, expr, routine, _wholly(flow, routine, given, depth))


def _was_put_there(flow: Flow, name: Name, routine: Routine) -> bool:
    """Whether a name is a part of a request that requests do not have of themselves: a middleware has looked it up, `req.order.total`."""
    request, _, rest = name.written.partition(".")
    part = rest.partition(".")[0]
    if not part or not any(p.name in flow.language.response_names for p in routine.function.parameters):
        return False
    if flow.origin(Name(request, name.span, request), routine) != {"request"} or words_of(part) & SENT_ALONG:
        return False
    return not flow.roles.of(f"request.{part}") & SOURCES


def _wholly(flow: Flow, routine: Routine, given: Given, depth: int) -> Whole:
    """The question whether a list is what the client sent, asked from within a routine: of it, or of one that it is written in."""

    def asked(listed: Expr, place: Routine) -> bool:
        around = place.path == routine.path and routine.function.span in place.function.span
        return is_clients(flow, listed, place, given if around else {}, depth - 1, whole=True)

    return asked


def _call_is_clients(flow: Flow, call: Call, routine: Routine, given: Given, depth: int, *, whole: bool) -> bool:
    last = last_of(call)
    if last in FOLDING and any(is_clients(flow, value, place, given, depth - 1) for value, place in made_of_each(call, routine)):
        return True
    if (last in FOLDING or last in SUMMING) and flow.judge.callee(call, routine) is None:
        return is_summed_up(flow, call, routine, _wholly(flow, routine, given, depth))
    if last in MULTIPLYING or last in ADDING:
        operator = "*" if last in MULTIPLYING else "+"
        owner, other = receiver_of(call), call.argument(0)
        if owner is not None and other is not None:
            return is_clients(flow, facts.Binary(operator, owner, other, call.span), routine, given, depth - 1)
    if last in ROUNDED and (owner := receiver_of(call)) is not None:
        return is_clients(flow, owner, routine, given, depth - 1)
    if last in CONVERTED and call.arguments:
        return any(is_clients(flow, a.value, routine, given, depth - 1) for a in call.arguments)
    if _is_converted(flow, call, routine, given, depth, whole=whole):
        return True
    if whole and last in LETTING_THROUGH and "." in call.path and flow.judge.callee(call, routine) is None:
        own = "request.body.parsed" in flow.roles.by(call)  # `$request->validate([...])` is handed rules
        return own or any(is_clients(flow, a.value, routine, given, depth - 1, whole=True) for a in call.arguments)
    if (told := _made_with(flow, call, routine, given)) is not None:
        return is_clients(flow, told[0].value, told[0].routine, told[1], depth - 1)
    if not call.arguments and (name_of(call) or _is_component(flow, call, routine)):  # `request.getAmount()`
        record = receiver_of(call)  # else: `find(request.getId()).getPrice()`
        sent = not isinstance(record, Call) or is_clients(flow, record, routine, given, depth - 1, whole=True)
        return sent and _is_asked(flow, call, routine, given, depth)
    if (form := _asked_of_form(flow, call, routine)) is not None:
        return any(is_clients(flow, value, form, {}, depth - 1, whole=whole) for value in returned(form))
    if (mine := _own_method(flow, call, routine)) is not None:
        values = [value for value in returned(mine) if not isinstance(value, facts.Literal)]
        known = all(is_clients(flow, v, mine, {}, depth - 1, whole=whole) and not is_checked(flow, v, mine, depth - 1) for v in values)
        return bool(values) and known
    if not call.arguments and "text.same" in flow.roles.by(call) and (owner := receiver_of(call)) is not None:
        return is_clients(flow, owner, routine, given, depth - 1, whole=whole)
    if "request.part" in flow.roles.by(call):
        return True  # `request('amount')`
    if flow.roles.by(call) & {"value.part", "request.query", "request.body.parsed"} and name_of(call):
        default = call.argument(1, "default")
        asked = bool(flow.origin(call, routine, given) & FROM_CLIENT)
        return asked or (default is not None and is_clients(flow, default, routine, given, depth - 1))
    if "text.same" in flow.roles.by(call) and call.arguments and not flow.roles.by(call) & SOURCES:  # `fmt.Sprintf("%.2f", total)`
        parts = (receiver_of(call), *(argument.value for argument in call.arguments))
        return any(is_clients(flow, part, routine, given, depth - 1, whole=whole) for part in parts if part is not None)
    plain = flow.roles.by(call) & {"json.decode", "text.same", "request.body.parsed", "request.body.raw", "request.query", "value.part"}
    builds = whole and isinstance(flow.resolver.callee(call, routine), ClassPlace)
    named = list(_amounts_in(flow, call, routine)) if builds else []
    if named:  # a record that is made with an amount of its own: what else it holds does not matter
        return any(is_clients(flow, value, routine, given, depth - 1) for value in named)
    return bool(plain or builds) and bool(flow.origin(call, routine, given) & FROM_CLIENT)


def _amounts_in(flow: Flow, call: Call, routine: Routine) -> Iterator[Expr]:
    """The amounts of a record where it is made, by their names there, in its constructor, or in a dataclass without one."""
    constructor, made = flow.judge.callee(call, routine), flow.resolver.callee(call, routine)
    fields = made.definition.body if constructor is None and isinstance(made, ClassPlace) else ()
    own = constructor.handed if constructor is not None else [name_of(f.targets[0]) for f in fields if isinstance(f, facts.Assign)]
    told = ((a.name or (own[at] if at < len(own) else ""), a.value) for at, a in enumerate(call.arguments))
    yield from (value for name, value in told if name.lower() in AMOUNTS)


def _is_converted(flow: Flow, call: Call, routine: Routine, given: Given, depth: int, *, whole: bool) -> bool:
    """Whether a function of the shop's own does no more than convert what the client sent, `toCents(req.body.amount)`, or put it into a
    record. Where it compares that, or works out a price of its own in one of its ways, it is the shop's word."""
    sent = {a.value.span for a in call.arguments if is_clients(flow, a.value, routine, given, depth - 1)}
    callee = flow.resolver.callee(call, routine) if sent else None
    if not isinstance(callee, Routine) or callee == routine:
        return False
    bound = flow.judge.bound(call, callee, routine, given).items()
    told = {name: tags for name, tags in bound if (handed := argument_of(call, callee, name)) is not None and handed.span in sent}
    values = [value for value in returned(callee) if not isinstance(value, facts.Literal)]
    return bool(values) and all(
        is_clients(flow, v, callee, told, depth - 1, whole=whole) and not is_checked(flow, v, callee, depth - 1) for v in values
    )


def _made_with(flow: Flow, call: Call, routine: Routine, given: Given) -> tuple[Field, Given] | None:
    """What a field was given that a record of Ruby's is asked for by a call: `order.amount` of `Order.create!(amount: params[:amount])`."""
    asked = call.callee if flow.kin == "ruby" and not call.arguments else None
    if not isinstance(asked, Name) or "." not in asked.written or flow.texts.value_of(asked, routine) is not None:
        return None
    return made_with(flow, asked, routine, given)


def _is_component(flow: Flow, call: Call, routine: Routine) -> bool:
    """`request.amount()`: a record is asked for what it holds, by no function of the repository that may work out a price."""
    named = last_of(call).lower() in AMOUNTS or mentions(last_of(call), PRICED)
    return named and flow.language.components and flow.resolver.callee(call, routine) is None


def _asked_of_form(flow: Flow, call: Call, routine: Routine) -> Routine | None:
    """The method of a request's own class that a call asks: `$request->amount()` of a `FormRequest`."""
    callee = flow.judge.callee(call, routine) if flow.language.guard_parameters and not call.arguments else None
    if callee is None or callee.owner is None or callee == routine:
        return None
    return callee if is_form(flow.resolver, callee.path, callee.owner, flow.language.guard_parameters) else None


def _own_method(flow: Flow, call: Call, routine: Routine) -> Routine | None:
    """The method of the door's own class that a call asks for what was sent: `payment_params` of a controller of Rails."""
    callee = flow.judge.callee(call, routine) if not call.arguments and routine.owner is not None else None
    return callee if callee is not None and callee != routine and callee.owner == routine.owner else None


def added(flow: Flow, name: Name, routine: Routine) -> Iterator[tuple[Expr, Routine]]:
    """What is added to a variable, and where: `total += item["price"]`, also in a function that is written there for each of a list."""
    module = flow.resolver.module(routine.path)
    if module is None:
        return
    within = (inner for inner in module.routines if inner != routine and inner.function.span in routine.function.span)
    yield from ((b.value, routine) for b in module.bindings(routine).get(name.written, ()) if b.augments and b.value is not None)
    for place in within:
        steps = [_step(binding, name.written) for binding in module.bindings(place).get(name.written, ())]
        if all(steps):
            yield from ((step, place) for step in steps if step is not None)


def _step(binding: Binding, written: str) -> Expr | None:
    """What an assignment adds to a variable: `total += price`, `total = total + price`; None for any other."""
    match binding.value:
        case facts.Binary(operator="+", left=Name(written=left), right=right) if left == written:
            return right
    return binding.value if binding.augments else None


def in_other_arms(flow: Flow, name: Name, routine: Routine) -> Iterator[Expr]:
    """What a variable is given in the other arms of what gave it its latest value: `if (asked) sum = asked; else sum = price;`."""
    module = flow.resolver.module(routine.path)
    reaching = module.reaching(routine, name.written, name.span.start) if module is not None else []
    for binding in reaching[1:]:
        if binding.value is not None and not binding.augments and exclusive(binding.arm, reaching[0].arm):
            yield binding.value


def is_checked(flow: Flow, value: Expr, routine: Routine, depth: int = DEPTH) -> bool:
    """Whether the amount is compared with something that is not the client's word, or looked up among what there is, or the shop puts
    prices of its own into the list that it stands in."""
    names = {name for name in _names(flow, value, routine) if not mentions(name.rpartition(".")[2], QUANTITIES)}
    elements = frozenset(_elements(flow, value, names, routine))
    if depth <= 0 or any(_puts_own_price(flow, node, elements, routine) for node in routine.nodes if isinstance(node, facts.Assign)):
        return True
    taken = _keys_taken(flow, value, routine)
    branches = (node for node in routine.nodes if isinstance(node, facts.Branch))
    idle = {id(node) for branch in branches if _is_idle(flow, branch, names) for node in facts.walk(branch.condition)}
    for node in routine.nodes:
        made = amounts_compared(flow, node, routine)
        if made is None or id(node) in idle or any(_is_bound(flow, side, made, routine) for side in (made.left, made.right)):
            continue
        written = {n.written for n in facts.walk(made) if isinstance(n, Name)} - _other_parts(made, taken)
        asked = names & written or any(_is_price_of(name, elements) for name in written)
        if asked and not all(_is_clients_side(flow, side, routine, depth) for side in (made.left, made.right)):
            return True
    return any(_is_checked_within(flow, call, routine, names, HOPS) for call in routine.nodes if isinstance(call, Call))


def _is_clients_side(flow: Flow, side: Expr, routine: Routine, depth: int) -> bool:
    """Whether one side of a comparison is what the client sent: what the shop works out of that, `totalOf(items)`, is not."""
    return bool(flow.origin(side, routine) & FROM_CLIENT) and is_clients(flow, side, routine, {}, depth - 1, whole=True)


def _elements(flow: Flow, value: Expr, names: set[str], routine: Routine) -> Iterator[str]:
    """The variables of a function that run through a list of those names, or through the one of which a value is a part."""
    module = flow.resolver.module(routine.path)
    if module is None or routine.start < 0:
        return
    running = [(path_of(loop.source), target) for loop in routine.nodes if isinstance(loop, facts.Loop) for target in loop.targets]
    handed = ((inner, module.handed.get(inner.start)) for inner in module.routines if inner.function.span in routine.function.span)
    told = [(path_of(receiver_of(call)), inner) for inner, call in handed if call is not None and inner.function.parameters]
    each = [(listed, target.written) for listed, target in running if isinstance(target, Name)]
    each += [(listed, inner.function.parameters[0].name) for listed, inner in told]
    heads = {name.partition(".")[0] for name in names}
    own = {listed for listed, inner in told if value.span in inner.function.span and inner.function.parameters[0].name in heads}
    yield from (name for listed, name in each if listed and listed in names | own)


def _puts_own_price(flow: Flow, statement: facts.Assign, elements: frozenset[str], routine: Routine) -> bool:
    """`item.price = product.price` for each of a list."""
    told = statement.value is not None and any(_is_price_of(name, elements) for name in _targets(statement))
    return told and statement.value is not None and not is_clients(flow, statement.value, routine, {})


def _is_price_of(written: str, elements: frozenset[str]) -> bool:
    head, _, rest = written.partition(".")
    return head in elements and (mentions(rest, PRICED) or rest.lower() in AMOUNTS)


def _is_bound(flow: Flow, side: Expr, made: Compare, routine: Routine) -> bool:
    """Whether an amount is held against a number that is written down, or the least or the most that may be charged: no price is known by
    that. One that is called otherwise may be the price."""
    if isinstance(side, facts.Literal):
        return True
    if made.operator not in ORDERED or not mentions(name_of(side), BOUNDS):
        return False
    held = flow.texts.value_of(side, routine) if isinstance(side, Name) else None
    return held is not None and isinstance(held[0], facts.Literal)


def _keys_taken(flow: Flow, value: Expr, routine: Routine) -> dict[str, set[str]]:
    """The objects of which a value, or what its variables hold, is made of parts alone, with the keys of those."""
    made = [value]
    for node in facts.walk(value):
        held = flow.texts.value_of(node, routine) if isinstance(node, Name) else None
        made += [held[0]] if held is not None and held[1] == routine else []
    found: dict[str, set[str]] = {}
    for name, keys in (item for one in made for item in parts_taken(one).items()):
        found.setdefault(name, set()).update(keys)
    return {name: keys for name, keys in found.items() if "" not in keys}


def _other_parts(made: Compare, taken: dict[str, set[str]]) -> set[str]:
    """The objects of which a comparison asks other parts: `data["kind"] == OWN` is no question about `data["amount"]`."""
    return {name for name, keys in parts_taken(made).items() if name in taken and "" not in keys and keys.isdisjoint(taken[name])}


def parts_taken(whole: Expr) -> dict[str, set[str]]:
    """The keys by which parts are taken from variables, `data["amount"]` and `data.get("amount")`; "" where one stands by itself."""
    found: dict[str, set[str]] = {}
    bases: set[Span] = set()
    for node in facts.walk(whole):
        match node:
            case facts.Index(base=Name(written=written, span=span), key=key) if text_of(key):
                found.setdefault(written, set()).add(text_of(key))
                bases.add(span)
            case Call(callee=Name(written=written, span=span), arguments=(first, *_)) if written.endswith(".get") and text_of(first.value):
                found.setdefault(written, set()).add(text_of(first.value))
                bases.add(span)
            case Name(written=written, span=span) if span not in bases:
                found.setdefault(written, set()).add("")
    return found


def _is_idle(flow: Flow, branch: facts.Branch, names: set[str]) -> bool:
    """Whether what a condition asks keeps nothing of the client's from being charged."""
    return _only_fills(branch) or only_logs(branch, flow.roles) or _takes_another(branch, names)


def _takes_another(branch: facts.Branch, names: set[str]) -> bool:
    """`if (amount && amount !== product.price) total = amount`: another amount than the shop's is just what is taken."""
    asked = branch.condition.operands if isinstance(branch.condition, facts.Logic) else (branch.condition,)
    if isinstance(branch.condition, facts.Logic) and branch.condition.operator != "and":
        return False
    unlike = (side for one in asked if isinstance(one, Compare) and one.operator == "!=" for side in (one.left, one.right))
    differing = {side.written for side in unlike if isinstance(side, Name)} & names
    taken = (s.value for s in branch.then if isinstance(s, facts.Assign) and s.value is not None and _targets(s) & names)
    return any(isinstance(node, Name) and node.written in differing for value in taken for node in facts.walk(value))


def _targets(statement: facts.Assign) -> set[str]:
    return {target.written for target in statement.targets if isinstance(target, Name)}


def _only_fills(branch: facts.Branch) -> bool:
    """Whether a condition does no more than put a value into an object: `if (sum === total) payload.item_details = lines`. A price that is
    put in may be the shop's own."""
    return not branch.otherwise and all(map(_fills, branch.then))


def _fills(statement: facts.Node) -> bool:
    match statement:
        case facts.Assign(targets=(Name(written=written),), value=Name()) if "." in written:
            return not mentions(name_of(statement.targets[0]), AMOUNTS | PRICED)
    return False


def _is_checked_within(flow: Flow, call: Call, routine: Routine, names: set[str], hops: int) -> bool:
    """Whether a function that is handed the amount compares it with something that the shop has stored."""
    handed = [a.value.written for a in call.arguments if isinstance(a.value, Name) and a.value.written in names]
    callee = flow.judge.callee(call, routine) if hops and handed else None
    if callee is None or callee == routine:
        return False
    given = {p.name: argument_of(call, callee, p.name) for p in callee.function.parameters}
    own = {name for name, value in given.items() if isinstance(value, Name) and value.written in handed}
    for node in callee.nodes:
        made = amounts_compared(flow, node, callee)
        if made is not None and _is_stored(flow, made, callee) and own & {n.written for n in facts.walk(made) if isinstance(n, Name)}:
            return True
        if isinstance(node, Call) and _is_checked_within(flow, node, callee, own, hops - 1):
            return True
    return False


def _is_stored(flow: Flow, node: Compare, routine: Routine) -> bool:
    return "store.read" in flow.origin(node.left, routine) | flow.origin(node.right, routine)


def _names(flow: Flow, value: Expr, routine: Routine) -> Iterator[str]:
    """The variables that a value is made of, their last assignments looked into. What a choice asks is no part of what it gives."""
    asked = {id(node) for choice in facts.walk(value) if isinstance(choice, facts.Choice) for node in facts.walk(choice.condition)}
    for node in facts.walk(value):
        if isinstance(node, Name) and id(node) not in asked:
            yield node.written
            held = flow.texts.value_of(node, routine)
            told = made_with(flow, node, routine, {}) if held is None and "." in node.written else None
            if held is not None and held[1] == routine:
                values = (held[0], *in_other_arms(flow, node, routine))
                yield from (inner.written for value in values for inner in facts.walk(value) if isinstance(inner, Name))
            elif told is not None and told[0].routine == routine:
                yield from _names(flow, told[0].value, routine)


def argument_of(call: Call, callee: Routine, name: str) -> Expr | None:
    """What a call hands to a parameter."""
    names = callee.handed
    return call.argument(names.index(name) if name in names else None, name)
