"""The SARIF log: its schema, Microsoft's validator with GitHub's rules, and what GitHub reads."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from golint import formats
from golint.catalog import Catalog, load
from golint.fingerprints import line_hashes
from golint.model import Finding, Location, Notice, Precision, Region, Related, Report, Severity, Span

ANYTHING = st.text(st.characters(exclude_categories=()))
PROFILES = pytest.mark.parametrize("profile", formats.PROFILES)
UNFILLED = re.compile(r"«|»|\{\{|\{[a-z_]+\}")
LINK = re.compile(r"\[(?:\\.|[^\\\[\]])*\]\(([^)]*)\)")
Log = dict[str, Any]


def log_of(report: Report, catalog: Catalog, profile: str = "github", help_uri: str = "") -> Log:
    log: Log = json.loads(formats.render("sarif", report, catalog, profile=profile, help_uri=help_uri))
    return log


def results(log: Log) -> list[Log]:
    found: list[Log] = log["runs"][0]["results"]
    return found


def of_rule(log: Log, rule: str) -> Log:
    return next(result for result in results(log) if result["ruleId"] == rule)


@PROFILES
def test_schema(profile: str, report: Report, clean: Report, catalog: Catalog, validate: Callable[[Log], None]) -> None:
    for one in (report, clean):
        validate(log_of(one, catalog, profile))


@PROFILES
def test_microsofts_validator_with_githubs_rules(
    profile: str, report: Report, clean: Report, catalog: Catalog, problems: Callable[[Log], list[Log]]
) -> None:
    for one in (report, clean):
        assert problems(log_of(one, catalog, profile)) == []


def test_the_validator_does_see_faults(clean: Report, catalog: Catalog, problems: Callable[[Log], list[Log]]) -> None:
    log = log_of(clean, catalog)
    del log["runs"][0]["tool"]["driver"]["informationUri"]
    assert [problem["ruleId"] for problem in problems(log)] == ["SARIF2005"]


def test_every_rule_of_golint_is_described(clean: Report, validate: Callable[[Log], None], problems: Callable[[Log], list[Log]]) -> None:
    catalog = load()
    log = log_of(replace(clean, rules=tuple(catalog.rules)), catalog)
    validate(log)
    assert problems(log) == []
    for rule in log["runs"][0]["tool"]["driver"]["rules"]:
        assert UNFILLED.findall("\n".join(_texts(rule))) == [], rule["id"]


def test_line_hash_is_the_one_that_microsoft_computes(
    run_multitool: Callable[..., None], clean: Report, catalog: Catalog, tmp_path: Path
) -> None:
    data = "import hmac\r\n\n\tif digest == signature:  # é 😀\n        return 1\n\n\treturn 1\nlast = '日本'\n".encode()
    (tmp_path / "views.py").write_bytes(data)
    findings = tuple(
        Finding(
            rule="some-rule",
            severity=Severity.NOTE,
            precision=Precision.LOW,
            message="A line.",
            location=Location("views.py", Span(0, 0), Region(line, 1, line, 2)),
        )
        for line in range(1, 8)
    )
    log = log_of(replace(clean, findings=findings), catalog)
    log["runs"][0]["originalUriBaseIds"]["%SRCROOT%"]["uri"] = f"{tmp_path.as_uri()}/"
    path, written = tmp_path / "in.sarif", tmp_path / "out.sarif"
    path.write_text(json.dumps(log), "utf-8")
    run_multitool("rewrite", path, "-o", written, "--log", "ForceOverwrite", "--insert", "RollingHashPartialFingerprints")
    hashes = {
        result["locations"][0]["physicalLocation"]["region"]["startLine"]: result["partialFingerprints"]["primaryLocationLineHash"]
        for result in results(json.loads(written.read_text("utf-8-sig")))
    }
    assert hashes == line_hashes(data, range(1, 8))


def test_suppressed_results_are_githubs_only_in_the_full_profile(report: Report, catalog: Catalog) -> None:
    shown, full = log_of(report, catalog), log_of(report, catalog, "full")
    assert [result["ruleId"] for result in results(shown)] == [finding.rule for finding in report.findings]
    assert not [key for result in results(shown) for key in result if key in ("suppressions", "fixes")]
    assert "snippet" not in json.dumps(shown)
    assert [result["suppressions"] for result in results(full)][-3:] == [
        [],
        [{"kind": "inSource", "justification": "the answer's time is constant (until 2027-01-31)"}],
        [{"kind": "external", "justification": "known before golint came"}],
    ]


def test_no_finding_is_an_empty_list(clean: Report, catalog: Catalog) -> None:
    assert results(log_of(clean, catalog)) == []


def test_every_result_says_its_level(report: Report, catalog: Catalog) -> None:
    assert [result["level"] for result in results(log_of(report, catalog))] == ["note", "error", "warning", "error"]


def test_region_and_uri(report: Report, catalog: Catalog) -> None:
    log = log_of(report, catalog)
    place = of_rule(log, "frontend-secret")["locations"][0]["physicalLocation"]
    assert place == {
        "artifactLocation": {"uri": "web/dist/pay%20100%25.min.js", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 1, "startColumn": 247, "endLine": 1, "endColumn": 273},
    }
    assert log["runs"][0]["columnKind"] == "unicodeCodePoints"
    assert "uri" not in log["runs"][0]["originalUriBaseIds"]["%SRCROOT%"]


def test_links_of_a_message_name_the_related_locations(report: Report, catalog: Catalog) -> None:
    result = of_rule(log_of(report, catalog), "timing-unsafe-comparison")
    assert result["message"]["text"].endswith(r"See [the body \[raw\] is parsed before](1), [the header is named here](2).")
    assert [(one["id"], one["physicalLocation"]["artifactLocation"]["uri"]) for one in result["relatedLocations"]] == [
        (1, "shop/webhooks.py"),
        (2, "shop/settings.py"),
    ]


def test_flow(report: Report, catalog: Catalog) -> None:
    (flow,) = of_rule(log_of(report, catalog), "timing-unsafe-comparison")["codeFlows"]
    steps = [(step["executionOrder"], step["location"]["message"]["text"]) for step in flow["threadFlows"][0]["locations"]]
    assert steps == [(1, "the body is parsed"), (2, "the signature is compared"), (3, "the goods are sent")]


def test_fingerprints(report: Report, catalog: Catalog) -> None:
    log = log_of(report, catalog)
    assert of_rule(log, "timing-unsafe-comparison")["partialFingerprints"] == {
        "primaryLocationLineHash": "54703d4cd895b18:1",
        "golint/v1": "a" * 32,
    }
    assert "partialFingerprints" not in of_rule(log, "missing-idempotency-key")


def test_description_of_a_rule(report: Report, catalog: Catalog) -> None:
    log = log_of(report, catalog, help_uri="https://golint.example/rules/")
    rules = {rule["id"]: rule for rule in log["runs"][0]["tool"]["driver"]["rules"]}
    assert [rules[result["ruleId"]] for result in results(log)] == [
        log["runs"][0]["tool"]["driver"]["rules"][result["ruleIndex"]] for result in results(log)
    ]
    assert rules["frontend-secret"]["properties"] == {
        "tags": ["security", "keys", "launch", "external/cwe/cwe-079", "external/cwe/cwe-798"],
        "precision": "very-high",
        "security-severity": "9.8",
    }
    assert rules["missing-idempotency-key"]["properties"]["problem.severity"] == "warning"
    assert "security" not in rules["missing-idempotency-key"]["properties"]["tags"]
    assert rules["missing-idempotency-key"]["defaultConfiguration"]["level"] == "warning"
    assert rules["frontend-secret"]["name"] == "FrontendSecret"
    assert rules["frontend-secret"]["helpUri"] == "https://golint.example/rules/keys/frontend-secret"
    assert "helpUri" not in log_of(report, catalog)["runs"][0]["tool"]["driver"]["rules"][0]


def test_help_holds_neither_marks_nor_placeholders(report: Report, catalog: Catalog) -> None:
    for rule in log_of(report, catalog)["runs"][0]["tool"]["driver"]["rules"]:
        assert UNFILLED.findall("\n".join(_texts(rule))) == []


def test_checklist_items_are_taxa(report: Report, catalog: Catalog) -> None:
    log = log_of(report, catalog)
    (run,) = log["runs"]
    assert [taxonomy["name"] for taxonomy in run["taxonomies"]] == ["acmepay", "generic"]
    for reference in _references(log):
        taxonomy = run["taxonomies"][reference["toolComponent"]["index"]]
        assert taxonomy["name"] == reference["toolComponent"]["name"]
        assert taxonomy["taxa"][reference["index"]]["id"] == reference["id"]
    assert [taxon["id"] for taxon in of_rule(log, "frontend-secret")["taxa"]] == ["acmepay-07", "acmepay-09"]


def test_run(report: Report, catalog: Catalog) -> None:
    (run,) = log_of(report, catalog)["runs"]
    assert run["automationDetails"] == {"id": "golint/"}
    (invocation,) = run["invocations"]
    assert not invocation["executionSuccessful"]
    first, second, *partly_read = invocation["toolExecutionNotifications"]
    assert first["locations"][0]["physicalLocation"]["region"] == {"startLine": 3}
    assert second["message"]["text"] == "git is not installed, so ignored files are read too."
    assert [one["message"]["text"] for one in partly_read[:2]] == ["not valid Python (line 0).", "not valid Python (line 1)."]


def test_fix_in_the_full_profile(report: Report, catalog: Catalog) -> None:
    (fix,) = of_rule(log_of(report, catalog, "full"), "timing-unsafe-comparison")["fixes"]
    assert fix["artifactChanges"][0]["replacements"] == [
        {"deletedRegion": {"byteOffset": 0, "byteLength": 0}, "insertedContent": {"binary": "aW1wb3J0IGhtYWMK"}},
        {
            "deletedRegion": {"startLine": 4, "startColumn": 5, "endLine": 4, "endColumn": 24},
            "insertedContent": {"text": "hmac.compare_digest(digest, signature)"},
        },
    ]


def test_more_results_than_github_takes(clean: Report, catalog: Catalog) -> None:
    quiet = tuple(
        Finding(
            rule="some-rule",
            severity=Severity.NOTE,
            precision=Precision.LOW,
            message="It is so.",
            location=Location("a", Span(0, 0), region),
        )
        for region in [Region(1, 1, 1, 1)] * 25_001
    )
    loud = replace(quiet[0], severity=Severity.ERROR)
    log = log_of(replace(clean, findings=(*quiet, loud)), catalog)
    assert len(results(log)) == 25_000
    assert results(log)[0]["level"] == "error"
    assert "the 2 quietest findings" in log["runs"][0]["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]


@given(text=ANYTHING)
def test_any_text_makes_a_valid_log(text: str, clean: Report, catalog: Catalog, validate: Callable[[Log], None]) -> None:
    place = Location(text, Span(0, 1), Region(1, 1, 1, 2), text)
    related = Related(place, text)
    finding = Finding(
        rule=text,
        severity=Severity.ERROR,
        precision=Precision.LOW,
        message=text,
        location=place,
        help=text,
        provider=text,
        related=(related,),
        flow=(related,),
    )
    rendered = formats.render("sarif", replace(clean, findings=(finding,), notices=(Notice(text, text),)), catalog, profile="full")
    assert rendered.isascii()
    assert rendered.replace("\n", "").isprintable()
    log = json.loads(rendered)
    validate(log)
    (result,) = results(log)
    assert LINK.findall(result["message"]["text"]) == ["1"]


@given(st.lists(st.text(min_size=1).filter(lambda part: "/" not in part and part != "."), min_size=1).map("/".join))
def test_uris_are_relative_and_name_the_file(path: str) -> None:
    from golint.formats.encoding import uri

    assert unquote(uri(path), errors="strict") == path
    assert re.fullmatch(r"[A-Za-z0-9/._~%-]+", uri(path))
    assert not uri(path).startswith("/")


def test_the_name_of_a_file_that_is_not_utf8() -> None:
    from golint.formats.encoding import uri

    assert uri(b"shop/caf\xe9.py".decode("utf-8", "surrogateescape")) == "shop/caf%E9.py"


def test_the_library_is_imported_by_sarif_alone() -> None:
    code = (
        "import sys; from golint.formats import text, json, github, concise; sys.exit('sarif_om' in sys.modules or 'attr' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def _texts(rule: Log) -> list[str]:
    """What a rule says of itself, its examples of code left out: they may hold braces of their own."""
    markdown = re.sub(r"(?ms)^(`{3,}).*?^\1$|`[^`\n]*`", "", rule["help"].get("markdown", ""))
    return [markdown, rule["help"]["text"].split("\n\n", 1)[0], rule["fullDescription"]["text"], rule["shortDescription"]["text"]]


def _references(log: Log) -> Iterator[Log]:
    (run,) = log["runs"]
    for rule in run["tool"]["driver"]["rules"]:
        yield from (relation["target"] for relation in rule.get("relationships", ()))
    for result in run["results"]:
        yield from result.get("taxa", ())
