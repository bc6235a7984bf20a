"""Two parsers, one meaning: whatever Python is written, LibCST and tree-sitter give the same facts, to the byte.

That is why tree-sitter alone may read the files that have nothing to report.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import pytest
from dialects import HELPERS, Shape, written
from dialects.python import Python
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from golint import catalog
from golint.catalog import grow
from golint.facts import Program
from golint.frontends import lower, python, treesitter

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
# Named so that no formatter and no type checker takes them for code of the project.
SAMPLES = sorted((HERE / "samples").glob("*.py.txt"))
OURS = sorted(path for folder in ("tests/repos", "examples", "src/golint/checks") for path in (ROOT / folder).rglob("*.py"))
FORMS: dict[str, Callable[[bytes], bytes]] = {
    "unix": bytes,
    "windows": lambda data: data.replace(b"\n", b"\r\n"),
    "old mac": lambda data: data.replace(b"\n", b"\r"),
    "tabs": lambda data: data.replace(b"    ", b"\t"),
    "byte order mark": lambda data: b"\xef\xbb\xbf" + data,
    "no last line break": lambda data: data.rstrip(b"\n"),
}


def agreed(data: bytes) -> Program:
    """What both parsers make of a file that each can read without the other."""
    first, second = python.exactly(data), treesitter.lower(data, "python")
    assert (first.problem, second.problem) == ("", "")
    assert first == second
    return first


# -- real code --


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name.removesuffix(".py.txt"))
def test_samples_in_every_form(sample: Path, form: str) -> None:
    assert agreed(FORMS[form](sample.read_bytes())).body


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_shops_and_our_own_checks(path: Path) -> None:
    agreed(path.read_bytes())


def pages() -> Iterator[object]:
    known = catalog.load()
    for rule in known.rules.values():
        for example in rule.examples:
            files, _ = example.lay_out(lambda text: grow.fill(text, known))
            for path, data in files.items():
                if path.endswith(".py"):
                    yield pytest.param(data, id=f"{rule.id}-{example.line}-{path}")


@pytest.mark.parametrize("data", list(pages()))
def test_examples_of_every_page(data: bytes) -> None:
    agreed(data)


@pytest.mark.parametrize("framework", Python().frameworks)
def test_written_handlers(framework: str) -> None:
    for helper, acting in product(HELPERS, ("", "other file")):
        shape = Shape(framework, ("raw", "sent", "mine"), (0, 1, 2), helper, acting)
        for text in written(Python(), shape, "sound").values():
            agreed(text.encode())


# -- any code --


@pytest.mark.parametrize(
    "source",
    [
        "x = f'{a:{w()}}' + f'{b():>{c() == d}}'", "raise A() from b()", "(await a).b()", "with (a): pass", "with (yield): pass",
        "with (a, b) as c: pass", "with (a as b, c): pass", "x = (a, b,  )", "x = ( # c\n a, )", "x = ( )", "for (a) in (b): pass",
        "f( i for i in x )", "lambda: (yield)", "assert (a, b), c", "class A(*b, **c): pass", "match a, b:\n  case 1, 2: c",
        "match (a):\n  case (1) | -1: b\n  case A(x=1, y=[c]): d\n  case {'k': v, **r}: g\n  case (1, *_): h\n  case _: i", "a = a",
        "if a:\n  b()\n  # c\n\n# d\nc()", "def f(a, *b: int, c): return 1; # d", "x: dict[\n  str, # c\n  int\n] = {}", "type A = b",
        "x = (f'a'\n  'b{c}' f'' rf'\\d')", "x = f'#{a}'  # b", "x = True.real", "@a(lambda: b)\n@c(lambda: d)\ndef f(): pass",
        "x = f'{a}\\t\\x41\\u00e9\\N{BULLET}{{b}}\\'' + rf'\\t{a}{{b}}' + f'{{\\n'", "x = f'''{a}\\\r\nb\r\nc'''",
        "x = '\\t\\d\\x41' 'b' r'\\t' \"\\'\" '''a''', '\\u00e9\\N{BULLET}\\U0001F600', b'\\x00\\u00e9'",
        "type(a).b = type(c)\nif d:\n\ttype (e).f = 'type(g)'\ntype(h)(\n  type(i),\n)", "type = 1\nx = type",
        "x = '''\ntype(a)\n{type(b)}'''\nx = f'''\ntype(a)\n{\ntype(b)}'''", "def type(a):\n  return a\n\ntype(a)[0] += type(b)",
        "x = 'a\\\n b', '''a\\\r\nb\r\nc''', r'''a\\r\\nb'''",
    ],
)  # fmt: skip
def test_rare_places(source: str) -> None:
    assert agreed(source.encode() + b"\n").body or source.startswith("type")


ANNOTATED = (
    "Annotated[T, b(c)]", "Annotated[T | None, 1, b(c), d()]", "typing.Annotated[m.T, b(c=T)]", "Annotated[T, 'b']",
    "Annotated[(T), (b())]",
    "list[Annotated[T, b()]]", "Annotated[T, # c\n b('d')\n]", "Annotated[dict[str, T], lambda: b()]", "m.Annotated[T, b()]",
)  # fmt: skip


PLAIN = ("m.T", "Optional[List['T']]", "'m.T'", "list[T] | None", "Callable[[T], int]", "Literal['a']", "(T)")


@pytest.mark.parametrize("declared", [*PLAIN, *ANNOTATED])
def test_declared_types(declared: str) -> None:
    source = (
        "import c as m, typing\nfrom typing import Annotated, List, Literal, Optional\nfrom a.b import T\n\n"
        f"def f(x: {declared}, z: {declared} = 1, *, w: {declared}):\n    y: {declared} = x\n"
    )
    agreed(source.encode())


WITHIN = (
    "({0})", "( {0}, )", "(await ({0}))", "({0}).b", "(not {0})", "(-({0}))", "(lambda a, *b, c={0}: {1})", "(yield {0})", "[{0}]",
    "{{**{0}}}", "f(*{0}, **{1})", "(x := {0})", "a[{0}:, ...]", "[*{0}]", "({0})({1}, c={1})", "({0} # c\n + {1})", "({0} and {1})",
    "({0})[{1}]", "({0} if {1} else {0})", "{{{0}: {1}}}", "(({0}) < {1} is not {0})", "f(a for a in {0} if {1})", "({0}, {1})",
    "[{0} for a, (b) in {1}]", "{{a: {0} for a in {1}}}",
)  # fmt: skip
ATOMS = ("a", "b.c", "1", "'t'", "None", "f'{a}'", "'p' f'q' f'{r}'", "()", "{}", "m.n()", "...")
SIMPLE = (
    "{}", "x = {}", "x, (y), *z = {},", "x: A[b.C] = {}", "x += {}", "return {}", "raise {} from e", "assert {}, m", "del x, y[{}]",
    "self.x = y = {}; z()", "f'''{{({0})!s:>9}}'''", "pass", "import m as b, n.o", "from .m import (a, b as c,)", "from q import *",
    "global x", "# note",
)  # fmt: skip
HEADS = (
    "if {}:", "while {}:", "for a, b in {}:", "with {} as a, b:", "async def f(x, /, y={}, *z: int, **k):", "class A({}, b=c):", "try:",
    "@{}\ndef g():", "def f(self): # c",
)  # fmt: skip
TAILS = {"if": ("elif b:", "else:"), "while": ("else:",), "for": ("else:",), "try": ("except (A, B) as e:", "finally:")}


def _compound(head: str, value: str, inside: list[str], note: str) -> str:
    body = "\n".join([*inside, "end()", note])
    lines = (head.format(value), *TAILS.get(head.split(maxsplit=1)[0].rstrip(":"), ()))
    return "\n".join(_indented(line, body) for line in lines)


def _indented(head: str, body: str) -> str:
    return "\n".join([head, *(f"    {line}" if line else "" for line in body.split("\n"))])


values = st.recursive(st.sampled_from(ATOMS), lambda inner: st.builds(str.format, st.sampled_from(WITHIN), inner, inner), max_leaves=6)
modules = st.recursive(
    st.builds(str.format, st.sampled_from(SIMPLE), values),
    lambda inner: st.builds(
        _compound, st.sampled_from(HEADS), values, st.lists(inner, max_size=3), st.sampled_from(["", "# note", "\n# far"])
    ),
    max_leaves=6,
)


@given(st.lists(modules, max_size=4))
def test_any_python(parts: list[str]) -> None:
    agreed("\n".join([*parts, ""]).encode())


@given(st.sampled_from(SAMPLES), st.data())
def test_cut_and_mixed_files_are_read_the_same_or_named(sample: Path, data: st.DataObject) -> None:
    text = sample.read_text("utf-8")
    start, end = sorted((data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))))
    mixed = (text[:start] + data.draw(st.sampled_from(["", "(", ")", ":", "\n", "    ", "'", "#", ", ", " as a"])) + text[end:]).encode()
    found, exact = python.lower(mixed), python.exactly(mixed)
    assert replace(found, problem="") == replace(exact, problem="")
    assert found.problem in ("", exact.problem)


# -- what is asked of which --


@pytest.mark.parametrize(
    "source",
    [
        b"print 'a'\n", b"x = 0777\n", b"x = 1L\n", b"x = ur'a'\n", b"x = `a`\n", b"exec 'a'\n", b"if a:\n    b()\n      c()\n", b"  x()\n",
        b"def f():\n\n\n", b"a(\n", b"x = 'a\n", b"\xff = 1\n", b"x = 1\x00\n",
    ],
)  # fmt: skip
def test_what_is_no_python_is_named_by_the_exact_reader(source: bytes) -> None:
    found = lower("python", "a.py", source)
    assert found is not None
    assert found.problem.startswith("not valid Python")


@pytest.mark.parametrize("misread", [b"if a: type(b).c = d()\n", b"x = a & b ^ c\n", b"await a ** b\n"])
def test_what_tree_sitter_misreads_is_read_exactly(misread: bytes) -> None:
    assert treesitter.lower(misread, "python").problem
    assert lower("python", "a.py", misread) == python.exactly(misread)
    assert python.exactly(misread).body


def test_another_encoding_is_read_exactly() -> None:
    source = "# coding: latin-1\nx = 'é'\n".encode("latin-1")
    assert lower("python", "a.py", source) == python.exactly(source)
    assert "'é'" in repr(python.exactly(source))


def test_plain_python_is_read_without_libcst() -> None:
    script = "import sys; from golint.frontends import lower; lower('python', 'a.py', b'a(1)'); sys.exit('libcst' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_await_is_let_pass_anywhere() -> None:
    assert ast.PyCF_ALLOW_TOP_LEVEL_AWAIT == python._AWAIT_ANYWHERE
