"""No secret is ever written into the cache, in no spelling, and neither is what could be held against a guess."""

from __future__ import annotations

import base64
import hashlib
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from golint.catalog import Catalog, grow
from golint.credentials.masking import digest

RUN_KEY = b"k" * 32
SHOP = {
    "settings.py": 'STRIPE_SECRET_KEY = "{{stripe.secret.live}}"\nWEBHOOK_SECRET = "{{stripe.webhook}}"\n',
    "again.py": 'import stripe\nstripe.api_key = "{{stripe.secret.live}}"\n',
    ".env": "PAYMONGO_SECRET_KEY={{paymongo.secret.live}}\nDATABASE_PASSWORD=Xq7pLw92mZr4\n",
    "key.pem": "{{stripe.secret.live}}",
    "web/pay.js": 'const stripe = require("stripe")("{{stripe.secret.test}}")\n',
    "web/hidden.js": 'const blob = atob("BASE64")  // stripe\n',
    "notes.md": "Our live key is {{stripe.secret.live}}, do not tell.\n",
}


@pytest.fixture
def secrets(known: Catalog) -> Mapping[str, str]:
    markers = {marker for text in SHOP.values() for marker in re.findall(r"\{\{[^}]+\}\}", text)}
    return {marker: grow.fill(marker, known) for marker in markers}


def shop(secrets: Mapping[str, str]) -> dict[str, bytes]:
    """The files with their keys, one of them in base64."""
    encoded = base64.b64encode(secrets["{{stripe.secret.live}}"].encode()).decode()
    texts = {path: text.replace("BASE64", encoded) for path, text in SHOP.items()}
    for marker, secret in secrets.items():
        texts = {path: text.replace(marker, secret) for path, text in texts.items()}
    return {path: text.encode() for path, text in texts.items()}


def spellings(secret: str) -> Iterator[bytes]:
    """What the secret, or a digest of it, might look like in a file."""
    raw = secret.encode()
    forms = [raw, raw[::-1], quote(secret, safe="").encode(), repr(secret).encode()]
    digests = [hashlib.new(name, raw, usedforsecurity=False).digest() for name in ("md5", "sha1", "sha256", "sha512", "blake2b", "blake2s")]
    digests += [digest(raw, RUN_KEY), hashlib.sha1(b"blob %d\0" % len(raw) + raw + b"\n", usedforsecurity=False).digest()]
    for each in (*forms, *digests):
        yield from (each, each.hex().encode(), each.hex().upper().encode())
    for shift in range(3):  # base64 looks different by where in a text it begins
        yield from (coder(bytes(shift) + raw)[4 if shift else 0 : -4] for coder in (base64.b64encode, base64.urlsafe_b64encode))
    yield from (base64.b64encode(each).rstrip(b"=") for each in digests)


def unpacked(folder: Path) -> Iterator[bytes]:
    """All that lies in the cache, also without the compression that hides it from a search."""
    from golint.cache.folder import Folder

    for path in folder.rglob("*"):
        if path.is_file():
            yield path.name.encode() + path.read_bytes()
    for path in (folder / "trees").iterdir():
        import zlib

        parts = Folder(str(folder)).read("trees", path.name, 2)
        assert parts is not None
        yield zlib.decompress(parts[1])


def test_no_secret_is_left(trial: Any, secrets: Mapping[str, str]) -> None:
    trial.lay_out(shop(secrets))
    report = trial.warm()
    assert {"hardcoded-key", "duplicated-key"} <= {finding.rule for finding in report.findings}
    assert any(re.fullmatch(r"[0-9a-f]{32}", one.key) for one in report.observations)  # digests were there to be left out
    found = b"\n".join(unpacked(trial.kept))
    for secret in (*secrets.values(), "Xq7pLw92mZr4"):
        for spelling in spellings(secret):
            assert spelling not in found


@pytest.mark.parametrize(
    "asked",
    [("check", "--level", "audit", "--verbose"), *(("audit", "--format", form) for form in ("text", "json", "sarif", "html", "markdown"))],
    ids=lambda asked: asked[-1],
)
def test_no_secret_is_left_in_what_a_run_said(
    trial: Any, secrets: Mapping[str, str], environment: Callable[[], dict[str, str]], tmp_path: Path, asked: tuple[str, ...]
) -> None:
    trial.lay_out(shop(secrets))
    told = {**environment(), "GOLINT_CACHE_DIR": str(trial.kept)}
    command = [sys.executable, "-m", "golint", *asked, "--output", str(tmp_path / "report")]
    done = subprocess.run(command, cwd=trial.folder, env=told, capture_output=True, check=False, timeout=120)
    assert done.returncode == 1, done.stderr
    (card,) = (trial.kept / "again").iterdir()
    found = card.read_bytes()
    assert (tmp_path / "report").read_bytes()[:200] in found
    for secret in (*secrets.values(), "Xq7pLw92mZr4"):
        for spelling in spellings(secret):
            assert spelling not in found


def test_equal_secrets_are_known_for_equal_all_the_same(trial: Any, secrets: Mapping[str, str]) -> None:
    trial.lay_out(shop(secrets))
    assert trial.warm() == trial.cold()
    assert trial.warm() == trial.cold()
    assert "settings.py" not in trial.checked()
    changed = {**shop(secrets), "again.py": shop(secrets)["again.py"] + b"\n"}
    trial.lay_out(changed)
    assert trial.warm() == trial.cold()


def test_paths_of_the_user_are_in_no_name_and_no_entry(trial: Any, secrets: Mapping[str, str]) -> None:
    trial.lay_out(shop(secrets))
    trial.warm()
    assert str(trial.folder).encode() not in b"\n".join(unpacked(trial.kept))
