"""Which providers a file really uses, told from strong signs alone."""

from __future__ import annotations

import base64
from collections.abc import Callable

import pytest

from golint.catalog import Catalog
from golint.checks.uses import uses
from golint.model import Observation, Side
from golint.project import Project
from golint.sources import SourceFile
from golint.view import FileView

Key = Callable[..., str]
Used = Callable[..., list[tuple[str, str]]]


@pytest.fixture(scope="session")
def seen(known: Catalog) -> Callable[..., list[Observation]]:
    """The observations of one file; further files may lie beside it."""

    def observed(path: str, text: str, **others: str) -> list[Observation]:
        files = {path: text.encode()} | {name: other.encode() for name, other in others.items()}
        return list(uses(FileView(SourceFile(path, files[path]), known, Project.of(files), run_key=b"one run")))

    return observed


@pytest.fixture(scope="session")
def used(seen: Callable[..., list[Observation]]) -> Used:
    """(provider, by what) of one file."""
    return lambda path, text, **others: [(one.key, one.values["by"]) for one in seen(path, text, **others)]


MANIFESTS = [
    ("package.json", '{"dependencies": {"stripe": "^15.0.0", "left-pad": "1"}}', "stripe", "stripe"),
    ("web/package.json", '{"devDependencies": {"@mollie/api-client": "4"}}', "mollie", "@mollie/api-client"),
    ("package.json", '{"dependencies": {"@paypal/react-paypal-js": "8"}}', "paypal", "@paypal/react-paypal-js"),
    ("composer.json", '{"require": {"razorpay/razorpay": "2.*"}}', "razorpay", "razorpay/razorpay"),
    ("requirements.txt", "django==5\nStripe>=7.0  # cards\n", "stripe", "stripe"),
    ("requirements/base.txt", "x\n", "", ""),
    ("requirements-prod.txt", "gocardless-pro[extra]==1.52\n", "gocardless", "gocardless_pro"),
    ("pyproject.toml", '[project]\ndependencies = [\n  "paymongo-python>=0.2",\n]\n', "paymongo", "paymongo-python"),
    ("pyproject.toml", '[tool.poetry.dependencies]\nbraintree = "^4"\n', "braintree", "braintree"),
    ("Pipfile", '[packages]\nmidtransclient = "*"\n', "midtrans", "midtransclient"),
    ("Gemfile", "gem 'adyen-ruby-api-library', '~> 9'\n", "adyen", "adyen-ruby-api-library"),
    ("go.mod", "module shop\n\nrequire (\n\tgithub.com/stripe/stripe-go/v76 v76.1.0\n)\n", "stripe", "github.com/stripe/stripe-go"),
    ("pom.xml", "<groupId>com.razorpay</groupId><artifactId>razorpay-java</artifactId>", "razorpay", "com.razorpay:razorpay-java"),
    ("app/build.gradle", 'implementation "com.stripe:stripe-java:24.0.0"\n', "stripe", "com.stripe:stripe-java"),
    ("build.gradle.kts", 'implementation("com.adyen:adyen-java-api-library:21.0.0")\n', "adyen", "com.adyen:adyen-java-api-library"),
    ("Shop.csproj", '<Project><PackageReference Include="Stripe.net" Version="43" /></Project>', "stripe", "Stripe.net"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "text", "provider", "package"), MANIFESTS)
def test_a_manifest_asks_for_a_library(used: Used, path: str, text: str, provider: str, package: str) -> None:
    assert used(path, text) == ([(provider, f"library {package}")] if provider else [])


IMPORTS = [
    ("shop/pay.py", "import stripe\n", "stripe"),
    ("shop/pay.py", "from gocardless_pro import Client\n", "gocardless"),
    ("shop/pay.ts", "import Stripe from 'stripe';\n", "stripe"),
    ("shop/pay.js", "const { Kushki } = require('@kushki/js');\n", "kushki"),
    ("shop/Pay.php", "<?php\nuse Razorpay\\Api\\Api;\n", "razorpay"),
    ("shop/hook.php", "<?php\n$note = new \\Midtrans\\Notification();\n", "midtrans"),
    ("shop/pay.php", "<?php\n\\Stripe\\Stripe::setApiKey($key);\n", "stripe"),
    ("shop/pay.go", 'package shop\n\nimport "github.com/stripe/stripe-go/v76/refund"\n', "stripe"),
    ("shop/Pay.java", "import com.adyen.Client;\nclass Pay {}\n", "adyen"),
    ("shop/Pay.cs", "using Braintree;\nclass Pay {}\n", "braintree"),
]


@pytest.mark.parametrize(("path", "text", "provider"), IMPORTS)
def test_an_import_uses_a_library(used: Used, path: str, text: str, provider: str) -> None:
    assert [(one, by.split()[0]) for one, by in used(path, text)] == [(provider, "library")]


def test_a_class_of_the_shops_own_may_be_called_like_a_library(used: Used) -> None:
    assert used("shop/pay.php", "<?php\n$done = Stripe::charge($order); $key = Stripe::KEY; $page = new Stripe($order);\n") == []


def test_hosts_of_code_configuration_and_pages(used: Used) -> None:
    assert used("shop/pay.rb", 'URL = "https://api.xendit.co/v2/invoices"\n') == [("xendit", "host api.xendit.co")]
    assert used("config/pay.yml", "base: https://sandbox.dlocal.com\n") == [("dlocal", "host sandbox.dlocal.com")]
    assert used("shop/pay.html", '<script src="https://js.stripe.com/v3/"></script>\n') == [("stripe", "host js.stripe.com")]
    assert used("shop/pay.html", '<script src="https://www.paypal.com/sdk/js?client-id=a"></script>\n') == [
        ("paypal", "host www.paypal.com")
    ]


@pytest.mark.parametrize(
    ("path", "text", "variable"),
    [
        ("shop/pay.py", "import os\nkey = os.environ['STRIPE_SECRET_KEY']\n", "STRIPE_SECRET_KEY"),
        ("shop/pay.js", "const key = process.env.NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY;\n", "NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY"),
        (".env.production", "STRIPE_WEBHOOK_SECRET=${SECRET}\n", "STRIPE_WEBHOOK_SECRET"),
        ("docker-compose.yml", "services:\n  web:\n    environment:\n      - STRIPE_API_KEY\n", "STRIPE_API_KEY"),
    ],
)
def test_a_variable_that_is_read_or_set(used: Used, path: str, text: str, variable: str) -> None:
    assert used(path, text) == [("stripe", f"variable {variable}")]


def test_a_setting_of_the_environment_counts_too(used: Used) -> None:
    assert used("shop/pay.py", "import os\nlive = os.getenv('MIDTRANS_IS_PRODUCTION')\n") == [
        ("midtrans", "variable MIDTRANS_IS_PRODUCTION")
    ]


def test_a_key_tells_its_provider_and_stays_masked(seen: Callable[..., list[Observation]], key: Key) -> None:
    text = key("razorpay", "public", "live")
    (one,) = seen("static/pay.js", f"const options = {{ key: '{text}' }};\n")
    assert (one.key, one.side) == ("razorpay", Side.CLIENT)
    assert one.values["by"].startswith("key rzp_live_") and text not in repr(one)


def test_one_of_each_kind_of_sign(used: Used) -> None:
    hosts = "a = 'https://api.stripe.com'\nb = 'https://api.stripe.com/v1'\n"
    assert used("shop/pay.py", f"import stripe\nimport stripe.error\n{hosts}c = os.environ['STRIPE_API_KEY']\n") == [
        ("stripe", "library stripe"),
        ("stripe", "host api.stripe.com"),
        ("stripe", "variable STRIPE_API_KEY"),
    ]


NOTHING = [
    ("shop/pay.py", "# We thought of Stripe, PayPal and https://api.stripe.com here.\nx = 1\n"),
    ("shop/brands.py", "BRANDS = ['stripe', 'paypal', 'adyen', 'mollie']\n"),
    ("README.md", "Set STRIPE_SECRET_KEY and call https://api.stripe.com.\n"),
    ("docs/setup.py", "import stripe\n"),
    ("tests/test_pay.py", "import stripe\n"),
    ("locales/en.json", '{"pay": "With https://checkout.stripe.com"}\n'),
    ("package-lock.json", '{"dependencies": {"stripe": {"version": "1"}}}\n'),
    ("package.json", '{"scripts": {"stripe": "stripe listen"}, "name": "stripe"}\n'),
    ("requirements.txt", "stripe-mock-server==1\n# stripe\n"),
    ("shop/pay.js", "import { pay } from './stripe';\n"),
    ("shop/pay.js", "const text = 'https://dashboard.stripe.com/test';\n"),
    ("shop/terms.html", '<a href="https://www.paypal.com/us/legalhub">PayPal</a>\n'),
    ("shop/pay.py", "import os\nkey = os.environ['CHECKOUT_SECRET_KEY']\n"),
    ("shop/i18n.php", "<?php\n$code = core()->getRequestedLocaleCode();\n"),
]


@pytest.mark.parametrize(("path", "text"), NOTHING, ids=[path for path, _ in NOTHING])
def test_words_alone_use_nothing(used: Used, path: str, text: str) -> None:
    assert used(path, text) == []


def test_a_module_of_the_shop_is_no_library(used: Used) -> None:
    assert used("pay.py", "import stripe\n", **{"stripe.py": "x = 1\n"}) == []
    assert used("pay.py", "import stripe\n", **{"shop/stripe.py": "x = 1\n"}) == [("stripe", "library stripe")]


def test_a_white_label_is_told_by_its_own_host(used: Used, key: Key) -> None:
    text = key("hyperswitch", "secret", "test")
    masked = f"key snd_****{text[-4:]}"
    assert used("pay.py", f"url = 'https://sandbox.hyperswitch.io'\nkey = '{text}'\n") == [
        ("hyperswitch", "host sandbox.hyperswitch.io"),
        ("hyperswitch", masked),
    ]
    assert used("pay.py", f"url = 'https://sandbox.multipaga.com'\nkey = '{text}'\nname = 'HYPERSWITCH_API_KEY'\n") == [
        ("multipaga", "host sandbox.multipaga.com"),
        ("multipaga", masked),
        ("multipaga", "variable HYPERSWITCH_API_KEY"),
    ]
    assert used("pay.py", "name = 'HYPERSWITCH_API_KEY'\n") == [("hyperswitch", "variable HYPERSWITCH_API_KEY")]
    assert used("pay.py", "name = 'OWNGATEWAY_API_KEY'\n") == [("owngateway", "variable OWNGATEWAY_API_KEY")]


def test_a_key_in_base64_is_one_too(used: Used, key: Key) -> None:
    encoded = base64.b64encode(key("stripe", "secret", "test").encode()).decode()
    (found,) = used("deploy/secret.yaml", f"apiVersion: v1\nkind: Secret\ndata:\n  key: {encoded}\n")
    assert found[0] == "stripe" and found[1].startswith("key sk_test_")


def test_what_a_framework_is_born_with_is_used_by_nobody(used: Used) -> None:
    keys = "'key' => env('STRIPE_KEY'), 'secret' => env('STRIPE_SECRET'), 'hook' => ['age' => 300]"
    assert used("config/services.php", f"<?php\nreturn ['stripe' => ['model' => App\\User::class, {keys}]];\n") == []
    assert used("config/services.php", f"<?php\nreturn ['stripe' => [{keys}]];\n") == [("stripe", "variable STRIPE_SECRET")]
