"""The imports of a module as its text shows them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from golint.linking.mentions import _IMPORT, _IMPORTING, _TYPE, _TYPING, _found, exports, mentions, scripts, types


@pytest.mark.parametrize(
    ("text", "names", "bound"),
    [
        ("import './m'", None, set()),
        ("import a from './m'", {"default"}, {"a"}),
        ("import a, { b, c as d } from './m';", {"default", "b", "c"}, {"a", "b", "d"}),
        ("import {\n  b,\n  type T,\n} from './m'", {"b"}, {"b"}),
        ("import * as all from './m'", None, {"all"}),
        ("import type, { b } from './m'", {"default", "b"}, {"type", "b"}),
        ("const { a, b } = require('./m')", None, {"a", "b"}),
        ("const a = await import(/* webpackChunkName: 'x' */ './m')", None, {"a"}),
        ("lazy(() => import(`./m`))", None, set()),
        ("import { a, // the first\n b } from './m'", None, set()),
        ("new Worker(new URL('./m', import.meta.url))", None, set()),
    ],
)
def test_imports(text: str, names: set[str] | None, bound: set[str]) -> None:
    (found,) = mentions(text.encode())
    assert found.specifier == "./m"
    assert text.encode()[found.span.start : found.span.end] == b"./m"
    assert found.names == (None if names is None else tuple(sorted(names)))
    assert found.bound == tuple(sorted(bound))
    assert not found.is_export


@pytest.mark.parametrize(
    "text",
    [
        "import type { T } from './m'",
        "import type T from './m'",
        "import { type T, type U } from './m'",
        "export type { T } from './m'",
        "// import a from './m'",
        " * import a from './m'",
        "const a = 'from'; const b = './m'",
        "export default './m'",
        "import(name)",
        "export const a = './m'",
    ],
)
def test_no_imports(text: str) -> None:
    assert list(mentions(text.encode())) == []


@pytest.mark.parametrize(
    ("text", "passed", "star"),
    [
        ("export * from './m'", (), True),
        ("export * as m from './m'", (("", "m"),), False),
        ("export { a, b as c } from './m'", (("a", "a"), ("b", "c")), False),
        ("export { default as Pay } from './m'", (("default", "Pay"),), False),
    ],
)
def test_what_is_handed_on(text: str, passed: tuple[tuple[str, str], ...], star: bool) -> None:
    (found,) = mentions(text.encode())
    assert (found.passed, found.star, found.is_export) == (passed, star, True)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("export const a = 1; export async function b() {}", {"a", "b"}),
        ("export default class C {}", {"default"}),
        ("const a = 1, b = 2;\nexport { a, b as c };", {"a", "c"}),
        ("export { x } from './m'", set()),
        ("export * from './m'", None),
        ("module.exports = { a }", None),
        ("exports.a = 1", None),
        ("", set()),
    ],
)
def test_exports(text: str, names: set[str] | None) -> None:
    assert exports(text.encode()) == (None if names is None else frozenset(names))


def test_types_and_the_scripts_of_a_page() -> None:
    assert types(b"export interface A {}\nexport type B = 1\nexport class C {}") == frozenset({"A", "B"})
    page = b'<script src="/src/main.ts" type="module"></script><script async src=js/a.js></script><script src="https://js.example/v3"></script>'
    assert [one.specifier for one in scripts(page)] == ["/src/main.ts", "./js/a.js"]


PARTS = ["import ", "export ", "{", "}", "from ", "'./m'", '"', "type ", "* as x ", "require(", "a, ", "\n", "//"]


@given(st.lists(st.sampled_from(PARTS)))
def test_any_text_can_be_read(parts: list[str]) -> None:
    data = "".join(parts).encode()
    for found in mentions(data):
        assert data[found.span.start : found.span.end].decode() == found.specifier
        assert found.span in found.statement
    exports(data)


PLAIN = ["import", "export", "from", "require", "type", "interface", "(", ")", "'./m'", "`./m`", "'", "//", "*", ";", "a", "$", "_", "."]
PIECES = [*PLAIN, "new URL", "new\nURL", "/* a */", "{ a }", " ", "\n"]


@pytest.mark.parametrize("asked", [(_IMPORT, _IMPORTING), (_TYPE, _TYPING)], ids=["imports", "types"])
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=30))
def test_nothing_is_missed_for_how_it_begins(asked: tuple[re.Pattern[bytes], tuple[re.Pattern[bytes], ...]], pieces: list[str]) -> None:
    data = "".join(pieces).encode()
    assert [match.span() for match in _found(*asked, data)] == [match.span() for match in asked[0].finditer(data)]
