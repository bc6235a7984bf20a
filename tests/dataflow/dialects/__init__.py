"""One webhook handler, written in many languages and many ways, for tests that vary how it is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

NAMES = (
    "raw", "body", "content", "blob", "sent", "given", "received", "seal", "mine", "own", "wanted", "x", "y1", "thing", "left", "right",
)  # fmt: skip
HELPERS = ("", "same file", "other file", "two files away")
FAULTS = ("missing", "fail-open", "too-early", "timing")


@dataclass(frozen=True)
class Shape:
    """One way of writing the same handler: its framework, the names of body, signature and expected signature, the order of its first
    three lines, where the check stands, and where the order is saved."""

    framework: str
    names: Sequence[str]
    order: Sequence[int]
    helper: str
    acting: str


class Dialect(Protocol):
    """How one language says the steps of a handler. Each step is a list of lines."""

    @property
    def frameworks(self) -> Sequence[str]:
        """The frameworks that it writes for."""

    def setting(self, shape: Shape) -> tuple[str, str, str]:
        """Three lines that do not hang on each other: the body is read, the signature is read, something is logged."""

    def acting(self, shape: Shape) -> tuple[list[str], dict[str, str]]:
        """The lines that save the order, and the files that they call."""

    def checking(self, shape: Shape, kind: str) -> tuple[list[str], dict[str, str], str]:
        """The lines that refuse a wrong signature, the files that they call, and what stands beside the handler in its own file."""

    def when(self, shape: Shape, lines: Sequence[str]) -> list[str]:
        """The lines, only where a signature was sent."""

    def files(self, shape: Shape, /, lines: Sequence[str], beside: str) -> dict[str, str]:
        """The handler's file, whose last line answers 200, and those that register it."""


def written(dialect: Dialect, shape: Shape, kind: str) -> dict[str, str]:
    """The files of a handler of one kind: sound, missing, fail-open, too-early or timing."""
    setting = dialect.setting(shape)
    act, acted = dialect.acting(shape)
    check, checked, beside = dialect.checking(shape, kind)
    lines = [setting[at] for at in shape.order]
    match kind:
        case "missing":
            lines += act
            checked, beside = {}, ""
        case "too-early":
            lines += [*act, *check]
        case "fail-open":
            lines += [*dialect.when(shape, check), *act]
        case _:
            lines += [*check, *act]
    return {**dialect.files(shape, lines, beside), **acted, **checked}
