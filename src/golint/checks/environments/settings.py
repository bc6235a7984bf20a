"""Settings of production that choose a provider's sandbox, with no word of a host: `PAYPAL_MODE=sandbox` in `.env.production`,
`midtrans.is-production: false` in `application-prod.yml`; and what Laravel's configuration says for all environments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from golint.catalog.providers import Provider
from golint.checks.environments.mentions import Around, mentions
from golint.checks.environments.packed import is_given, is_packed
from golint.checks.environments.switches import told_hit
from golint.checks.environments.words import names_production, names_sandbox
from golint.credentials.naming import snake
from golint.credentials.nearby import mentioned
from golint.facts import Document, Literal, Name, Program, Template
from golint.lazily import compiled
from golint.model import Hit, Stage

if TYPE_CHECKING:
    from golint.view import FileView

_CONFIGURATION = compiled(r"(?:^|/)config/(?P<name>\w+)\.php$")
_NAMED = compiled(r"(?:^|_)(?:env|environment|mode)$")
_FLAG = compiled(r"(?:^|_)(?:is_?)?(?:production|prod|live|sandbox|test)(?:_?(?:mode|env|environment))?$")
_OUTSIDE = ("", "<lambda>")  # of functions with a name: what one of them sets hangs on who runs it, and when
_NO, _YES = frozenset({"false", "0", "no", "off"}), frozenset({"true", "1", "yes", "on"})


def fixed_settings(view: FileView) -> Iterator[Hit]:
    """The settings of a file that choose a provider's sandbox for production. Few files are for production, so no other one is read."""
    if not view.mentions:
        return
    if view.stage is Stage.PRODUCTION or is_packed(view):
        match view.facts:
            case Document() as document:
                yield from _of_document(view, document)
            case Program() as program:
                yield from _of_program(view, program)
    elif view.language == "php":
        yield from _of_laravel(view)


def _of_document(view: FileView, document: Document) -> Iterator[Hit]:
    """In a configuration for production, or one that nothing replaces there."""
    for setting in document.settings:
        said = setting.kind != "reference" and chooses_sandbox(setting.name, setting.value)
        provider = _provider(view, setting.path) if said and not is_given(view, setting.span) else None
        if provider is not None:
            yield told_hit(view, provider, f"{setting.name} = {setting.value}", setting.span)


def _of_program(view: FileView, program: Program) -> Iterator[Hit]:
    """In a program that configures production: `MIDTRANS_IS_PRODUCTION = False`."""
    for mention in mentions(program, view.source):
        around, node = mention.around, mention.node
        if not around.names or not isinstance(node, Literal) or around.function not in _OUTSIDE or _hangs_on_something(around):
            continue
        name = around.names[-1].rpartition(".")[2]
        provider = _provider(view, around.names) if chooses_sandbox(name, str(node.value)) else None
        if provider is not None:
            yield told_hit(view, provider, f"{name} = {view.source.text(node.span)}", node.span)


def _hangs_on_something(around: Around) -> bool:
    return around.default or around.chosen or around.compared


def _provider(view: FileView, names: Sequence[str]) -> Provider | None:
    """The provider that the way to a setting names."""
    providers = (view.catalog.providers[name] for name in view.mentions)
    return next((provider for provider in providers if mentioned(".".join(names), provider.words)), None)


def chooses_sandbox(name: str, value: str) -> bool:
    """Whether a setting is one of an environment, and says that it is the sandbox's: `ACME_MODE=test`, `ACME_IS_PRODUCTION=false`."""
    name, value = snake(name), value.strip().lower()
    if _FLAG.search(name) and names_production(name) != names_sandbox(name) and value in _NO | _YES:
        return (value in _YES) is names_sandbox(name)
    return _NAMED.search(name) is not None and names_sandbox(value) and not names_production(value)


def _of_laravel(view: FileView) -> Iterator[Hit]:
    """`'is_production' => false` in `config/midtrans.php`, which is one for all environments: what differs comes out of `env`."""
    file = _CONFIGURATION.search(view.source.path)
    patterns = [(provider, regex) for name in view.mentions for provider in (view.catalog.providers[name],) for regex in provider.settings]
    program = view.program if file is not None and patterns else None
    if file is None or program is None:
        return
    for mention in mentions(program, view.source):
        around = mention.around
        if not around.names or around.function or around.default or around.chosen or not _says_sandbox(around.names[-1], mention.node):
            continue
        called = "_".join(map(snake, (file["name"], *around.names))).upper()
        provider = next((provider for provider, regex in patterns if re.search(rf"(?:^|_){regex}$", called)), None)
        if provider is not None:
            yield told_hit(view, provider, f"{around.names[-1]} = {view.source.text(mention.node.span)}", mention.node.span)


def _says_sandbox(name: str, node: Literal | Template | Name) -> bool:
    value = node.value if isinstance(node, Literal) else None
    if isinstance(value, bool):
        return names_production(name) != names_sandbox(name) and value is names_sandbox(name)
    return isinstance(value, str) and names_sandbox(value)
