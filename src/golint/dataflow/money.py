"""Calls that move money: a provider's SDK by its call paths, or its REST routes through any HTTP client."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from golint.catalog.providers import MoneyCall, Provider
from golint.catalog.roles import Roles
from golint.dataflow.modules import Module, Routine
from golint.dataflow.texts import Texts
from golint.facts import Call, Expr, Literal

CLIENT = "<client>"


@dataclass(frozen=True, slots=True)
class Money:
    """One money call in the code: who is asked, what for, and whether through the SDK or by raw HTTP."""

    call: Call
    routine: Routine
    provider: Provider
    entry: MoneyCall
    sdk: bool


class MoneyCalls:
    """Finds the money calls of one module."""

    def __init__(self, module: Module, roles: Roles, texts: Texts, providers: Sequence[Provider], named: Sequence[str]) -> None:
        self._module = module
        self._roles = roles
        self._texts = texts
        self._providers = providers
        self._named = frozenset(named)

    @cached_property
    def found(self) -> tuple[Money, ...]:
        """Every money call, in source order."""
        return tuple(money for call in self._module.calls if (money := self._judged(call)) is not None)

    def _judged(self, call: Call) -> Money | None:
        if "http.request" in self._roles.by(call) or "http.write" in self._roles.by(call):
            return self._rest(call)
        return self._sdk(call)

    def _sdk(self, call: Call) -> Money | None:
        for provider, entry, pattern, needs_import in self._sdk_patterns:
            if pattern.search(call.path) and (not needs_import or self._imports(provider)):
                return Money(call, self._module.enclosing(call.span.start), provider, entry, sdk=True)
        return None

    @cached_property
    def _sdk_patterns(self) -> tuple[tuple[Provider, MoneyCall, re.Pattern[str], bool], ...]:
        return tuple(
            (provider, entry, _pattern(entry.call), CLIENT in entry.call)
            for provider in self._providers
            for entry in provider.money
            if entry.language == self._module.program.language and self._imports(provider)
        )

    def _imports(self, provider: Provider) -> bool:
        names = {name for sdk in provider.sdks if sdk.language == self._module.program.language for name in sdk.imports}
        return any(item.path == name or item.path.startswith(name + ".") for item in self._module.program.imports for name in names)

    def _rest(self, call: Call) -> Money | None:
        routine = self._module.enclosing(call.span.start)
        url = next((text for text in self._urls(call, routine) if "/" in text), "")
        if not url or self._method(call, routine) == "GET":
            return None
        return next(self._routes(call, routine, url), None)

    def _urls(self, call: Call, routine: Routine) -> Iterator[str]:
        for expr in (call.argument(None, "url"), call.argument(0), call.argument(1)):
            if expr is not None:
                yield self._texts.of(expr, routine)

    def _method(self, call: Call, routine: Routine) -> str:
        last = call.path.rpartition(".")[2].lower()
        if last in ("post", "put", "patch", "delete"):
            return last.upper()
        if last == "get":
            return "GET"
        first = call.argument(0, "method")
        return str(first.value).upper() if isinstance(first, Literal) else ("POST" if "post" in last else "GET")

    def _routes(self, call: Call, routine: Routine, url: str) -> Iterator[Money]:
        for provider in self._providers:
            if provider.id not in self._named and not _names_host(provider, url):
                continue
            for entry in provider.money:
                if not entry.language and route_fits(entry.call, url):
                    yield Money(call, routine, provider, entry, sdk=False)


def _pattern(call: str) -> re.Pattern[str]:
    """`<client>.refunds.create|capture` as a pattern over call paths."""
    head, _, last = call.rpartition(".")
    names = "|".join(re.escape(name) for name in last.split("|"))
    if CLIENT in head:
        return re.compile(rf"(?:^|\.){re.escape(head.replace(CLIENT, '').lstrip('.'))}\.(?:{names})$" if head != CLIENT else rf"\.(?:{names})$")
    return re.compile(rf"^{re.escape(head)}\.(?:{names})$")


def _names_host(provider: Provider, url: str) -> bool:
    return any(host.value in url for host in provider.hosts if host.role == "api")


def route_fits(route: str, url: str) -> bool:
    """Whether a URL's path ends in a route such as "POST /v1/refunds/{id}/capture"; holes fit any one step."""
    wanted = [step for step in route.partition(" ")[2].split("?")[0].split("/") if step]
    steps = [step for step in re.sub(r"^\w+://[^/]*", "", url).split("?")[0].split("/") if step]
    if not wanted or len(steps) < len(wanted):
        return False
    if not any(not w.startswith("{") for w in wanted):
        return False
    return all(w.startswith("{") or s in w.split("|") for w, s in zip(wanted, steps[-len(wanted) :], strict=True))


def argument_entries(expr: Expr | None, texts: Texts, routine: Routine) -> Iterator[tuple[str, Expr]]:
    """The named values inside a call's argument: entries of a literal mapping, nested ones too."""
    found = texts.mapping(expr, routine)
    for entry in found.entries if found else ():
        if entry.key is not None:
            yield texts.of(entry.key, routine), entry.value
        yield from argument_entries(entry.value, texts, routine)
