"""Client libraries that are told to ask the sandbox whatever the environment is: `isProduction: false`, `midtrans.Sandbox`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from golint.catalog.messages import KIN
from golint.catalog.providers import Provider
from golint.checks.environments.mentions import Mention, mentions
from golint.checks.environments.words import names_production, names_sandbox
from golint.dataflow.sdks import sdks
from golint.facts import Literal, Name, Program
from golint.model import Hit, Severity, Span, Stage

if TYPE_CHECKING:
    from golint.view import FileView


class _Switch(Struct, frozen=True):
    """What a library is told the environment by: an option or a setting that is true or false, or a constant by its last two steps."""

    provider: Provider
    path: str

    @property
    def name(self) -> str:
        return self.path.rpartition(".")[2]

    @property
    def is_constant(self) -> bool:
        return self.name.lower() == "sandbox"

    def told(self, mention: Mention) -> str:
        """The environment that is told where the switch stands: "sandbox", "production", or "" where it is another thing."""
        node, names = mention.node, mention.around.names
        if self.is_constant:
            paths = (f".{node.written}", f".{node.path}") if isinstance(node, Name) else ()
            ending = "." + ".".join(self.path.split(".")[-2:])
            owner = ending.rpartition(".")[0] + "."
            if any(path.endswith(ending) for path in paths):
                return "sandbox"
            return "production" if any(owner in path and names_production(path.rpartition(".")[2]) for path in paths) else ""
        if not names or names[-1].rpartition(".")[2] != self.name or not isinstance(node, Literal) or not isinstance(node.value, bool):
            return ""
        return "production" if node.value is names_production(self.name) else "sandbox"


def fixed_switches(view: FileView) -> Iterator[Hit]:
    """The switches of a file that say sandbox in so many words, where no other place in it says production."""
    switches = tuple(_switches(view))
    program = view.program if switches else None
    if program is None:
        return
    used = {provider for item in program.imports for provider in sdks(view.catalog, _kin(view)).behind(item.path)}
    for switch in switches:
        if switch.provider.id in used:
            yield from _fixed(view, program, switch)


def _kin(view: FileView) -> str:
    return KIN.get(view.language, view.language)


def _switches(view: FileView) -> Iterator[_Switch]:
    """The switches whose names stand in the file, of the providers that it names."""
    found = dict.fromkeys(
        _Switch(provider, sdk.flag)
        for provider in (view.catalog.providers[name] for name in view.mentions)
        for sdk in provider.sdks
        if sdk.language == _kin(view) and sdk.flag
    )
    plain = (switch for switch in found if switch.is_constant or names_production(switch.name) != names_sandbox(switch.name))
    yield from (switch for switch in plain if switch.name.encode() in view.source.data)


def _fixed(view: FileView, program: Program, switch: _Switch) -> Iterator[Hit]:
    told = [(mention, environment) for mention in mentions(program, view.source) if (environment := switch.told(mention))]
    if any(environment == "production" for _, environment in told):
        return
    for mention, _ in told:
        around = mention.around
        if not (around.chosen or around.default or around.compared or any(map(names_sandbox, around.names[:-1]))):
            yield _hit(view, switch, mention.node.span)


def _hit(view: FileView, switch: _Switch, span: Span) -> Hit:
    text, provider = view.source.text(span), switch.provider
    values = {
        "provider": provider.name,
        "what": text if switch.is_constant else f"{switch.name} = {text}",
        "problem": f"the sandbox of {provider.name}",
        "consequence": "no real payment is ever made",
        "remedy": f"Let each environment say whether {provider.name} is asked in its sandbox",
        "env": f"{provider.id.upper()}_ENVIRONMENT",
    }
    severity = Severity.ERROR if view.stage is Stage.PRODUCTION else Severity.WARNING
    return Hit(span, values, provider=provider.id, severity=severity)
