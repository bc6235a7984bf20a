"""Clients that a builder makes which a framework hands over, `restTemplateBuilder.rootUri(...).build()`, or that are told what to send
with, `Faraday.new { |it| it.adapter :typhoeus }`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from golint.dataflow.modules import Routine
from golint.dataflow.names import last_of, owner_of, text_of
from golint.facts import Call, Expr, Name

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.project import Project

SETTINGS = (".properties", ".yml", ".yaml", ".java", ".kt")


def builds_endless(flow: Flow, call: Call, routine: Routine) -> bool:
    """Whether a call makes a client that waits for ever, unless a link of the chain before it says otherwise."""
    builders = flow.language.timeouts.builders
    if not builders or last_of(call) != "build":
        return False
    root: Expr | None = call
    while isinstance(root, Call) and (owner := owner_of(root)) is not None:
        root = owner
    if isinstance(root, Call):
        return last_of(root) in builders
    if not isinstance(root, Name):
        return False
    held = flow.texts.maker(root, routine) or flow.resolver.declared(root.written, routine)
    return held.rpartition(".")[2] in builders


def is_configured(flow: Flow, project: Project) -> bool:
    """Whether the framework gives such a client a limit, by the shop's settings or by a bean of its own."""
    return any(project.mentioning(word.encode(), SETTINGS) for word in flow.language.timeouts.configured)


def sends_endless(flow: Flow, call: Call) -> bool:
    """Whether a client is told to send with what waits for ever, in a file that says nothing of limits."""
    adapters = flow.language.timeouts.adapters.get(call.path)
    if adapters is None or flow.resolver.files.holds(flow.module.path, (b"timeout",)):
        return False
    within = (other for other in flow.module.calls if other.span in call.span and last_of(other) == "adapter")
    return any(text_of(argument.value) in adapters for other in within for argument in other.arguments[:1])
