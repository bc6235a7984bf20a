"""Client libraries that are told to ask the sandbox, whatever the environment is: `isProduction: false`, `mode: "sandbox"`,
`Environment.TEST`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from golint.catalog.messages import kin_of
from golint.catalog.providers import Provider
from golint.checks.environments.mentions import Mention, mentions
from golint.checks.environments.words import names_production, names_sandbox
from golint.dataflow.names import text_of
from golint.dataflow.requests.sdks import sdks
from golint.dataflow.words import words_of
from golint.facts import Literal, Name, Program
from golint.model import Hit, Severity, Span, Stage

if TYPE_CHECKING:
    from golint.view import FileView

LOADER = "this.load.library"


class _Switch(Struct, frozen=True):
    """What a library is told the environment by: an option or a setting that is true or false, one that is given the environment's name, or
    a constant by its last two steps. An option's owner is the call that it is given to."""

    provider: Provider
    path: str

    @property
    def name(self) -> str:
        return self.path.rpartition(".")[2]

    @property
    def is_constant(self) -> bool:
        return names_sandbox(self.name) and (self.name[:1].isupper() or self.name == "sandbox")

    @property
    def is_plain(self) -> bool:
        """Whether the name of what is true or false says of which environment."""
        return names_production(self.name) != names_sandbox(self.name)

    def told(self, mention: Mention) -> str:
        """The environment that is told where the switch stands: "sandbox", "production", or "" where it is another thing."""
        return self._constant(mention.node) if self.is_constant else self._option(mention)

    def is_set(self, mention: Mention) -> bool:
        """Whether a value from elsewhere is put into the switch, `Client::$isProduction = $settings['live']`: then what it is told besides
        is what it holds until then."""
        owner, _, name = mention.around.names[-1].rpartition(".") if mention.around.names else ("", "", "")
        return self.is_plain and bool(owner) and name == self.name and isinstance(mention.node, Name)

    def _constant(self, node: object) -> str:
        paths = (f".{node.written}", f".{node.path}") if isinstance(node, Name) else ()
        ending = "." + ".".join(self.path.split(".")[-2:])
        owner = ending.rpartition(".")[0] + "."
        if any(path.endswith(ending) for path in paths):
            return "sandbox"
        return "production" if any(owner in path and names_production(path.rpartition(".")[2]) for path in paths) else ""

    def _option(self, mention: Mention) -> str:
        node, names, owner = mention.node, mention.around.names, self.path.rpartition(".")[0]
        if not names or names[-1].rpartition(".")[2] != self.name or not isinstance(node, Literal):
            return ""
        if isinstance(node.value, bool) and self.is_plain:
            return "production" if node.value is names_production(self.name) else "sandbox"
        if not isinstance(node.value, str) or self.is_plain or not (owner == "" or owner in names):
            return ""
        return "sandbox" if names_sandbox(node.value) else "production" if names_production(node.value) else ""


def fixed_switches(view: FileView) -> Iterator[Hit]:
    """The switches of a file that say sandbox in so many words, where no other place in it says production."""
    switches = tuple(_switches(view))
    program = view.program if switches else None
    if program is None:
        return
    said = tuple(mentions(program, view.source))
    used = _used(view, program, said)
    said = (*said, *_constants(said))
    for switch in switches:
        if switch.provider.id in used:
            yield from _fixed(view, said, switch)


def _constants(said: Sequence[Mention]) -> Iterator[Mention]:
    """The texts that a file gives a name, `MODE = "sandbox"`, as if they stood where the name is used."""
    given: dict[str, list[Mention]] = {}
    for mention in said:
        if isinstance(mention.node, Literal) and mention.around.names and isinstance(mention.node.value, str):
            given.setdefault(mention.around.names[-1], []).append(mention)
    for mention in said:
        held = given.get(mention.node.written, ()) if isinstance(mention.node, Name) and "." not in mention.node.written else ()
        if len(held) == 1 and not (held[0].around.default or held[0].around.chosen):
            yield Mention(held[0].node, mention.around)


def _used(view: FileView, program: Program, said: Sequence[Mention]) -> frozenset[str]:
    """The providers whose libraries a file imports, or names in full, as PHP and Ruby can without an import, or has CodeIgniter load, or
    whose script gives a page what is called: `AdyenCheckout({ ... })`."""
    known = sdks(view.catalog, kin_of(view.language))
    imported = frozenset[str]().union(*(known.behind(item.path) for item in program.imports))
    paths = {mention.node.path for mention in said if isinstance(mention.node, Name)}.union(*(mention.around.names for mention in said))
    heads = {path.partition(".")[0].lower() for path in paths if "." in path and path[:1].isupper()}
    loaded = {text_of(mention.node).lower() for mention in said if LOADER in paths and mention.around.names[-1:] == ("library",)}
    asked = {provider.id for provider in view.catalog.providers.values() if loaded.intersection(provider.words)} if loaded else set()
    plain = {path for path in paths if "." not in path and path[:1].isupper()} if kin_of(view.language) == "javascript" else set()
    given = {word for path in plain - {item.local for item in program.imports} for word in words_of(path)}
    return imported | asked | frozenset((heads | given) & view.catalog.providers.keys())


def _switches(view: FileView) -> Iterator[_Switch]:
    """The switches whose names stand in the file, of the providers that it names."""
    found = dict.fromkeys(
        _Switch(provider, flag)
        for provider in (view.catalog.providers[name] for name in view.mentions)
        for sdk in provider.sdks
        for flag in (sdk.flags if sdk.language == kin_of(view.language) else ())
    )
    yield from (switch for switch in found if switch.name.encode() in view.source.data)


def _fixed(view: FileView, said: Sequence[Mention], switch: _Switch) -> Iterator[Hit]:
    told = [(mention, environment) for mention in said if (environment := switch.told(mention))]
    if any(environment == "production" for _, environment in told) or any(switch.is_set(mention) for mention in said):
        return
    for mention in {mention.node.span: mention for mention, _ in told}.values():
        around = mention.around
        compared = around.compared and not around.called
        if not (around.chosen or around.default or compared or any(map(names_sandbox, around.names[:-1]))):
            yield told_hit(view, switch.provider, _told_by(switch, view.source.text(mention.node.span)), mention.node.span)


def _told_by(switch: _Switch, text: str) -> str:
    """How a switch stands in the source: a constant alone, the option or the setting with its value, the method with what it is given."""
    if switch.name[:1].isupper() or switch.is_constant:
        return text
    return f"{switch.name}({text})" if switch.name.startswith("set") else f"{switch.name} = {text}"


def told_hit(view: FileView, provider: Provider, told: str, span: Span) -> Hit:
    """The hit for a provider that is told in such words to ask its sandbox."""
    values = {
        "provider": provider.name,
        "what": told,
        "problem": f"the sandbox of {provider.name}",
        "consequence": "no real payment is ever made",
        "remedy": f"Let each environment say whether {provider.name} is asked in its sandbox",
        "env": f"{provider.id.upper()}_ENVIRONMENT",
    }
    severity = Severity.ERROR if view.stage is Stage.PRODUCTION else Severity.WARNING
    return Hit(span, values, provider=provider.id, severity=severity)
