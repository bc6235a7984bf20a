"""Which credentials are seen in a file, whose they are, and how little is told of them."""

from __future__ import annotations

import base64
import hashlib
import json
import random
import string
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from golint import catalog
from golint.catalog import Catalog
from golint.credentials import find
from golint.model import Mode, Role, Secret, Span
from golint.project import Project
from golint.sources import SourceFile
from golint.view import FileView

Look = Callable[..., FileView]
Key = Callable[..., str]


def random_text(length: int, seed: int = 1, alphabet: str = string.ascii_letters + string.digits) -> str:
    return "".join(random.Random(seed).choices(alphabet, k=length))


def only(view: FileView) -> Secret:
    (secret,) = find(view)
    return secret


def test_a_key_takes_the_name_of_what_holds_it(look: Look, key: Key) -> None:
    text = key("stripe", "secret", "live")
    view = look("shop/pay.rb", f"stripe_client = '{text}'\n")
    assert (view.source.text(only(view).span), only(view).name) == (text, "stripe_client")


def test_the_nearest_provider_owns_a_key_that_several_could_have_made(look: Look, key: Key) -> None:
    one, other = key("paymongo", seed=1), key("paymongo", seed=2)
    view = look("config.yml", f"stripe:\n  secret: {one}\n" + "# filler\n" * 40 + f"paymongo:\n  secret: {other}\n")
    assert [secret.providers for secret in find(view)] == [("stripe",), ("paymongo",)]


def test_undecided_names_each_provider(look: Look, key: Key) -> None:
    assert set(only(look("keys.txt", key("paymongo"))).providers) == {"paymongo", "stripe"}


@pytest.mark.parametrize("mark", ["a9}9aB7cD", "a<9aB7cDk4", "9{{x}}aB7c", "%(a)9aB7c", "$a.9_9kLm2"])
def test_marks_at_the_end_of_a_key_of_adyens_are_a_part_of_it(look: Look, mark: str) -> None:
    text = f"{'A' + 'QE'}{random_text(64)}==-{random_text(44, 2)}=-x7Tq9Wz{mark}"
    assert only(look("config/adyen.yml", f"adyen:\n  api_key: '{text}'\n")).provider == "adyen"


def test_a_path_decides_where_the_text_does_not(look: Look, key: Key) -> None:
    assert only(look("config/paymongo.yml", f"secret: {key('paymongo')}\n")).provider == "paymongo"


def test_a_white_label_is_named_only_where_the_text_names_it(look: Look, key: Key) -> None:
    text = key("hyperswitch")
    assert only(look("a.txt", text)).provider == "hyperswitch"
    assert only(look("a.txt", f"https://api.multipaga.com {text}")).provider == "multipaga"


@pytest.mark.parametrize(
    ("text", "providers"),
    [
        ("MULTIPAGA_API_KEY={0}\nOWNGATEWAY_API_KEY=\n", ["multipaga"]),
        ("OWNGATEWAY_API_KEY=\nMULTIPAGA_API_KEY={0}\n", ["multipaga"]),
        ("MULTIPAGA_API_KEY={0}\nOWNGATEWAY_API_KEY={1}\n", ["multipaga", "owngateway"]),
        ("multipaga:\n  live: true\n  key: {0}\nowngateway:\n  key: {1}\n", ["multipaga", "owngateway"]),
        ("key = '{0}'\nmultipaga(key)\n", ["multipaga"]),
    ],
)
def test_the_line_of_a_key_says_more_than_its_neighbours(look: Look, key: Key, text: str, providers: list[str]) -> None:
    view = look("keys.conf", text.format(key("hyperswitch", seed=1), key("hyperswitch", seed=2)))
    assert [secret.provider for secret in find(view)] == providers


@pytest.mark.parametrize("wrap", ["Basic {}", '"{}"', "auth: {}\n"])
def test_base64_of_a_key_is_the_key(look: Look, key: Key, wrap: str) -> None:
    text = key("stripe", "secret", "test")
    encoded = base64.b64encode(f"{text}:".encode()).decode()
    secret = only(look("stripe.http", wrap.format(encoded)))
    assert (secret.provider, secret.mode, secret.role) == ("stripe", Mode.TEST, Role.SECRET)
    assert secret.kind.endswith("base64")
    assert secret.digest == only(look("stripe.http", text)).digest


def test_a_kubernetes_secret_is_decoded(look: Look, key: Key) -> None:
    encoded = base64.b64encode(key("paystack").encode()).decode()
    manifest = f"apiVersion: v1\nkind: Secret\nmetadata:\n  name: pay\ndata:\n  PAYSTACK_SECRET_KEY: {encoded}\n"
    view = look("deploy/secret.yaml", manifest)
    assert view.source.text(only(view).span) == encoded
    assert only(view).provider == "paystack"


@pytest.mark.parametrize(
    "text",
    [
        "stripe.api_key = 'sk_" + "test_" + "x" * 24 + "'",
        "stripe.api_key = 'sk_" + "test_..." + "'",
        "if key.startswith('sk_" + "live_'): stripe()",
        "STRIPE_SECRET_KEY=your_stripe_secret_key_here1",
        "stripe_secret_key = fields.Char('Secret key')",
        "STRIPE_SECRET_KEY = os.environ['STRIPE_SECRET_KEY_2024']",
        "stripe_secret: ${STRIPE_SECRET_KEY}",
        "# Stripe keys start with sk_" + "live_, sk_" + "test_ or rk_" + "live_",
        "_stripe_webhook_secret_path = '/payment/stripe/webhook1'",
        "pattern = r'sk_" + "live_[0-9a-zA-Z]{24}'  # stripe",
        "const stripeLockKey = 'stripe_webhook_lock_key_v2'",
    ],
)
@pytest.mark.parametrize("path", ["shop/pay.py", "shop/pay.php", ".env"])
def test_what_is_no_credential(look: Look, text: str, path: str) -> None:
    assert find(look(path, text)) == ()


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("pay.php", "$razorpay_key_secret = '{}';"),
        ("pay.py", "RAZORPAY_SECRET = os.getenv('RAZORPAY_SECRET', '{}')"),
        ("pay.js", "const razorpaySecret = process.env.RAZORPAY_SECRET || '{}';"),
        ("pay.rb", 'Razorpay.setup(secret_key: "{}")'),
        ("settings.py", "RAZORPAY_SECRET: str = '{}'"),
        ("settings.py", "RAZORPAY_SECRET: str | None = '{}'"),
        ("pay.ts", "  private razorpaySecret?: string = '{}';"),
        ("Pay.kt", 'const val RAZORPAY_SECRET: String = "{}"'),
        ("pay.go", 'const razorpaySecret string = "{}"'),
        ("config.yml", "razorpay:\n  key_secret: {}"),
        ("conf.json", '{{"razorpay": {{"secret": "{}"}}}}'),
        (".env", "RAZORPAY_KEY_SECRET={}"),
    ],
)
def test_a_secret_without_a_form_is_told_by_its_name(look: Look, path: str, line: str) -> None:
    value = random_text(24)
    view = look(path, line.format(value) + "\n")
    assert view.source.text(only(view).span) == value
    assert (only(view).provider, only(view).role) == ("razorpay", Role.SECRET)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("application.properties", "mp.client.secret={}\nmp.url=https://api.mercadopago.com\n"),
        ("application.properties", "mp.url=https://api.mercadopago.com\nmp.secret=${{MP}}\nmp.webhook.signature={}\n"),
        ("application.yml", "shop:\n  pay:\n    base-url: https://api.mercadopago.com\n    access-token: {}\n"),
        ("appsettings.json", '{{"Pay": {{"Api": "https://api.mercadopago.com", "Client": {{"Secret": "{}"}}}}}}'),
    ],
)
def test_a_group_of_settings_belongs_to_the_provider_that_it_addresses(look: Look, path: str, text: str) -> None:
    value = random_text(32)
    view = look(path, text.format(value))
    assert (view.source.text(only(view).span), only(view).provider) == (value, "mercadopago")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("application.properties", "admin.secret={}\nmp.url=https://api.mercadopago.com\n"),
        ("application.properties", "mp.oauth.jwt.secret={}\nmp.url=https://api.mercadopago.com\n"),
        ("application.yml", "admin:\n  token: {}\nshop:\n  pay:\n    base-url: https://api.mercadopago.com\n"),
        (
            "docker-compose.yml",
            "services:\n  web:\n    environment:\n      ADMIN_TOKEN: {}\n      MP_URL: https://api.mercadopago.com\n",
        ),
        ("application.properties", "mp.webhook.signature=X-Signature\nmp.url=https://api.mercadopago.com\n# {}\n"),
    ],
)
def test_a_group_of_settings_ends_where_another_begins(look: Look, path: str, text: str) -> None:
    assert find(look(path, text.format(random_text(32)))) == ()


@pytest.mark.parametrize(("table", "told"), [("PAYMENT_PROCESSORS", True), ("TRANSLATORS", False)])
@pytest.mark.parametrize("length", [32, 344])
def test_a_table_of_payments_in_code_holds_the_secrets_of_gateways(look: Look, table: str, length: int, told: bool) -> None:
    alphabet = string.ascii_letters + string.digits + "+/"
    text = f"payments = 1\n{table} = {{\n    'acme': {{\n        'transaction_key': '{random_text(length, 7, alphabet)}',\n    }},\n}}\n"
    assert [one.kind for one in look("shop/settings.py", text).secrets] == ["random secret"] * told


def test_the_second_argument_of_a_client_is_a_secret(look: Look) -> None:
    value = random_text(24, 5)
    view = look("shop/pay.py", f'import razorpay\n\nclient = razorpay.Client(auth=(KEY_ID, "{value}"))\n')
    assert [view.source.text(secret.span) for secret in find(view)] == [value]


@pytest.mark.parametrize(
    "line", ["JWT_SECRET = '{}'", "DATABASE_PASSWORD = '{}'", "SECRET_KEY = '{}'", "GITHUB_TOKEN = '{}'", "RESEND_API_KEY = '{}'"]
)
def test_secrets_of_other_trades_are_left_to_other_tools(look: Look, line: str) -> None:
    view = look("settings.py", "import stripe\n" + line.format(random_text(40)) + "\n")
    assert find(view) == ()


@pytest.mark.parametrize(("name", "told"), [("USER_AGENT_TOKEN", False), ("API_TOKEN", True)])
def test_what_a_client_calls_itself_is_no_secret(look: Look, name: str, told: bool) -> None:
    view = look("src/MolliePlugin.php", f"<?php\n\nclass MolliePlugin\n{{\n    const {name} = '{random_text(16)}';\n}}\n")
    assert bool(find(view)) is told


@pytest.mark.parametrize(("issuer", "told"), [("supabase", False), ("https://api.xendit.co", True)])
def test_a_token_that_says_who_made_it_is_not_the_providers_that_is_named_beside_it(look: Look, issuer: str, told: bool) -> None:
    parts = ({"alg": "HS256", "typ": "JWT"}, {"iss": issuer, "role": "anon", "iat": 1_700_000_000})
    head, payload = (base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts)
    view = look("src/pay.ts", f"// Xendit\nconst apiKey = '{head}.{payload}.{random_text(43)}';\n")
    assert bool(find(view)) is told


@pytest.mark.parametrize(
    ("path", "text", "told"),
    [
        ("pay.js", "// PayPal\nif (secretKey.startsWith('{}')) start();\n", False),
        ("pay.php", "<?php // PayPal\nif (str_starts_with($secretKey, '{}')) start();\n", False),
        ("pay.go", 'package pay\n\n// PayPal\nvar live = strings.HasPrefix(secretKey, "{}")\n', False),
        ("pay.js", "// PayPal\nstart({{ secretKey: '{}' }});\n", True),
    ],
)
def test_what_a_key_is_asked_to_begin_with_is_no_key(look: Look, path: str, text: str, told: bool) -> None:
    assert bool(find(look(path, text.format(random_text(24))))) is told


@pytest.mark.parametrize(("form", "told"), [("seti_{}_secret_{}", False), ("pi_{}_client_{}", False), ("{}{}", True)])
def test_what_the_browser_is_handed_for_one_payment_is_no_secret(look: Look, form: str, told: bool) -> None:
    value = form.format(random_text(24), random_text(25, 2))
    view = look("answer.txt", f"stripe: {{\n  client_secret: '{value}',\n}}\n")
    assert bool(find(view)) is told


@pytest.mark.parametrize(("name", "told"), [("module_key", False), ("secret_key", True)])
def test_the_number_of_a_module_in_a_market_place_is_no_secret(look: Look, name: str, told: bool) -> None:
    text = f"<?php\nclass Conekta extends PaymentModule\n{{\n    public ${name} = '{random_text(32)}';\n}}\n"
    assert bool(find(look("conekta.php", text))) is told


def test_a_private_key_block_beside_a_provider(look: Look) -> None:
    block = "-----BEGIN " + "PRIVATE KEY-----\n" + "\n".join(random_text(64, seed) for seed in range(4)) + "\n"
    assert only(look("adyen.pem", block)).masked == "****"
    assert find(look("other.txt", block)) == ()


@pytest.mark.parametrize("comment", ["# pragma: allowlist secret", "// pragma: allowlist secret", "# pragma: whitelist secret"])
def test_an_allowlisted_line_is_left_out(look: Look, key: Key, comment: str) -> None:
    assert find(look("stripe.py", f"KEY = '{key('stripe')}'  {comment}\n")) == ()


def test_the_line_after_an_allowlist_comment_is_left_out_and_no_other(look: Look, key: Key) -> None:
    view = look("stripe.py", f"# pragma: allowlist nextline secret\nA = '{key('stripe')}'\nB = '{key('stripe', seed=2)}'\n")
    assert [secret.name for secret in find(view)] == ["B"]


def test_a_baseline_hides_what_it_lists(look: Look, key: Key) -> None:
    text = key("stripe")
    listed = frozenset({hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()})
    assert find(look("stripe.py", f"KEY = '{text}'\n", listed)) == ()


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "utf-8-sig"])
def test_any_encoding_of_the_text_around(look: Look, key: Key, encoding: str) -> None:
    text = key("paymongo")
    data = f"<?php // clé secrète PayMongo\n$k = '{text}';\n".encode(encoding)
    view = look("pay.php", data)
    assert view.source.text(only(view).span) == text


CATALOG: Catalog = catalog.load()
PIECES = st.sampled_from(
    ["stripe ", "paymongo\n", "= '", "'", "sk_" + "live_", "whsec" + "_", "c2tfdGVzdF", "secret", ": ", "{", "\n", "Basic "]
)


@given(st.lists(st.one_of(PIECES.map(str.encode), st.binary(max_size=30), st.text("abcDEF0189", max_size=40).map(str.encode)), max_size=20))
def test_any_bytes_give_ordered_spans_inside_the_file_and_no_raw_text(parts: list[bytes]) -> None:
    data = b"".join(parts)
    secrets = find(FileView(SourceFile("a.php", data), CATALOG, Project.of({}), run_key=b"k"))
    for before, after in pairwise(secrets):
        assert before.span.end <= after.span.start
    for secret in secrets:
        assert secret.span in Span(0, len(data))
        assert data[secret.span.start : secret.span.end].decode("latin-1") not in repr(secret)


def test_a_hash_of_a_secret_is_no_secret(look: Look) -> None:
    digest = hashlib.sha1(random_text(24).encode()).hexdigest()
    record = f'{{"shop/stripe_hooks.py": [{{"filename": "shop/stripe_hooks.py", "hashed_secret": "{digest}"}}]}}\n'
    assert find(look("reports/found.json", record)) == ()
    assert find(look("reports/found.json", record.replace("hashed_secret", "secret")))


@pytest.mark.parametrize("quote", ["'", '"'])
def test_a_secret_in_a_cell_of_a_notebook_is_told_by_its_name(look: Look, quote: str) -> None:
    secret = random_text(32)
    cell = {"cell_type": "code", "source": ["import razorpay\n", f"razorpay_key_secret = {quote}{secret}{quote}\n"]}
    view = look("shop.ipynb", json.dumps({"cells": [cell]}))
    found = only(view)
    assert (view.source.text(found.span), found.name) == (secret, "razorpay_key_secret")


@pytest.mark.parametrize("cell_type", ["code", "markdown", "raw"])
def test_a_key_in_any_cell_of_a_notebook_is_found(look: Look, key: Key, cell_type: str) -> None:
    text = key("stripe", "secret", "live")
    view = look("shop.ipynb", json.dumps({"cells": [{"cell_type": cell_type, "source": [f'stripe.api_key = "{text}"\n']}]}))
    assert view.source.text(only(view).span) == text


def test_a_setting_is_found_in_a_document_that_a_machine_wrote_on_one_line(look: Look) -> None:
    rows = [{"id": number, "name": "order", "note": "paid with xendit"} for number in range(1000)]
    text = json.dumps({"rows": rows, "xendit_callback_token": random_text(64)})
    assert only(look("export.json", text)).name == "xendit_callback_token"


@pytest.mark.parametrize(("name", "told"), [("data-stripe-click-hmac", False), ("data-stripe-hmac-secret", True)])
def test_what_a_key_has_made_is_no_key(look: Look, name: str, told: bool) -> None:
    made = hashlib.sha256(b"click").hexdigest()
    assert bool([*find(look("public/pay.html", f'<p>Stripe</p><a {name}="{made}">Pay</a>\n'))]) is told
