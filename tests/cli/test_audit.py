"""`golint audit`, `golint report` and `golint attest`, as they are run."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from .conftest import Shop

HOOK = """\
import json

import stripe
from flask import Flask, request

from shop.models import Order

app = Flask(__name__)


@app.post("/stripe/webhook")
def hook():
    event = {parsed}
    if event["type"] == "checkout.session.completed":
        Order.objects.filter(session=event["data"]["object"]["id"]).update(paid=True)
    return "", 200
"""
BARE = HOOK.format(parsed="json.loads(request.data)")
SOUND = HOOK.format(parsed='stripe.Webhook.construct_event(request.data, request.headers["Stripe-Signature"], SECRET)')
DAY = "1795132800"  # 2026-11-20
ITEMS = {f"generic-{number:02}" for number in range(1, 23)}


def audited(shop: Shop, *arguments: str, **environment: str) -> dict[str, Any]:
    done = shop.run("audit", "--format", "json", *arguments, **environment)
    assert done.err == ""
    found: dict[str, Any] = json.loads(done.out)
    return found


def states(found: dict[str, Any]) -> dict[str, str]:
    return {item["id"]: item["state"] for section in found["sections"] for item in section["items"]}


def test_a_shop_with_a_fault_is_not_ready(shop: Shop) -> None:
    shop.write("hook.py", BARE)
    done = shop.run("audit")
    assert done.code == 1
    assert done.out.startswith("golint audit of shop, 20") and "\nNot ready. " in done.out
    blocking = done.out.partition("Blocks the launch")[2].partition("Checklist")[0]
    assert "generic-06" in blocking and "hook.py:12" in blocking and "fix: " in blocking
    assert "Stripe: Go-live checklist" in done.out


def test_a_sound_handler_passes_its_items(shop: Shop) -> None:
    shop.write("hook.py", SOUND)
    found = audited(shop)
    assert states(found)["generic-06"] == "PASS" and states(found).keys() == ITEMS
    handler = found["handlers"][0]
    assert (handler["symbol"], handler["provider"], handler["checks"]["verified"]) == ("hook", "stripe", "yes")


def test_without_a_provider_there_is_nothing_to_audit(shop: Shop) -> None:
    shop.write("a.py", "x = 1\n")
    done = shop.run("audit")
    assert (done.code, done.out) == (3, "")
    assert "none of the 1 files uses a payment provider" in done.err and "--provider" in done.err


def test_a_provider_may_be_named(shop: Shop) -> None:
    shop.write("hook.py", BARE)
    found = audited(shop, "--provider", "migo", "--provider", "stripe")
    assert [section["provider"] for section in found["sections"]] == ["migo", "stripe"]
    assert states(found)["migo-13"] == "NOT DETECTED"
    wrong = shop.run("audit", "--provider", "strip")
    assert (wrong.code, wrong.err) == (2, 'golint: --providers: "strip" is no provider; did you mean "stripe"?\n')


def test_the_verdict_decides_the_exit_code(shop: Shop) -> None:
    shop.write("hook.py", BARE)
    assert shop.run("audit", "--fail-on", "never").code == 0
    assert shop.run("audit", "no-such-folder").code == 2
    shop.write("hook.py", SOUND)
    words = "".join(f'[[waiver]]\nitem = "{item}"\nreason = "a test"\nowner = "Ana"\nuntil = 2999-01-01\n' for item in sorted(ITEMS))
    shop.write("golint.toml", words)
    risky = audited(shop)
    assert risky["verdict"] == "Ready with risks" and states(risky)["generic-22"] == "WAIVED"
    assert shop.run("audit").code == 0
    assert shop.run("audit", "--fail-on", "risks").code == 1


def test_statements_make_a_shop_ready(shop: Shop) -> None:
    shop.write("hook.py", SOUND)
    today = datetime.fromtimestamp(int(DAY), UTC).date()
    for item in sorted(ITEMS):
        assert shop.run("attest", item, "--by", "Ana Cruz", "--date", str(today), "--link", "https://wiki.example/1").code == 0
    found = audited(shop, SOURCE_DATE_EPOCH=DAY)
    assert (found["verdict"], found["date"], set(states(found).values())) == ("Ready", "2026-11-20", {"PASS"})
    late = audited(shop, SOURCE_DATE_EPOCH=str(int(DAY) + 400 * 86_400))
    assert (late["verdict"], states(late)["generic-22"]) == ("Not ready", "MANUAL")


def test_a_statement_is_written_for_the_next_audit(shop: Shop) -> None:
    text = 'Ana "the auditor" \\ Cruz\x07'
    done = shop.run("attest", "paymongo-04", "--by", text, "--note", "é", "--until", "2999-01-01", "--provider", "paymongo")
    assert done.code == 0 and done.out.endswith("holds until 2999-01-01\n")
    assert done.out.startswith("golint.attestations.toml: paymongo-04 (Live keys are open to the fewest people")
    shop.run("attest", "generic-22", "--by", "Ben", "--date", "2026-01-02")
    written = tomllib.loads((shop.folder / "golint.attestations.toml").read_text("utf-8"))["attestation"]
    assert written[0].pop("date") > date(2026, 11, 1)
    assert written[0] == {"item": "paymongo-04", "by": text, "until": date(2999, 1, 1), "note": "é", "provider": "paymongo"}
    assert written[1] == {"item": "generic-22", "by": "Ben", "date": date(2026, 1, 2)}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("paymongo-4", "--by", "Ana"), "there is no item 'paymongo-4'; did you mean \"paymongo-14\"?"),
        (("nothing", "--by", "Ana"), "there is no item 'nothing'; golint audit lists those of your providers"),
        (("generic-22", "--by", "Ana", "--provider", "strip"), "there is no provider 'strip'; did you mean \"stripe\"?"),
    ],
)
def test_a_statement_about_nothing_is_refused(shop: Shop, arguments: tuple[str, ...], message: str) -> None:
    done = shop.run("attest", *arguments)
    assert (done.code, done.err) == (2, f"golint: {message}\n")
    assert not (shop.folder / "golint.attestations.toml").exists()


def test_a_statement_in_the_settings_about_nothing_is_refused(shop: Shop) -> None:
    shop.write("hook.py", SOUND)
    shop.write("golint.toml", '[[attestation]]\nitem = "generic-2"\nby = "Ana"\ndate = 2026-01-02\n')
    done = shop.run("audit")
    assert (done.code, done.err) == (2, 'golint: golint.toml:2: there is no such item of a checklist; did you mean "generic-22"?\n')


def test_the_report_is_the_same_byte_for_byte(shop: Shop) -> None:
    shop.write("hook.py", BARE)
    for name in ("json", "html", "markdown", "junit", "sarif", "text"):
        first, second = (shop.run("audit", "--format", name, "--jobs", jobs, SOURCE_DATE_EPOCH=DAY).out for jobs in ("1", "2"))
        assert timeless(first) == timeless(second), name
        assert str(shop.folder.parent) not in first


def timeless(text: str) -> str:
    """A text report without the seconds that the check took."""
    return re.sub(r" in \d+\.\d s\n", "\n", text)


def test_suppressions_are_held_against_the_day_of_the_audit(shop: Shop) -> None:
    comment = "# golint: ignore[missing-signature-verification] until=2999-12-31 -- the gateway verifies"
    shop.write("hook.py", BARE.replace("def hook():", f"def hook():  {comment}"))

    def suppressed(**day: str) -> int:
        return int(audited(shop, **day)["check"]["summary"]["suppressed"])

    assert suppressed(SOURCE_DATE_EPOCH=DAY) == 1
    assert suppressed(SOURCE_DATE_EPOCH="32503680000") == 0  # the first day of the year 3000


def test_a_saved_audit_is_rendered_and_compared(shop: Shop) -> None:
    shop.write("hook.py", BARE)
    assert shop.run("audit", "--format", "json", "--output", "old.json").out.startswith("Stripe: Not ready. ")
    shop.write("hook.py", SOUND)
    assert shop.run("audit", "--format", "json", "-o", "new.json", "-q").out == ""
    page = shop.run("report", "new.json", "--format", "html")
    assert page.code == 1 and page.out.startswith("<!doctype html>")
    for command in (("report", "new.json"), ("audit",)):
        told = shop.run(*command, "--compare", "old.json").out
        assert "missing-signature-verification in hook.py:12" in told
        assert "generic-06: FAIL -> PASS" in told


def test_what_is_no_audit_is_refused(shop: Shop) -> None:
    shop.write("hook.py", BARE)
    shop.run("check", "--format", "json", "--output", "check.json")
    done = shop.run("report", "check.json")
    assert (done.code, done.err) == (2, "golint: check.json: this is no audit; name a file that golint audit --format json wrote\n")
    assert shop.run("report", "none.json").code == 2
    assert shop.run("audit", "--compare", "check.json").code == 2


def test_every_rule_is_asked_but_those_that_the_settings_ignore(shop: Shop) -> None:
    shop.write("hook.py", BARE)
    shop.write("golint.toml", 'level = "launch"\nselect = ["keys"]\nignore = ["no-timeout"]\n')
    found = audited(shop)
    assert states(found)["generic-06"] == "FAIL"
    grounds = {ground["text"] for item in found["sections"][0]["items"] if item["id"] == "generic-14" for ground in item["grounds"]}
    assert "The settings leave out `no-timeout`." in grounds


def test_the_baseline_and_inline_suppressions_are_no_pass(shop: Shop) -> None:
    shop.write("hook.py", BARE)
    shop.run("baseline", "create")
    assert states(audited(shop))["generic-06"] == "FAIL"
    shop.write("hook.py", BARE.replace("def hook", "# golint: ignore[webhooks] -- the gateway verifies\ndef hook"))
    assert states(audited(shop))["generic-06"] in ("WAIVED", "FAIL")


def test_a_key_reaches_no_format(shop: Shop, key: str) -> None:
    shop.write("hook.py", SOUND + f'\nstripe.api_key = "{key}"\n')
    for name in ("json", "html", "markdown", "junit", "sarif", "text"):
        assert key[8:-4] not in shop.run("audit", "--format", name).out


def test_an_old_statement_is_told_with_its_place(shop: Shop) -> None:
    shop.write("hook.py", SOUND)
    day = datetime.fromtimestamp(int(DAY), UTC).date() - timedelta(400)
    shop.write("golint.attestations.toml", f'[[attestation]]\nitem = "generic-22"\nby = "Ana"\ndate = {day}\n')
    out = shop.run("audit", SOURCE_DATE_EPOCH=DAY).out
    assert f"Ana stated this on {day}; it held until {day + timedelta(365)} (golint.attestations.toml:2)." in " ".join(out.split())
