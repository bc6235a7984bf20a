"""Which files are looked at again, and which are not."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from golint.model import Level

HELPER = """\
import hmac


def is_true(body, sent, key):
    return hmac.compare_digest(hmac.new(key, body, "sha256").hexdigest(), sent)
"""
HOOK = """\
from flask import Flask, request

from .proof import is_true

app = Flask(__name__)


@app.post("/payments/webhook")
def take_payment():
    if not is_true(request.get_data(), request.headers["X-Signature"], b"k"):
        return "", 401
    event = request.get_json()
    Order.objects.filter(payment=event["payment"]).update(paid=True)
    return ""
"""
SHOP = {
    "shop/hooks.py": HOOK.encode(),
    "shop/proof.py": HELPER.encode(),
    "shop/other.py": b"def payment_total(lines):\n    return sum(lines)\n",
    "README.md": b"A shop that takes payments with stripe.\n",
}


@pytest.fixture
def shop(trial: Any) -> Any:
    trial.lay_out(SHOP)
    assert trial.checked() == sorted(SHOP)
    return trial


def test_nothing_is_looked_at_twice(shop: Any) -> None:
    assert shop.checked() == []
    assert shop.warm() == shop.cold()


def test_a_file_written_anew_with_the_same_bytes_is_known(shop: Any) -> None:
    (shop.folder / "shop/hooks.py").unlink()
    (shop.folder / "shop/hooks.py").write_bytes(SHOP["shop/hooks.py"])
    assert shop.checked() == []


def test_a_file_that_has_changed_is_looked_at_with_those_that_read_it(shop: Any) -> None:
    before = shop.warm()
    shop.lay_out({**SHOP, "shop/proof.py": HELPER.replace("return hmac.compare_digest", "return True or hmac.compare_digest").encode()})
    assert shop.checked() == ["shop/hooks.py", "shop/proof.py"]
    after = shop.warm()
    assert after == shop.cold()
    assert after != before


@pytest.mark.parametrize(
    "changed",
    [
        {"README.md": b"Another one.\n"},
        {"shop/other.py": b"def payment_total(lines):\n    return sum(lines) * 2\n"},
        {"notes.md": b"stripe\n"},
    ],
)
def test_what_nobody_reads_concerns_nobody(shop: Any, changed: Mapping[str, bytes]) -> None:
    shop.lay_out({**SHOP, **changed})
    assert shop.checked() == sorted(changed)


def test_a_new_file_concerns_those_that_looked_for_one(shop: Any) -> None:
    """An import would lead to it."""
    shop.lay_out({**SHOP, "lib/proof.py": b"def is_true(body, sent, key):\n    return True\n"})
    assert "shop/hooks.py" in shop.checked()
    assert shop.warm() == shop.cold()


def test_a_file_that_is_gone_concerns_those_that_read_it(shop: Any) -> None:
    shop.lay_out({name: data for name, data in SHOP.items() if name != "shop/proof.py"})
    assert "shop/hooks.py" in shop.checked()
    assert shop.warm() == shop.cold()


def test_a_word_that_appears_concerns_those_that_looked_for_it(shop: Any) -> None:
    """The files that hold a name were asked for; one more holds it."""
    old = {"app/Hooks.php": b"<?php\nclass StripeWebhookController {\n  public function handle($request) { $e = $request->all(); }\n}\n"}
    shop.lay_out(old)
    shop.warm()
    routes = b"<?php\nRoute::post('/stripe/webhook', [StripeWebhookController::class, 'handle']);\n"
    shop.lay_out({**old, "routes/api.php": routes})
    assert shop.checked() == ["app/Hooks.php", "routes/api.php"]
    assert shop.warm() == shop.cold()


def test_other_settings_have_results_of_their_own(shop: Any) -> None:
    assert shop.checked(level=Level.LAUNCH) == sorted(SHOP)
    assert shop.checked(level=Level.LAUNCH) == []
    assert shop.checked(ignore=("keys",)) == sorted(SHOP)
    assert shop.checked() == []


def test_another_word_of_git_on_a_file_is_another_context(shop: Any) -> None:
    subprocess.run(["git", "init", "-q", shop.folder], check=True)
    assert shop.checked() == sorted(SHOP)
    assert shop.checked() == []


def test_the_index_of_git_tells_what_a_fresh_checkout_holds(trial: Any) -> None:
    files = {f"lib/part_{number}.py": f"STRIPE = {number}\n".encode() for number in range(250)}
    trial.lay_out(files)
    commands = (["init", "-q"], ["add", "."], ["-c", "user.name=a", "-c", "user.email=a@b.example", "commit", "-qm", "a"])
    for command in commands:
        subprocess.run(["git", "-C", trial.folder, *command], check=True)
    assert trial.checked() == sorted(files)
    for name in files:
        (trial.folder / name).unlink()
    subprocess.run(["git", "-C", trial.folder, "checkout", "-q", "."], check=True)
    (trial.folder / "lib/part_7.py").write_bytes(b"STRIPE = 8\n")
    assert trial.checked() == ["lib/part_7.py"]


def test_a_file_that_git_takes_for_unchanged_is_read_all_the_same(trial: Any) -> None:
    files = {f"lib/part_{number}.py": f"STRIPE = {number}\n".encode() for number in range(250)}
    trial.lay_out(files)
    for command in (["init", "-q"], ["add", "."], ["update-index", "--assume-unchanged", "lib/part_7.py"]):
        subprocess.run(["git", "-C", trial.folder, *command], check=True)
    trial.warm()
    (trial.folder / "lib/part_7.py").write_bytes(b"STRIPE = 8\n")
    assert trial.checked() == ["lib/part_7.py"]


def test_old_files_are_known_by_their_stamps(shop: Any, trial: Any) -> None:
    """Once they are older than what file systems tell apart; and a change that leaves the size as it is shows."""
    time.sleep(2.6)
    shop.warm()
    assert shop.checked() == []
    shop.lay_out({**SHOP, "shop/other.py": SHOP["shop/other.py"].replace(b"sum(lines)", b"max(lines)")})
    assert shop.checked() == ["shop/other.py"]
    assert trial.warm() == trial.cold()


def test_standard_input_stands_for_a_file_and_is_not_remembered(shop: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    import io
    import sys

    class Given:
        buffer = io.BytesIO(SHOP["shop/hooks.py"].replace(b"if not is_true", b"if False and is_true"))

    monkeypatch.setattr(sys, "stdin", Given)
    shop.warm(paths=(".", "-"), stdin_filename="shop/hooks.py")
    assert shop.warm() == shop.cold()


def test_a_link_to_a_file_is_no_trap(shop: Any) -> None:
    (shop.folder / "linked.py").symlink_to("/nonexistent/file.py")
    assert shop.warm() == shop.cold()


def test_a_file_that_cannot_be_read_is_asked_again(shop: Any) -> None:
    path = Path(shop.folder / "shop/other.py")
    path.chmod(0)
    try:
        assert shop.warm() == shop.cold()
    finally:
        path.chmod(0o644)
    assert shop.warm() == shop.cold()
