"""Which providers a file really uses, and by what: a library, a host, a key or a variable, never by a word alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from golint import facts
from golint.catalog.words import spoken
from golint.checks.dependencies import dependencies
from golint.checks.environments.hosts import hosts, within
from golint.checks.environments.sites import sites
from golint.credentials import GENERIC
from golint.facts import Document, Literal, Name, Program
from golint.frontends import PROGRAMS
from golint.lazily import compiled
from golint.model import Observation, Span, Stage
from golint.triggers import gate

if TYPE_CHECKING:
    from golint.catalog import Catalog
    from golint.catalog.providers import Provider
    from golint.view import FileView

# Texts for readers in many languages, and what tools write down: what stands there is not used there.
_NOT_THE_SHOPS = compiled(
    r"(?:^|/)(?:locales?|i18n|l10n|lang|langs|translations?)/|(?:^|/)[\w.-]*(?:[.-]lock(?:\.json|\.ya?ml)?|npm-shrinkwrap\.json|\.min\.js|\.map)$",
    re.IGNORECASE,
)
_VARIABLE, _SPELT = compiled(r"[A-Z][A-Z0-9]*_[A-Z0-9_]+"), compiled(rb"[A-Z][A-Z0-9]*_[A-Z0-9_]+")
_GROUP = compiled(r"\([^()]*\)")
_ORDINARY = ("CHECKOUT_", "PAYMENT_")  # a variable that begins so may be anybody's
# A site that people visit counts where a script or a form is taken from it.
_CALLED = compiled(rb"/(?:sdk|cgi-bin|checkoutnow|v\d)\b")
# What every new shop of Laravel 5 had in its `config/services.php`, for a library that it need not have.
_BORN_WITH = compiled(
    rb"""(["'])stripe\1\s*+=>\s*+\[\s*+(["'])model\2\s*+=>[^\[\]]*+(?:\[[^\[\]]*+\][^\[\]]*+)*+\]""",
)
_IN_FULL = frozenset({"php"})  # whose classes are often named with their namespaces where they are used
_Packages = tuple[tuple[int, str, str], ...]


class Use(NamedTuple):
    """One sign that a file uses a provider: `kind` is library, host, key or variable."""

    provider: str
    kind: str
    name: str
    span: Span


def uses(view: FileView) -> Iterator[Observation]:
    """The providers that a file of the shop uses, one observation for each and each kind of sign; nothing for tests and documentation."""
    if view.stage in (Stage.TEST, Stage.DOCS) or _NOT_THE_SHOPS.search(view.source.path):
        return
    told: set[tuple[str, str]] = set()
    for use in _in_their_name(view, list(view.own(signs))):
        if (use.provider, use.kind) not in told:
            told.add((use.provider, use.kind))
            by = {"by": f"{use.kind} {use.name}"}
            yield Observation("provider", use.provider, view.location(use.span), view.side, view.stage, by)


def signs(view: FileView) -> tuple[Use, ...]:
    """The signs that a file, of whichever stage, uses a provider."""
    return tuple(_signs(view))


def _signs(view: FileView) -> Iterator[Use]:
    yield from (Use(provider, "library", package, span) for provider, package, span in dependencies(view))
    if may_import(view):
        yield from libraries(view)
    yield from _hosts(view)
    yield from _keys(view)
    if may_name(view):
        yield from variables(view)


def may_import(view: FileView) -> bool:
    """Whether a program may import a provider's library, by the words of its text."""
    if view.language not in PROGRAMS:
        return False
    held = view.present.text
    return any(held & words == words for words in _spelt(view.catalog, view.flow.kin))


@lru_cache(maxsize=16)
def _spelt(catalog: Catalog, kin: str) -> frozenset[int]:
    """The words of each library's name, as bits."""
    return frozenset(gate(catalog).lexicon.mask(spoken(name)) for name in _libraries(catalog, kin))


def may_name(view: FileView) -> bool:
    """Whether a file may hold the name of a provider's variable, by what is spelt like one."""
    return any(True for name in set(_SPELT.findall(view.source.data)) for _ in _owners(view.catalog, name.decode()))


def libraries(view: FileView) -> Iterator[Use]:
    """The libraries of providers that a program imports, or whose classes it names in full."""
    known = _libraries(view.catalog, view.flow.kin)
    for item in view.program.imports if view.program is not None else ():
        path = item.path.replace("/", ".")
        steps = path.split(".") if not item.level else []
        for _, provider, package in sorted(_found(known, steps)):
            if not _is_own(view, path):
                yield Use(provider, "library", package, item.span)
    if view.flow.kin in _IN_FULL and view.program is not None:
        yield from _in_full(view.program, known)


def _in_full(program: Program, known: Mapping[str, _Packages]) -> Iterator[Use]:
    """The libraries of classes that are named with their namespaces: `new \\Midtrans\\Notification()`. What has no class behind the
    namespace, `Stripe::charge()`, is a class of the shop's own."""
    for node in facts.walk(program.body):
        if isinstance(node, Name) and "." in node.path:
            steps = node.path.split(".")
            named = [n for n in range(1, len(steps)) if steps[n][:1].isupper() and not steps[n].isupper()]
            for _, provider, package in sorted(_found(known, steps[: named[-1]] if named else [])):
                yield Use(provider, "library", package, node.span)


def _found(known: Mapping[str, _Packages], steps: list[str]) -> set[tuple[int, str, str]]:
    """The libraries that a path belongs to by its first steps."""
    return {library for count in range(len(steps)) for library in known.get(".".join(steps[: count + 1]), ())}


@lru_cache(maxsize=16)
def _libraries(catalog: Catalog, kin: str) -> Mapping[str, _Packages]:
    """The libraries of a language by what is imported of them: their places in the catalogue, providers and packages."""
    found: dict[str, _Packages] = {}
    sdks = ((p.id, sdk) for p in catalog.providers.values() for sdk in p.sdks if not p.inherits and sdk.language == kin)
    for number, (provider, sdk) in enumerate(sdks):
        for name in (name.replace("/", ".") for name in sdk.imports):
            found[name] = (*found.get(name, ()), (number, provider, sdk.package))
    return found


def _is_own(view: FileView, path: str) -> bool:
    """Whether a module of the repository goes by a library's name: `stripe.py` beside the file that imports stripe."""
    head = path.partition(".")[0]
    return f"{head}.py" in view.project or f"{head}/__init__.py" in view.project


def _hosts(view: FileView) -> Iterator[Use]:
    seen = hosts(view.catalog).found_in(view)
    for site in sites(view) if seen else ():
        for one in within(seen, site.span):
            name = view.source.text(one.span).lower()
            if not name.startswith("www.") or _CALLED.match(view.source.data, one.span.end):
                yield Use(one.provider.id, "host", name, one.span)


def _keys(view: FileView) -> Iterator[Use]:
    """Keys that only their provider makes; a form that needs a word beside it says no more than the word."""
    for secret in view.secrets:
        provider = view.catalog.providers.get(secret.provider or "")
        sure = {key.name for key in provider.keys if not key.context} if provider else set()
        if provider and secret.kind not in GENERIC and secret.kind.removesuffix(" in base64") in sure:
            yield Use(provider.id, "key", secret.masked, secret.span)


def variables(view: FileView) -> Iterator[Use]:
    """The variables of providers that a program or a configuration names."""
    named = [Use(owner, "variable", name, span) for name, span in _names(view) for owner in _owners(view.catalog, name)]
    born_with = [Span(*one.span()) for one in _BORN_WITH.finditer(view.source.data)] if named and view.language == "php" else []
    yield from (use for use in named if not any(use.span in one for one in born_with))


def _names(view: FileView) -> Iterator[tuple[str, Span]]:
    """What may be the names of variables: names and texts of a program, keys and lone values of a configuration."""
    match view.facts:
        case Program() as program:
            for node in facts.walk(program.body):
                if isinstance(node, Literal) and isinstance(node.value, str):
                    yield node.value, node.span
                elif isinstance(node, Name):
                    yield node.path.rpartition(".")[2], node.span
        case Document() as document:
            for one in document.settings:
                yield (one.path[-1] if one.path else ""), one.key_span
                yield one.value.partition("=")[0], one.span


def _owners(catalog: Catalog, name: str) -> Iterator[str]:
    if not _VARIABLE.fullmatch(name):
        return
    for prefix in catalog.words["names"]["public_prefixes"]:
        name = name.removeprefix(prefix)
    if not name.startswith(_ORDINARY):
        names = _variables(catalog)
        for provider in catalog.providers.values():
            base = names.get(provider.inherits)
            if names[provider.id].hold(name) and not (base and base.hold(name)):
                yield provider.id


class _Variables(NamedTuple):
    """The names of a provider's variables: those that are spelt out, and patterns with what each match begins with."""

    spelt: frozenset[str]
    patterns: tuple[tuple[str, re.Pattern[str]], ...]

    @staticmethod
    def of(provider: Provider) -> _Variables:
        regexes = {*(variable.regex for variable in provider.env_vars), *provider.settings}
        spelt = frozenset(regex for regex in regexes if regex.isidentifier())
        return _Variables(spelt, tuple((_head(regex), compiled(regex)) for regex in sorted(regexes - spelt)))

    def hold(self, name: str) -> bool:
        return name in self.spelt or any(name.startswith(head) and pattern.fullmatch(name) for head, pattern in self.patterns)


@lru_cache(maxsize=4)
def _variables(catalog: Catalog) -> Mapping[str, _Variables]:
    """The names of each provider's variables. What a white-label shares with its base says nothing of either, and is the base's."""
    return {provider.id: _Variables.of(provider) for provider in catalog.providers.values()}


def _head(regex: str) -> str:
    """The letters with which each match of a pattern begins; the last of them may be optional."""
    plain = re.match(r"\w*", regex)
    return plain[0][:-1] if plain and "|" not in _GROUP.sub("", regex) else ""


def _in_their_name(view: FileView, signs: list[Use]) -> Iterator[Use]:
    """The signs, those of a base given to its white-label where the file shows that one by a host or a variable of its own."""
    providers = view.catalog.providers
    shown = {providers[use.provider].inherits: use.provider for use in signs if providers[use.provider].inherits}
    for use in signs:
        yield use._replace(provider=shown[use.provider]) if use.provider in shown and use.kind != "host" else use
