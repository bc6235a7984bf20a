"""How calls are named where a person reads of them."""

from __future__ import annotations

import pytest

from golint.dataflow.calls.resolve import Resolver
from golint.dataflow.names import called
from golint.project import Project


@pytest.mark.parametrize(
    ("path", "text", "named"),
    [
        ("a.go", 'package a\n\nimport "example.com/shop/pay"\n\nfunc a() { pay.Take() }\n', "pay.Take"),
        ("a.js", 'import { take } from "./shop/pay";\ntake();\n', "take"),
        ("a.js", 'import pay from "pay";\npay.orders.take();\n', "pay.orders.take"),
        ("a.js", "maker().orders[0].take();\n", "maker().orders.take"),
        ("a.php", "<?php Http::withToken($key)->take($url);\n", "Http.withToken().take"),
        ("a.php", "<?php class A { function a() { $this->client()->orders()->take(); } }\n", "this.client().orders().take"),
        ("a.rb", "Pay.client(key).take\n", "Pay.client().take"),
        ("A.java", "class A { void a() { client.orders().take(); } }\n", "client.orders().take"),
    ],
)
def test_a_call_is_named_as_people_write_it(path: str, text: str, named: str) -> None:
    module = Resolver(Project.of({path: text.encode()})).module(path)
    assert module is not None
    assert [called(call) for call in module.calls if call.path.endswith(("take", "Take"))] == [named]
