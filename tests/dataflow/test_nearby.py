"""Which requests stay on the machine that they are made on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from golint.dataflow import Flow

Ask = Callable[..., Flow]

HEAD = """import os
import requests
import httpx
from shop.addresses import ELSEWHERE, HERE

OWN = "http://localhost:8000"
SET = os.environ.get("PAYMENTS", "http://localhost:8000")
EITHER = os.environ.get("PAYMENTS") or "http://localhost:8000"
if os.environ.get("LOCAL"):
    SWITCHED = "http://localhost:8000"
else:
    SWITCHED = "https://api.paymongo.com"
near = httpx.Client(base_url="http://[::1]:8000")
far = httpx.Client(base_url="https://api.paymongo.com")


class Tool:
    def __init__(self):
        self.url = "http://localhost:80"

    def ask(self):
        return requests.get(self.url)


class Other(Tool):
    def use(self, url):
        self.url = url

    def ask(self):
        return requests.get(self.url)


"""
OTHERS = {"shop/addresses.py": 'HERE = "http://127.0.0.1:4040"\nELSEWHERE = "https://api.paymongo.com"\n'}
REQUESTS = [
    ("requests.get('http://127.0.0.1:4040/api/tunnels')", True),
    ("requests.get('http://localhost/api')", True),
    ("requests.get('http://LOCALHOST:80')", True),
    ("requests.get('http://shop:secret@localhost:80/')", True),
    ("requests.get('http://[::1]')", True),
    ("requests.request('GET', 'http://0.0.0.0:80/')", True),
    ("requests.get(f'http://localhost:{port}/')", True),
    ("requests.get(OWN + '/v1')", True),
    ("requests.get(f'{OWN}/v1')", True),
    ("requests.get(HERE)", False),
    ("requests.get(SWITCHED)", False),
    ("own = OWN\n    requests.get(own)", True),
    ("own = OWN\n    own = url\n    requests.get(own)", False),
    ("for own in (OWN, url):\n        requests.get(own)", False),
    ("Tool().ask()", True),
    ("Other().ask()", False),
    ("near.get('/v1/payments')", True),
    ("requests.get('https://api.paymongo.com/?next=http://localhost')", False),
    ("requests.get('http://localhost.example.com')", False),
    ("requests.get('http://payments:8000/')", False),
    ("requests.get(ELSEWHERE, params={'back': OWN})", False),
    ("requests.get(SET)", False),
    ("requests.get(EITHER)", False),
    ("requests.get(url)", False),
    ("far.get('/v1/payments')", False),
    ("far.get('http://localhost:80/')", True),
]


@pytest.mark.parametrize(("request_", "here"), REQUESTS, ids=[text for text, _ in REQUESTS])
def test_what_stays_here(ask: Ask, request_: str, here: bool) -> None:
    flow = ask(f"{HEAD}def door(url, port):\n    {request_}\n", others=OTHERS)
    name = f"{request_.removesuffix('().ask()')}.ask" if "ask" in request_ else "door"
    routine = flow.module.functions[name]
    assert flow.stays_here(routine.calls[0], routine) is here
