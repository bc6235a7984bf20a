"""What is in a mapping or an options object: its named values, wherever they were put into it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from golint import facts
from golint.dataflow import builders
from golint.dataflow.bindings import is_constant
from golint.dataflow.calls.resolve import Resolver
from golint.dataflow.modules import ClassPlace, Module, Routine
from golint.dataflow.names import begins_with, last_of, makes_object, owner_of
from golint.dataflow.values import lists
from golint.dataflow.values.texts import HOLE, Texts, returned
from golint.facts import Call, Expr, Name
from golint.lazily import compiled
from golint.linking.families import family_of

DEPTH = 6
_SAME = frozenset({
    "copy",
    "deepcopy",
    "dumps",
    "urlencode",
    "http_build_query",
    "encode_www_form",
    "to_query",
    "dict",
    "items",
    "encode",
    "CaseInsensitiveDict",
    "json_encode",
    "wp_json_encode",
    "stringify",
    "assign",
    "freeze",
    "URLSearchParams",
    "Headers",
    "Marshal",
    "MarshalIndent",
    "NewReader",
    "NewBuffer",
    "NewBufferString",
    "writeValueAsString",
    "toJson",
    "Serialize",
    "SerializeObject",
    "StringContent",
    "HttpEntity",
    "to_json",
    "stream_context_create",
    "implode",
    "array_merge",
    "array_replace",
})  # fmt: skip
_JOINED = frozenset({"merge", "reverse_merge", "deep_merge"})  # what they are called on stays in it: `options.merge(amount: 100)`
_ADDING = ("update", "setdefault")
_SETTER = compiled(r"[Ss]et([A-Z]\w*)$")
_SETTING = frozenset({"set", "add", "setheader", "addheader", "header", "setrequestproperty", "tryaddwithoutvalidation", "withheader"})
_SPELLING = "Encode"
_LINE = compiled(r"([A-Za-z][\w-]*):\s*")


class Field(Struct, frozen=True):
    """One named value, and the routine that its expression stands in."""

    name: str
    value: Expr
    routine: Routine


class Fields(Struct, frozen=True):
    """Named values. `open`: there may be others that cannot be seen."""

    known: tuple[Field, ...] = ()
    open: bool = False

    def __or__(self, other: Fields) -> Fields:
        return Fields((*self.known, *other.known), self.open or other.open)

    @property
    def names(self) -> frozenset[str]:
        """The names in lower case."""
        return frozenset(field.name.lower() for field in self.known)


NOTHING = Fields()
UNSEEN = Fields(open=True)


class FieldReader:
    """Reads mappings through variables, attributes, functions of the repository and what is added to them later."""

    def __init__(self, resolver: Resolver, texts: Texts) -> None:
        self._resolver = resolver
        self._texts = texts
        self._owners: dict[tuple[str, int], Sequence[tuple[Call, str]]] = {}
        self._growing: dict[tuple[str, int], Mapping[str, tuple[tuple[Expr, Routine], ...]]] = {}

    def named(self, call: Call, routine: Routine) -> tuple[Field, ...]:
        """What a call is told by name: its named arguments, and what stands in the mappings that it is given in their place."""
        own = [Field(a.name, a.value, routine) for a in call.arguments if a.name]
        for argument in call.arguments:
            if not argument.name:
                own += self.of(argument.value, routine).known
        return tuple(own)

    def may_change(self, call: Call, routine: Routine) -> bool:
        """Whether a call that is handed an object may put more into it: a function of the repository, or a method."""
        return self._resolver.callee(call, routine) is not None or "." in call.path

    def of(self, expr: Expr | None, routine: Routine, depth: int = DEPTH) -> Fields:
        """The fields of one value; those of values inside it are left out."""
        if depth == 0:
            return UNSEEN
        match expr:
            case None | facts.Literal():
                return NOTHING
            case facts.Mapping(entries=entries):
                return self._sum(self._entry(entry, routine, depth) for entry in entries)
            case facts.Sequence(items=items):
                return self._sum(self._pair(item, routine) for item in items)
            case facts.Logic(operator="and", operands=(*_, last)):
                return self.of(last, routine, depth - 1)  # else nothing is unpacked: `...(body && { body })`
            case facts.Logic(operands=operands):
                return self._sum(self.of(operand, routine, depth - 1) for operand in operands)
            case facts.Binary(operator="|", left=left, right=right):
                return self.of(left, routine, depth - 1) | self.of(right, routine, depth - 1)
            case facts.Choice(then=then, otherwise=otherwise):
                return self.of(then, routine, depth - 1) | self.of(otherwise, routine, depth - 1)
            case Call():
                return self._call(expr, routine, depth)
            case Name():
                return self._name(expr, routine, depth)
        return UNSEEN

    def given(self, call: Call, routine: Routine) -> Iterator[Field]:
        """What a call is given by name, in objects too."""
        for argument in call.arguments:
            if argument.name:
                yield Field(argument.name, argument.value, routine)
            yield from self.deep(argument.value, routine)

    def deep(self, expr: Expr | None, routine: Routine, depth: int = DEPTH) -> Iterator[Field]:
        """The fields of a value, and of the values inside it."""
        if depth == 0 or expr is None:
            return
        held = self._texts.value_of(expr, routine) if isinstance(expr, Name) else None
        if isinstance(expr, Name):
            for value, place in self._given_later(expr, expr.written, held, routine):
                yield from self.deep(value, place, depth - 1)
        if held is not None and lists.is_list(held[0]):  # the lines of an order, which have a name of their own
            yield from self.deep(held[0], held[1], depth - 1)
            known = self._added(expr.written, routine, depth).known if isinstance(expr, Name) else ()  # PHP's lists are mappings, too
        else:
            made = self._lists_made(*(held or (expr, routine)))
            for value, place in (*lists.elements(expr, routine), *self._each_made(expr, routine), *made):
                yield from self.deep(value, place, depth - 1)
            known = self.of(expr, routine).known
        for field in known:
            yield field
            if not isinstance(field.value, facts.Literal):
                yield from self.deep(field.value, field.routine, depth - 1)
            if isinstance(expr, Name):
                for value, place in self._given_later(expr, f"{expr.written}.{field.name}", held, routine):
                    yield from self.deep(value, place, depth - 1)

    def _lists_made(self, expr: Expr, routine: Routine) -> Iterator[tuple[Expr, Routine]]:
        """The lists that a function of the repository gives back where it is called: `{"items": lines_of(price)}`."""
        found = self._resolver.callee(expr, routine) if isinstance(expr, Call) else None
        if isinstance(found, Routine):
            yield from ((value, found) for value in returned(found) if lists.is_list(value))

    def _each_made(self, expr: Expr, routine: Routine) -> Iterator[tuple[Expr, Routine]]:
        """What a function of the repository makes of each element of a list: `items.map(toLine)`."""
        made = lists.gathered(expr)
        for argument in made.arguments if isinstance(made, Call) and last_of(made) in lists.EACH else ():
            found = self._resolver.definition(argument.value, routine) if isinstance(argument.value, Name) else None
            if isinstance(found, Routine):
                yield from ((value, found) for value in returned(found))

    def _given_later(self, name: Name, written: str, held: tuple[Expr, Routine] | None, routine: Routine) -> Iterator[tuple[Expr, Routine]]:
        """What a list is given before a place where `name` stands, in this function or in the one around it that made it."""
        place = held[1] if held is not None and held[1].path == routine.path and held[1].start >= 0 else routine
        key = (place.path, place.start)
        if key not in self._growing:
            module = self._resolver.module(place.path)
            self._growing[key] = lists.growing(module, place) if module is not None else {}
        given = self._growing[key].get(written, ())
        yield from ((value, inner) for value, inner in given if value.span.start < name.span.start)

    def _sum(self, parts: Iterator[Fields]) -> Fields:
        found = NOTHING
        for part in parts:
            found = found | part
        return found

    def _entry(self, entry: facts.Entry, routine: Routine, depth: int) -> Fields:
        if entry.key is None:
            return self.of(entry.value, routine, depth - 1)
        key = self._texts.of(entry.key, routine)
        if isinstance(entry.key, Name) and key == HOLE and is_constant(entry.key.written):
            key = entry.key.written.rpartition(".")[2]  # a constant such as CURLOPT_URL
        return Fields((Field(key, entry.value, routine),))

    def _named_by(self, key: str, value: Expr, routine: Routine) -> str:
        """What a key says: the text of a constant of the shop's own, else the key itself."""
        text = self._texts.of(Name(key, value.span, key), routine) if is_constant(key) else HOLE
        return key.rpartition(".")[2] if HOLE in text else text

    def _pair(self, item: Expr, routine: Routine) -> Fields:
        """`[("amount", 100)]` is a mapping too, and so are the lines of a header."""
        match item:
            case facts.Sequence(items=(facts.Literal(value=str() as name), value)):
                return Fields((Field(name, value, routine),))
        line = _LINE.match(begins_with(item))
        return Fields((Field(line[1], _without(item, line.end()), routine),)) if line else NOTHING

    def _call(self, call: Call, routine: Routine, depth: int) -> Fields:
        named = Fields(tuple(Field(a.name, a.value, routine) for a in call.arguments if a.name))
        spread = [a.value for a in call.arguments if a.spread == "**"]
        if last_of(call) in _SAME or last_of(call) in _JOINED:
            whole = [*spread, *(a.value for a in call.arguments if not a.name and not a.spread)]
            owner = owner_of(call)
            parts = [*whole, owner] if owner is not None and (not whole or last_of(call) in _JOINED) else whole
            return named | self._sum(self.of(part, routine, depth - 1) for part in parts)
        found = self._resolver.callee(call, routine)
        if isinstance(found, Routine):
            return self._returned(found, depth)
        built = self._built(call, routine, depth) if not isinstance(found, ClassPlace) else None
        if built is not None:
            return built
        if isinstance(found, ClassPlace) or makes_object(call):
            first = call.argument(0) if found is None and len(call.arguments) == 1 else None
            return named | (self.of(first, routine, depth - 1) if isinstance(first, facts.Mapping) else NOTHING)  # `new Invoice([...])`
        return named | UNSEEN

    def _built(self, call: Call, routine: Routine, depth: int) -> Fields | None:
        """What is put together by calls: a mapping of pairs, or an object by a chain."""
        entries, chain = builders.pairs(call), builders.chain(call)
        if entries is not None:
            return self._told(entries, routine)
        if chain is None:
            return None
        start = self.of(chain.start, routine, depth - 1) if chain.start is not None else NOTHING
        return self._told(chain.told, routine) | start | Fields(open=chain.open)

    def _told(self, entries: Iterable[builders.Told], routine: Routine) -> Fields:
        names = ((e.key if isinstance(e.key, str) else self._texts.of(e.key, routine), e.value) for e in entries)
        return Fields(tuple(Field(name, value, routine) for name, value in names))

    def _returned(self, routine: Routine, depth: int) -> Fields:
        return self._sum(self.of(value, routine, depth - 1) for value in returned(routine))

    def _name(self, name: Name, routine: Routine, depth: int) -> Fields:
        held = self._texts.value_of(name, routine)
        if held is not None:
            return self.of(held[0], held[1], depth - 1) | self._added(name.written, routine, depth)
        found = self._resolver.definition(name, routine) if "." in name.written else None
        if isinstance(found, Routine):  # a property
            return self._returned(found, depth)
        return UNSEEN | self._added(name.written, routine, depth)

    def _added(self, written: str, routine: Routine, depth: int) -> Fields:
        """What is put in by `name[key] = value`, `name.key = value`, `name.update(...)`, and by the lines that a list is given later."""
        module = self._resolver.module(routine.path)
        if module is None:
            return NOTHING
        found = NOTHING
        for place in _users(module, routine, written):
            for mark, bindings in module.bindings(place).items():
                rest = mark.removeprefix(written)
                value = bindings[-1].value
                if mark == written:
                    found |= self._sum(self.of(b.value, place) for b in bindings if b.augments and isinstance(b.value, facts.Sequence))
                elif rest != mark and rest[:1] in ("[", ".") and value is not None:
                    found |= Fields((Field(_header_of(rest) or self._named_by(rest.strip("[]."), value, place), value, place),))
            for call, owner in self._owned(place):
                if "eaders" in owner and _header_of(owner.removeprefix(written) + ".x"):
                    found |= self._pairs(call, place)
                elif owner == written:
                    if last_of(call) in _ADDING:
                        found |= self._put(call, place, depth)
                    elif (setter := _SETTER.match(last_of(call))) and len(call.arguments) == 1:
                        found |= Fields((Field(setter[1], call.arguments[0].value, place),))
                    elif last_of(call) in builders.PUTTING:
                        found |= self._told(builders.step(call), place)
                    elif last_of(call) == _SPELLING:
                        found |= self.of(call.argument(0), place, depth - 1)
        return found

    def _owned(self, place: Routine) -> Sequence[tuple[Call, str]]:
        """The calls of a routine itself, each with what it is called on as that is written."""
        key = (place.path, place.start)
        if key not in self._owners:
            self._owners[key] = tuple((call, _written_owner(call)) for call in place.own if isinstance(call, Call))
        return self._owners[key]

    def headers_later(self, call: Call, routine: Routine) -> Fields:
        """The headers that a request is given after it was made, or on the way to its being sent:
        `request.Header.Set("Authorization", key)`, `client.R().SetHeader("Authorization", key).Post(url)`."""
        module = self._resolver.module(routine.path)
        bindings = module.bindings(routine).items() if module is not None else ()
        names = {mark for mark, values in bindings for b in values if b.value is not None and call.span in b.value.span}
        later = (n for n in routine.calls if facts.trail(n).partition(".")[0] in names)
        set_directly = [(_header_of(mark.partition(".")[1] + mark.partition(".")[2]), values[-1].value) for mark, values in bindings
                        if mark.partition(".")[0] in names]  # fmt: skip
        found = Fields(tuple(Field(name, value, routine) for name, value in set_directly if name and value is not None))
        for node in (*later, *_chain(call.receiver), *self.links_after(call, routine)):
            closures = (argument.value for argument in node.arguments if isinstance(argument.value, facts.Lambda))
            inner = (
                one for closure in closures for one in facts.walk(closure) if isinstance(one, Call)
            )  # `.headers(h -> h.set(name, key))`
            for one in (node, *inner):
                found |= self._pairs(one, routine)
        return found

    def links_after(self, call: Call, routine: Routine) -> Iterator[Call]:
        """The calls that are chained to a call: `.uri(url)` of `client.post().uri(url)`."""
        yield from (n for n in routine.calls if call in tuple(_chain(n.receiver)))

    def _pairs(self, call: Call, routine: Routine) -> Fields:
        """`headers.Add("Authorization", key)`"""
        if last_of(call).lower() not in _SETTING or len(call.arguments) != 2:
            return NOTHING
        return Fields((Field(self._texts.of(call.arguments[0].value, routine), call.arguments[1].value, routine),))

    def _put(self, call: Call, routine: Routine, depth: int) -> Fields:
        first, second = call.argument(0), call.argument(1)
        if last_of(call) == "setdefault" and first is not None and second is not None:
            return Fields((Field(self._texts.of(first, routine), second, routine),))
        named = Fields(tuple(Field(a.name, a.value, routine) for a in call.arguments if a.name))
        return named | (self.of(first, routine, depth - 1) if first is not None else NOTHING)


def encoded_into(routine: Routine, written: str) -> Iterator[Expr]:
    """What a function spells out into a buffer of that name: `json.NewEncoder(&buffer).Encode(order)`."""
    spelling = (call for call in routine.calls if last_of(call) == _SPELLING and _written_owner(call) == written)
    yield from (call.arguments[0].value for call in spelling if call.arguments)


def _chain(call: Expr | None) -> Iterator[Call]:
    while isinstance(call, Call):
        yield call
        call = call.receiver


def _without(text: Expr, length: int) -> Expr:
    """A text put together, without its first characters."""
    match text:
        case facts.Literal(value=str() as value, kind=kind, span=span):
            return facts.Literal(value[length:], kind, span)
        case facts.Binary(operator=operator, left=left, right=right, span=span):
            return facts.Binary(operator, _without(left, length), right, span)
        case facts.Template(parts=(first, *rest), span=span):
            return facts.Template((_without(first, length), *rest), span)
    return text


def _header_of(steps: str) -> str:
    """`Authorization` of `.DefaultRequestHeaders.Authorization`."""
    head, _, last = steps.rpartition(".")
    return last if head.endswith("eaders") and head.startswith(".") else ""


def _written_owner(call: Call) -> str:
    owner = owner_of(call)
    if isinstance(owner, Call) and last_of(call) == _SPELLING:
        owner = owner.argument(0)  # the buffer of the encoder
    return owner.written if isinstance(owner, Name) else ""


def _users(module: Module, routine: Routine, written: str) -> Iterator[Routine]:
    """The routines that may add to a name: for an attribute of `self` every method of the class, for a free name the module too."""
    if written.startswith(("self.", "this.")) and routine.owner is not None:
        yield from (other for other in module.routines if other.owner is routine.owner)
        return
    yield routine
    first = written.partition(".")[0]
    own = first in module.bindings(routine) or any(parameter.name == first for parameter in routine.function.parameters)
    if routine is not module.body and not own:
        yield module.body
        if routine.owner is not None and family_of(routine.path).unqualified:
            yield from (other for other in module.routines if other.owner is routine.owner and other != routine)
