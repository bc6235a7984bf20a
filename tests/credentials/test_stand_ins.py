"""What stands in for a secret of the environment, in a file that speaks of payments."""

from __future__ import annotations

import random
import string
from collections.abc import Callable

import pytest

from golint.credentials import find
from golint.view import FileView

Look = Callable[..., FileView]

WORD = "".join(random.Random(7).choices(string.ascii_letters + string.digits, k=32))
OPENING = "stripe payments" + " " * 200 + "\n"


@pytest.mark.parametrize(
    "text",
    [
        "define('PARCEL_API_KEY', getenv('PARCEL_API_KEY') ?: '{}');",
        "$token = $_ENV['PARCEL_TOKEN'] ?? '{}';",
        "return ['token' => env('PARCEL_TOKEN', '{}')];",
        'const token = process.env.PARCEL_TOKEN || "{}";',
        'TOKEN = os.getenv("PARCEL_TOKEN", "{}")',
        'TOKEN = ENV.fetch("PARCEL_TOKEN", "{}")',
    ],
)
def test_a_secret_that_stands_in_for_one_of_the_environment_is_told(look: Look, text: str) -> None:
    view = look("settings.txt", f"# {OPENING}{text.format(WORD)}\n")
    (secret,) = find(view)
    assert (view.source.text(secret.span), secret.kind, secret.providers) == (WORD, "service credential", ())


@pytest.mark.parametrize(
    ("opening", "text"),
    [
        ("parcels\n", "$token = getenv('PARCEL_TOKEN') ?: '{}';"),
        (OPENING, "$token = getenv('PARCEL_REVISION') ?: '{}';"),
        (OPENING, "$token = getenv('PARCEL_PUBLIC_KEY') ?: '{}';"),
        (OPENING, "$token = getenv('PARCEL_TOKEN') ?: 'replace-with-your-token';"),
        (OPENING, "$token = getenv('PARCEL_TOKEN') ?: getenv('OTHER_TOKEN'); $shown = '{}';"),
    ],
    ids=["no payments", "no secret", "public", "placeholder", "another variable"],
)
def test_what_is_no_secret_is_left_alone(look: Look, opening: str, text: str) -> None:
    assert not find(look("settings.txt", f"# {opening}{text.format(WORD)}\n"))
