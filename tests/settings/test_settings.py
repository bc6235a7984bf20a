"""Where settings are found, what they hold, and what is said of those that cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from golint.model import Level, Severity, Side, Stage
from golint.settings import Override, Overrides, PathGlobs, Settings, SettingsError, load, validate

RULES = {"hardcoded-key": "keys", "duplicated-key": "keys", "no-timeout": "requests"}


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_toml", ".toml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    settings = load(cwd=str(tmp_path))
    assert (settings.level, settings.fail_on, settings.config_path, settings.base) == (
        Level.PRACTICE,
        Severity.WARNING,
        None,
        str(tmp_path),
    )


def test_every_key_is_read(tmp_path: Path) -> None:
    write(
        tmp_path,
        golint_toml="""
select = ["keys"]
ignore = ["no-timeout"]
level = "audit"
fail-on = "never"
exclude = ["old/"]
include = ["src/"]
force-exclude = true
providers = ["stripe"]
packs = ["packs"]
baseline = "golint-baseline.json"
max-file-size = "2 MiB"
format = "json"
output = "out.json"
colour = "never"
jobs = 2

[[override]]
paths = ["shop/*.py"]
ignore = ["keys"]
select = ["requests"]
side = "client"
stage = "test"
""",
    )
    settings = load(cwd=str(tmp_path))
    assert settings == Settings(
        paths=(".",),
        select=("keys",),
        ignore=("no-timeout",),
        level=Level.AUDIT,
        fail_on=None,
        exclude=("old/",),
        include=("src/",),
        force_exclude=True,
        providers=("stripe",),
        packs=(str(tmp_path / "packs"),),
        baseline=str(tmp_path / "golint-baseline.json"),
        max_file_size=2 * 1024 * 1024,
        format="json",
        output=str(tmp_path / "out.json"),
        colour="never",
        jobs=2,
        overrides=(Override(paths=("shop/*.py",), ignore=("keys",), select=("requests",), side=Side.CLIENT, stage=Stage.TEST),),
        config_path=str(tmp_path / "golint.toml"),
        base=str(tmp_path),
        cwd=str(tmp_path),
        origins=settings.origins,
    )
    assert settings.origin("select") == "golint.toml:2"
    assert settings.origin("override.0.side") == "golint.toml:22"
    assert settings.origin("paths") == "default"


@pytest.mark.parametrize(
    ("files", "paths", "level", "base"),
    [
        ({"golint_toml": 'level = "audit"', ".golint_toml": 'level = "launch"'}, ["."], Level.AUDIT, ""),
        ({".golint_toml": 'level = "audit"', "pyproject_toml": '[tool.golint]\nlevel = "launch"'}, ["."], Level.AUDIT, ""),
        ({"pyproject_toml": '[tool.golint]\nlevel = "audit"\n[tool.other]\nx = 1'}, ["."], Level.AUDIT, ""),
        ({"golint_toml": 'level = "audit"', "shop__app_toml": ""}, ["shop"], Level.AUDIT, ""),
        ({"golint_toml": 'level = "audit"', "shop__golint_toml": 'level = "launch"'}, ["shop"], Level.LAUNCH, "shop"),
        ({"golint_toml": 'level = "audit"', "shop__golint_toml": 'level = "launch"'}, ["."], Level.AUDIT, ""),
        ({"golint_toml": 'level = "audit"', "shop__golint_toml": 'level = "launch"'}, ["shop/a.py", "shop/b.py"], Level.AUDIT, ""),
        ({"golint_toml": 'level = "audit"', "shop__pyproject_toml": "[tool.other]\nx = 1"}, ["shop"], Level.AUDIT, ""),
        ({"golint_toml": "\ufefflevel = 'audit'"}, ["."], Level.AUDIT, ""),
    ],
)
def test_the_nearest_file_that_says_something_is_used(
    tmp_path: Path, files: dict[str, str], paths: list[str], level: Level, base: str
) -> None:
    (tmp_path / ".git").mkdir()
    write(tmp_path, **files)
    settings = load(paths, cwd=str(tmp_path))
    assert (settings.level, settings.base) == (level, str(tmp_path / base))


def test_the_search_ends_at_the_root_of_the_repository(tmp_path: Path) -> None:
    write(tmp_path, golint_toml='level = "audit"')
    (tmp_path / "repo" / ".git").mkdir(parents=True)
    (tmp_path / "repo" / "shop").mkdir()
    assert load(cwd=str(tmp_path / "repo" / "shop")).config_path is None
    assert load(cwd=str(tmp_path)).level is Level.AUDIT


def test_outside_a_repository_only_the_starting_folder_is_searched(tmp_path: Path) -> None:
    write(tmp_path, golint_toml='level = "audit"')
    (tmp_path / "shop").mkdir()
    assert load(cwd=str(tmp_path / "shop")).level is Level.PRACTICE


def test_a_file_may_be_named_or_left_out(tmp_path: Path) -> None:
    write(tmp_path, golint_toml='level = "audit"', ci__strict_toml='level = "launch"')
    named = load(cwd=str(tmp_path), config="ci/strict.toml")
    assert (named.level, named.base) == (Level.LAUNCH, str(tmp_path))
    assert load(cwd=str(tmp_path), isolated=True).level is Level.PRACTICE


STRAY = "sk_" + "live_" + "51Nq" * 6


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('\nlevle = "audit"', 'golint.toml:2: "levle" is no setting of golint; did you mean "level"?'),
        ('fail_on = "loud"', 'golint.toml:1: "fail_on" has no such value; valid are error, never, note, warning'),
        ('level = "audti"', 'golint.toml:1: "level" has no such value; did you mean "audit"?'),
        ("level = 3", 'golint.toml:1: "level" has no such value; valid are audit, launch, practice'),
        ('select = "keys"', 'golint.toml:1: "select" must be a list of texts; write ["...", "..."]'),
        ("exclude = [1]", 'golint.toml:1: "exclude" must be a list of texts; write ["...", "..."]'),
        ('force-exclude = "yes"', 'golint.toml:1: "force-exclude" must be true or false; write true or false, without quotes'),
        ("jobs = -1", 'golint.toml:1: "jobs" must be a whole number from 0; write a number, without quotes'),
        ("jobs = true", 'golint.toml:1: "jobs" must be a whole number from 0; write a number, without quotes'),
        ('max-file-size = "big"', 'golint.toml:1: "max-file-size" must be a number of bytes; write for example 5000000 or "5 MB"'),
        ("max-file-size = 0", 'golint.toml:1: "max-file-size" must be a number of bytes; write for example 5000000 or "5 MB"'),
        ("baseline = []", 'golint.toml:1: "baseline" must be a text; write it in quotes: "..."'),
        ("override = 1", 'golint.toml:1: "override" must be a list of tables; write [[override]]'),
        ("override = [1]", "golint.toml:1: this is no table; write [override]"),
        ('\n[[override]]\nignore = ["keys"]', 'golint.toml:2: this override has no "paths"; add paths = ["folder/**"]'),
        (
            '[[override]]\npaths = ["a"]\n[[override]]\npaths = ["b"]\nsides = "x"',
            'golint.toml:5: "sides" is no setting of golint; did you mean "side"?',
        ),
        ('[[override]]\npaths = ["a"]\nstage = "prod"', 'golint.toml:3: "stage" has no such value; did you mean "production"?'),
        ("level = ", "golint.toml:1: this is not TOML (Invalid value); see https://toml.io for the syntax"),
        (f'stripe = "{STRAY}"', 'golint.toml:1: "stripe" is no setting of golint; '),
        (f'level = "{STRAY}"', 'golint.toml:1: "level" has no such value; valid are audit, launch, practice'),
        (f"{STRAY} = 1", "golint.toml:1: a key that is no word is no setting of golint; "),
    ],
)
def test_what_cannot_be_used_is_named_with_its_line_and_a_remedy(tmp_path: Path, text: str, message: str) -> None:
    write(tmp_path, golint_toml=text)
    with pytest.raises(SettingsError) as caught:
        load(cwd=str(tmp_path))
    assert str(caught.value).startswith(message)
    assert STRAY not in str(caught.value)


def test_a_line_in_pyproject_is_that_of_golints_table(tmp_path: Path) -> None:
    write(tmp_path, pyproject_toml='[tool.other]\nlevle = 1\n\n[tool.golint]\njobs = 1\nlevle = 2\n[[tool.golint.override]]\npaths = ["a"]')
    with pytest.raises(SettingsError, match=r"^pyproject\.toml:6: \"levle\" is no setting"):
        load(cwd=str(tmp_path))


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "golint.toml").write_bytes(b"level = '\xff'")
    with pytest.raises(SettingsError, match=r"golint\.toml: the file is not UTF-8; save it as UTF-8"):
        load(cwd=str(tmp_path))
    with pytest.raises(SettingsError, match=r"missing\.toml: the file cannot be read \(No such file or directory\); name another"):
        load(cwd=str(tmp_path), config="missing.toml")


def test_the_command_line_outdoes_the_file(tmp_path: Path) -> None:
    write(tmp_path, golint_toml='level = "audit"\nignore = ["keys"]')
    settings = load(cwd=str(tmp_path)).merge(level="launch", fail_on="never", ignore=(), select=None, max_file_size="1 kB", colour="always")
    assert (settings.level, settings.fail_on, settings.ignore) == (Level.LAUNCH, None, ("keys",))
    assert (settings.max_file_size, settings.colour) == (1000, "always")
    assert (settings.origin("level"), settings.origin("ignore")) == ("--level", "golint.toml:2")


def test_a_bad_value_of_the_command_line_names_the_option(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r'^--fail-on: "fail-on" has no such value; did you mean "warning"\?'):
        load(cwd=str(tmp_path)).merge(fail_on="warnings")


def test_patterns_of_the_command_line_start_at_the_working_directory(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    write(tmp_path, golint_toml="")
    (tmp_path / "shop").mkdir()
    settings = load(cwd=str(tmp_path / "shop")).merge(exclude=("old/*.py", "*.log", "!keep/x", "/top"))
    assert settings.exclude == ("/shop/old/*.py", "*.log", "!/shop/keep/x", "/shop/top")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"select": ("hardcoded-keys",)}, '--select: "hardcoded-keys" is no rule or family; did you mean "hardcoded-key"?'),
        ({"ignore": ("zzz",)}, '--ignore: "zzz" is no rule or family; valid are duplicated-key, hardcoded-key, keys, no-timeout, requests'),
        ({"providers": ("strip",)}, '--providers: "strip" is no provider; did you mean "stripe"?'),
        ({"format": "sarf"}, '--format: "sarf" is no format; did you mean "sarif"?'),
    ],
)
def test_names_are_checked_against_the_catalogue(tmp_path: Path, given: dict[str, object], message: str) -> None:
    with pytest.raises(SettingsError) as caught:
        validate(load(cwd=str(tmp_path)).merge(**given), RULES, providers=("stripe",), formats=("sarif", "text"))
    assert str(caught.value) == message


def test_names_in_overrides_are_checked_too(tmp_path: Path) -> None:
    write(tmp_path, golint_toml='[[override]]\npaths = ["a"]\nignore = ["keys"]\n[[override]]\npaths = ["b"]\nselect = ["kyes"]')
    with pytest.raises(SettingsError, match=r'^golint\.toml:6: "kyes" is no rule or family; did you mean "keys"'):
        validate(load(cwd=str(tmp_path)), RULES)


@pytest.mark.parametrize(
    ("settings", "there", "rule", "level", "expected"),
    [
        (Settings(), Override(), "hardcoded-key", Level.PRACTICE, True),
        (Settings(), Override(), "hardcoded-key", Level.AUDIT, False),
        (Settings(level=Level.AUDIT), Override(), "hardcoded-key", Level.AUDIT, True),
        (Settings(level=Level.LAUNCH), Override(), "hardcoded-key", Level.PRACTICE, False),
        (Settings(select=("keys",)), Override(), "hardcoded-key", Level.LAUNCH, True),
        (Settings(select=("keys",)), Override(), "hardcoded-key", Level.AUDIT, False),
        (Settings(select=("hardcoded-key",)), Override(), "hardcoded-key", Level.AUDIT, True),
        (Settings(select=("requests",)), Override(), "hardcoded-key", Level.LAUNCH, False),
        (Settings(ignore=("keys",)), Override(), "hardcoded-key", Level.LAUNCH, False),
        (Settings(ignore=("keys",), select=("hardcoded-key",)), Override(), "hardcoded-key", Level.LAUNCH, True),
        (Settings(ignore=("hardcoded-key",), select=("hardcoded-key",)), Override(), "hardcoded-key", Level.LAUNCH, False),
        (Settings(), Override(ignore=("keys",)), "hardcoded-key", Level.LAUNCH, False),
        (Settings(), Override(select=("requests",)), "hardcoded-key", Level.LAUNCH, False),
        (Settings(select=("requests",)), Override(select=("keys",)), "hardcoded-key", Level.LAUNCH, True),
    ],
)
def test_which_rules_run(settings: Settings, there: Override, rule: str, level: Level, expected: bool) -> None:
    assert settings.runs(rule, RULES[rule], level, there) is expected


@pytest.mark.parametrize(("fail_on", "failing"), [(None, []), (Severity.ERROR, ["error"]), (Severity.WARNING, ["warning", "error"])])
def test_which_severities_fail(fail_on: Severity | None, failing: list[str]) -> None:
    assert [severity for severity in Severity if Settings(fail_on=fail_on).fails(severity)] == failing


@pytest.mark.parametrize(
    ("patterns", "base", "root", "path", "expected"),
    [
        (["*.py"], "/r", "/r", "a/b.py", True),
        (["old/"], "/r", "/r", "a/old/b.py", True),
        (["/old/"], "/r", "/r", "a/old/b.py", False),
        (["a/*.py"], "/r", "/r", "a/b/c.py", False),
        (["a/**/c.py"], "/r", "/r", "a/b/c.py", True),
        (["*.py", "!b.py"], "/r", "/r", "a/b.py", False),
        ([], "/r", "/r", "a/b.py", False),
        (["shop/*.py"], "/r", "/r/shop", "a.py", True),
        (["/a.py"], "/r/shop", "/r", "shop/a.py", True),
        (["*.py"], "/r/shop", "/r", "other/a.py", False),
        (["*.py"], "/elsewhere", "/r", "a.py", True),
    ],
)
def test_patterns_are_read_as_in_gitignore(patterns: list[str], base: str, root: str, path: str, expected: bool) -> None:
    assert (path in PathGlobs(patterns, base, root)) is expected


def test_overrides_for_one_path_become_one() -> None:
    settings = Settings(
        overrides=(
            Override(paths=("shop/",), ignore=("keys",), stage=Stage.TEST),
            Override(paths=("*.py",), ignore=("requests", "keys"), side=Side.SERVER),
            Override(paths=("shop/a.py",), stage=Stage.PRODUCTION, select=("data",)),
        ),
        base="/r",
    )
    overrides = Overrides(settings, "/r")
    assert overrides.of("shop/a.py") == Override(select=("data",), ignore=("keys", "requests"), side=Side.SERVER, stage=Stage.PRODUCTION)
    assert overrides.of("shop/b.js") == Override(ignore=("keys",), stage=Stage.TEST)
    assert overrides.of("b.js") == Override()
