"""What the baseline file promises: stable lines, merges that are unions, and no secret."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from golint import baseline
from golint.baseline import Baseline, BaselineError
from golint.model import Finding, Location, Precision, Region, Severity, Span


def finding(fingerprint: str, rule: str = "no-timeout", path: str = "shop/a b.py", line: int = 1) -> Finding:
    place = Location(path, Span(line, line + 1), Region(line, 1, line, 2), "x")
    return Finding(rule=rule, severity=Severity.ERROR, precision=Precision.HIGH, message="m", location=place, fingerprint=fingerprint)


names = st.from_regex(r"[a-z]{1,8}(/[a-z ]{1,8}[a-z])?", fullmatch=True)
some_findings = st.lists(st.builds(finding, st.text("0123456789abcdef", min_size=32, max_size=32), path=names), max_size=12)


@given(some_findings)
def test_what_is_written_is_read_back_and_holds_each_finding(findings: list[Finding]) -> None:
    written = Baseline.empty().accepting(findings)
    again = baseline.parse(written.text(), "b")
    assert again == written
    new, accepted = baseline.apply(findings, again)
    assert new == []
    assert [one.suppression.kind for one in accepted if one.suppression] == ["baseline"] * len(findings)
    assert again.stale(findings) == frozenset()


@given(some_findings, some_findings)
def test_two_branches_merge_as_the_union_of_their_lines(ours: list[Finding], theirs: list[Finding]) -> None:
    base = Baseline.empty()
    lines = dict.fromkeys([*base.accepting(ours).text().splitlines(), *base.accepting(theirs).text().splitlines()])
    merged = baseline.parse("\n".join(lines), "b")
    assert baseline.apply([*ours, *theirs], merged)[0] == []


def test_two_baselines_made_apart_can_be_joined_and_conflict_marks_do_no_harm() -> None:
    ours, theirs = finding("1" * 32), finding("2" * 32)
    left, right = Baseline.empty().accepting([ours]).text(), Baseline.empty().accepting([theirs]).text()
    joined = baseline.parse(f"<<<<<<< ours\n{left}=======\n{right}>>>>>>> theirs\n", "b")
    assert baseline.apply([ours, theirs], joined)[0] == []
    assert baseline.parse(joined.text(), "b") == joined


def test_a_moved_finding_is_still_accepted_and_a_new_one_is_not() -> None:
    known = Baseline.empty().accepting([finding("1" * 32, line=3)])
    new, accepted = baseline.apply([finding("1" * 32, line=90), finding("2" * 32)], known)
    assert [one.location.region.start_line for one in accepted] == [90]
    assert [one.fingerprint for one in new] == ["2" * 32]


def test_lines_are_sorted_by_path_and_do_not_change_when_others_come_and_go() -> None:
    first, second, third = (finding(str(n) * 32, path=path) for n, path in enumerate(("c.py", "a.py", "b.py")))
    known = Baseline.empty().accepting([first, second])
    lines = known.text().splitlines()
    assert [line.split(" ", 2)[2] for line in lines[2:]] == ["a.py", "c.py"]
    more = known.accepting([first, second, third]).text().splitlines()
    assert [line for line in more if line not in lines] == [line for line in more if line.endswith("b.py")]
    assert [line for line in lines if line not in more] == []


def test_pruning_drops_what_is_gone_and_stale_names_it() -> None:
    kept, gone = finding("1" * 32), finding("2" * 32, path="gone.py")
    known = Baseline.empty().accepting([kept, gone])
    assert {entry.path for entry in known.stale([kept])} == {"gone.py"}
    assert known.accepting([kept]).entries == known.entries - known.stale([kept])


def test_an_entry_without_its_salt_tells_nothing_of_the_fingerprint() -> None:
    one = finding("1" * 32)
    texts = {Baseline.empty().accepting([one]).text().splitlines()[-1] for _ in range(5)}
    assert len(texts) == 5
    assert not any(one.fingerprint in text for text in texts)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "golint baseline create"),
        ("# golint baseline 9 salt=" + "0" * 32 + "\n", 1, "update golint"),
        ("# golint baseline 1 salt=" + "0" * 32 + "\n\nnot an entry\n", 3, "remove the line"),
    ],
)
def test_a_baseline_that_cannot_be_used_names_line_and_remedy(text: str, line: int, words: str) -> None:
    with pytest.raises(BaselineError) as error:
        baseline.parse(text, "golint-baseline.txt")
    assert str(error.value).startswith(f"golint-baseline.txt:{line}: ")
    assert words in str(error.value)


def test_a_detect_secrets_baseline_is_read_for_its_digests_alone(tmp_path: Path) -> None:
    accepted, real = (hashlib.sha1(text).hexdigest() for text in (b"false alarm", b"audited as real"))
    entries = [{"type": "Secret Keyword", "hashed_secret": accepted, "line_number": 3}, {"hashed_secret": real, "is_secret": True}]
    file = tmp_path / ".secrets.baseline"
    file.write_text(json.dumps({"version": "1.5.0", "plugins_used": [{"path": "file:///evil.py"}], "results": {"a.py": entries}}))
    assert baseline.known_secrets(file) == {accepted}


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"results": []}', '{"results": {"a": [1]}}', '{"results": {"a": [{}]}}'])
def test_another_file_in_its_place_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / ".secrets.baseline"
    file.write_text(text)
    with pytest.raises(BaselineError, match="not a detect-secrets baseline"):
        baseline.known_secrets(file)
