"""What is found out about a file goes when its check ends, without the collector, which rests while files are checked."""

from __future__ import annotations

import gc
import weakref

import pytest

from golint import catalog
from golint.engine.files import check_file
from golint.engine.inquiry import Inquiry
from golint.project import Project

CATALOG = catalog.load()
FILES = {
    "pay.ts": b'import Stripe from "stripe";\nimport { charge } from "./charge";\nexport const pay = (r) => charge(new Stripe(r.key));\n',
    "charge.ts": b'export const charge = (stripe) => stripe.paymentIntents.create({ amount: 100, currency: "eur" });\n',
}


def test_what_was_built_for_a_file_goes_with_it() -> None:
    gc.collect()
    gc.disable()
    try:
        view = Inquiry(CATALOG, Project.of(FILES), lambda _: ()).view("pay.ts")
        assert view is not None
        assert check_file(view).parsed
        assert view.flow.money_in(view.flow.resolver.module("charge.ts").functions["charge"])  # type: ignore[union-attr]  # it is there
        built = [weakref.ref(one) for one in (view.project, view.flow, view.flow.resolver, view.flow.origins)]
        view.forget()
        del view
        assert [one() for one in built] == [None] * len(built)
    finally:
        gc.enable()


@pytest.mark.parametrize(
    ("path", "data", "kept"),
    [
        ("pay.ts", FILES["pay.ts"], True),
        ("tests/pay.test.ts", FILES["pay.ts"], False),
        ("config/shop.yaml", b"stripe:\n  currency: eur\n", False),
    ],
)
def test_the_facts_of_what_nobody_else_asks_about_go_too(path: str, data: bytes, kept: bool) -> None:
    project = Project.of({path: data})
    view = Inquiry(CATALOG, project, lambda _: ()).view(path)
    assert view is not None
    facts = view.facts
    view.forget()
    again = project.facts(path)
    assert again == facts
    assert (again is facts) == kept
