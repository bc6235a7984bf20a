"""What lists hold that are filled one element after the other, or made of the elements of another one."""

from __future__ import annotations

import pytest
from miniatures import handed, spelt


def prices(path: str, text: str) -> list[str]:
    """What is called `price`, wherever it stands in what `pay` is handed."""
    reader, value, routine = handed(path, text)
    return [spelt(text, field.value) for field in reader.deep(value, routine) if field.name == "price"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.js", "function a() { const x = []; x.push({ price: p }); pay(x); }"),
        ("a.js", "function a() { const x = []; all.forEach((one) => { x.push({ price: p }); }); pay(x); }"),
        ("a.js", "function a() { const x = { lines: [] }; x.lines.push({ price: p }); pay(x); }"),
        ("a.js", "function a() { const x = []; const one = { price: p }; x.push(one); pay({ lines: x }); }"),
        ("a.py", "def a():\n    x = []\n    for one in all:\n        x.append({'price': p})\n    pay(x)\n"),
        ("a.py", "def a():\n    x = []\n    x += [{'price': p}]\n    pay(x)\n"),
        ("a.py", "def a():\n    pay([{'price': p} for one in all if one])\n"),
        ("a.py", "def a():\n    x = [{'price': p}]\n    pay([one for one in x])\n"),
        ("a.php", "<?php function a($p) { $x = []; $x[] = ['price' => p]; pay($x); }"),
        ("a.php", "<?php function a($p) { $x = array_map(fn ($one) => ['price' => p], $all); pay($x); }"),
        ("a.rb", "def a\n  x = []\n  x << { price: p }\n  pay(x)\nend\n"),
        ("a.rb", "def a\n  x = []\n  all.each { |one| x << { price: p } }\n  pay(x)\nend\n"),
        ("A.cs", "class A { void a() { var x = new List<L>(); x.Add(new L { price = p }); pay(x); } }"),
        ("A.cs", "class A { void a() { var x = all.Select(one => new L { price = p }).ToList(); pay(x); } }"),
        ("A.java", "class A { void a() { List<L> x = new ArrayList<>(); x.add(L.builder().price(p).build()); pay(x); } }"),
        ("A.java", "class A { void a() { pay(all.stream().map(o -> L.builder().price(p).build()).collect(toList())); } }"),
        ("a.kt", "fun a() {\n    val x = mutableListOf<L>()\n    x.add(L.builder().price(p).build())\n    pay(x)\n}\n"),
        ("a.go", "package a\n\nfunc a() {\n\tx := []L{}\n\tx = append(x, L{price: p})\n\tpay(x)\n}\n"),
    ],
)
def test_what_a_list_is_given_is_in_it(path: str, text: str) -> None:
    assert prices(path, text) == ["p"]


@pytest.mark.parametrize(
    "text",
    [
        "function a() { const x = []; pay(x); x.push({ price: p }); }",  # too late
        "function a() { const x = []; const y = (x) => x.push({ price: p }); pay(x); }",  # another list of that name
        "function a() { const x = []; const y = []; y.push({ price: p }); pay(x); }",
    ],
)
def test_what_another_list_is_given_is_not(text: str) -> None:
    assert prices("a.js", text) == []
