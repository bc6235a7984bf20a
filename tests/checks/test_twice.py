"""Whether a test may send one thing twice is told from the text, and no test that does is left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from golint.catalog.evidence import Topic
from golint.checks.operations.twice import may_repeat

TOPIC = Topic("replay", "a replayed webhook", twice=("post|deliver*|process* / receive",), about=("webhook*", "notif*"))
NAMED = " webhooks "
SENT = "    client.post('/a')\n    client.post('/a')\n"
REPEATS = {
    "statements": ("python", "def test_hook():\n    client.post('/hook', EVENT)\n    client.post('/hook',  EVENT)\n"),
    "assigned": ("python", "def test_hook():\n    one = client.post(\n        '/hook')\n    two = client.post('/hook')\n"),
    "a loop": ("java", "void hook() { for (int i = 0; i < 2; i++) { deliver(event); } }"),
    "no brackets": ("ruby", "it 'is taken once' do\n  post webhook_url, params: event\n  post webhook_url, params: event if again\nend\n"),
    "in an arrow": ("typescript", "it('once', async () => {\n  await deliver(event); // first\n  expect(await deliver(event));\n});\n"),
    "no tests apart": ("php", "function testHook() { $this->post('/hook'); }\nfunction testAgain() { $this->post('/hook'); }\n"),
    "named alike": ("go", "func TestHook(t *testing.T) {\n\tDeliverEvent(event)\n\tDeliverEvent(event)\n}\n"),
}
ONCE = {
    "different things": ("python", "def test_hook():\n    client.post('/hook', EVENT)\n    client.post('/other', EVENT)\n"),
    "different tests": ("python", "def test_hook():\n    post(EVENT)\n\nasync def test_other():\n    post(EVENT)\n"),
    "different cases": ("ruby", "it 'pays' do\n  post url\nend\n\nspecify(\"it refunds\") do\n  post url\nend\n"),
    "something else twice": ("javascript", "test('hook', () => {\n  expect(seen);\n  expect(seen);\n});\n"),
}


@pytest.mark.parametrize("case", REPEATS)
def test_what_is_sent_twice_is_seen(case: str) -> None:
    assert may_repeat(*REPEATS[case], TOPIC, NAMED)


@pytest.mark.parametrize("case", ONCE)
def test_what_is_sent_once_is_left_alone(case: str) -> None:
    assert not may_repeat(*ONCE[case], TOPIC, NAMED)


@pytest.mark.parametrize(
    "text",
    [
        f"def test_sends():\n    url = notify_url\n{SENT}",
        f"@webhook\n@twice(\n    WEBHOOKS,\n)\ndef test_sends():\n{SENT}",
        f"def test_sends():\n{SENT}    assert 'notificación' in seen\n",
        f"# ünlike others\ndef test_sends():\n{SENT}",
        "def test_webhook():\n    for _ in range(2):\n        send()\n",
    ],
)
def test_what_a_test_is_about_stands_in_it_or_above_it(text: str) -> None:
    assert may_repeat("python", text, TOPIC, "")


@pytest.mark.parametrize(
    "text",
    [
        f"def test_sends():\n{SENT}",
        f"def test_webhook():\n    pass\n\ndef test_other():\n    pass\n\ndef test_sends():\n{SENT}",
    ],
)
def test_what_is_about_something_else_is_left_alone(text: str) -> None:
    assert not may_repeat("python", text, TOPIC, "")
    assert may_repeat("python", text, TOPIC, NAMED)


@given(
    call=st.from_regex(r"""\A(?:shop\.)?(?:post|deliverAll|process_now)[( ][\w"'][\w"'/.,:{ -]{1,20}\Z"""),
    behind=st.lists(st.sampled_from(["", ";", " if again", ")", ", 1)", " # first", " // first"]), min_size=2, max_size=2),
    between=st.sampled_from(["", "    assert count() == 1\n", "    log('it is taken')\n"]),
    language=st.sampled_from(["python", "ruby", "typescript", "go", "java"]),
)
def test_the_same_words_are_seen_whatever_stands_behind(call: str, behind: list[str], between: str, language: str) -> None:
    first, second = behind
    text = f"    {call.strip()}{first}\n{between}    {'  '.join(call.split())}{second}\n"
    assert may_repeat(language, text, TOPIC, NAMED)
