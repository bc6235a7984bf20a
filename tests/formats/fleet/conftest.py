"""An overview with something of everything, some of it written by an enemy."""

from __future__ import annotations

import pytest

from golint.model import Mode, Severity
from golint.readiness.fleet import Count, Entry, Fleet, Part, Place, SharedKey, Status, ordered
from golint.readiness.model import Verdict

HOSTILE = "<script>alert(1)</script>"


def part(provider: str, name: str, verdict: Verdict, *numbers: int) -> Part:
    faults, due, risks = numbers
    return Part(
        provider=provider,
        name=name,
        checklist=provider,
        title=f"{name} go-live checklist",
        verdict=verdict,
        faults=faults,
        due=due,
        risks=risks,
        items=22,
    )


def done(name: str, verdict: Verdict | None, parts: tuple[Part, ...] = (), **rest: object) -> Entry:
    values = {"path": f"shops/{name}", "title": f"acme/{name}", "commit": "4f0c1a9be2d7735a0c55c1a4b1d2e6f7a8b9c0d1", "date": "2026-11-20"}
    return Entry(name=f"shops+{name}", status=Status.DONE, verdict=verdict, parts=parts, **{**values, **rest})  # type: ignore[arg-type]  # as they come


ENTRIES = (
    done(
        "store",
        Verdict.NOT_READY,
        (part("stripe", "Stripe", Verdict.NOT_READY, 2, 1, 7), part("paypal", "PayPal", Verdict.RISKS, 0, 0, 3)),
        counts=(
            Count("hardcoded-key", Severity.ERROR, 2),
            Count("no-timeout", Severity.NOTE, 1),
            Count("no-timeout", Severity.WARNING, 11),
        ),
        dirty=True,
        seconds=12.34,
        files=120,
    ),
    done("tickets", Verdict.NOT_READY, (part("stripe", "Stripe", Verdict.NOT_READY, 9, 0, 1),), complete=False, seconds=1.0),
    done("clinic", Verdict.RISKS, (part("paypal", "PayPal", Verdict.RISKS, 0, 0, 2),), seconds=130.0),
    done("kiosk", Verdict.READY, (part("stripe", "Stripe", Verdict.READY, 0, 0, 0),), title="kiosk", commit="", seconds=0.5),
    done("site", None, seconds=0.1),
    Entry(name="shops+gone", path="shops/gone", status=Status.FAILED, reason="does not exist: see to its spelling in repos.txt:3"),
    Entry(name="shops+late", path="shops/late", status=Status.PENDING),
    done(
        "evil", Verdict.NOT_READY, (part("evilpay", f"Evil {HOSTILE}", Verdict.NOT_READY, 1, 0, 0),), path=HOSTILE, title=f"\u202e{HOSTILE}"
    ),
)
KEYS = (
    SharedKey(
        masked="sk_live_****r9t8",
        kind="secret key (live)",
        mode=Mode.LIVE,
        providers=("stripe",),
        places=tuple(Place(f"shops+{name}", f"conf/{n}.py", n, "production") for name in ("store", "clinic") for n in range(1, 5)),
    ),
    SharedKey(
        masked=f"****{HOSTILE}",
        kind="password",
        mode=Mode.ANY,
        providers=("acmepay", "folio"),
        places=(Place("shops+evil", f"{HOSTILE}.py", 1, "unknown"), Place("shops+store", "a.py", 2, "test")),
    ),
)


@pytest.fixture(scope="session")
def fleet() -> Fleet:
    return Fleet(
        tool="0.4.0",
        digest="sha256:0f1e2d3c4b5a",
        date="2026-11-20",
        entries=ordered(ENTRIES),
        keys=KEYS,
        names={"stripe": "Stripe", "acmepay": "Acme Pay"},
        compared=False,
    )


@pytest.fixture(scope="session")
def sound() -> Fleet:
    """A fleet of one repository, which is ready."""
    return Fleet(tool="0.4.0", digest="sha256:0f1e2d3c4b5a", date="2026-11-20", entries=(ENTRIES[3],))
