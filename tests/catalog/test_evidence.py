from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from golint import catalog
from golint.catalog import CatalogError, errors, evidence, phrases

KNOWN = catalog.load()
HEAD = '[kind]\nid = "shop"\ntitle = "a thing of the shop"\n'
TOPIC = '[[topic]]\nid = "a"\ntitle = "an a"\n'
SIGN = '[[sign]]\ntool = "t"\npattern = "a+"\nwhat = "the a"\n'


@pytest.mark.parametrize("path", sorted((catalog.rules_folder() / "evidence").glob("*.toml")), ids=lambda path: path.stem)
def test_each_table_keeps_to_the_schema(path: Path) -> None:
    evidence.check(errors.read(path))


def test_every_topic_that_a_checklist_asks_for_is_known() -> None:
    asked = {f"{one.kind}:{one.topic}".rstrip(":") for each in KNOWN.checklists.values() for item in each.items for one in item.evidence}
    assert {word: remedy for word in asked if (remedy := evidence.unknown(word, KNOWN.evidence))} == {}


@pytest.mark.parametrize(
    ("word", "remedy"),
    [
        ("test:decline", ""),
        ("runbook", ""),
        ("handler", ""),
        ("test:declined", 'did you mean "test:decline"?'),
        ("runbok:incident", 'did you mean "runbook"?'),
        ("load-test:k6", 'did you mean "load-test"?'),
        ("payment-method:card", "valid are alert, circuit-breaker, handler, load-test, metric, rate-limiter, runbook, test"),
    ],
)
def test_an_unknown_word_is_answered_with_the_nearest(word: str, remedy: str) -> None:
    assert evidence.unknown(word, KNOWN.evidence) == remedy


BAD_TABLES = {
    "no head": (TOPIC, 'shop.toml:1: "kind" is missing; add [kind] with id = "shop" and a title'),
    "other id": ('[kind]\nid = "stop"\ntitle = "x"\n', 'shop.toml:2: the id "stop" is not the file\'s name; write id = "shop"'),
    "unknown key": (HEAD + TOPIC + 'word = "x"\n', 'shop.toml:7: "word" is no key of [topic]; did you mean "words"?'),
    "unknown stage": (HEAD + 'outside = ["tests"]\n', 'shop.toml:4: "outside" is "tests"; did you mean "test"?'),
    "twice": (HEAD + TOPIC + TOPIC, 'shop.toml:8: there are two topics "a"; put the words of both into one'),
    "no title": (HEAD + '[[topic]]\nid = "a"\n', 'shop.toml:4: "title" is missing in [topic]; add title = "..."'),
    "no such topic": (HEAD + TOPIC + SIGN + 'topics = ["b"]\n', 'shop.toml:11: "b" is no topic of "shop"; valid are a'),
    "no pattern": (
        HEAD + SIGN.replace("a+", "(a"),
        (
            'shop.toml:6: "pattern" is no regular expression: missing ), unterminated subpattern at position 0; '
            "write a plain regular expression of Python"
        ),
    ),
    "slow mark": (
        HEAD + TOPIC + 'marks = "(a+)+"\n',
        ('shop.toml:7: "marks" repeats a repeat, which may take very long; write a plain regular expression of Python'),
    ),
    "extent": (HEAD + SIGN + 'extent = "lines"\n', 'shop.toml:8: "extent" is "lines"; did you mean "line"?'),
}


@pytest.mark.parametrize(("text", "message"), BAD_TABLES.values(), ids=BAD_TABLES.keys())
def test_a_bad_table_is_refused_with_place_and_remedy(text: str, message: str) -> None:
    with pytest.raises(CatalogError) as caught:
        evidence.check(errors.parse(text, "shop.toml"))
    assert str(caught.value) == message


def test_a_folder_adds_topics_words_and_kinds(tmp_path: Path) -> None:
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence" / "test.toml").write_text(
        '[[topic]]\nid = "pix"\ntitle = "a payment by Pix"\nwords = "pix"\n[[topic]]\nid = "refund"\nwords = "geri odeme"\n', "utf-8"
    )
    (tmp_path / "evidence" / "shop.toml").write_text(HEAD + TOPIC, "utf-8")
    (tmp_path / "checklists").mkdir()
    (tmp_path / "checklists" / "mine.toml").write_text(
        '[checklist]\nid = "mine"\ntitle = "Mine"\n[[item]]\nid = "01"\ntitle = "x"\nevidence = ["test:pix", "shop:a"]\n', "utf-8"
    )
    known = catalog.load([tmp_path])
    assert known.evidence["test"].title == KNOWN.evidence["test"].title
    assert known.evidence["test"].topics["pix"].words == ("pix",)
    refund = known.evidence["test"].topics["refund"]
    assert refund.words == (*KNOWN.evidence["test"].topics["refund"].words, "geri odeme")
    assert (refund.title, refund.asked) == ("a refund", "a refund")
    assert known.evidence["shop"].topics.keys() == {"a"}


def test_a_folders_table_is_checked_when_it_is_loaded(tmp_path: Path) -> None:
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence" / "test.toml").write_text('[[topic]]\nid = "pix"\nwords = "pix"\n', "utf-8")
    with pytest.raises(CatalogError, match=r'test\.toml:1: "title" is missing in \[topic\]'):
        catalog.load([tmp_path])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("testDeclinedCard", " test declined card "),
        ("test_3ds_flow", " test 3ds flow "),
        ("3DSecure", " 3d secure "),
        ("Rotación de llaves", " rotacion de llaves "),
        ("HTTPTimeout: 5xx", " http timeout 5xx "),
        ("charge3ds", " charge 3ds "),
    ],
)
def test_names_and_sentences_are_read_as_words(text: str, words: str) -> None:
    assert phrases.folded(text) == words


BREAK = re.compile(r"[\W_]+|(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[a-z])(?=[0-9])")


@given(st.text(alphabet="abAB12_- .é漢", max_size=12))
def test_words_begin_where_the_plain_rule_says(text: str) -> None:
    plain = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    assert phrases.folded(text) == f" {BREAK.sub(' ', plain).lower().strip()} "


@pytest.mark.parametrize(
    ("text", "phrase", "held"),
    [
        ("the card was declined", "declin*", True),
        ("the card was declined", "card declined", False),
        ("cardDeclined", "card declined|refused", True),
        ("payment in March fails", "payment* & fail*", True),
        ("payment", "payment* & fail*", False),
        ("on call engineer", "duty / on call", True),
        ("undeclined", "declin*", False),
        ("a", "", False),
        ("cards in a test", "card* in|of / test*", True),
        ("card tests", "card* in|of / test*", True),
        ("cards on", "card* in|of", False),
    ],
)
def test_phrases(text: str, phrase: str, held: bool) -> None:
    assert phrases.says(phrases.folded(text), (phrase,)) is held
