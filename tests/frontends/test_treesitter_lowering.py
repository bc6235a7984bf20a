"""Each page of `lowering/` names a language and shows constructs of it, each beside the facts they become in one neutral notation."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from golint.facts import (
    Argument,
    Assign,
    Attempt,
    Attribute,
    Binary,
    Bind,
    Block,
    Branch,
    Call,
    Case,
    Choice,
    Class,
    Compare,
    Entry,
    Evaluate,
    Function,
    Handler,
    Import,
    Index,
    Jump,
    Lambda,
    Literal,
    Logic,
    Loop,
    Mapping,
    Name,
    Node,
    Other,
    Parameter,
    Program,
    Raise,
    Return,
    Sequence,
    Switch,
    Template,
    Within,
)  # fmt: skip
from golint.frontends import treesitter

PAGES = Path(__file__).parent / "lowering"
CASE = re.compile(r"^## (?P<title>.+?)\n+```\w+\n(?P<source>.*?)```\n+```facts\n(?P<facts>.*?)```", re.DOTALL | re.MULTILINE)


def cases() -> Iterator[object]:
    for page in sorted(PAGES.glob("*.md")):
        for found in CASE.finditer(page.read_text(encoding="utf-8")):
            yield pytest.param(page.stem, found["source"], found["facts"], id=f"{page.stem}: {found['title']}")


@pytest.mark.parametrize(("language", "source", "facts"), list(cases()))
def test_a_construct_becomes_the_facts_beside_it(language: str, source: str, facts: str) -> None:
    assert "".join(line + "\n" for line in shown(treesitter.lower(source.encode(), language))) == facts


def shown(program: Program) -> Iterator[str]:
    """A program in a neutral notation: imports, statements, comments and the problem, each on its line."""
    yield from (_imported(item) for item in program.imports)
    yield from (show(statement) for statement in program.body)
    yield from (f"# {comment.text}" for comment in program.comments)
    if program.problem:
        yield f"! {program.problem}"


def _imported(item: Import) -> str:
    return f"import {'.' * item.level}{item.path} as {item.local or 'nothing'}"


def block(statements: Block) -> str:
    return "{ " + "; ".join(show(statement) for statement in statements) + " }" if statements else "{}"


def several(nodes: tuple[Node, ...]) -> str:
    return ", ".join(show(node) for node in nodes)


def show(node: Node | None) -> str:
    """One node; kinds that differ look different."""
    match node:
        case None:
            return "nothing"
        case Name(path):
            return path
        case Attribute(base, path):
            return f"({show(base)}){path}"
        case Literal(value, "regex"):
            return f"/{value!s}/"
        case Literal(value, kind):
            return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else f"{kind} {value!s}"
        case Template(parts):
            return f"text<{several(parts)}>"
        case Argument(value, name, spread):
            return (f"{name}=" if name else spread) + show(value)
        case Call(callee, path, arguments):
            assert path == (callee.path if isinstance(callee, Name | Attribute) else "")
            return f"{show(callee)}({several(arguments)})"
        case Index(base, key):
            return f"{show(base)}[{show(key)}]"
        case Compare(operator, left, right) | Binary(operator, left, right):
            return f"({show(left)} {operator} {show(right)})"
        case Logic("not", (operand,)):
            return f"not {show(operand)}"
        case Logic(operator, operands):
            return "(" + f" {operator} ".join(show(operand) for operand in operands) + ")"
        case Choice(condition, then, otherwise):
            return f"({show(condition)} ? {show(then)} : {show(otherwise)})"
        case Entry(key, value):
            return f"**{show(value)}" if key is None else f"{show(key)}: {show(value)}"
        case Mapping(entries):
            return "{" + several(entries) + "}"
        case Sequence(items):
            return f"[{several(items)}]"
        case Lambda(function):
            return show(function)
        case Bind(target, value, each=True):
            return f"{show(target)} in {show(value)}"
        case Bind(target, value):
            return f"({show(target)} := {show(value)})"
        case Other(parts):
            return f"<{several(parts)}>"
    return _statement(node)


def _statement(node: Node) -> str:
    match node:
        case Assign(targets, value, _, operator, annotation):
            kind = f": {annotation}" if annotation else ""
            return " = ".join(show(target) for target in targets) + kind + f" {operator}= {show(value)}"
        case Evaluate(value):
            return show(value)
        case Branch(condition, then, otherwise):
            return f"if {show(condition)} {block(then)}" + (f" else {block(otherwise)}" if otherwise else "")
        case Case(patterns, body, _, guard, falls):
            return f"{several(patterns) or 'default'}{f' if {show(guard)}' if guard else ''}: {block(body)}{' falls' if falls else ''}"
        case Switch(subject, arms):
            return f"switch {show(subject)} ({several(arms)})"
        case Loop(targets, source, body, otherwise):
            return f"loop {several(targets)} in {show(source)} {block(body)}" + (f" else {block(otherwise)}" if otherwise else "")
        case Handler(types, name, body):
            return f" catch [{several(types)}] as {name or 'nothing'} {block(body)}"
        case Attempt(body, handlers, otherwise, final):
            return f"try {block(body)}{''.join(show(h) for h in handlers)} else {block(otherwise)} finally {block(final)}"
        case Within(items, body):
            return f"with {block(items)} {block(body)}"
        case Return(value):
            return f"return {show(value)}"
        case Raise(value):
            return f"raise {show(value)}"
        case Jump(kind):
            return kind
    return _definition(node)


def _definition(node: Node) -> str:
    match node:
        case Parameter(name, default, annotation, decorators, spread):
            return f"{''.join(f'@{show(d)} ' for d in decorators)}{spread}{name}{f': {annotation}' if annotation else ''}" + (
                f" = {show(default)}" if default else ""
            )
        case Function(name, qualname, parameters, decorators, body, is_async=is_async, results=results):
            word = "async function" if is_async else "function"
            marks = "".join(f"@{show(d)} " for d in decorators)
            given = f"-> {', '.join(results)} " if results else ""
            return f"{marks}{word} {name or '(none)'}|{qualname}({several(parameters)}) {given}{block(body)}"
        case Class(name, qualname, bases, decorators, body):
            return f"{''.join(f'@{show(d)} ' for d in decorators)}class {name or '(none)'}|{qualname}({several(bases)}) {block(body)}"
    raise AssertionError(f"no notation for {type(node).__name__}")
