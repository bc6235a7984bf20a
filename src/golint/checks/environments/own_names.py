"""Credentials that are read by a name of the sandbox's, whatever the environment is: `new Stripe(process.env.STRIPE_TEST_SECRET_KEY)`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from golint.checks.environments.fallbacks import names_trial_key
from golint.checks.environments.mentions import Around, Mention, mentions
from golint.checks.environments.words import names_sandbox
from golint.credentials.naming import mode_of, names_public, names_secret, role_of, snake, without_mode
from golint.credentials.nearby import mentioned
from golint.dataflow.names import last_of, text_of
from golint.lazily import compiled
from golint.model import Hit, Mode, Precision, Severity, Stage

if TYPE_CHECKING:
    from golint.catalog.providers import Provider
    from golint.view import FileView

_SETTING = compiled(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+")
_BY_HAND = frozenset({"script", "scripts", "bin", "tools", "tasks", "migrations", "rake"})


def sandbox_names(view: FileView) -> Iterator[Hit]:
    """The settings of the sandbox that a file takes a provider's key from, where it knows none for production. One report for a provider:
    which of its keys are meant is one mistake."""
    if _is_apart(view.source.path) or not names_trial_key(view) or (program := view.program) is None:
        return
    said = tuple((name, mention) for mention in mentions(program, view.source) if (name := _credential(mention)))
    for provider in (view.catalog.providers[one] for one in view.mentions):
        named = [(name, mention) for name, mention in said if mentioned(name, provider.words)]
        used = [(name, mention) for name, mention in named if mode_of(name) is Mode.TEST and _is_used(mention.around)]
        if used and not any(_serves_production(name, [told for told, _ in used]) for name, _ in named):
            yield _hit(view, provider, used)


def _is_apart(path: str) -> bool:
    """Whether a path says that a file is for the sandbox, or that somebody runs it by hand."""
    return names_sandbox(path) or not _BY_HAND.isdisjoint(path.lower().split("/")[:-1])


def _credential(mention: Mention) -> str:
    """The setting that is named where a value is wanted, if it holds a credential: `ENV["ACME_KEY"]`, `settings.acmeKey`."""
    text = text_of(mention.node)
    name = text if _SETTING.fullmatch(text) else last_of(mention.node)
    return name if names_secret(name) or names_public(name) else ""


def _is_used(around: Around) -> bool:
    """Whether the value goes to something by a name of its own, and nothing says that this is for the sandbox."""
    handed = around.names[-1:] != (around.function.rpartition(".")[2],)
    return (
        bool(around.names) and handed and not (around.chosen or around.default or around.compared or any(map(names_sandbox, around.names)))
    )


def _serves_production(name: str, used: Sequence[str]) -> bool:
    """Whether a setting is for production, or for every environment, and holds what one of those that are used does."""
    mode = mode_of(name)
    kinds = {(role_of(one), names_public(one)) for one in used}
    return mode is Mode.LIVE or (mode is Mode.ANY and (role_of(name), names_public(name)) in kinds)


def _hit(view: FileView, provider: Provider, used: Sequence[tuple[str, Mention]]) -> Hit:
    (name, first), *others = sorted(used, key=lambda told: names_public(told[0]))
    values = {
        "provider": provider.name,
        "what": name,
        "problem": f"a credential for the sandbox of {provider.name}",
        "consequence": "no real payment is ever made",
        "remedy": "Give each environment its own key under one name",
        "env": without_mode(snake(name)).upper(),
    }
    severity = Severity.ERROR if view.stage is Stage.PRODUCTION else Severity.WARNING
    related = tuple((None, mention.node.span, "and here") for _, mention in others[:3])
    return Hit(first.node.span, values, "read here", provider.id, severity=severity, precision=Precision.MEDIUM, related=related)
