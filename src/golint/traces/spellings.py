"""How each family of languages writes what makes a door, as patterns over bytes. They fit more than that, never less."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from msgspec import Struct

BLADE = ".blade.php"
_GAP = rb"(?:[\s\\]|#[^\n]*\n|//[^\n]*\n|/\*.*?\*/)*+"
_NEVER = rb"(?!)"
_PARENTHESIS = rb"\("
# A text that is no more than what stands there, of languages that put values between double quotes, and of others.
_TEXT = rb"""(?:"(?:[^"\\#${\n]|\\.)*+"|'(?:[^'\\\n]|\\.)*+')"""
_PLAIN_TEXT = rb"""(?:"(?:[^"\\\n]|\\.)*+"|'(?:[^'\\\n]|\\.)*+')"""
_GOING_ON = rb"(?:if|unless|and|or|then|do|end|while|until|rescue|in)"  # words of Ruby that are no argument


class Spelling(Struct, frozen=True):
    """`languages` are those whose files hold the program as it is, and not in another one's texts. `before` are the characters that never
    stand before the name of a parameter, `behind` what stands behind it; `calling` stands behind a name that is called, `telling` behind
    one that may be told what answers for it, and `saying` behind one that may be told more than a plain text, where these differ;
    `renaming` stands behind a name that an import changes, `defining` before that of a method, `decorating` before that of a decorator.
    `bases` is the suffix of files in which `heritage` reads what classes inherit, "" where it does not. `overriding` stands in a file whose
    methods may be declared, and decorated, in another one. `by_name`: a name counts however it is used."""

    languages: tuple[str, ...]
    before: bytes
    behind: bytes
    calling: bytes
    defining: bytes = _NEVER
    decorating: bytes = _NEVER
    renaming: bytes = _NEVER
    bases: str = ""
    telling: bytes = b""
    saying: bytes = b""
    overriding: bytes = _NEVER
    by_name: bool = False

    def parameter(self, name: bytes) -> bytes:
        """A parameter of a name."""
        return rb"%b(?<![%b]%b)(?!\w)%b%b" % (re.escape(name), self.before, re.escape(name), _GAP, self.behind)

    def method(self, name: bytes) -> bytes:
        """A method of a name; "*" stands for any."""
        return self.defining + (rb"\w" if name == b"*" else rb"%b(?!\w)" % re.escape(name))

    def call(self, name: bytes) -> bytes:
        """A call whose path ends in a name, or an import that renames it."""
        return rb"%b(?:%b%b|%b)" % (word(name), _GAP, self.calling, self.renaming)

    def registration(self, name: bytes) -> bytes:
        """Such a call that may be told what answers for it."""
        return rb"%b(?:%b%b|%b)" % (word(name), _GAP, self.telling or self.calling, self.renaming)

    def utterance(self, name: bytes) -> bytes:
        """Such a call that may be told more than one plain text."""
        return word(name) + self.behind_utterance

    @property
    def behind_utterance(self) -> bytes:
        """What stands behind the name of such a call."""
        return rb"(?:%b%b|%b)" % (_GAP if self.calling else b"", self.saying or self.calling, self.renaming)

    def value(self, name: bytes) -> bytes:
        """A name that is assigned and not called: what it is given to may be called anything."""
        return rb"=\s*+[\w.$:\\]*(?<!\w)%b(?!\w)(?![ \t]*+[\w(.])" % re.escape(name)

    def mention(self, name: bytes) -> bytes:
        """A call, or a value."""
        return rb"%b|%b" % (self.call(name), self.value(name))

    def decorator(self, name: bytes) -> bytes:
        """A decorator whose path ends in a name, or an import that renames it."""
        return rb"%b(?<!\w)%b(?!\w)|%b%b" % (self.decorating, re.escape(name), word(name), self.renaming)


def word(name: bytes) -> bytes:
    """A name as a word of its own. It stands first, since a search that begins with plain text is quick."""
    return rb"%b(?<!\w%b)(?!\w)" % (re.escape(name), re.escape(name))


@cache
def compiled_once(pattern: bytes) -> re.Pattern[bytes]:
    """A pattern that was put together, ready when it is needed: most never are."""
    return re.compile(pattern, re.DOTALL)


def either(names: Iterable[str]) -> bytes:
    """One of some names; nothing fits where there is none."""
    return b"|".join(re.escape(name.encode()) for name in sorted(set(names), key=len, reverse=True)) or _NEVER


def spelling_of(kin: str, language: str, path: str) -> Spelling | None:
    """How the bytes of a file spell its program; None where that is not known, or where the program stands in other texts."""
    found = SPELLINGS.get(kin)
    return found if found is not None and language in found.languages and not path.lower().endswith(BLADE) else None


def _by_name(*languages: str, overriding: bytes) -> Spelling:
    """That of a language in which a name tells all that is known of its calls."""
    return Spelling(
        languages=languages, before=rb"\w", behind=rb"", calling=rb"", defining=rb"", decorating=rb"", by_name=True, overriding=overriding
    )


SPELLINGS = {
    "python": Spelling(
        languages=("python",),
        before=rb".\w",
        behind=rb"[,:=)]",
        calling=_PARENTHESIS,
        defining=rb"\bdef[\s\\]+",
        decorating=rb"@(?:[^\n]*?|\s*\((?s:.{0,200}?))",
        renaming=rb"[\s\\]+as\b",
        bases=".py",
        saying=rb"(?:\)\s*+)?\((?!\s*+(?:%b\s*+)?\))" % _PLAIN_TEXT,
    ),
    "ruby": Spelling(
        languages=("ruby",),
        before=rb".:\w@",
        behind=rb"",
        calling=rb"",
        telling=rb"(?:[^\s\w=;,)\]}.?!]|(?<=\s)[\w?!])",
        defining=rb"\bdef\s+(?:self\s*\.\s*)?",
        bases=".rb",
        saying=rb"(?:\((?!\s*+(?:%b\s*+)?\))|(?:[ \t]|\\\r?\n)++(?!%b\b)(?!%b)(?:[^\s=<>|,.;)}\]{]|<<|\.\.)|`)"
        % (_TEXT, _GOING_ON, rb"%b[ \t]*+(?:\r?\n(?!\s*+[.&#])|[;}]|\Z|%b\b)" % (_TEXT, _GOING_ON)),
    ),
    "php": Spelling(
        languages=("php",),
        before=rb"\w",
        behind=rb"[,)=]",
        calling=_PARENTHESIS,
        defining=rb"(?i:\bfunction)\b[\s&]+",
        decorating=rb"#\[(?s:.{0,400}?)",
        renaming=rb"\s+(?i:as)\b",
        saying=rb"(?:\)\s*+)?\((?!\s*+(?:%b\s*+)?\))" % _TEXT,
    ),
    "javascript": Spelling(
        languages=("javascript", "jsx", "typescript", "tsx", "vue", "svelte", "astro", "html"),
        before=rb".\w",
        behind=rb"[,):?=]",
        calling=rb"""(?:[(<?!`"']|\)\(|as\b)""",  # `(0, crypto_1.createHmac)("sha512", key)`
        # Not where a text is all that a call is told: nothing answers then.
        telling=rb"""(?:\)?\((?!\s*+(?:\)|"[^"@#:\\\n]*+"\s*+\)|'[^'@#:\\\n]*+'\s*+\)))|[<?!`"']|as\b)""",
        decorating=rb"@[\s\w$.(]*?",
        saying=rb"""(?:(?:\)\s*+)?\((?!\s*+(?:%b\s*+)?\))|[<`]|\?\.|!\s*+[(.?\[]|["']\s*+(?:\]|:|as\b)|as\b)""" % _PLAIN_TEXT,
        # `import { post as p }`, `const { post: p } = require(...)`
        renaming=rb"(?:\s+as\b|\s*:\s*[\w$]+[^;{}]{0,2000}\}\s*=\s*(?:await\s+)?(?:require|import)\b)",
    ),
    "go": Spelling(languages=("go",), before=rb"", behind=_NEVER, calling=rb""),
    # Kotlin says `override`; in C# a class, and what it is, stand on both sides of a colon.
    "java": _by_name("java", "kotlin", overriding=rb"\b(?:implements|extends|override)\b"),
    "csharp": _by_name("csharp", overriding=rb"\b(?:class|record|struct)\b[^;{]*:"),
}
