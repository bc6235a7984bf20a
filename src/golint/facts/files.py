"""What a front-end makes of a file: a program, or a list of settings."""

from __future__ import annotations

from msgspec import Struct

from golint.facts.statements import Block
from golint.model import Span


class Import(Struct, frozen=True, gc=False):
    """`local` stands for `path` in this file: a dotted module path, or a module specifier and a member joined by a dot.

    `level` counts the leading dots of a relative import; `star` imports everything. Where the language names a module by a text, such as
    "./verify", that text is `module`, and the path begins with it ("./verify.default").
    """

    local: str
    path: str
    span: Span
    level: int = 0
    star: bool = False
    module: str = ""


class Comment(Struct, frozen=True, gc=False):
    """A comment's place and the text inside its markers."""

    text: str
    span: Span


class Program(Struct, frozen=True, gc=False):
    """A source file in one of the programming languages. `problem` says in one line what could not be read; the rest holds all the same."""

    language: str
    body: Block
    imports: tuple[Import, ...] = ()
    comments: tuple[Comment, ...] = ()
    problem: str = ""


class Setting(Struct, frozen=True, gc=False):
    """One value of a configuration file.

    `path` is the way to it (("services", "web", "environment", "STRIPE_KEY")), `name` its last step; `key` and `value` are what
    stands in the file, their spans exact, quotes left out. `kind` is text, number, boolean, null or reference (a value that names an
    environment variable, a secret store or a variable). `section` names what the format makes of it (env, build-arg, header,
    server ...), "" where it has no special meaning.
    """

    path: tuple[str, ...]
    value: str
    span: Span
    key_span: Span
    kind: str = "text"
    section: str = ""

    @property
    def name(self) -> str:
        return self.path[-1] if self.path else ""


class Document(Struct, frozen=True, gc=False):
    """A configuration file. `format` is the syntax (dotenv, yaml, json ...), `dialect` what it configures (compose, kubernetes ...)."""

    format: str
    settings: tuple[Setting, ...]
    dialect: str = ""
    comments: tuple[Comment, ...] = ()
    problem: str = ""


FileFacts = Program | Document
