"""How a rule page is read, and how it says what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from golint.catalog import pages, rules
from golint.catalog.errors import CatalogError
from golint.catalog.providers import EnvVar, Helper, Provider, Webhook
from golint.model import Level, Precision, Role, Severity, Side

FRONT = """\
id = "slow-answer"
title = "Answer comes late"
level = "practice"
severity = "warning"
precision = "high"
languages = ["python"]
message = "{what} is slow. It costs {sum}."
label = "here"
why = "customers leave"
triggers = [["Sleep", "wait"], ["http"]]
silences = ["other-rule"]
[help]
default = "Be fast."
javascript = "Await less."
"""
BODY = """
## What is wrong
It waits.

```python
plain = "no example"
```

## Examples
```python fault path=shop/é.py
«sleep(1)»
key = "{{stripe.secret.live}}" + "{{stripe.secret.live}}" + "{{stripe.secret.live.2}}"
```
```toml with path=conf/a.toml
x = «"{{stripe.secret.live}}"»
```
````markdown sound note path=README.md
```python fault path=x.py
```
````
"""
SOURCE = "rules/webhooks/slow-answer.md"


def page(front: str = FRONT, body: str = BODY, source: str = SOURCE) -> rules.Rule:
    return pages.read(f"+++\n{front}+++\n{body}", source)


def test_a_page_becomes_a_rule() -> None:
    rule = page()
    assert (rule.id, rule.family, rule.level, rule.severity, rule.precision) == (
        "slow-answer", "webhooks", Level.PRACTICE, Severity.WARNING, Precision.HIGH,
    )  # fmt: skip
    assert rule.triggers == ((b"sleep", b"wait"), (b"http",))
    assert rule.silences == {"other-rule"}
    assert rule.body.startswith("## What is wrong") and rule.body.endswith("```")


def test_one_list_of_triggers_is_one_group_of_alternatives() -> None:
    assert page(FRONT.replace('[["Sleep", "wait"], ["http"]]', '["a", "B"]')).triggers == ((b"a", b"b"),)
    assert page(FRONT.replace('triggers = [["Sleep", "wait"], ["http"]]\n', "")).triggers == ()


def test_a_rule_that_is_data_alone() -> None:
    rule = page('pattern = "debug=(?P<what>true)"\nsides = ["client"]\n' + FRONT)
    assert rule.pattern and rule.pattern.search(b"x debug=true")
    assert rule.sides == {Side.CLIENT}


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("why =", "whi =", 10, 'did you mean "why"?'),
        ('why = "customers leave"\n', "", 2, "add why = "),
        ('level = "practice"', 'level = "practise"', 4, 'did you mean "practice"?'),
        ('"warning"', '"loud"', 5, "valid are error, note, warning"),
        ('["python"]', '"python"', 7, "write a value of type list"),
        ('["other-rule"]', "[1]", 12, "write a value of type str"),
        ('default = "Be fast."', "", 13, "add default = "),
        ('id = "slow-answer"', 'id = "late-answer"', 2, "give both one name"),
        ("why = ", "why ", 10, "TOML"),
        ("[help]", 'pattern = "("\n[help]', 13, "write a regular expression"),
        ("[help]", 'sides = ["browser"]\n[help]', 13, "client, server, unknown"),
    ],
)
def test_a_page_that_cannot_be_used_names_file_line_and_remedy(old: str, new: str, line: int, words: str) -> None:
    assert old in FRONT
    with pytest.raises(CatalogError) as error:
        page(FRONT.replace(old, new))
    assert str(error.value).startswith(f"{SOURCE}:{line}: ")
    assert words in str(error.value)


@pytest.mark.parametrize("text", ["", "id = 1", "+++\n" + FRONT, "---\nid: x\n---\n"])
def test_a_page_without_front_matter_is_refused(text: str) -> None:
    with pytest.raises(CatalogError, match="two lines of"):
        pages.read(text, SOURCE)


def test_pages_of_a_folder_are_read_by_family_and_no_id_comes_twice(tmp_path: Path) -> None:
    for family in ("webhooks", "payments"):
        (tmp_path / family).mkdir()
    (tmp_path / "webhooks" / "slow-answer.md").write_text(f"+++\n{FRONT}+++\n", "utf-8")
    (tmp_path / "webhooks" / "README.md").write_text("not a page", "utf-8")
    assert [(rule.id, rule.family) for rule in pages.load(tmp_path).values()] == [("slow-answer", "webhooks")]
    (tmp_path / "payments" / "slow-answer.md").write_text(f"+++\n{FRONT}+++\n", "utf-8")
    with pytest.raises(CatalogError, match="another name"):
        pages.load(tmp_path)


def test_examples_are_laid_out_with_filled_markers_and_marked_spans() -> None:
    first, second = page().examples
    assert (first.language, first.expect, second.expect) == ("python", "fault", "note")
    files, spans = first.lay_out(lambda text: text.replace("{{stripe.secret.live}}", "grown"))
    assert files["shop/é.py"] == b'sleep(1)\nkey = "grown" + "grown" + "{{stripe.secret.live.2}}"\n'
    assert [files[path][start:end] for path, start, end in spans] == [b'"grown"', b"sleep(1)"]
    assert second.lay_out(str)[0] == {"README.md": b"```python fault path=x.py\n```\n"}
    assert f"+++\n{FRONT}+++\n{BODY}".split("\n")[first.line - 1] == "```python fault path=shop/é.py"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("```python fault path=a.py\nx\n", "close it with ```"),
        ("```python fault\nx\n```\n", "add one, such as"),
        ("```python with path=a.py\nx\n```\n", "put it after"),
    ],
)
def test_an_example_that_cannot_be_understood_names_its_line(body: str, words: str) -> None:
    with pytest.raises(CatalogError, match=words) as error:
        _ = page(body=body).examples
    assert error.value.line == FRONT.count("\n") + 3


def test_further_examples_stand_in_a_folder_that_is_called_like_the_page(tmp_path: Path) -> None:
    (tmp_path / "webhooks" / "slow-answer").mkdir(parents=True)
    written = tmp_path / "webhooks" / "slow-answer.md"
    written.write_text(f"+++\n{FRONT}+++\n{BODY}", "utf-8")
    (written.with_suffix("") / "php.md").write_text("More.\n```php fault path=a.php\n«sleep(1)»;\n```\n", "utf-8")
    (rule,) = pages.load(tmp_path).values()
    assert [example.place.partition(":")[0] for example in rule.leading_examples] == ["slow-answer.md"] * 2
    assert {name: [example.place for example in found] for name, found in rule.further_examples.items()} == {"php": ["php.md:2"]}
    assert rule.examples == (*rule.leading_examples, *rule.further_examples["php"])


@pytest.mark.parametrize("text", ["«a", "a»"])
def test_marks_come_in_pairs(text: str) -> None:
    (example,) = page(body=f"```python fault path=a.py\n{text}\n```\n").examples
    with pytest.raises(ValueError, match="without"):
        example.lay_out(str)


def test_words_are_filled_in_and_a_missing_one_never_shows_a_brace() -> None:
    template = 'The {what} of {some_thing} is `{"timeout": 30}`.'
    assert rules.fill(template, {"what": "cost", "some_thing": "it"}) == 'The cost of it is `{"timeout": 30}`.'
    assert rules.fill(template, {}) == 'The value of some thing is `{"timeout": 30}`.'
    with pytest.raises(KeyError, match="some_thing"):
        rules.fill(template, {"what": "cost"}, strict=True)


@pytest.mark.parametrize(
    ("language", "text"), [("javascript", "Await less."), ("tsx", "Await less."), ("python", "Be fast."), ("", "Be fast.")]
)
def test_help_is_chosen_by_language_then_kin_then_default(language: str, text: str) -> None:
    assert page().help_in(language) == text


def test_a_provider_gives_the_words_that_its_pack_knows() -> None:
    helpers = (Helper("python", "unsafe", timing_safe=False), Helper("python", "Gate.check"), Helper("javascript", "gate.check"))
    webhook = Webhook("standard", "hmac", headers=("X-Gate-Signature",), algorithm="sha256", helpers=helpers)
    env = (EnvVar("GATE_(?:LIVE_)?KEY", Role.SECRET), EnvVar("GATE_TOKEN", Role.SECRET))
    provider = Provider("gate", "The Gate", env_vars=env, webhooks=(webhook,))
    words = rules.provider_values(provider, "tsx", "webhooks")
    assert words == {
        "provider": "The Gate", "env": "GATE_WEBHOOK_SECRET", "header": "X-Gate-Signature", "algorithm": "sha256", "helper": "gate.check",
    }  # fmt: skip
    assert rules.provider_values(provider, "python", "keys")["env"] == "GATE_TOKEN"
    assert rules.provider_values(None, "python", "keys") == {}
