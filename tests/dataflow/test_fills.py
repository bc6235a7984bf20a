"""Variables that a call fills: where what they hold came from."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from golint import facts
from golint.dataflow import Flow
from golint.dataflow.tags import Tags

Ask = Callable[..., Flow]
HEAD = 'package shop\n\nimport (\n\t"encoding/json"\n\t"io"\n\t"net/http"\n\t"shop.example/other"\n)\n\n'


def origin(flow: Flow, written: str) -> Tags:
    """Where what is handed to `look` may have come from."""
    call = next(c for c in flow.module.calls if c.path == "look")
    assert isinstance(call.arguments[0].value, facts.Name)
    assert call.arguments[0].value.written == written
    return flow.origin(call.arguments[0].value, flow.routine_at(call.span.start))


BODIES = {
    "a decoder fills what it is handed": (
        "var event Event\n\tjson.NewDecoder(r.Body).Decode(&event)\n\tlook(event)", "event", "request.body.parsed",
    ),
    "a part of it": ("var event Event\n\tjson.NewDecoder(r.Body).Decode(&event)\n\tlook(event.Data.ID)", "event.Data.ID", "request.part"),
    "bytes first": (
        "raw, _ := io.ReadAll(r.Body)\n\tvar event Event\n\tjson.Unmarshal(raw, &event)\n\tlook(event)", "event", "request.body.parsed",
    ),
    "the bytes themselves": ("raw, err := io.ReadAll(r.Body)\n\tlook(raw)", "raw", "request.body.raw"),
    "a branch of its own": (
        "var event Event\n\tif x { json.NewDecoder(r.Body).Decode(&event) }\n\tlook(event)", "event", "request.body.parsed",
    ),
    "a helper that fills its parameter": ("var event Event\n\tread(w, r, &event)\n\tlook(event)", "event", "request.body.parsed"),
    "a helper of a helper": ("var event Event\n\tfirst(w, r, &event)\n\tlook(event)", "event", "request.body.parsed"),
    "a row": ('var total int\n\tdb.QueryRow("SELECT total").Scan(&id, &total)\n\tlook(total)', "total", "store.read"),
    "a record": ("var order Order\n\tdb.First(&order, id)\n\tlook(order.Total)", "order.Total", "store.read"),
}  # fmt: skip
HELPERS = """
func first(w http.ResponseWriter, r *http.Request, into any) error { return read(w, r, into) }

func read(w http.ResponseWriter, r *http.Request, into any) error { return json.NewDecoder(r.Body).Decode(into) }
"""


@pytest.mark.parametrize("name", BODIES)
def test_what_is_filled_comes_from_what_was_decoded(ask: Ask, name: str) -> None:
    body, written, tag = BODIES[name]
    flow = ask(f"{HEAD}func door(w http.ResponseWriter, r *http.Request) {{\n\t{body}\n}}\n{HELPERS}", "shop/door.go")
    assert tag in origin(flow, written)


EMPTY = {
    "before the call": ("var event Event\n\tlook(event)\n\tjson.NewDecoder(r.Body).Decode(&event)", "event"),
    "the error of the call": ("var event Event\n\terr := json.NewDecoder(r.Body).Decode(&event)\n\tlook(err)", "err"),
    "assigned anew": ("var event Event\n\tjson.NewDecoder(r.Body).Decode(&event)\n\tevent = other.Known()\n\tlook(event)", "event"),
    "handed to a function that reads it": ("var event Event\n\tother.Read(r, &event)\n\tlook(event)", "event"),
    "filled in another arm": ("var event Event\n\tif x { json.NewDecoder(r.Body).Decode(&event) } else { look(event) }", "event"),
}


@pytest.mark.parametrize("name", EMPTY)
def test_what_is_not_filled_does_not(ask: Ask, name: str) -> None:
    body, written = EMPTY[name]
    flow = ask(f"{HEAD}func door(w http.ResponseWriter, r *http.Request) {{\n\t{body}\n}}\n", "shop/door.go")
    assert not origin(flow, written) & {"request.body.parsed", "request.body.raw", "request.part"}
