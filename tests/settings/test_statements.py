"""What people stated: where it stands, what it holds, and what is said of a statement that cannot be used."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from golint.settings import Attestation, SettingsError, Statements, Waiver, load, load_statements, statements_file, validate_statements

WORD = '[[attestation]]\nitem = "paymongo-04"\nby = "Ana"\ndate = 2026-11-03\n'
RISK = '[[waiver]]\nitem = "paymongo-12"\nreason = "late"\nowner = "Ben"\nuntil = "2026-12-31"\n'


def stated(folder: Path, **files: str) -> Statements:
    for name, text in files.items():
        (folder / f"{name.replace('__', '.')}.toml").write_text(text, "utf-8")
    return load_statements(load(cwd=str(folder)))


def test_nobody_has_said_anything(tmp_path: Path) -> None:
    assert stated(tmp_path) == Statements()


def test_statements_stand_in_the_configuration_and_beside_it(tmp_path: Path) -> None:
    more = WORD.replace("-04", "-17") + 'link = "https://wiki.example/7"\nuntil = 2027-11-03\nnote = "seen"\nprovider = "paymongo"\n'
    found = stated(tmp_path, golint=f'launched = 2026-12-01\nlevel = "audit"\n{WORD}{RISK}', golint__attestations=more)
    assert found.launched == date(2026, 12, 1)
    assert found.attestations == (
        Attestation(item="paymongo-04", by="Ana", date=date(2026, 11, 3), origin="golint.toml:4"),
        Attestation(
            item="paymongo-17",
            by="Ana",
            date=date(2026, 11, 3),
            link="https://wiki.example/7",
            until=date(2027, 11, 3),
            note="seen",
            provider="paymongo",
            origin="golint.attestations.toml:2",
        ),
    )
    assert found.waivers == (Waiver(item="paymongo-12", reason="late", owner="Ben", until=date(2026, 12, 31), origin="golint.toml:8"),)


def test_they_may_stand_in_pyproject(tmp_path: Path) -> None:
    found = stated(tmp_path, pyproject=WORD.replace("[[", "[[tool.golint.") + "[project]\n")
    assert [(one.item, one.origin) for one in found.attestations] == [("paymongo-04", "pyproject.toml:2")]


def test_the_file_for_statements_stands_beside_the_configuration_or_at_the_root(tmp_path: Path) -> None:
    inner = tmp_path / "shop" / "web"
    inner.mkdir(parents=True)
    assert statements_file(load(cwd=str(inner))) == inner / "golint.attestations.toml"
    (tmp_path / ".git").mkdir()
    assert statements_file(load(cwd=str(inner))) == tmp_path / "golint.attestations.toml"
    (tmp_path / "shop/golint.toml").write_text("", "utf-8")
    assert statements_file(load(cwd=str(inner))) == tmp_path / "shop/golint.attestations.toml"


BAD = {
    "no date": ({"golint": WORD.replace("date = 2026-11-03\n", "")}, 'golint.toml:1: this attestation has no "date"; add date = ...'),
    "no owner": ({"golint": RISK.replace('owner = "Ben"\n', "")}, 'golint.toml:1: this waiver has no "owner"; add owner = ...'),
    "no day": (
        {"golint": WORD.replace("2026-11-03", '"soon"')},
        'golint.toml:4: "date" must be a day; write year-month-day, as 2027-01-31',
    ),
    "a word for a table": (
        {"golint": 'attestation = "x"\n'},
        'golint.toml:1: "attestation" must be a list of tables; write [[attestation]]',
    ),
    "one table": ({"golint": WORD.replace("[[", "[").replace("]]", "]")}, 'golint.toml:1: "attestation" must be a list of tables'),
    "unknown key": ({"golint": WORD + 'who = "Ana"\n'}, 'golint.toml:5: "who" is no setting of golint; valid are by, date'),
    "a setting among statements": (
        {"golint__attestations": 'level = "audit"\n'},
        'golint.attestations.toml:1: "level" is no statement; valid are attestation, launched, waiver',
    ),
    "no TOML": ({"golint__attestations": "[[attestation]\n"}, "golint.attestations.toml:1: this is not TOML"),
}


@pytest.mark.parametrize(("files", "message"), BAD.values(), ids=BAD.keys())
def test_a_bad_statement_is_named_with_its_line_and_a_remedy(tmp_path: Path, files: dict[str, str], message: str) -> None:
    with pytest.raises(SettingsError) as caught:
        stated(tmp_path, **files)
    assert str(caught.value).startswith(message)


def test_statements_are_about_what_there_is(tmp_path: Path) -> None:
    found = stated(tmp_path, golint=WORD + 'provider = "paymongo"\n' + RISK)
    validate_statements(found, {"paymongo-04", "paymongo-12"}, {"paymongo"})
    with pytest.raises(SettingsError, match=r'golint\.toml:2: there is no such item of a checklist; did you mean "paymongo-14"\?'):
        validate_statements(found, {"paymongo-14"}, {"paymongo"})
    with pytest.raises(SettingsError, match=r'golint\.toml:2: "paymongo" is no provider; did you mean "paymong"\?'):
        validate_statements(found, {"paymongo-04"}, {"paymong"})
