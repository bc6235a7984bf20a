"""How each family of languages writes what makes a door, as patterns over bytes. They fit more than that, never less."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from msgspec import Struct

_GAP = rb"(?:[\s\\]|#[^\n]*\n|//[^\n]*\n|/\*.*?\*/)*+"
_NEVER = rb"(?!)"


class Spelling(Struct, frozen=True):
    """`suffixes` are those of files whose bytes are the program's own. `before` and `behind` stand around the name of a parameter,
    `calling` behind a name that is called, `renaming` behind one that an import gives another; `defining` stands before the name of a
    method, `decorating` before that of a decorator. `bases` says that `heritage` reads what classes inherit."""

    suffixes: tuple[str, ...]
    before: bytes
    behind: bytes
    calling: bytes
    defining: bytes = _NEVER
    decorating: bytes = _NEVER
    renaming: bytes = _NEVER
    bases: bool = False

    def takes(self, names: Iterable[str]) -> re.Pattern[bytes]:
        """A function that has a parameter of one of these names."""
        return re.compile(rb"%b(?:%b)(?!\w)%b%b" % (self.before, either(names), _GAP, self.behind), re.DOTALL)

    def defines(self, names: Collection[str]) -> re.Pattern[bytes]:
        """A method of one of these names; "*" stands for any."""
        return re.compile(rb"%b(?:%b)(?!\w)" % (self.defining, rb"\w+" if "*" in names else either(names)))

    def calls(self, names: Iterable[str]) -> re.Pattern[bytes]:
        """A call whose path ends in one of these names, or an import that renames it."""
        return re.compile(rb"(?<!\w)(?:%b)(?!\w)(?:%b%b|%b)" % (either(names), _GAP, self.calling, self.renaming), re.DOTALL)

    def decorates(self, names: Iterable[str]) -> re.Pattern[bytes]:
        """A decorator whose path ends in one of these names, or an import that renames it."""
        told = either(names)
        return re.compile(rb"%b(?<!\w)(?:%b)(?!\w)|(?<!\w)(?:%b)%b" % (self.decorating, told, told, self.renaming))


def either(names: Iterable[str]) -> bytes:
    """One of some names; nothing fits where there is none."""
    return b"|".join(re.escape(name.encode()) for name in sorted(set(names), key=len, reverse=True)) or _NEVER


_PARENTHESIS = rb"\("

SPELLINGS = {
    "python": Spelling(
        suffixes=(".py",),
        before=rb"(?<![.\w])",
        behind=rb"[,:=)]",
        calling=_PARENTHESIS,
        defining=rb"\bdef[\s\\]+",
        decorating=rb"@(?:[^\n]*?|\s*\((?s:.{0,200}?))",
        renaming=rb"[\s\\]+as\b",
        bases=True,
    ),
    "ruby": Spelling(
        suffixes=(".rb",),
        before=rb"(?<![.:\w@])",
        behind=rb"",
        calling=rb"(?:[^\s\w=;,)\]}.]|(?<=\s)\w)",
        defining=rb"\bdef\s+(?:self\s*\.\s*)?",
        bases=True,
    ),
    "php": Spelling(
        suffixes=(".php",),
        before=rb"\$",
        behind=rb"[,)=]",
        calling=_PARENTHESIS,
        defining=rb"(?i:\bfunction)\b[\s&]+",
        decorating=rb"#\[(?s:.{0,400}?)",
        renaming=rb"\s+(?i:as)\b",
    ),
    "javascript": Spelling(
        suffixes=(".js", ".jsx", ".ts", ".tsx", ".mjs", ".cjs", ".mts", ".cts"),
        before=rb"(?<![.\w])",
        behind=rb"[,):?=]",
        calling=rb"""(?:[(<?!`"']|as\b)""",
        decorating=rb"@[\s\w$.(]*?",
        # `import { post as p }`, `const { post: p } = require(...)`
        renaming=rb"(?:\s+as\b|\s*:\s*[\w$]+[^;{}]{0,2000}\}\s*=\s*(?:await\s+)?(?:require|import)\b)",
    ),
    "go": Spelling(suffixes=(".go",), before=_NEVER, behind=_NEVER, calling=_NEVER),
}
