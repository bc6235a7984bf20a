"""One way through a program finds what several would."""

from __future__ import annotations

import pytest

from golint.dataflow.modules import Module
from golint.facts import Class, Function, walk
from golint.frontends import treesitter

SOURCES = {
    "python": "class A(B(lambda: b)):\n    x = [lambda y: y]\n    @c(lambda: d)\n    def m(self, z=lambda: 0):\n        def inner():\n"
    "            def deepest(): return lambda: 1\n        class L:\n            def n(self): pass\n    class I:\n        def o(self): 0\n"
    "def f(): pass\n",
    "typescript": "class A extends f(() => b) { x = wrap((y) => y); m(z = () => 0) { const i = () => () => 1; class L { n() {} } } }\n"
    "function f() { return { g() { h(() => {}) } } }\n",
    "ruby": "class A < B\n  def m(z = -> { 0 })\n    each { |y| -> { y } }\n  end\n  class I\n    def o; end\n  end\nend\ndef f; end\n",
}


@pytest.mark.parametrize("language", SOURCES)
def test_an_outline_holds_all_nodes_in_their_order(language: str) -> None:
    program = treesitter.lower(SOURCES[language].encode(), language)
    module = Module("a", program)
    assert [id(node) for node in module.nodes] == [id(node) for node in walk(program.body)]
    assert [id(one.function) for one in module.routines[:-1]] == [id(one) for one in walk(program.body) if isinstance(one, Function)]
    assert list(module.classes.values()) == [one for one in walk(program.body) if isinstance(one, Class)]


@pytest.mark.parametrize(
    ("language", "owners"),
    [
        ("python", {"m": "A", "inner": "A", "deepest": "", "n": "L", "o": "I", "f": ""}),
        ("typescript", {"m": "A", "n": "L", "f": "", "g": ""}),
        ("ruby", {"m": "A", "o": "I", "f": ""}),
    ],
)
def test_a_method_and_what_it_defines_belong_to_its_class(language: str, owners: dict[str, str]) -> None:
    module = Module("a", treesitter.lower(SOURCES[language].encode(), language))
    named = {one.function.name: one.owner.name if one.owner else "" for one in module.routines[:-1] if one.function.name in owners}
    assert named == owners


@pytest.mark.parametrize("language", ["python", "typescript"])
def test_what_has_no_name_belongs_to_the_class_of_its_method(language: str) -> None:
    module = Module("a", treesitter.lower(SOURCES[language].encode(), language))
    nameless = [one for one in module.routines[:-1] if one.function.name == ""]
    assert [one.owner.name for one in nameless if one.owner][:2] == ["A", "A"]
