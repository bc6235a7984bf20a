"""The real command on small repositories: what it prints, where, and how it exits."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import Shop

FAULT = "WEB_DEBUG = True\n"
CONCISE = "a.py:1:13: debug-on error Debugging is on in WEB. Visitors see the shop from the inside.\n"
TEXT = """\
error[debug-on]: Debugging is on in WEB
 --> a.py:1:13
  |
1 | WEB_DEBUG = True
  |             ^^^^ on
  |
  = note: Visitors see the shop from the inside.
  = why: an error page tells the visitor what the shop knows
  = confidence: high
  = help: Set WEB_DEBUG to False.
  = explain: golint explain debug-on

Checked 1 file with 1 rule in N s
No code here names a payment provider that golint knows: golint providers lists them, --packs adds one
Findings: 1 error, 0 warnings, 0 notes
Next: golint explain debug-on
"""

UNKNOWN = "No code here names a payment provider that golint knows: golint providers lists them, --packs adds one"


def timeless(text: str) -> str:
    return re.sub(r"\d+\.\d s\b", "N s", text)


def test_findings_as_text(shop: Shop) -> None:
    shop.page()
    shop.write("a.py", FAULT)
    done = shop.local()
    assert (done.code, timeless(done.out), done.err) == (1, TEXT, "")


def test_a_clean_shop(shop: Shop) -> None:
    shop.page()
    shop.write("a.py", "WEB_DEBUG = False\n")
    done = shop.local()
    assert (done.code, timeless(done.out), done.err) == (0, f"Checked 1 file with 1 rule in N s\n{UNKNOWN}\nNo findings\n", "")


@pytest.mark.parametrize(
    ("text", "arguments", "said"),
    [
        ("import acmepay\n", (), True),
        ("import acmepay\n", (".",), True),
        ("import acmepay\n", ("a.py",), False),
        ("import acmepay\n", ("--provider", "stripe"), False),
        ("import stripe\n\nstripe.Refund.create()\n", (), False),
        ("import stripe\n\nstripe.Refund.create()\n", ("a.py",), False),
    ],
)
def test_a_folder_that_names_no_known_provider(shop: Shop, text: str, arguments: tuple[str, ...], said: bool) -> None:
    """A hook names files, and what a commit leaves out says nothing of the shop."""
    shop.page()
    shop.write("a.py", text)
    done = shop.local(*arguments)
    assert (done.code, UNKNOWN in done.out.splitlines()) == (0, said)


@pytest.mark.parametrize(
    ("severity", "arguments", "code"),
    [
        ("error", (), 1),
        ("warning", (), 1),
        ("note", (), 0),
        ("note", ("--fail-on", "note"), 1),
        ("warning", ("--fail-on", "error"), 0),
        ("error", ("--fail-on", "never"), 0),
        ("error", ("--exit-zero",), 0),
    ],
)
def test_which_findings_fail(shop: Shop, severity: str, arguments: tuple[str, ...], code: int) -> None:
    shop.page(severity=severity)
    shop.write("a.py", FAULT)
    done = shop.local("--format", "concise", *arguments)
    assert (done.code, done.out) == (code, CONCISE.replace("error", severity))


@pytest.mark.parametrize(
    ("level", "arguments", "found"),
    [("practice", (), True), ("audit", (), False), ("audit", ("--level", "audit"), True), ("practice", ("--level", "launch"), False)],
)
def test_the_level_decides_which_rules_are_asked(shop: Shop, level: str, arguments: tuple[str, ...], found: bool) -> None:
    shop.page(level=level)
    shop.write("a.py", FAULT)
    done = shop.run("check", "--packs", "../packs", "--format", "concise", *arguments)
    assert (CONCISE in done.out, done.code) == (found, int(found))


def test_select_and_ignore_take_rules_and_families(shop: Shop) -> None:
    shop.page()
    shop.write("a.py", FAULT)
    check = ("check", "--packs", "../packs", "--format", "concise")
    assert shop.run(*check, "--select", "local,keys").out == CONCISE
    assert shop.run(*check, "--ignore", "keys", "--ignore", "debug-on").out == ""


def test_nothing_to_check(shop: Shop) -> None:
    done = shop.run("check")
    assert (done.code, done.err) == (3, "")
    assert done.out.startswith("Nothing was checked")
    missing = shop.run("check", "gone.py")
    assert missing.code == 3 and "gone.py: does not exist" in missing.out


def test_a_named_file_that_is_missing_makes_the_run_incomplete(shop: Shop) -> None:
    shop.page()
    shop.write("a.py", FAULT)
    done = shop.local("a.py", "gone.py", "--format", "concise")
    assert (done.code, done.out) == (4, CONCISE)
    assert "gone.py: does not exist" in done.err


def test_a_hook_whose_files_are_all_excluded_passes(shop: Shop) -> None:
    shop.write("golint.toml", 'exclude = ["generated/"]\n')
    shop.write("generated/a.py", "import stripe\n")
    assert shop.run("check", "--force-exclude", "generated/a.py").code == 0
    assert shop.run("check", "generated/a.py").out.startswith("Checked 1 file")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("chek",), 'did you mean "check"?'),
        (("check", "--select", "hardcoded-kye"), 'did you mean "hardcoded-key"?'),
        (("check", "--format", "yaml"), "yaml"),
        (("check", "--level", "warning"), "launch"),
        (("check", "--config", "gone.toml"), "gone.toml"),
        (("check", "--provider", "strip"), 'did you mean "stripe"?'),
        (("check", "--packs", "gone"), "gone"),
        (("check", "--packs", "badpack"), "local/broken.md:1"),
        (("check", "--config", "bad.toml"), 'bad.toml:1: "selct" is no setting of golint; did you mean "select"?'),
        (("check", "--baseline", "bad.txt"), "bad.txt:1: "),
        (("check", "--output", "no/such/folder/out.txt"), "cannot be written"),
        (("explain", "no-such-rule"), "golint rules"),
        (("providers", "show", "strip"), 'did you mean "stripe"?'),
        (("baseline", "prune"), "golint baseline create"),
    ],
)
def test_a_mistake_is_told_in_one_line(shop: Shop, arguments: tuple[str, ...], words: str) -> None:
    shop.write("bad.toml", 'selct = ["keys"]\n')
    shop.write("bad.txt", "what is this\n")
    shop.write("badpack/local/broken.md", "no front matter\n")
    done = shop.run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert words in done.err and done.err.startswith("golint: ") and done.err.count("\n") == 1


def test_standard_input(shop: Shop) -> None:
    shop.page()
    done = shop.local("-", "--stdin-filename", "web/a.py", "--format", "concise", stdin=FAULT)
    assert (done.code, done.out) == (1, CONCISE.replace("a.py", "web/a.py"))


def test_the_report_in_a_file_and_the_summary_on_the_terminal(shop: Shop) -> None:
    shop.page()
    shop.write("a.py", FAULT)
    done = shop.local("--format", "json", "--output", "out.json")
    assert json.loads((shop.folder / "out.json").read_text())["findings"][0]["rule"] == "debug-on"
    assert (done.code, timeless(done.out)) == (1, TEXT.split("\n\n")[1])


def test_quiet_prints_the_findings_alone(shop: Shop) -> None:
    shop.page()
    shop.write("a.py", FAULT)
    assert shop.local("--quiet").out == TEXT.split("\n\n", maxsplit=1)[0] + "\n"
    assert shop.local("-q", "a.py", "gone.py").err == ""
    shop.write("a.py", "WEB_DEBUG = False\n")
    assert shop.local("-q").out == ""


def test_verbose_tells_what_was_skipped_and_why(shop: Shop) -> None:
    shop.page()
    shop.write("a.py", "x = 1\n")
    shop.write("data.bin", b"\0\1\2")
    shop.write("node_modules/x/index.js", "x")
    done = shop.local("-v", "--exclude", "old/")
    assert done.err.splitlines() == ["skipped: data.bin (binary)", "skipped: node_modules (vendored)"]
    assert "2 skipped: 1 binary, 1 vendored" in done.out


def test_colour_is_asked_for_or_found_out(shop: Shop) -> None:
    shop.page()
    shop.write("a.py", FAULT)
    assert "\x1b[" not in shop.local().out
    assert "\x1b[" in shop.local("--color", "always").out
    assert "\x1b[" in shop.local(FORCE_COLOR="1").out
    assert "\x1b[" not in shop.local(FORCE_COLOR="1", NO_COLOR="1").out


def test_several_processes_say_what_one_says(shop: Shop) -> None:
    shop.page()
    for number in range(90):
        shop.write(f"shop/{number}.py", f"A{number}_DEBUG = {number % 3 == 0}\n")
    one, two = (shop.local("--format", "json", "--jobs", jobs) for jobs in ("1", "2"))
    assert one.out.count('"debug-on"') >= 30
    assert one == two


def test_a_secret_is_masked_wherever_it_goes(shop: Shop, key: str) -> None:
    shop.write("shop/settings.py", f'import stripe\nstripe.api_key = "{key}"\n')
    shop.write("shop/again.py", f'import stripe\nstripe.api_key = "{key}"\n')
    shop.write("shop/known.py", f'import stripe\nstripe.api_key = "{key}"; WEB_DEBUG = True  # pragma: allowlist secret\n')
    shop.page()
    for name in ("text", "concise", "json", "sarif", "github"):
        done = shop.run("check", "--packs", "../packs", "--format", name, "--sarif-profile", "full")
        assert done.code == 1
        assert "hardcoded-key" in done.out and "debug-on" in done.out
        assert key[8:-4] not in done.out + done.err


def test_a_named_file_is_judged_among_the_files_around_it(shop: Shop, key: str) -> None:
    subprocess.run(["git", "init", "-q", "."], cwd=shop.folder, check=True)
    for name in ("a.py", "b.py"):
        shop.write(name, f'import stripe\nstripe.api_key = "{key}"\n')
    shop.page()
    shop.write("c.py", FAULT)
    subprocess.run(["git", "add", "."], cwd=shop.folder, check=True)
    done = shop.run("check", "b.py", "--packs", "../packs", "--format", "json")
    found = [(one["rule"], one["path"] if "path" in one else one["location"]["path"]) for one in json.loads(done.out)["findings"]]
    assert ("hardcoded-key", "b.py") in found
    assert {rule for rule, _ in found} == {"hardcoded-key", "duplicated-key"}
    assert ("hardcoded-key", "a.py") not in found


def test_an_imported_baseline_of_detect_secrets_accepts_what_it_lists(shop: Shop, key: str) -> None:
    shop.write("a.py", f'import stripe\nstripe.api_key = "{key}"\n')
    assert "hardcoded-key" in shop.run("check", "--format", "concise").out
    listed = {"type": "Secret Keyword", "hashed_secret": hashlib.sha1(key.encode()).hexdigest(), "line_number": 2}
    shop.write(".secrets.baseline", json.dumps({"version": "1.5.0", "results": {"a.py": [listed]}}))
    assert shop.run("check", "--format", "concise").out == ""
    assert "hardcoded-key" in shop.run("check", "--format", "concise", "--no-baseline").out


def test_a_path_that_is_not_utf_8_is_shown_with_escapes(shop: Shop) -> None:
    shop.page()
    try:
        Path(os.fsdecode(bytes(shop.folder) + b"/caf\xe9.py")).write_text(FAULT)
    except OSError:
        pytest.skip("this file system takes UTF-8 names alone")
    assert shop.local("--format", "concise").out == CONCISE.replace("a.py", "caf\\xe9.py")


INSTALLED = ["-c", "from golint.__main__ import command; command()"]  # what the console script calls


@pytest.mark.parametrize("called", [["-m", "golint"], INSTALLED], ids=["module", "command"])
def test_a_reader_that_leaves_early_is_no_error(shop: Shop, called: list[str]) -> None:
    shop.page()
    shop.write("a.py", ("A" * 1000 + FAULT) * 4_000)  # some pipes hold a megabyte
    command = [sys.executable, *called, "check", "--packs", "../packs", "--select", "debug-on", "--format", "concise"]
    process = subprocess.Popen(command, cwd=shop.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout and process.stderr
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 141


@pytest.mark.parametrize("arguments", [("a.py",), ("--format", "json", "a.py"), ("--verbose", "."), ("gone.py",), ("--no",)])
def test_the_installed_command_says_all_that_the_module_says(shop: Shop, arguments: tuple[str, ...]) -> None:
    shop.page()
    shop.write("a.py", FAULT)
    shop.write("b.bin", b"\0")
    given = ["check", "--packs", "../packs", "--select", "debug-on", *arguments]
    said = [
        subprocess.run([sys.executable, *called, *given], cwd=shop.folder, capture_output=True, check=False)
        for called in (["-m", "golint"], INSTALLED)
    ]
    plain, hard = ((done.returncode, re.sub(rb"\d+\.\d+ ?s|\d+\.\d+", b"N", done.stdout), done.stderr) for done in said)
    assert plain == hard and (plain[1] or plain[2])
