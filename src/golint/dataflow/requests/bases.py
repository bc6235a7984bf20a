"""The address that a client was made with, before which a request's own is put: `httpx.Client(base_url=...)`, `axios.create({ baseURL })`,
`new Client(['base_uri' => ...])`, `Http::baseUrl(...)`."""

from __future__ import annotations

from collections.abc import Iterator

from golint import facts
from golint.dataflow.modules import Routine
from golint.dataflow.names import chained, last_of, owner_of
from golint.dataflow.values.fields import Field, FieldReader
from golint.dataflow.values.makers import made_by
from golint.dataflow.values.texts import HOLE, Texts
from golint.facts import Call, Expr, Name

BASE = "baseurl"
NAMES = frozenset({"base_url", BASE, "base_uri", "baseuri", "baseaddress", "prefixurl", "prefix_url", "rooturl"})


class Bases:
    """Reads the addresses of clients through variables, attributes, tables of clients and functions of the repository."""

    def __init__(self, texts: Texts, fields: FieldReader) -> None:
        self._texts = texts
        self._fields = fields

    def of(self, call: Call, routine: Routine) -> tuple[Field, ...]:
        """The addresses that the client of a request may have been made with, each once."""
        found: dict[tuple[str, int], Field] = {}
        for base in (*self._chained(call, routine), *self._made(call, routine)):
            found.setdefault((base.routine.path, base.value.span.start), base)
        return tuple(found.values())

    def joined(self, url: str, bases: tuple[Field, ...]) -> str:
        """A request's own address behind that of its client, which is unknown where it may be one of several, or the developer's own."""
        if url.startswith(HOLE):
            return url
        texts = {self._texts.of(base.value, base.routine) for base in bases}
        base = next(iter(texts)) if len(texts) == 1 else HOLE
        return f"{base.rstrip('/') if _is_public(base) else HOLE}/{url.lstrip('/')}"

    def names(self, bases: tuple[Field, ...]) -> str:
        """The names that addresses are made of, such as `settings.migo_api_url`."""
        return " ".join(node.written for base in bases for node in facts.walk(base.value) if isinstance(node, Name))

    def _chained(self, call: Call, routine: Routine) -> Iterator[Field]:
        """`Http::baseUrl($url)->post($path)`, `resty.New().SetBaseURL(url)`"""
        for link in (call, *chained(call)):
            if last_of(link).lower().removeprefix("set") in NAMES and link.arguments:
                yield Field(BASE, link.arguments[0].value, routine)

    def _made(self, call: Call, routine: Routine) -> Iterator[Field]:
        if routine.owner is not None:  # `base_uri "https://..."` in the class, for `self.class.post`
            said = (n.value for n in routine.owner.body if isinstance(n, facts.Evaluate) and isinstance(n.value, Call))
            yield from (Field(BASE, one.arguments[0].value, routine) for one in said if last_of(one) in NAMES and one.arguments)
        for owner in _owners(call):
            fields = list(self._fields.of(owner, routine).known) if isinstance(owner, Name) else []
            for made, place in made_by(owner, routine, self._texts):
                fields += [*self._fields.named(made, place), *self._chained(made, place)]
                if made.path == "Faraday":  # `Faraday.new(url)`, `Faraday.new(url: url)`
                    fields += [Field(BASE, argument.value, place) for argument in made.arguments[:1] if argument.name in (None, "url")]
            yield from (field for field in fields if field.name.lower() in NAMES)


def _owners(call: Call) -> Iterator[Expr]:
    """What a request is made on, and what that was asked of: the client of `client.R().Post()`."""
    owner = owner_of(call)
    while owner is not None:
        yield owner
        owner = owner_of(owner) if isinstance(owner, Call) else None


def _is_public(address: str) -> bool:
    """Whether an address names a host, other than the machine that the shop is written on."""
    host = address.partition("://")[2].partition("/")[0].partition(":")[0]
    return "." in host and not host.startswith("127.")
