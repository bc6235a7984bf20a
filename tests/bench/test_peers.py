"""What the other tools are asked, and that it is fair."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from bench import floor, install, peers
from bench.own import Golint
from bench.peers import Ready

from golint import catalog
from golint.catalog import grow
from golint.model import Mode

KNOWN = peers.load()
WAYS = [(name, way) for name, peer in KNOWN.items() for way in ("tree", "history", "files") if getattr(peer, way)]
# What each must be told so that it does what golint does: nothing over the network, and of a tree no history.
FAIR = {
    ("kingfisher", "tree"): {"--no-update-check", "--no-validate", "none"},
    ("kingfisher", "history"): {"--no-update-check", "--no-validate", "full"},
    ("kingfisher", "files"): {"--no-update-check", "--no-validate", "none"},
    ("semgrep", "tree"): {"--metrics", "off", "--disable-version-check"},
    ("semgrep", "files"): {"--metrics", "off", "--disable-version-check"},
    ("detect-secrets", "tree"): {"--all-files", "--no-verify"},
    ("detect-secrets", "files"): {"--no-verify"},
    ("trufflehog", "tree"): {"--no-verification", "--no-update"},
    ("trufflehog", "history"): {"--no-verification", "--no-update"},
    ("ripgrep", "tree"): {"-uu", "!.git"},
}


def asked(name: str, way: str, folder: Path) -> tuple[str, ...]:
    ready = Ready(KNOWN[name], Path("/tools"), folder)
    found = ready.hook(folder, ["a.py", "b.py"]) if way == "files" else getattr(ready, way)(folder)
    assert found is not None
    assert found.codes >= {0}
    argv: tuple[str, ...] = found.argv
    return argv


@pytest.mark.parametrize(("name", "way"), WAYS)
def test_every_command_line_is_filled_in(name: str, way: str, tmp_path: Path) -> None:
    argv = asked(name, way, tmp_path)
    assert argv[0].startswith("/tools/")
    assert not [word for word in argv if re.search(r"\{\w+\}", word)]
    if way == "files":
        assert argv[-2:] == ("a.py", "b.py")


@pytest.mark.parametrize(("name", "way"), FAIR)
def test_no_tool_is_asked_for_more_than_the_others(name: str, way: str, tmp_path: Path) -> None:
    assert set(asked(name, way, tmp_path)) >= FAIR[name, way]


def test_detect_secrets_has_a_command_of_its_own_for_hooks(tmp_path: Path) -> None:
    assert asked("detect-secrets", "files", tmp_path)[0] == "/tools/detect-secrets-hook"


def test_a_tool_that_reads_no_history_gives_no_command(tmp_path: Path) -> None:
    assert Ready(KNOWN["semgrep"], Path("/tools"), tmp_path).history(tmp_path) is None


@pytest.mark.parametrize("name", KNOWN)
def test_every_tool_comes_from_one_place_in_one_version(name: str) -> None:
    peer = KNOWN[name]
    assert sum(map(bool, (peer.pypi, peer.npm, peer.variable))) == 1
    assert re.fullmatch(r"\d+\.\d+\.\d+", peer.release)


def test_a_tool_that_no_index_has_is_looked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("GOLINT_BENCH_GITLEAKS", raising=False)
    assert install.ready(KNOWN["gitleaks"], tmp_path, tmp_path, {}) == "neither on PATH nor named by GOLINT_BENCH_GITLEAKS"
    program = tmp_path / "elsewhere" / "gitleaks"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv("GOLINT_BENCH_GITLEAKS", str(program))
    found = install.ready(KNOWN["gitleaks"], tmp_path, tmp_path, {})
    assert isinstance(found, Ready)
    assert found.folder == program.parent
    monkeypatch.setenv("GOLINT_BENCH_GITLEAKS", str(tmp_path / "missing"))
    assert install.ready(KNOWN["gitleaks"], tmp_path, tmp_path, {}) == "GOLINT_BENCH_GITLEAKS names no program"


def test_the_floor_is_68_patterns_that_ripgrep_can_read() -> None:
    found = floor.patterns(catalog.load())
    assert len(set(found)) == len(found) == 68
    assert not [pattern for pattern in found if re.search(r"\(\?<?[!=]", pattern)]


def test_the_floor_finds_what_the_catalogue_means() -> None:
    known = catalog.load()
    keys = [re.compile(pattern) for pattern in floor.patterns(known)[: floor.KEYS]]
    text = " ".join(
        grow.grow(provider.id, key.role, key.mode, known)
        for provider in known.providers.values()
        for key in provider.keys
        if key.role in floor.SECRET and key.prefix and (key.mode is not Mode.ANY or len(provider.keys) == 1)
    )
    assert sum(pattern.search(text) is not None for pattern in keys) > len(keys) / 2


def test_semgrep_has_rules_for_each_of_the_six_faults() -> None:
    rules = yaml.safe_load((peers.HERE / "semgrep.yml").read_text("utf-8"))["rules"]
    languages = "-(python|javascript|php|ruby|go|java)$"
    assert {re.sub(languages, "", rule["id"]) for rule in rules} == {
        "secret-in-code", "http-endpoint", "hmac-compared-with-equals", "tls-verification-off", "request-without-timeout",
        "parsed-before-verification",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("options", "cold", "warm", "past"),
    [
        ((), ("check", "."), False, False),
        (("--no-cache",), ("check", ".", "--no-cache"), True, False),
        (("--no-cache", "--history"), ("check", ".", "--no-cache"), True, True),
    ],
)
def test_golint_is_asked_for_what_it_knows(tmp_path: Path, options: tuple[str, ...], cold: tuple[str, ...], warm: bool, past: bool) -> None:
    golint = Golint(tmp_path / "golint", tmp_path, {}, "golint, version 0", frozenset(options))
    assert golint.check(tmp_path).argv[1 : 1 + len(cold)] == cold
    assert (golint.warm(tmp_path) is not None) is warm
    assert (golint.history(tmp_path) is not None) is past
    first = golint.first_hook(tmp_path, ["a.py"])
    assert (first.argv[1:] if first else None) == (("check", "--no-cache", "a.py") if warm else None)
    assert golint.hook(tmp_path, ["a.py"]).argv[1:] == ("check", "a.py")
    quick = golint.warm(tmp_path)
    assert quick is None or "--no-cache" not in quick.argv
