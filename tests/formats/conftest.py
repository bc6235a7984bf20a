"""A small catalogue and the reports that every format renders."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from golint import __version__
from golint.catalog import Catalog
from golint.model import (
    Coverage,
    Edit,
    Finding,
    Fix,
    Location,
    Notice,
    Precision,
    Related,
    Report,
    Severity,
    Skip,
    Span,
    Suppression,
)
from golint.sources import SourceFile

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request

Log = dict[str, Any]
HERE = Path(__file__).parent
REWRITE = "GOLINT_REWRITE_SNAPSHOTS"

HOOK = SourceFile(
    "shop/webhooks.py",
    b"""def hook(request):
\tevent = json.loads(request.body)
\tsignature = request.headers["X-Signature"]
\tif digest == signature:  # \xe6\x97\xa5\xe6\x9c\xac
\t\treturn fulfil(
\t\t\tevent,
\t\t)
""",
)
SETTINGS = SourceFile("shop/settings.py", "# réglages\nSIGNATURE_HEADER = 'X-Signature'\n".encode())
BUNDLE = SourceFile("web/dist/pay 100%.min.js", f"{'var é=0;' * 30}init('acme_live_************r9t8');{'f(1);' * 40}\n".encode())


def at(file: SourceFile, text: str, after: str = "") -> Location:
    """The first place of a text in a file, behind another text."""
    start = file.data.index(text.encode(), file.data.index(after.encode()))
    span = Span(start, start + len(text.encode()))
    region = file.region(span)
    return Location(file.path, span, region, file.text(file.line_span(region.start_line)))


def timing() -> Finding:
    place = at(HOOK, "digest == signature")
    return Finding(
        rule="timing-unsafe-comparison",
        severity=Severity.ERROR,
        precision=Precision.HIGH,
        message="The signature is compared with `==`. An attacker learns it byte by byte from the time that the answer takes.",
        location=place,
        label="compared here",
        help="Use `hmac.compare_digest(digest, signature)`.",
        provider="acmepay",
        symbol="hook",
        related=(
            Related(at(HOOK, "json.loads(request.body)"), "the body [raw] is parsed before"),
            Related(at(SETTINGS, "'X-Signature'"), "the header is named here"),
        ),
        flow=(
            Related(at(HOOK, "json.loads(request.body)"), "the body is parsed"),
            Related(place, "the signature is compared"),
            Related(at(HOOK, "fulfil(\n\t\t\tevent,\n\t\t)"), "the goods are sent"),
        ),
        fix=Fix(
            "Compare in constant time",
            (Edit(Span(0, 0), "import hmac\n"), Edit(place.span, "hmac.compare_digest(digest, signature)")),
            safe=True,
        ),
        fingerprint="a" * 32,
        line_hash="54703d4cd895b18:1",
    )


def frontend() -> Finding:
    return Finding(
        rule="frontend-secret",
        severity=Severity.ERROR,
        precision=Precision.VERY_HIGH,
        message="The secret key acme_live_****r9t8 of Acme Pay reaches the browser bundle.",
        location=at(BUNDLE, "acme_live_************r9t8"),
        help="Call Acme Pay from the server.\nRead the key from ACMEPAY_SECRET_KEY there.",
        provider="acmepay",
        fingerprint="b" * 32,
        line_hash="180aee12dab6264:1",
    )


def idempotency() -> Finding:
    return Finding(
        rule="missing-idempotency-key",
        severity=Severity.WARNING,
        precision=Precision.MEDIUM,
        message="A repeated call charges twice",
        location=at(HOOK, "fulfil(\n\t\t\tevent,\n\t\t)"),
        label="called without a key",
        fix=Fix("Pass a key", (Edit(Span(5, 5), "é"),)),
    )


def whole_file() -> Finding:
    return Finding(
        rule="a-rule-of-another-pack",
        severity=Severity.NOTE,
        precision=Precision.LOW,
        message="The file .env.example is committed, e.g. by mistake. Nothing else is known.",
        location=Location("config/.env.example", Span(0, 0), SourceFile("", b"").region(Span(0, 0))),
        label="the whole file",
    )


def suppressed(finding: Finding, suppression: Suppression) -> Finding:
    from msgspec.structs import replace

    return replace(finding, suppression=suppression)


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """Three rules, a provider and two checklists."""
    return Catalog((HERE / "catalog",))


@pytest.fixture(scope="session")
def clean() -> Report:
    """Files were read, and nothing was found."""
    return Report(root="/home/shop", findings=(), coverage=Coverage(files=1, bytes=10, parsed=1), rules=("frontend-secret",), seconds=0.04)


@pytest.fixture(scope="session")
def report() -> Report:
    """A report with something of everything."""
    return Report(
        root="/home/shop",
        findings=(whole_file(), timing(), idempotency(), frontend()),
        suppressed=(
            suppressed(timing(), Suppression(kind="inline", reason="the answer's time is constant", until="2027-01-31")),
            suppressed(frontend(), Suppression(kind="baseline", reason="known before golint came")),
        ),
        notices=(
            Notice("shop/broken.py", "the file does not parse, so it is searched for keys and hosts alone", 3),
            Notice("", "git is not installed, so ignored files are read too"),
        ),
        coverage=Coverage(
            files=1312,
            bytes=5_000_000,
            parsed=41,
            skipped={Skip.LARGE: 11, Skip.BINARY: 4, Skip.VENDORED: 0},
            unparsed=tuple(Notice(f"shop/old{number}.py", f"not valid Python (line {number})") for number in range(7)),
        ),
        rules=("frontend-secret", "missing-idempotency-key", "timing-unsafe-comparison"),
        providers=("acmepay", "unheard-of"),
        seconds=1.94,
        complete=False,
    )


@pytest.fixture(scope="session")
def snapshot(catalog: Catalog) -> Callable[[str, str], None]:
    """Compares a text with a file of tests/formats/snapshots, or writes it where GOLINT_REWRITE_SNAPSHOTS is set."""

    def compare(name: str, text: str) -> None:
        path = HERE / "snapshots" / name
        text = text.replace(__version__, "VERSION").replace(catalog.digest, "DIGEST")
        if os.environ.get(REWRITE):
            path.write_text(text, "utf-8", newline="")
        assert path.exists(), f"{path} is missing: run the tests once with {REWRITE}=1 and read what it wrote"
        assert text == path.read_bytes().decode("utf-8"), f"{path} differs: run the tests once with {REWRITE}=1 and read the difference"

    return compare


@pytest.fixture(scope="session")
def multitool(root: Path) -> Path:
    """The folder of Microsoft's validator, which also holds the schema."""
    platform = "darwin" if sys.platform == "darwin" else "linux"
    folder = root / "build" / "node" / "node_modules" / "@microsoft" / f"sarif-multitool-{platform}"
    if not (folder / "Sarif.Multitool").exists():
        pytest.fail(f"{folder} is missing: run `make node-tools`")
    return folder


@pytest.fixture(scope="session")
def validate(multitool: Path) -> Callable[[Log], None]:
    """Holds a log to the schema of SARIF 2.1.0."""
    validator = jsonschema.Draft202012Validator(json.loads((multitool / "sarif-2.1.0.json").read_text("utf-8-sig")))

    def check(log: Log) -> None:
        validator.validate(log)

    return check


@pytest.fixture(scope="session")
def run_multitool(multitool: Path) -> Callable[..., None]:
    def run(*arguments: str | Path) -> None:
        subprocess.run([multitool / "Sarif.Multitool", *arguments], check=True, capture_output=True)

    return run


@pytest.fixture
def problems(run_multitool: Callable[..., None], tmp_path: Path) -> Callable[[Log], list[Log]]:
    """What Microsoft's validator has to say, with GitHub's rules. It exits with 0 whatever it finds: its own report is what counts."""

    def ask(log: Log) -> list[Log]:
        path, verdict = tmp_path / "log.sarif", tmp_path / "verdict.sarif"
        path.write_text(json.dumps(log), "utf-8")
        run_multitool("validate", path, "--rule-kind", "Sarif;Ghas", "--level", "Error;Warning", "-o", verdict, "--log", "ForceOverwrite")
        said = json.loads(verdict.read_text("utf-8-sig"))["runs"][0]["results"]
        return [one for one in said if one.get("level", "warning") in ("error", "warning")]

    return ask


@pytest.fixture(scope="module")
def browser(root: Path) -> Iterator[Browser]:
    """The browser of this machine; `make browser` installs one where it may."""
    from playwright.sync_api import sync_playwright

    found = subprocess.run([root / "tools" / "browser", "--find"], capture_output=True, text=True, check=False)
    if found.returncode:
        pytest.fail(found.stderr)
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=found.stdout.strip(), args=["--disable-dev-shm-usage"])
        yield started
        started.close()


@pytest.fixture(scope="session")
def axe(root: Path) -> str:
    path = root / "build" / "node" / "node_modules" / "axe-core" / "axe.min.js"
    if not path.exists():
        pytest.fail(f"{path} is missing: run `make node-tools`")
    return path.read_text("utf-8")


@pytest.fixture
def visited(browser: Browser, tmp_path: Path) -> Callable[..., AbstractContextManager[Page]]:
    """Opens a page; at the end nothing may have been asked for but the file, and nothing complained of."""

    @contextmanager
    def visit(text: str, **options: Any) -> Iterator[Page]:
        path = tmp_path / "report of a shop.html"
        path.write_text(text, "utf-8")
        asked: list[str] = []
        said: list[str] = []

        def ask(request: Request) -> None:
            asked.append(request.url)

        with browser.new_context(**{"viewport": {"width": 1400, "height": 900}, **options}) as context:
            page = context.new_page()
            page.on("request", ask)
            page.on("console", lambda message: said.append(message.text))
            page.on("pageerror", lambda error: said.append(str(error)))
            page.on("dialog", lambda dialog: said.append(dialog.message))
            page.goto(path.as_uri())
            yield page
        assert [url for url in asked if not url.startswith("data:")] == [path.as_uri()]
        assert said == []

    return visit
