"""Which keys of Supabase are told."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Callable

import pytest

from golint.credentials import SERVICE_ROLE, find
from golint.view import FileView

Look = Callable[..., FileView]

HEAD = urlsafe_b64encode(b'{"alg":"HS256","typ":"JWT"}').rstrip(b"=").decode()
ENDING = "fW3kR9" + "tq_Zb7LxV2" + "-mNc8YdP4h" + "JsG6uEaKo1T5Q"
NEW = "sb_" + "secret_" + "k3Vd9QmXz7TnRb2LwYc5Hg" + "_p8JsF4tA"


def token(claims: str, ending: str = ENDING) -> str:
    return ".".join((HEAD, urlsafe_b64encode(claims.encode()).rstrip(b"=").decode(), ending))


@pytest.mark.parametrize(
    "key", [token('{"iss":"supabase","ref":"qzxwvutsrponmlkjihgf","role":"service_role","iat":1700000000,"exp":2000000000}'), NEW]
)
def test_a_key_that_passes_every_rule_of_the_database_is_told_in_any_file(look: Look, key: str) -> None:
    view = look("scripts/orders.ts", f'const db = createClient(address, "{key}");\n')
    (secret,) = find(view)
    assert (view.source.text(secret.span), secret.kind) == (key, SERVICE_ROLE)
    assert secret.masked.endswith(f"****{key[-4:]}")


@pytest.mark.parametrize(
    "key",
    [
        token('{"iss":"supabase","ref":"qzxwvutsrponmlkjihgf","role":"anon","iat":1700000000,"exp":2000000000}'),
        token('{"iss":"supabase-demo","role":"service_role","exp":1983812996}'),
        token('{"iss":"supabase","role":"service_role"}', "your-signature-" + "x" * 20),
        token('["service_role"]'),
        token('{"role": 7, "of": "service_role"}'),
        "sb_" + "secret_" + "k3Vd9QmXz7TnRb2LwYc5Hg" + "_xSvEMPvz",
        "sb_" + "secret_" + "x" * 31,
        NEW.replace("secret", "publishable"),
    ],
)
def test_what_everybody_may_hold_or_nobody_has_is_none(look: Look, key: str) -> None:
    assert not find(look("scripts/orders.ts", f'const db = createClient(address, "{key}");\n'))
