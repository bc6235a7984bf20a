"""A readiness report with something of everything, some of it written by an enemy."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from msgspec import Struct, structs

from golint.model import Coverage, Finding, Location, Notice, Precision, Region, Report, Severity, Skip, Span
from golint.readiness.model import (
    HANDLER_COLUMNS,
    Answer,
    Basis,
    Change,
    Comparison,
    Count,
    Ground,
    HandlerSummary,
    Readiness,
    Repository,
    Section,
    State,
    Verdict,
)

SCRIPT = "<script>alert(1)</script>"
HOSTILE = (
    SCRIPT,
    "\"'><img src=x onerror=alert(1)>",
    "]]><!-- --> &lt;b&gt; &#60;",
    "\u202etxt.exe\u202c \u2066left\u2069 שלום",
    "bell\x07 escape\x1b[31m null\x00 \ufffe half\udc80",
    "🦊 👩🏽\u200d💻 e\u0301",
    "| a `b`` c | @octocat #12 GH-3 [x](javascript:alert(1)) ![i](http://evil.example/i.png) www.evil.example",
    "# heading\n\n- list\r\n1. one\n> quote\n```\n$x$",
    "w" * 3000,
)


def at(path: str, line: int, text: str, marked: str = "") -> Location:
    """A place whose source line is `text`; `marked` is the part that is meant, else all of it."""
    start = text.index(marked or text)
    region = Region(line, start + 1, line, start + 1 + len(marked or text))
    return Location(path, Span(start, start + len((marked or text).encode("utf-8", "surrogatepass"))), region, text)


COMPARED = at("shop/webhooks.py", 42, '    if digest == request.headers["Paymongo-Signature"]:', "digest == request.headers")
PARSED = at("shop/webhooks.py", 38, "\tevent = json.loads(request.body)", "json.loads(request.body)")
BUNDLE = at(
    "web/my pages/pay 100%.min.js", 1, f"{'var é=0;' * 300}init('acme_live_************r9t8');{'f(1);' * 400}", "acme_live_************r9t8"
)
EVIL = at(f"shop/{SCRIPT} \u202e.py", 7, f'x = "{SCRIPT}" ]]> \x1b[31m # `@octocat` | pipe', SCRIPT)
TEST = at("tests/test_checkout.py", 88, "def test_declined_card(client):", "test_declined_card")
HANDLER = at("shop/webhooks.py", 30, "def hook(request):", "hook")


def finding(rule: str, fingerprint: str, message: str, place: Location, help_: str, provider: str = "acmepay") -> Finding:
    return Finding(
        rule=rule,
        severity=Severity.ERROR,
        precision=Precision.HIGH,
        message=message,
        location=place,
        help=help_,
        provider=provider,
        fingerprint=fingerprint,
    )


FINDINGS = (
    finding(
        "timing-unsafe-comparison",
        "a" * 32,
        "The signature is compared with `==`. An attacker learns it byte by byte from the time that the answer takes.",
        COMPARED,
        'Use `hmac.compare_digest(digest, request.headers["Paymongo-Signature"])`.',
    ),
    finding(
        "frontend-secret",
        "b" * 32,
        "The secret key acme_live_****r9t8 of Acme Pay reaches the browser bundle.",
        BUNDLE,
        "Call Acme Pay from the server.\nRead the key from ACMEPAY_SECRET_KEY there.",
    ),
    finding("a-rule-of-another-pack", "c" * 32, HOSTILE[1], EVIL, HOSTILE[6], "evilpay"),
)


def found(one: Finding) -> Ground:
    return Ground(basis=Basis.FINDING, text=one.message, location=one.location, rule=one.rule, fingerprint=one.fingerprint)


def answer(number: str, state: State, title: str, *grounds: Ground, remedy: str = "", launch: bool = True) -> Answer:
    return Answer(id=number, title=title, launch=launch, state=state, grounds=grounds, remedy=remedy)


def ground(basis: Basis, text: str, location: Location | None = None, link: str = "") -> Ground:
    return Ground(basis=basis, text=text, location=location, link=link)


ACME = (
    answer(
        "01",
        State.FAIL,
        "The public key serves the client, the secret key the server alone",
        found(FINDINGS[1]),
        remedy="Take the secret key out of the bundle, and have the provider replace it: it is public now.",
    ),
    answer(
        "02",
        State.PASS,
        "Secret keys live in environment variables or a secret manager, outside version control",
        ground(Basis.SILENCE, "`hardcoded-key`, `committed-env-file` and `secret-in-image` looked at 214 files that speak of Acme Pay."),
        ground(
            Basis.EVIDENCE,
            "`ACMEPAY_SECRET_KEY` is read from the environment.",
            at("shop/settings.py", 12, 'KEY = os.environ["ACMEPAY_SECRET_KEY"]'),
        ),
    ),
    answer(
        "03",
        State.MANUAL,
        "Live keys are open to the fewest people, and their access is audited",
        ground(Basis.DUE, "Nobody has stated it yet; it is to be stated again every 90 days."),
        remedy="Run `golint attest acmepay-03` once somebody has looked, or write the statement into `golint.toml`.",
    ),
    answer(
        "04",
        State.PASS,
        "Idempotency keys are sent with every call that moves money, one per operation, the same on each retry",
        *(
            ground(
                Basis.SILENCE, f"The call at this place sends a key of its own ({n}).", at(f"shop/money/call_{n}.py", n, "create(key=key)")
            )
            for n in range(1, 9)
        ),
    ),
    answer(
        "05",
        State.NOT_DETECTED,
        "The procedure for rotating keys is written down",
        ground(Basis.ABSENCE, "No runbook speaks of rotating keys: `docs/`, `*.md` and wikis in the tree were searched."),
        remedy="Write `docs/runbooks/key-rotation.md`: who does it, in which order, and how the old key is retired.",
        launch=False,
    ),
    answer(
        "06",
        State.FAIL,
        "The signature is verified over the raw body, in constant time, before anything is parsed",
        found(FINDINGS[0]),
        Ground(
            basis=Basis.FINDING, text="The body is parsed before its signature is verified.", location=PARSED, rule="parse-before-verify"
        ),
        *(
            Ground(
                basis=Basis.FINDING,
                text=f"Another comparison takes longer the more is right ({n}).",
                location=at(f"legacy/hook{n}.py", n, "a == b"),
            )
            for n in range(2, 8)
        ),
        remedy="Compare with `hmac.compare_digest`.\nVerify `request.body` before `json.loads`.",
    ),
    answer(
        "07", State.PASS, "Unknown events are answered with 200", ground(Basis.SILENCE, "No handler turns an unknown event away.", HANDLER)
    ),
    answer(
        "08",
        State.NOT_CHECKED,
        "Duplicates are handled: processed events are stored",
        ground(Basis.LIMIT, "The handler hands events to `queue.publish`, and golint cannot see who takes them up.", HANDLER),
        remedy="Say where events are processed, or state it: `golint attest acmepay-08`.",
    ),
    answer(
        "09",
        State.WAIVED,
        "Errors of the provider are mapped to texts for customers",
        ground(
            Basis.WAIVER,
            "Rosa Lim takes the risk until 2027-01-31: the new texts ship with release 14.",
            link="https://shop.example/issues/14",
        ),
        remedy="It is to be done by 2027-01-31.",
    ),
    answer("10", State.NOT_APPLICABLE, "Withdrawals are tested", ground(Basis.ASIDE, "The shop's code makes no withdrawal."), launch=False),
    answer(
        "11",
        State.PASS,
        "The people on call know how to reach the provider",
        ground(Basis.STATEMENT, "Stated by Ana Ruiz on 2026-10-01, until 2026-12-30.", link="https://shop.example/wiki/on-call"),
    ),
    answer("12", State.PASS, "Declined cards are tested", ground(Basis.EVIDENCE, "The test `test_declined_card`.", TEST)),
    answer(
        "13",
        State.FAIL,
        "Calls have a time limit",
        Ground(
            basis=Basis.FINDING,
            text="A call without a time limit holds a worker.",
            location=at("shop/api.py", 5, "requests.get(url)"),
            rule="no-timeout",
        ),
        remedy="Pass `timeout=10`.",
        launch=False,
    ),
    answer("14", State.MANUAL, "The delivery log has an owner", ground(Basis.DUE, "Nobody has stated it yet."), launch=False),
)
EVILPAY = (
    answer(SCRIPT, State.FAIL, HOSTILE[0], found(FINDINGS[2]), remedy=HOSTILE[7], launch=False),
    *(answer(f"e{n}", State.PASS, text, ground(Basis.EVIDENCE, text, EVIL), remedy=text) for n, text in enumerate(HOSTILE)),
    answer("j", State.PASS, "A link that runs", ground(Basis.STATEMENT, "Stated.", link="javascript:alert(document.domain)")),
    answer("k", State.WAIVED, "A link that breaks out", ground(Basis.WAIVER, "Waived.", link='https://x.example/"onmouseover="alert(1)')),
    answer("m", State.PASS, "A person's address", ground(Basis.STATEMENT, "Stated.", link="mailto:ana@shop.example")),
)


def handler(symbol: str, route: str, provider: str, *values: str) -> HandlerSummary:
    return HandlerSummary(
        location=HANDLER, symbol=symbol, route=route, provider=provider, checks=dict(zip(HANDLER_COLUMNS, values, strict=True))
    )


def _readiness() -> Readiness:
    return Readiness(
        verdict=Verdict.NOT_READY,
        date="2026-11-20",
        tool="golint 0.4.0",
        digest="sha256:0f1e2d3c4b5a",
        repository=Repository("storefront", "4f0c1a9be2d7735a0c55c1a4b1d2e6f7a8b9c0d1", True),
        sections=(
            Section(
                provider="acmepay",
                name="Acme Pay",
                checklist="acmepay",
                title="Acme Pay go-live checklist",
                url="https://docs.acmepay.example/go-live",
                verdict=Verdict.NOT_READY,
                answers=ACME,
                seen=(
                    ground(Basis.EVIDENCE, "An import.", COMPARED),
                    ground(Basis.EVIDENCE, "A host.", PARSED),
                    ground(Basis.EVIDENCE, "A key."),
                ),
                besides=(ground(Basis.FINDING, "Nothing bounds how long this call waits.", PARSED), ground(Basis.FINDING, SCRIPT, EVIL)),
            ),
            Section(
                provider="evilpay",
                name="Evil<Pay> & Sons \u202e",
                checklist="evil pay",
                title=f"Checklist {SCRIPT}",
                url="javascript:alert(2)",
                verdict=Verdict.RISKS,
                answers=EVILPAY,
            ),
        ),
        nobodys=(ground(Basis.FINDING, "Somebody's webhook is believed.", HANDLER), ground(Basis.FINDING, SCRIPT, EVIL)),
        handlers=(
            handler("hook", "POST /webhooks/acmepay", "acmepay", "yes", "yes", "no", "unknown", "yes"),
            handler(f"Class.{SCRIPT}", "/a|b`c`", "evilpay", "n/a", "no", "n/a", "no", "perhaps"),
        ),
        inventory=(
            Count("acmepay", "host", "production api", "production", 3),
            Count("acmepay", "host", "sandbox api", "sandbox", 2),
            Count("acmepay", "host", "sandbox api", "test", 11),
            Count("acmepay", "key", "live secret", "production", 1),
            Count("acmepay", "key", "test public", "sandbox", 4),
            Count("evilpay", "key", SCRIPT, "unknown", 1),
        ),
        report=Report(
            root="/home/shop",
            findings=FINDINGS,
            suppressed=(),
            notices=(
                Notice("shop/broken.py", "the file does not parse, so it is searched for keys and hosts alone", 3),
                Notice("", HOSTILE[2]),
            ),
            coverage=Coverage(
                files=1312,
                bytes=5_000_000,
                parsed=941,
                skipped={Skip.LARGE: 11, Skip.BINARY: 4, Skip.VENDORED: 0},
                unparsed=tuple(Notice(f"shop/old {n}.py", f"not valid Python (line {n}) {SCRIPT}") for n in range(14)),
            ),
            rules=("frontend-secret", "missing-idempotency-key", "timing-unsafe-comparison"),
            providers=("acmepay", "evilpay"),
            complete=False,
        ),
        comparison=Comparison(
            commit="77aa0c1a9be2d7735a0c55c1a4b1d2e6f7a8b9c0",
            date="2026-11-01",
            changes=(
                Change("acmepay", "06", ACME[5].title, State.PASS, State.FAIL),
                Change("acmepay", "12", ACME[11].title, State.NOT_DETECTED, State.PASS),
                Change("evilpay", "new", SCRIPT, None, State.FAIL),
            ),
            new=("a" * 32, "c" * 32),
            fixed=("d" * 32,),
            remaining=("b" * 32,),
            named={
                "a" * 32: "timing-unsafe-comparison in shop/webhooks.py:42",
                "b" * 32: "frontend-secret in web/my pages/pay 100%.min.js:1",
                "c" * 32: HOSTILE[1],
                "d" * 32: f"hardcoded-key in shop/{SCRIPT}.py:3",
            },
        ),
    )


@pytest.fixture(scope="session")
def readiness() -> Readiness:
    return _readiness()


@pytest.fixture(scope="session")
def ready() -> Readiness:
    """A shop with one provider, outside git, whom nothing keeps from going live."""
    full = _readiness()
    answers = tuple(one for one in ACME if one.state in (State.PASS, State.NOT_APPLICABLE))
    section = structs.replace(full.sections[0], answers=answers, verdict=Verdict.READY, seen=())
    report = Report(root="/home/shop", findings=(), coverage=Coverage(files=1, bytes=10, parsed=1), rules=("frontend-secret",))
    return Readiness(
        verdict=Verdict.READY,
        date="2026-11-20",
        tool=full.tool,
        digest=full.digest,
        repository=Repository("storefront"),
        sections=(section,),
        report=report,
    )


@pytest.fixture(scope="session")
def retold(readiness: Readiness) -> Callable[[Iterator[str]], Readiness]:
    """Gives the report with each text in it, but for the words of an enumeration, replaced by the next of some texts."""

    def tell(texts: Iterator[str]) -> Readiness:
        told = _retold(readiness, texts)
        assert isinstance(told, Readiness)
        return told

    return tell


def _retold(value: Any, texts: Iterator[str]) -> Any:
    match value:
        case enum.Enum():
            return value
        case str():
            return next(texts)
        case tuple():
            return tuple(_retold(one, texts) for one in value)
        case Mapping():
            return {key: _retold(one, texts) for key, one in value.items()}
    if not isinstance(value, Struct):
        return value
    return structs.replace(value, **{name: _retold(getattr(value, name), texts) for name in value.__struct_fields__})
