"""What is left out of a tree since it says nothing, and what is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from golint.facts import Call, Class, Function, Literal, Name, Program, walk
from golint.frontends import treesitter
from golint.frontends.treesitter.tree import parser


def read(language: str, source: str) -> Program:
    program = treesitter.lower(source.encode(), language)
    assert program.problem == ""
    return program


@pytest.mark.parametrize(
    ("language", "source"),
    [
        ("typescript", "type A = { a: string /* one */ } // two\ninterface B<T /* three */> {\n  // four\n  b: C\n}\n"),
        ("typescript", "function f(a: { b: string /* one */ }, // two\n  c: A</* three */ B>): void {} // four\n"),
        ("python", "def f(a: dict[  # one\n    str, int], b: int): pass  # two\n\n\nx: list[  # three\n    int] = y  # four\n"),
    ],
)
def test_comments_within_types_are_comments(language: str, source: str) -> None:
    comments = read(language, source).comments
    assert [comment.text for comment in comments] == ["one", "two", "three", "four"]
    assert all(comment.text in source[comment.span.start : comment.span.end] for comment in comments)


@pytest.mark.parametrize(
    ("language", "source"),
    [
        ("javascript", "f('{a}', `b`, `c${d()}`, \"${e}\")"), ("typescript", "f('{a}', `b`, `c${d()}`, \"${e}\")"),
        ("python", "f('a', f'{{b}}', f'c{d()}', '{e}')"),
    ],
)  # fmt: skip
def test_values_within_texts_are_read_and_nothing_else_is(language: str, source: str) -> None:
    nodes = list(walk(read(language, source).body))
    assert [node.path for node in nodes if isinstance(node, Call)] == ["f", "d"]
    assert {node.path for node in nodes if isinstance(node, Name)} == {"f", "d"}
    assert len([node for node in nodes if isinstance(node, Literal)]) == 4


@pytest.mark.parametrize(
    ("language", "source"),
    [
        ("python", "@a\n@b(lambda: c)\n@d\ndef f(): pass\n"), ("python", "@a\n@b(lambda: c)\n@d\nclass F: pass\n"),
        ("typescript", "@a @b(() => c) @d class F {}"), ("typescript", "class F { @a @b(() => c) @d f() {} }"),
    ],
)  # fmt: skip
def test_a_function_within_a_decorator_takes_none_of_the_others(language: str, source: str) -> None:
    made = [node for node in walk(read(language, source).body) if isinstance(node, Function | Class)]
    held = [[one.path for one in node.decorators if isinstance(one, Name | Call)] for node in made]
    assert [paths for paths in held if paths] == [["a", "b", "d"]]


@pytest.mark.parametrize("language", ["python", "typescript"])
def test_facts_are_equal_and_hashed_by_value(language: str) -> None:
    first, second = read(language, "f(a.b, 'c')"), read(language, "f(a.b, 'c')")
    assert first == second
    assert len({first, second}) == 1


def test_a_wheel_of_another_build_is_read_by_its_own_door(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "grammar_of_one_file.py").write_text("from tree_sitter_python import language\n")
    monkeypatch.syspath_prepend(tmp_path)
    assert parser("grammar_of_one_file", "language").parse(b"x = 1").root_node.type == "module"
