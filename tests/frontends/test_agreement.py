"""Two parsers, one meaning: LibCST and tree-sitter see the same calls, comparisons, imports and comments at the same places."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from golint.facts import Assign, Call, Compare, Literal, Parameter, Program, walk
from golint.frontends import python, treesitter

# Named so that no formatter and no type checker takes them for code of the project.
SAMPLES = sorted((Path(__file__).parent / "samples").glob("*.py.txt"))
FORMS: dict[str, Callable[[bytes], bytes]] = {
    "unix": bytes,
    "windows": lambda data: data.replace(b"\n", b"\r\n"),
    "old mac": lambda data: data.replace(b"\n", b"\r"),
    "tabs": lambda data: data.replace(b"    ", b"\t"),
    "byte order mark": lambda data: b"\xef\xbb\xbf" + data,
    "no last line break": lambda data: data.rstrip(b"\n"),
}


def calls(program: Program) -> list[tuple[int, int, str, tuple[tuple[str | None, str], ...]]]:
    found = (node for node in walk(program.body) if isinstance(node, Call))
    return sorted(((c.span.start, c.span.end, c.path, tuple((a.name, a.spread) for a in c.arguments)) for c in found), key=repr)


def comparisons(program: Program) -> list[tuple[int, int, str]]:
    return sorted((node.span.start, node.span.end, node.operator) for node in walk(program.body) if isinstance(node, Compare))


def texts(program: Program) -> list[tuple[object, str]]:
    return [(node.value, node.kind) for node in walk(program.body) if isinstance(node, Literal)]


def declared_types(program: Program) -> list[str]:
    return [node.annotation for node in walk(program.body) if isinstance(node, Assign | Parameter) and node.annotation]


def readings(data: bytes) -> tuple[Program, Program]:
    """What LibCST and what tree-sitter make of a file that both can read."""
    first, second = python.lower(data), treesitter.lower(data, "python")
    assert (first.problem, second.problem) == ("", "")
    return first, second


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name.removesuffix(".py.txt"))
def test_the_same_calls_imports_and_comments(sample: Path, form: str) -> None:
    first, second = readings(FORMS[form](sample.read_bytes()))
    assert calls(first) == calls(second) != []
    assert (first.imports, first.comments) == (second.imports, second.comments)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name.removesuffix(".py.txt"))
def test_the_same_comparisons(sample: Path, form: str) -> None:
    first, second = readings(FORMS[form](sample.read_bytes()))
    assert comparisons(first) == comparisons(second)


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(b"x = f'{a:{w()}}' + f'{b():>{c() == d}}'\n", id="calls in format specifications"),
        pytest.param(b"raise A() from b()\n", id="calls in the cause of an error"),
        pytest.param(b"async def f():\n    (await a).b()\n", id="awaiting is transparent"),
    ],
)
def test_the_same_in_rare_places(source: bytes) -> None:
    first, second = readings(source)
    assert calls(first) == calls(second)
    assert comparisons(first) == comparisons(second)
    assert (first.imports, first.comments) == (second.imports, second.comments)


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(rb"""x = f'{a}\t\x41\u00e9\N{BULLET}{{b}}\'' + rf'\t{a}{{b}}' + f'{{\n'""", id="text between values"),
        pytest.param(b"x = f'''{a}\\\r\nb\r\nc'''", id="line breaks between values"),
        pytest.param(rb"""x = '\t\d\x41' 'b' r'\t' "\'" '''a''', '\u00e9\N{BULLET}\U0001F600', b'\x00\u00e9'""", id="escapes"),
        pytest.param(b"x = 'a\\\n b', '''a\\\r\nb\r\nc''', r'''a\r\nb'''", id="line breaks"),
    ],
)
def test_the_same_texts(source: bytes) -> None:
    first, second = readings(source + b"\n")
    assert texts(first) == texts(second) != []


@pytest.mark.parametrize("declared", ["m.T", "Optional[List['T']]", "'m.T'", "list[T] | None", "Callable[[T], int]", "Literal['a']"])
def test_the_same_declared_types(declared: str) -> None:
    source = (
        f"from typing import List, Literal, Optional\nfrom a.b import T\nimport c as m\n\ndef f(x: {declared}):\n    y: {declared} = x\n"
    )
    first, second = readings(source.encode())
    assert declared_types(first) == declared_types(second)
