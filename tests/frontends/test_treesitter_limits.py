"""Whatever the bytes, the tree-sitter front-end answers: facts that stand inside the file, and one line that names what was not read."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from golint.facts import Call, Literal, Name, Program, walk
from golint.frontends import literals, treesitter
from golint.model import Span

LANGUAGES = ("python", "javascript", "typescript", "tsx", "go", "csharp", "ruby", "php", "java", "kotlin")
PIECES = (
    "a", "b.c", "self", "(", ")", "[", "]", "{", "}", ",", ":", ";", "\n", "\r\n", "  ", "=", "==", "===", "=>", "`", "${", "}",
    '"', "'", '"""', "\\", "f'", "{x}", "#", "//", "/*", "*/", "<a>", "</a>", "import ", "from ", "require('m')", "export default ",
    "class A", "def f", "function ", "async ", "await ", "if ", "else ", "for ", " in ", "switch ", "switch (x) {", "case 1:",
    "default:", "match x:", "try", "except ", "catch", "finally", "with ", "return ", "lambda ", "@d", "...", "**", "?.", "??", "!",
    "not ", "1", "0x1F", "é", "😀", "\ufeff", "\x00", "del ", "new ", "\n    ",
    "func (a *T) f(b, c T) (d T) {", "type T struct {", "T{", "a:", "var (", "select {", "case a := <-b:",
    ":=", "a, b := ", "[]T{", "go ", "func() {",
    "new T {", "$@", "x is not null && ", "switch {", "case T a:", " => ", "out var a", "record R(", "get {", "[A(b)]", "base.", "#if A\n",
    "do |a, (b, c)|", "\nend\n", "<<~T", "\nT\n", "#{", "%w[", ":a", "@a ||= ", "$a", "a.b = ", "unless ", "rescue", "super", "yield ",
    "case\n", "when ", " in {a:}", "begin ", "->(a) {", "a: ", "&.", "=begin\n", "lambda {", "it", "next ", " or raise ",
    "?>", "<?= ", "$a", "->", "?->", "::", "$", "<<<A\n", "\nA;", "fn($a) => ", "match ($a) {", "endif;", " or ", "$a[] = ", "list(", "@",
    "elseif (", "echo ", "exit", "namespace A\\", "throw ", "#[A]", "{$a}", "\\", " as ", "self::",
    "case A b -> ", "default -> ", "yield ", "A::new", "record A(", "enum A {", "new A() {", "a instanceof A b", "interface A {", "try (",
    "fun f(", "val a by lazy {", "when (a) {", "?: return ", "!!", "!a.b", "f<T>(a)", "class A(val a: B)", "object : A {", "a -> ", "@a",
    "it ", "is A -> ", "companion object { ", "init {", "get() = ", "constructor(", ": this(", "$a ", "else -> ",
)  # fmt: skip
OPENINGS = {"php": b"<?php "}
"""What code stands behind, where a file is text without it."""
BRACKETS = {
    "go": b"var a = " + b"(\n" * 100_000 + b"a" + b")" * 100_000,
    "java": b"class A { Object a = " + b"(\n" * 100_000 + b"a" + b")" * 100_000 + b"; }",
}
"""Where a list alone is no statement."""
sources = st.one_of(st.binary(max_size=200), st.lists(st.sampled_from(PIECES), max_size=40).map(lambda pieces: "".join(pieces).encode()))


@pytest.mark.parametrize("language", LANGUAGES)
@given(data=sources)
def test_any_bytes_become_facts_inside_the_file(language: str, data: bytes) -> None:
    data = OPENINGS.get(language, b"") + data
    program = treesitter.lower(data, language)
    for node in walk(program.body):
        span: Span = getattr(node, "span", Span(0, 0))
        assert 0 <= span.start <= span.end <= len(data)
        if isinstance(node, Name) and node.written.isidentifier() and node.path == node.written != "this":  # it may be called otherwise
            assert data[span.start : span.end].decode("utf-8", "replace").lstrip("@$") == node.written
    for comment in program.comments:
        assert comment.text in data[comment.span.start : comment.span.end].decode("utf-8", "replace")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("unit", [b"(\n", b"{\n", b"f(\n", b"a?b:\n", b"!\n", b"`${\n", b"<a>\n", b"if (a) {\n", b"a:\n"])
def test_thousands_of_openings_end_in_facts(language: str, unit: bytes) -> None:
    assert isinstance(treesitter.lower(OPENINGS.get(language, b"") + unit * 5_000, language), Program)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hundred_thousand_brackets_end_in_facts(language: str) -> None:
    program = treesitter.lower(OPENINGS.get(language, b"") + BRACKETS.get(language, b"[\n" * 100_000 + b"]\n" * 100_000), language)
    assert "deep on line" in program.problem
    assert program.body


@pytest.mark.parametrize(
    ("language", "source"),
    [
        ("python", "f(\n" * 300 + "inner_name, 'inner text'" + ")" * 300),
        ("python", "x = (first" + "\n + 'inner text' + inner_name" * 2000 + ")"),
        ("javascript", "f(async () => {\n" * 300 + "inner_name('inner text')" + "})" * 300),
        ("javascript", "x = " + "{a:\n" * 300 + "[inner_name, 'inner text']" + "}" * 300),
        ("go", "var x = " + "f(\n" * 300 + "inner_name, `inner text`" + ")" * 300),
        ("go", "var x = " + "[]T{\n" * 300 + "{inner_name: `inner text`}" + "}" * 300),
        ("csharp", "x = " + "f(\n" * 300 + 'inner_name, "inner text"' + ")" * 300 + ";"),
        ("csharp", "x = first" + '\n.F(inner_name, "inner text")' * 300 + ";"),
        ("csharp", "x = " + "new T { A =\n" * 300 + 'F(inner_name, @"inner text")' + "}" * 300 + ";"),
        ("ruby", "f(\n" * 300 + "inner_name, 'inner text'" + ")" * 300),
        ("ruby", "f do\n" * 300 + 'inner_name "inner text"\n' + "end\n" * 300),
        ("php", "<?php x(" + "f(\n" * 300 + "$inner_name, 'inner text'" + ")" * 300 + ");"),
        ("php", "<?php $x = " + "['a' =>\n" * 300 + 'f($inner_name, "inner text")' + "]" * 300 + ";"),
        ("php", "<?php $x = $first" + "\n . 'inner text' . $inner_name" * 2000 + ";"),
        ("php", "<?php f(" + "function () { return match ($a) { 1 =>\n" * 100 + "$inner_name . 'inner text'" + "}; }" * 100 + ");"),
        ("java", "class A { Object x = " + "f(\n" * 300 + 'inner_name, "inner text"' + ")" * 300 + "; }"),
        ("java", "class A { Object x = first" + '\n + "inner text" + inner_name' * 2000 + "; }"),
        ("kotlin", "val x = " + "f(\n" * 300 + 'inner_name, "inner text"' + ")" * 300),
        ("kotlin", "val x = " + "f {\n" * 300 + 'inner_name("inner text")' + "}" * 300),
        ("tsx", "x = " + "<a b={c(\n" * 300 + "inner_name, 'inner text'" + ")}/>" * 300),
    ],
)
def test_what_lies_too_deep_is_kept_as_names_and_texts(language: str, source: str) -> None:
    program = treesitter.lower(source.encode(), language)
    assert "deep on line" in program.problem
    assert "not read as code" not in program.problem
    assert "inner_name" in {node.path for node in walk(program.body) if isinstance(node, Name)}
    assert "inner text" in {node.value for node in walk(program.body) if isinstance(node, Literal)}


def test_a_long_chain_of_elif_stays_shallow() -> None:
    source = "if a:\n    b()\n" + "".join(f"elif a == {n}:\n    call_{n}()\n" for n in range(2000)) + "else:\n    last()\n"
    program = treesitter.lower(source.encode(), "python")
    assert repr(program.body).count("call_1999") > 0  # repr recurses, so deep facts would fail here
    paths = [node.path for node in walk(program.body) if isinstance(node, Call)]
    assert paths == ["b", *(f"call_{n}" for n in range(2000)), "last"]


def test_a_long_switch_without_a_value_stays_shallow() -> None:
    source = "func f() {\nswitch {\n" + "".join(f"case a == {n}:\n    call_{n}()\n" for n in range(2000)) + "default:\n    last()\n}\n}\n"
    program = treesitter.lower(source.encode(), "go")
    assert repr(program.body).count("call_1999") > 0
    paths = [node.path for node in walk(program.body) if isinstance(node, Call)]
    assert paths == [*(f"call_{n}" for n in range(2000)), "last"]


def test_a_long_when_without_a_subject_stays_shallow() -> None:
    source = "fun f() { when {\n" + "".join(f"    a == {n} -> call_{n}()\n" for n in range(2000)) + "    else -> last()\n} }\n"
    program = treesitter.lower(source.encode(), "kotlin")
    assert repr(program.body).count("call_1999") > 0
    paths = [node.path for node in walk(program.body) if isinstance(node, Call)]
    assert paths == [*(f"call_{n}" for n in range(2000)), "last"]


@pytest.mark.parametrize(("first", "more"), [("if", "elsif"), ("case\nwhen", "when")])
def test_a_long_chain_of_questions_stays_shallow(first: str, more: str) -> None:
    source = f"{first} a\n  b\n" + "".join(f"{more} a == {n}\n  call_{n}\n" for n in range(2000)) + "else\n  last\nend\n"
    program = treesitter.lower(source.encode(), "ruby")
    assert repr(program.body)
    assert {"call_1", "call_1999", "last"} <= {node.path for node in walk(program.body) if isinstance(node, Name)}


def test_too_small_a_stack_is_named_and_survived() -> None:
    source = b"f(" * 60 + b")" * 60
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(_depth() + 60)
    try:
        program = treesitter.lower(source, "python")
    finally:
        sys.setrecursionlimit(limit)
    assert program.problem == "nested too deeply; not read as code"
    assert treesitter.lower(source, "python").problem == ""


def _depth() -> int:
    frame, depth = sys._getframe(), 0  # the one way to learn how deep the stack is
    while frame.f_back is not None:
        frame, depth = frame.f_back, depth + 1
    return depth


def test_a_minified_file_is_named_and_not_read() -> None:
    program = treesitter.lower(b"/* licence */\n" + b"pay(a);" * 5_000, "javascript")
    assert (program.body, program.problem) == ((), "minified; not read as code")


def test_a_huge_file_is_read_up_to_its_limit() -> None:
    line = b"call(1)  # " + b"." * 88 + b"\n"
    program = treesitter.lower(line * 10_100, "python")
    assert program.problem == "larger than 1 MB; read up to line 10001"
    assert len(program.body) == 10_000


@pytest.mark.parametrize(
    ("language", "source", "line"),
    [
        ("python", "a()\n\nb(=)\nc()\n", 3),
        ("javascript", "a();\nb(=);\nc();\n", 2),
        ("typescript", "a();\nlet x: = ;\nc();\n", 2),
        ("go", "func f() {\na()\nb(=)\nc()\n}\n", 3),
        ("csharp", "a();\nb(=);\nc();\n", 2),
        ("php", "<p>\n<?php a();\nb(=);\nc();\n", 3),
        ("ruby", "a\nb(=)\nc\n", 2),
    ],
)
def test_broken_code_is_named_by_its_line_and_the_rest_is_read(language: str, source: str, line: int) -> None:
    program = treesitter.lower(source.encode(), language)
    assert program.problem == f"syntax error on line {line}; the rest was read"
    assert {"a", "c"} <= {node.path for node in walk(program.body) if isinstance(node, Call)}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0x1F", 31), ("0b101", 5), ("0o17", 15), ("017", 15), ("1_000", 1000), ("9007199254740993n", 9007199254740993),
        ("1e3", 1000.0), (".5", 0.5), ("3j", None), ("0", 0), ("00", 0), ("089", 89.0),
    ],
)  # fmt: skip
def test_numbers(text: str, value: float | None) -> None:
    assert literals.number(text) == value


@pytest.mark.parametrize(
    ("literal", "value"),
    [
        (r"'\N{BULLET}\u20ac\U0001F600\101\x41\d\
'", "•€😀AA\\d"),
        ("r'\\n'", "\\n"), ("Rb'\\n'", b"\\n"), ("b'\\xff\\u0041'", b"\xff\\u0041"), ('"""a\r\nb"""', "a\nb"), ("'\\ud800'", "\ufffd"),
        ("'a' \"b\"", "ab"), ("f'{{}}'", "{}"), ("'\\N{NO SUCH NAME}'", "\\N{NO SUCH NAME}"), ("''", ""), ('""""a"""', '"a'),
    ],
)  # fmt: skip
def test_texts_of_python(literal: str, value: str | bytes) -> None:
    (found,) = (node for node in walk(treesitter.lower(literal.encode(), "python").body) if isinstance(node, Literal))
    assert found.value == value
