"""What is blanked before TypeScript is parsed says nothing, and all else is read as if nothing had been."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from golint.facts import Mapping, Program, walk
from golint.frontends import lower
from golint.frontends.grammars._unread import read_alone

CODE = "export const pay = async (order: Order) => charge(order.total);\n"
TYPES = {
    "an object": "export type Order = {\n  total: number;\n\n  name?: Maybe<string>,\n};\n",
    "one that stays here": "type Order = {\n  total: number\n}\n",
    "one with parameters": "export type Page<T, K extends keyof T> = {\n\titems: T[]\n}\n",
    "one that is wrapped": "export type Asked = Exact<{\n  id: Scalars['ID'];\n}>;\n",
    "an interface": "export interface Order extends Base<string>, Other {\n  total: number;\n  pay(): Promise<void>;\n}\n",
    "one that is declared": "declare type Order = {\n  total: number;\n};\n",
    "ends of lines of another system": "export type Order = {\r\n  total: number;\r\n};\r\n",
    "a line": "export type Maybe<T> = T | null;\n",
    "a long line": "export type Order = { total: number, lines: Array<{ name: string } | null> };\n",
}
KEPT = {
    "a line that goes on": "export type Order = { total: number;\n  name: string };\n",
    "a union": "export type Order =\n  | { total: number }\n  | null;\n",
    "an object and more": "export type Order = {\n  total: number\n} & Other;\n",
    "a shape inside a function": "function f() {\n  type Order = {\n    total: number\n  };\n}\n",
    "names that look like one": "type_of = {\n  total: 1\n};\ninterfaces = {\n  total: 1\n};\n",
}
QUERIES = {
    "on a line": 'export const Pay = {"kind":"Document","definitions":[{"kind":"Field"}]} as unknown as DocumentNode<A, B>;\n',
    "on many": "export const Pay = {\n  kind: 'Document',\n  parts: [\n    { kind: 'Field' },\n  ],\n} as unknown as DocumentNode<A, B>;\n",
}


def lowered(text: str) -> Program:
    program = lower("typescript", "a.ts", text.encode())
    assert isinstance(program, Program)
    return program


@pytest.mark.parametrize("name", TYPES)
def test_a_declared_type_is_blanked_in_its_place(name: str) -> None:
    text = CODE + TYPES[name] + CODE
    left = read_alone(text.encode())
    assert left.split() == (CODE + CODE).encode().split()
    assert (len(left), left.count(b"\n"), left.rindex(b"export")) == (len(text), text.count("\n"), text.rindex("export"))
    assert not lowered(text).problem


def test_the_comments_of_a_type_stay() -> None:
    text = "type Order = {\n  /** What it\n   * costs. */\n  total: number; // in cents\n  at: 'https://shop.example' | \"a/b\";\n};\n"
    assert read_alone(text.encode()).split() == b"/** What it * costs. */ // in cents".split()
    assert [comment.text for comment in lowered(CODE + text).comments] == ["What it\n   * costs.", "in cents"]


@pytest.mark.parametrize("name", KEPT)
def test_what_may_be_more_than_a_type_is_parsed(name: str) -> None:
    text = CODE + KEPT[name]
    assert read_alone(text.encode()) == text.encode()
    assert not lowered(text).problem


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_that_a_generator_wrote_is_an_empty_object(name: str) -> None:
    program = lowered(CODE + QUERIES[name] + CODE)
    assert not program.problem
    assert [node.entries for node in walk(program.body) if isinstance(node, Mapping)] == [()]


PIECES = st.sampled_from(
    [*TYPES.values(), *KEPT.values(), *QUERIES.values(), CODE, "const a = `\n", "`;\n", "/*\n", "*/\n", "}\n", "  x: 1\n"]
)


@given(st.lists(PIECES, max_size=6).map("".join))
def test_all_else_stands_where_it_stood(text: str) -> None:
    data = text.encode()
    left = read_alone(data)
    assert len(left) == len(data)
    assert all(new == old or new == ord(" ") for new, old in zip(left, data, strict=True))
