"""What a machine or the makers of a library wrote is told by its bytes."""

from __future__ import annotations

import pytest

from golint.facts import Program
from golint.frontends import lower
from golint.frontends.authorship import is_library, is_minified

LOADER = (
    "(function (root, factory) {\n  typeof exports === 'object' ? module.exports = factory() : root.shop = factory();\n})(this, make);\n"
)
OLD_LOADER = "(function (factory) {\n  if (typeof define === 'function' && define.amd) { define(['jquery'], factory); }\n})(make);\n"
OWN = "async function pay(form) {\n  await stripe.confirmPayment(form);\n}\n"
LIBRARIES = {
    "a banner": "/*!\n * Carousel v1.2.3\n * Released under the MIT license\n */\n" + LOADER,
    "a banner behind a mark of the encoding": "\ufeff/*! Carousel | (c) its makers */\n" + OLD_LOADER,
    "a licence by its tag": "/**\n * Carousel\n * @license MIT, Copyright its makers\n */\n" + LOADER,
}
WEBPACK = (
    "(function webpackUniversalModuleDefinition(root, factory) {\n  module.exports = factory();\n})(self, function() { return 1; });\n"
)
ROLLUP = (
    "(function (global, factory) {\n  typeof exports === 'object' && typeof module !== 'undefined' ? module.exports = factory() :\n"
    "  global.carousel = factory();\n})(this, (function () { 'use strict'; }));\n"
)
LIBRARIES |= {
    "a licence named": "/*! Carousel v1.2.3, @license MIT */\n" + LOADER,
    "a global alone": "/*!\nCarousel v1.2.3\n(c) its makers\n*/\nvar Carousel = (function (exports) {\n  return exports;\n}({}));\n",
    "webpack's wrapper": WEBPACK,
    "Rollup's wrapper": ";" + ROLLUP,
    "Rollup's wrapper behind comments": "// Carousel, a library\n/* of its makers */\n\n" + ROLLUP,
}
OWNS = {
    "webpack's wrapper behind the shop's own": OWN + WEBPACK,
    "no banner": LOADER + OWN,
    "a banner and no wrapper": "/*! The shop's theme. Copyright the shop */\n" + OWN,
    "a wrapper far below": "/*! Copyright the shop */\n" + OWN * 100 + LOADER,
    "a banner without rights": "/*! the shop's own script */\n" + LOADER,
    "a comment like any other": "/* Copyright the shop */\n" + LOADER,
    "a banner that never ends": "/*! Copyright the shop\n" + LOADER,
    "nothing": "",
}


@pytest.mark.parametrize("name", LIBRARIES)
def test_a_library_is_not_read_as_code(name: str) -> None:
    data = LIBRARIES[name].encode()
    assert is_library(data)
    assert lower("javascript", "public/lib.js", data) == Program("javascript", (), problem="a library of others; not read as code")


@pytest.mark.parametrize("name", OWNS)
def test_the_shops_own_script_is_read(name: str) -> None:
    data = OWNS[name].encode()
    assert not is_library(data)
    program = lower("javascript", "public/shop.js", data)
    assert isinstance(program, Program)
    assert bool(program.body) == bool(data) or program.problem.startswith("syntax error")


@pytest.mark.parametrize(
    ("data", "minified"),
    [(b"x" * 20_000, False), (b"x" * 20_001, True), ((b"x" * 499 + b"\n") * 100, False), ((b"x" * 600 + b"\n") * 100, True)],
)
def test_long_lines_are_a_machines(data: bytes, minified: bool) -> None:
    assert is_minified(data) == minified
