"""Which rule speaks about a secret, how loudly, and that no secret is spoken out."""

from __future__ import annotations

import base64
import hashlib
import random
import string
from collections.abc import Callable

import pytest

from golint.catalog import Catalog
from golint.checks.keys import committed_env_file, hardcoded_key, observe
from golint.checks.keys.causes import is_dotenv
from golint.model import Finding, Severity
from golint.project import Project
from golint.sources import SourceFile
from golint.view import FileView

Key = Callable[..., str]
Findings = Callable[..., list[Finding]]


def places(found: list[Finding]) -> list[tuple[str, str, int]]:
    return [(one.rule, one.location.path, one.location.region.start_line) for one in found]


@pytest.mark.parametrize(
    ("path", "mode", "rule", "severity"),
    [
        ("shop/pay.py", "live", "hardcoded-key", Severity.ERROR),
        ("shop/pay.py", "test", "hardcoded-key", Severity.WARNING),
        ("app/Pay.php", "live", "hardcoded-key", Severity.ERROR),
        (".env", "live", "committed-env-file", Severity.ERROR),
        (".env.production", "live", "committed-env-file", Severity.ERROR),
        ("Dockerfile", "live", "secret-in-image", Severity.ERROR),
        ("docker-compose.yml", "test", "secret-in-image", Severity.WARNING),
        ("infra/main.tf", "live", "secret-in-image", Severity.ERROR),
        (".github/workflows/ci.yml", "live", "secret-in-image", Severity.ERROR),
        ("tests/test_pay.py", "live", "live-key-in-test", Severity.ERROR),
        ("config/staging.yml", "live", "live-key-in-test", Severity.ERROR),
        ("frontend/src/pay.js", "live", "frontend-secret", Severity.ERROR),
        ("wwwroot/index.html", "test", "frontend-secret", Severity.WARNING),
        ("android/app/src/main/res/values/strings.xml", "live", "frontend-secret", Severity.ERROR),
        ("README.md", "live", "hardcoded-key", Severity.NOTE),
    ],
)
def test_the_most_specific_rule_speaks_alone(findings: Findings, key: Key, path: str, mode: str, rule: str, severity: Severity) -> None:
    text = key("stripe", "secret", mode)
    line = {
        "Dockerfile": f"FROM x\nENV STRIPE_KEY={text}\n",
        "docker-compose.yml": f"services:\n  web:\n    environment:\n      STRIPE_KEY: {text}\n",
        "infra/main.tf": f'variable "stripe_key" {{\n  default = "{text}"\n}}\n',
        ".github/workflows/ci.yml": f"on: push\nenv:\n  STRIPE_KEY: {text}\n",
        "config/staging.yml": f"stripe:\n  key: {text}\n",
    }.get(path, f"STRIPE_KEY='{text}'\n" if path.endswith((".env", "production")) else f'stripe = "{text}"\n')
    (found,) = findings({path: line}, family="keys")
    assert (found.rule, found.severity, found.provider) == (rule, severity, "stripe")
    assert text not in repr(found)
    assert text[-4:] in found.message


def test_a_live_key_whose_twin_stands_beside_it_was_made_up(findings: Findings, key: Key) -> None:
    live = key("stripe", "secret", "live")
    twin = f'assert is_test("{live.replace("live", "test", 1)}")\nassert not is_test("{live}")\n'
    assert findings({"tests/test_modes.py": twin}, family="keys") == []
    other = f'assert is_test("{key("stripe", "secret", "test")}")\nassert not is_test("{live}")\n'
    assert places(findings({"tests/test_modes.py": other}, family="keys")) == [("live-key-in-test", "tests/test_modes.py", 2)]
    assert len(findings({"shop/modes.py": twin}, family="keys")) > 0


@pytest.mark.parametrize("path", ["tests/test_pay.py", "spec/pay_spec.rb", "README.md", "docs/setup.md"])
def test_a_test_key_in_tests_and_documentation_is_silent(findings: Findings, key: Key, path: str) -> None:
    assert findings({path: f'STRIPE_KEY="{key("stripe", "secret", "test")}"\n'}, family="keys") == []


def test_a_test_key_in_a_template_of_an_environment_is_told(findings: Findings, key: Key) -> None:
    found = findings({".env.example": f'STRIPE_KEY="{key("stripe", "secret", "test")}"\n'}, family="keys")
    assert [(one.rule, one.severity) for one in found] == [("hardcoded-key", Severity.WARNING)]


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("spec/vcr/refund.yml", True),
        ("tests/cassettes/test_pay/test_refund.yaml", True),
        ("test/fixtures/vcr_cassettes/refund.json", True),
        ("tests/__recordings__/refund/recording.har", True),
        ("tests/fixtures/refund.yml", False),
    ],
)
def test_recorded_traffic_holds_the_key_that_the_provider_took(findings: Findings, key: Key, path: str, told: bool) -> None:
    headers = "request:\n  headers:\n    X-Api-Key: {}\n"
    found = findings({path: headers.format(key("adyen", "secret"))}, family="keys")
    assert [(one.rule, one.location.path) for one in found] == ([("hardcoded-key", path)] if told else [])
    assert not findings({path: headers.format("<ADYEN_API_KEY>")}, family="keys")
    assert not findings({path: headers.format(key("stripe", "secret", "test"))}, family="keys")


@pytest.mark.parametrize("path", ["shop/pay.py", "frontend/src/pay.js", ".env", "docker-compose.yml", "tests/test_pay.py"])
def test_a_publishable_key_is_silent_everywhere(findings: Findings, key: Key, path: str) -> None:
    assert findings({path: f'STRIPE_KEY: "{key("stripe", "public", "live")}"\n'}, family="keys") == []


def test_one_report_for_a_key_that_a_file_repeats(findings: Findings, key: Key) -> None:
    text = key("paymongo")
    found = findings({"pay.php": f"<?php\n$paymongo = '{text}';\n$again = '{text}';\n"}, "hardcoded-key")
    assert places(found) == [("hardcoded-key", "pay.php", 2)]
    assert [place.location.region.start_line for place in found[0].related] == [3]


def test_each_secret_of_an_environment_file_is_revoked_where_it_was_issued(findings: Findings, key: Key) -> None:
    text = f"DEBUG=1\nSTRIPE_SECRET_KEY={key('stripe', mode='test')}\nPAYMONGO_SECRET_KEY={key('paymongo')}\n"
    found = findings({".env": text}, family="keys")
    assert places(found) == [("committed-env-file", ".env", 2), ("committed-env-file", ".env", 3)]
    assert [one.provider for one in found] == ["stripe", "paymongo"]
    assert [one.severity for one in found] == [Severity.WARNING, Severity.ERROR]
    assert all("git rm --cached .env" in one.help for one in found)


def test_the_same_secret_twice_is_one_report(findings: Findings, key: Key) -> None:
    text = f"STRIPE_SECRET_KEY={key('stripe')}\nSTRIPE_KEY={key('stripe')}\n"
    [found] = findings({".env": text}, "committed-env-file")
    assert [place.location.region.start_line for place in found.related] == [2]


_GROWN = "".join(("mB7xQ2", "vR9tK4", "wZ8nL3pD"))


@pytest.mark.parametrize(
    ("variable", "revoked"),
    [
        ("SESSION_SECRET", "by making a new one"),
        ("JWT_SECRET_KEY", "by making a new one"),
        ("DB_PASSWORD", "in the database"),
        ("MAILER_PASS", "with the service that issued it"),
        ("AWS_SECRET_ACCESS_KEY", "with the service that issued it"),
    ],
)
def test_beside_a_providers_variables_other_services_secrets_count(findings: Findings, variable: str, revoked: str) -> None:
    [found] = findings({".env": f"PAYMONGO_SECRET_KEY=\n{variable}={_GROWN}\n"}, family="keys")
    assert places([found]) == [("committed-env-file", ".env", 2)]
    assert (found.severity, found.provider) == (Severity.WARNING, None)
    assert revoked in found.help
    assert _GROWN not in repr(found)


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (".env", f"FIREBASE_API_KEY={_GROWN}"),  # which pages hold
        (".env", f"NEXT_PUBLIC_CAPTCHA_SITE_KEY={_GROWN}"),
        (".env", f"PUSHER_APP_KEY={_GROWN}"),
        (".env", "DB_PASSWORD=postgres"),
        (".env", "SESSION_SECRET=change-me-in-production"),
        (".env", "JWT_SECRET=${JWT_SECRET}"),
        (".env.example", f"SESSION_SECRET={_GROWN}"),
        (".env.testing", f"SESSION_SECRET={_GROWN}"),
        ("config/shop.yml", f"session_secret: {_GROWN}"),
    ],
)
def test_what_opens_nothing_does_not(findings: Findings, path: str, line: str) -> None:
    assert findings({path: f"PAYMONGO_SECRET_KEY=\n{line}\n"}, family="keys") == []


def test_an_environment_file_that_speaks_of_no_payments_is_not_looked_at(findings: Findings) -> None:
    assert findings({".env": f"SESSION_SECRET={_GROWN}\n"}, family="keys") == []


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (".env", True),
        (".env.local", True),
        ("deploy/prod.env", True),
        ("environment.ts", False),
        (".envoy.yml", False),
        ("src/env.py", False),
    ],
)
def test_environment_files(path: str, expected: bool) -> None:
    assert is_dotenv(path) is expected


@pytest.mark.parametrize(
    ("provider", "variable"),
    [("STRIPE_API_SECRET_KEY", "STRIPE_API_SECRET_KEY"), ("apiKey", "STRIPE_SECRET_KEY"), ("NEXT_PUBLIC_STRIPE_SK", "STRIPE_SK")],
)
def test_help_names_the_variable_and_the_place_of_rotation(findings: Findings, key: Key, provider: str, variable: str) -> None:
    (found,) = findings({"stripe.js": f"const {provider} = '{key('stripe')}';\n"}, "hardcoded-key", "frontend-secret")
    assert variable in found.help
    assert "dashboard.stripe.com" in found.help


def test_undecided_says_so(findings: Findings, key: Key) -> None:
    (found,) = findings({"keys.txt": key("paymongo")}, family="keys")
    assert "PayMongo or Stripe" in found.message
    assert found.provider is None


def test_base64_is_no_hiding_place(findings: Findings, key: Key) -> None:
    encoded = base64.b64encode(f"{key('paymongo')}:".encode()).decode()
    (found,) = findings({"pay.rb": f"headers['Authorization'] = 'Basic {encoded}' # PayMongo\n"}, family="keys")
    assert found.rule == "hardcoded-key" and encoded not in repr(found)


@pytest.mark.parametrize(
    ("path", "text", "lines"),
    [
        ("src/config.ts", "export const a = import.meta.env.VITE_PAYMONGO_SECRET_KEY;\n", [1]),
        ("src/config.ts", "const stripe = 1;\nconst b = process.env.REACT_APP_GATEWAY_SK;\n", [2]),
        ("server/pay.js", "const k = process.env.PAYMONGO_SECRET || process.env.VITE_PAYMONGO_SECRET;\n", [1]),
        ("app/pay.tsx", "process.env.EXPO_PUBLIC_STRIPE_RESTRICTED_KEY; process.env.EXPO_PUBLIC_STRIPE_RESTRICTED_KEY\n", [1]),
        ("vite.config.ts", "export default { define: { STRIPE_SECRET_KEY: JSON.stringify(process.env.STRIPE_SECRET_KEY) } }\n", [1]),
        ("next.config.js", "module.exports = { env: {\n  PAYSTACK_SECRET_KEY: process.env.PAYSTACK_SECRET_KEY\n} }\n", [2]),
        (
            "webpack.prod.js",
            "plugins: [new webpack.DefinePlugin({ 'process.env': {\n K: JSON.stringify(process.env.STRIPE_SECRET_KEY) } })]\n",
            [2],
        ),
        ("nuxt.config.ts", "runtimeConfig: { public: { key: process.env.STRIPE_SECRET_KEY } }\n", [1]),
        ("nuxt.config.ts", "runtimeConfig: { key: process.env.STRIPE_SECRET_KEY, public: {} }\n", []),
        ("app.config.js", "export default { slug: 'shop', extra: { key: process.env.STRIPE_SECRET_KEY } }\n", [1]),
        ("src/config/app.config.ts", "registerAs('app', () => ({ env: { key: process.env.STRIPE_SECRET_KEY } }))\n", []),
        ("android/app/build.gradle", 'buildConfigField "String", "PAYSTACK_SECRET_KEY", "x"\n', [1]),
        ("android/app/build.gradle", 'buildConfigField "String", "PAYSTACK_PUBLIC_KEY", "x"\n', []),
        ("android/app/build.gradle.kts", 'manifestPlaceholders["stripeSecretKey"] = key\n', [1]),
        ("Makefile", "flutter run --dart-define=STRIPE_SECRET_KEY=$(KEY)\n", [1]),
        ("lib/pay.dart", "final key = dotenv.env['PAYSTACK_SECRET_KEY'];\n", [1]),
        ("lib/pay.dart", "final key = dotenv.env['PAYSTACK_PUBLIC_KEY'];\n", []),
        ("src/pay.js", "import Config from 'react-native-config'\nConfig.PAYSTACK_SECRET_KEY\n", [2]),
        ("src/pay.js", "import Config from './config'\nConfig.PAYSTACK_SECRET_KEY\n", []),
        ("src/pay.js", "import { PAYSTACK_SECRET_KEY } from '@env'\n", [1]),
        ("src/App.jsx", "fetch('/pay', { headers: { Authorization: process.env.PAYSTACK_SECRET_KEY } })\n", []),
        ("src/config.ts", "const a = import.meta.env.VITE_PAYMONGO_PUBLIC_KEY;\n", []),
        ("src/config.ts", "// never VITE_PAYMONGO_SECRET_KEY\n", []),
        ("src/vite-env.d.ts", "readonly VITE_PAYMONGO_SECRET_KEY: string;\n", []),
        ("src/config.ts", "const stripe = 1; const a = import.meta.env.VITE_JWT_SECRET;\n", []),
        ("src/stripe.ts", "const a = import.meta.env.VITE_STRIPE_PRICE_ID;\n", []),
        ("tests/pay.test.ts", "process.env.VITE_PAYMONGO_SECRET_KEY = 'x'\n", []),
        ("README.md", "Do not set VITE_PAYMONGO_SECRET_KEY.\n", []),
        ("server/next.js", "module.exports = { env: {\n  PAYSTACK_SECRET_KEY: process.env.PAYSTACK_SECRET_KEY\n} }\n", []),
    ],
)
def test_names_that_a_bundler_publishes(findings: Findings, path: str, text: str, lines: list[int]) -> None:
    assert [one.location.region.start_line for one in findings({path: text}, "frontend-secret")] == lines


def test_a_published_value_is_reported_once(findings: Findings, key: Key) -> None:
    found = findings({".env": f"VITE_STRIPE_SECRET_KEY={key('stripe')}\n"}, family="keys")
    assert places(found) == [("frontend-secret", ".env", 1)]


def test_the_imports_by_which_a_client_gets_a_secret_are_told(findings: Findings, key: Key) -> None:
    files = {
        "src/lib/paymongo.ts": f"export const paymongo = '{key('paymongo')}'\n",
        "src/services/orders.ts": "import { paymongo } from '../lib/paymongo'\n",
        "src/services/index.ts": "export * from './orders'\n",
        "src/Orders.tsx": "import { pay } from './services'\nexport const Orders = () => <b onClick={pay}/>\n",
    }
    files["src/services/orders.ts"] += "export const pay = () => paymongo\n"
    (found,) = findings(files, family="keys")
    assert places([found]) == [("frontend-secret", "src/lib/paymongo.ts", 1)]
    assert "as `src/Orders.tsx` imports this file through `index.ts` and `orders.ts`" in found.message
    steps = [(step.location.path, step.location.region.start_line) for step in found.flow]
    assert steps == [("src/Orders.tsx", 1), ("src/services/index.ts", 1), ("src/services/orders.ts", 1), ("src/lib/paymongo.ts", 1)]


@pytest.mark.parametrize("path", ["src/api/pay.ts", "src/lib/pay.js", "src/services/pay.mjs"])
def test_without_such_an_import_the_key_is_a_hardcoded_one(findings: Findings, key: Key, path: str) -> None:
    files = {
        path: f"export const stripe = '{key('stripe')}'\n",
        "src/App.tsx": "import type { Pay } from './lib/pay'\nexport const App = () => <b/>\n",
    }
    assert places(findings(files, family="keys")) == [("hardcoded-key", path, 1)]


def test_a_component_of_the_app_router_stays_on_the_server_until_a_client_imports_it(findings: Findings, key: Key) -> None:
    files = {
        "package.json": '{"dependencies": {"next": "15"}}',
        "app/page.tsx": "import Pay from '../components/Pay'\n",
        "components/Pay.tsx": f"const stripe = '{key('stripe')}'\n",
    }
    assert places(findings(files, family="keys")) == [("hardcoded-key", "components/Pay.tsx", 1)]
    files["components/Cart.tsx"] = "'use client'\nimport Pay from './Pay'\n"
    assert places(findings(files, family="keys")) == [("frontend-secret", "components/Pay.tsx", 1)]


def test_copies_over_files_are_one_report_with_all_places(findings: Findings, key: Key) -> None:
    text = key("paymongo")
    files = dict.fromkeys(("a.php", "b.php", "c.php"), f"<?php $paymongo = '{text}';\n")
    (found,) = findings(files, "duplicated-key")
    assert found.location.path == "a.php"
    assert [place.location.path for place in found.related] == ["b.php", "c.php"]
    assert "3 places in 3 files" in found.message


@pytest.mark.parametrize("other", ["tests/test_pay.py", "README.md"])
def test_a_copy_in_tests_or_prose_does_not_count(findings: Findings, key: Key, other: str) -> None:
    text = f'stripe = "{key("stripe")}"\n'
    assert findings({"shop/pay.py": text, other: text}, "duplicated-key") == []


def test_different_keys_are_no_copies(findings: Findings, key: Key) -> None:
    files = {"a.py": f'stripe = "{key("stripe", seed=1)}"\n', "b.py": f'stripe = "{key("stripe", seed=2)}"\n'}
    assert findings(files, "duplicated-key") == []


def test_a_dotenv_file_that_git_does_not_hold_is_where_a_secret_belongs(known: Catalog, key: Key) -> None:
    data = f"STRIPE_SECRET_KEY={key('stripe')}\n".encode()
    held, kept = (FileView(SourceFile(".env", data), known, Project.of({".env": data}), tracked=tracked) for tracked in (True, False))
    assert [hit.span.start for hit in committed_env_file(held)] == [18]
    assert list(committed_env_file(kept)) == []
    assert list(observe(held)) and not list(observe(kept))


def test_a_private_key_that_git_does_not_hold_is_where_it_belongs(known: Catalog) -> None:
    body = "".join(random.Random(5).choices(string.ascii_letters, k=240))
    data = f"-----BEGIN PRIVATE{' '}KEY-----\n{body}\n".encode()
    held, kept = (FileView(SourceFile("storage/oauth.key", data), known, Project.of({}), tracked=tracked) for tracked in (None, False))
    assert [hit.span.start for hit in hardcoded_key(held)] == [0]
    assert list(hardcoded_key(kept)) == []


@pytest.mark.parametrize(
    ("name", "owner"), [("requiredPassword", "shop's own"), ("midtransPassword", "Midtrans"), ("MIDTRANS_PASSWORD", "Midtrans")]
)
def test_a_password_is_a_providers_only_where_something_says_so(findings: Findings, name: str, owner: str) -> None:
    password = "@".join(("KiteHarbor", "2042"))
    text = f'// what midtrans was paid{" " * 200}\nexport const {name} = "{password}";\n'
    [found] = findings({"midtrans-shop/frontend/src/pages/Repair.tsx": text}, family="keys")
    assert found.rule == "frontend-secret"
    assert found.message.startswith(f"The {owner} password")
    assert password not in found.message


@pytest.mark.parametrize(
    "beside",
    [
        "$db['default'] = ['username' => 'shop', 'password' => '{}', 'dbdriver' => 'mysqli'];",
        "$password = '{}';\n$db = new mysqli('db', 'shop', $password);",
    ],
)
def test_a_databases_password_is_no_providers(findings: Findings, beside: str) -> None:
    password = "@".join(("KiteHarbor", "2042"))
    assert findings({"midtrans/application/config/database.php": f"<?php\n{beside.format(password)}\n"}, family="keys") == []


def test_a_password_that_opens_no_database_is_told(findings: Findings) -> None:
    password = "@".join(("KiteHarbor", "2042"))
    text = f"<?php\n$password = '{password}';\n$client = new Client($password);\n"
    assert places(findings({"midtrans/application/config/paying.php": text}, family="keys")) == [
        ("hardcoded-key", "midtrans/application/config/paying.php", 2)
    ]


def _digest() -> str:
    return hashlib.sha256(b"KiteHarbor").hexdigest()


def test_the_digest_of_a_persons_password_is_no_credential(findings: Findings) -> None:
    people = f'new User {{ Name = "Ann", Email = "ann@shop.example", Password = "{_digest()}" }}'
    assert findings({"MercadoPago.Checkout/Seeds/People.cs": f"class People {{ object First = {people}; }}\n"}, family="keys") == []


@pytest.mark.parametrize("form", ["$2y$10$9{}{}", "$6$9{}$9{}", "pbkdf2_sha256$216000$9{}$9{}"])
def test_a_hashed_password_is_no_credential(findings: Findings, form: str) -> None:
    salt, made = (base64.b64encode(hashlib.sha256(word).digest()).decode().rstrip("=").replace("+", "/") for word in (b"Kite", b"Harbor"))
    hashed = form.format(salt[:21], made[:31])
    text = f"<?php\n$password = '{hashed}';\nDB::table('users')->insert(['site' => 'https://www.mollie.com/', 'password' => $password]);\n"
    assert findings({"database/migrations/people.php": text}, family="keys") == []


def test_a_random_secret_of_a_provider_is_told_whatever_it_is_called(findings: Findings) -> None:
    text = f'class Settings {{ string MercadoPagoPassword = "{_digest()}"; }}\n'
    assert places(findings({"MercadoPago.Checkout/Settings.cs": text}, family="keys")) == [
        ("hardcoded-key", "MercadoPago.Checkout/Settings.cs", 1)
    ]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (
            "app/Http/Controllers/XenditController.php",
            (
                "<?php\nclass XenditController\n{{\n    public function notify(Request $request)\n    {{\n"
                "        if ($request->header('x-callback-token') !== '{}') {{\n            return response('', 401);\n        }}\n"
                "        Order::where('invoice', $request->id)->update(['status' => 'paid']);\n        return response('');\n    }}\n}}\n"
            ),
        ),
        (
            "src/xendit.js",
            (
                "const app = require('express')();\n\n\napp.post('/xendit/webhook', async (req, res) => {{\n  // the token\n"
                "  if (req.headers['x-callback-token'] !== '{}') return res.sendStatus(401);\n"
                "  await orders.updateOne({{ invoice: req.body.id }}, {{ status: 'paid' }});\n  res.sendStatus(200);\n}});\n"
            ),
        ),
    ],
)
def test_a_token_that_a_header_is_compared_with_is_a_key_and_a_check(findings: Findings, path: str, text: str) -> None:
    token = base64.b64encode(hashlib.sha256(path.encode()).digest()).decode().rstrip("=").replace("+", "x").replace("/", "y")
    assert places(findings({path: text.format(token)}, "hardcoded-key", "missing-signature-verification")) == [("hardcoded-key", path, 6)]
    bare = text.format(token).replace("x-callback-token", "x-other")
    assert places(findings({path: bare.replace(token, "yes")}, "missing-signature-verification"))[0][0] == "missing-signature-verification"
