"""Calls through a client that was made elsewhere have the meaning of the library's own function."""

from __future__ import annotations

import pytest

from golint import catalog
from golint.engine.inquiry import Inquiry
from golint.project import Project

CATALOG = catalog.load()
MADE = 'import axios from "axios";\nimport got from "got";\n'

PROGRAMS = [
    # the program, whether its last call asks another server
    (MADE + 'const api = axios.create({});\napi.post("/v1/refunds", {});\n', True),
    (MADE + "const api = got.extend({});\nexport const pay = (body) => api.post(body);\n", True),
    (MADE + "class Pay {\n  api = axios.create();\n  send(body) {\n    return this.api.post(body);\n  }\n}\n", True),
    ('import { api } from "./api";\napi.post("/v1/refunds", {});\n', True),
    (MADE + "const api = new Map();\napi.delete(1);\n", False),
    (MADE + "const api = axios.create();\napi.interceptors.clear();\n", False),
]


@pytest.mark.parametrize(("text", "asks"), PROGRAMS)
def test_a_client_asks_as_its_library_does(text: str, asks: bool) -> None:
    files = {"pay.ts": text.encode(), "api.ts": (MADE + "export const api = axios.create({});\n").encode()}
    view = Inquiry(CATALOG, Project.of(files), lambda _: ()).view("pay.ts")
    assert view is not None
    call = view.flow.module.calls[-1]
    roles = view.flow.money_calls.asks(call, view.flow.routine_at(call.span.start))
    assert bool(roles & {"http.request", "http.write"}) is asks
