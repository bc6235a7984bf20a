"""What a rule is: one fault that golint knows, as its page promises it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from golint.catalog.examples import Example, examples
from golint.catalog.messages import fill, kin_of, provider_values
from golint.model import Level, Precision, Severity, Side, Stage

__all__ = ["KEY_WORD", "PAYMENT_WORD", "PROVIDER_WORD", "Example", "Rule", "fill", "provider_values"]

PROVIDER_WORD = b"@provider"
"""A trigger that stands for the words of every provider."""

PAYMENT_WORD = b"@payment"
"""A trigger that stands for those and the words of payments at large."""

KEY_WORD = b"@key"
"""A trigger that stands for all words by which golint tells that a file is worth a look at all: providers', and those of keys."""


def parted(page: str) -> tuple[str, str]:
    """The front matter of a page, and what stands below it on the lines of the page."""
    front, _, rest = page.removeprefix("\ufeff").removeprefix("+++\n").partition("\n+++\n")
    return front, "\n" * (front.count("\n") + 3) + rest


class Rule(Struct, frozen=True):
    """One fault that golint knows.

    `triggers` are groups of lower-case words: the check runs only on a file that holds a word of every group (no group: on every file).
    `silences` names the rules that stay quiet where this one speaks at the same span or about the same symbol. `immune` are languages in
    which the fault cannot be made. `sides` and `stages` are where a fault of this kind matters; none means everywhere. `pattern` is for
    rules that are data alone: each match is a fault. `plain` are the words of a placeholder of `help` where no finding has its own. `scope`
    is what the check looks at: "file", "repository", or "history" where it judges what was ever committed, and so runs where that is
    searched. `tells` is "fault", or "absence" where a finding only says that the repository does not show a thing, which may well be
    elsewhere. `text` is what the page says below its front matter, "" where that is read from the page, `source`, when somebody asks.
    """

    id: str
    family: str
    title: str
    message: str
    label: str
    why: str
    help: Mapping[str, str]
    severity: Severity
    level: Level
    precision: Precision
    cwe: tuple[int, ...] = ()
    security_severity: float | None = None
    scope: str = "file"
    tells: str = "fault"
    languages: tuple[str, ...] = ("*",)
    immune: tuple[str, ...] = ()
    triggers: tuple[tuple[bytes, ...], ...] = ()
    silences: frozenset[str] = frozenset()
    plain: Mapping[str, str] = {}
    pattern: re.Pattern[bytes] | None = None
    sides: frozenset[Side] = frozenset()
    stages: frozenset[Stage] = frozenset()
    text: str = ""
    source: str = ""

    @property
    def body(self) -> str:
        """The prose of the page, in Markdown, its examples left out."""
        return re.split(r"(?m)^## Examples[ \t]*$", self._told(), maxsplit=1)[0].strip()

    @property
    def examples(self) -> tuple[Example, ...]:
        """Every example: those of the page, in its order, and then the further ones."""
        return (*self.leading_examples, *(example for found in self.further_examples.values() for example in found))

    @property
    def leading_examples(self) -> tuple[Example, ...]:
        """The examples that the page itself shows."""
        return examples(self._told(), self.source)

    @property
    def further_examples(self) -> Mapping[str, tuple[Example, ...]]:
        """The examples of the files in the folder that is called like the page, `<rule>/<language>.md`, by the name of the file."""
        files = sorted(Path(self.source).with_suffix("").glob("*.md"))
        return {file.stem: examples(file.read_text("utf-8"), str(file)) for file in files}

    def _told(self) -> str:
        return self.text or parted(Path(self.source).read_text("utf-8"))[1]

    def speaks(self, language: str) -> bool:
        """Whether the rule looks at files of a language, or of one that its tables serve too: scripts in pages, cells of notebooks."""
        return not {"*", language, kin_of(language)}.isdisjoint(self.languages)

    def misses(self, language: str) -> bool:
        """Whether the fault can be made in a language that the rule does not look at."""
        return not self.speaks(language) and {language, kin_of(language)}.isdisjoint(self.immune)

    def looks_at(self, side: Side, stage: Stage) -> bool:
        """Whether the rule looks at files of a side and a stage."""
        return (not self.sides or side in self.sides) and (not self.stages or stage in self.stages)

    def help_in(self, language: str) -> str:
        """The fix for a language, else for its nearest kin, else for any."""
        return self.help.get(language) or self.help.get(kin_of(language)) or self.help["default"]
