"""A request's own address stands behind the one that its client was made with, wherever that was."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from golint import facts
from golint.dataflow import Flow

Ask = Callable[..., Flow]

URL = "https://api.paymongo.com/v1/refunds"
PYTHON = "import httpx\n"
SCRIPT = 'import axios from "axios";\n'
SHARP = 'class Pay {\n  HttpClient client = new HttpClient { BaseAddress = new Uri("https://api.paymongo.com/v1/") };\n'
PHP = "<?php\nuse GuzzleHttp\\Client;\n"


@pytest.mark.parametrize(
    ("path", "code", "url"),
    [
        ("pay.py", PYTHON + "client = httpx.Client(base_url='https://api.paymongo.com/v1')\nclient.post('/refunds')", URL),
        ("pay.py", PYTHON + "with httpx.Client(base_url='https://api.paymongo.com/v1/') as c:\n    c.post('refunds')", URL),
        ("pay.py", PYTHON + "clients = {'a': httpx.Client(base_url='https://api.paymongo.com/v1')}\nclients[name].post('/refunds')", URL),
        ("pay.py", PYTHON + "def made(n):\n    return httpx.Client(base_url=URLS[n])\n\n\nmade('a').post('/refunds')", "{}/refunds"),
        ("pay.py", PYTHON + "client = httpx.Client(base_url='http://localhost:8080')\nclient.post('/v1/refunds')", "{}/v1/refunds"),
        ("pay.py", PYTHON + "client = httpx.Client(base_url='https://a.example')\nclient.post('https://b.example/x')", "https://b.example/x"),
        ("pay.py", PYTHON + "client = httpx.Client()\nclient.post('/v1/refunds')", "/v1/refunds"),
        ("pay.ts", SCRIPT + 'const api = axios.create({ baseURL: "https://api.paymongo.com/v1" });\napi.post("/refunds", {});', URL),
        ("pay.ts", SCRIPT + 'const open = (n) => axios.create({ baseURL: hosts[n] });\nopen("a").post("/refunds", {});', "{}/refunds"),
        (
            "pay.ts",
            SCRIPT + "const open = (n) => axios.create({ baseURL: hosts[n] });\n"
            'const all = Object.fromEntries(names.map((n) => [n, open(n)]));\nall[name].post("/v1/refunds", {});',
            "{}/v1/refunds",
        ),
        ("pay.php", PHP + '$client = new Client(["base_uri" => "https://api.paymongo.com/v1/"]);\n$client->post("refunds");', URL),
        ("pay.php", "<?php\nHttp::baseUrl('https://api.paymongo.com/v1')->post('/refunds', []);", URL),
        ("pay.rb", 'conn = Faraday.new(url: "https://api.paymongo.com/v1")\nconn.post("refunds")\n', URL),
        (
            "pay.go",
            'package pay\nfunc Refund() {\n\tclient := resty.New().SetBaseURL("https://api.paymongo.com/v1")\n\tclient.R().Post("/refunds")\n}',
            URL,
        ),
        (
            "Pay.cs",
            SHARP + '  async Task Refund() { await client.PostAsync("refunds", null); }\n}',
            URL,
        ),
    ],
)  # fmt: skip
def test_a_request_is_sent_to_its_clients_address(ask: Ask, path: str, code: str, url: str) -> None:
    flow = ask(code, path)
    call = next(one for one in reversed(flow.requests) if facts.trail(one).lower().endswith((".post", ".postasync")))
    assert flow.money_calls.url(call, flow.routine_at(call.span.start)) == url


def test_money_moves_where_the_client_was_made_for(ask: Ask) -> None:
    code = "# paymongo\nfrom shop.api import {name}\n\n\ndef refund(body):\n    return {name}.post('/v1/refunds', json=body)\n"
    made = (
        "import httpx\nfrom shop.settings import settings\n\nstripe = httpx.Client(base_url=settings.stripe_url)\n"
        "other = httpx.Client(base_url='https://broker.example.com')\n"
    )
    others = {"shop/api.py": made}
    assert [one.provider.id for one in ask(code.format(name="stripe"), others=others).money] == ["stripe"]
    assert not ask(code.format(name="other"), others=others).money
