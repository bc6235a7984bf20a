"""The titles that are told from a file's text are those that its program has."""

from __future__ import annotations

import pytest

from golint.catalog.phrases import folded
from golint.checks.operations.cases import cases
from golint.checks.operations.titles import titles
from golint.facts import Program
from golint.frontends import lower

TOLD = [
    ("python", "class TestRefunds:\n    async def test_pays(self):\n        assert pay()\n", {"TestRefunds", "test_pays"}),
    ("python", "def helper():\n    pass\n", set()),
    ("typescript", 'it("pays \\"twice\\"", async () => { expect(pay()).toBe(1) });', {'pays \\"twice\\"'}),
    ("javascript", "describe.only(Payments.name, () => { test('is {declined}', () => { pay() }) });", {"Payments.name", "is {declined}"}),
    ("javascript", "it(\n  `pays ${amount} by card`,\n  function () { pay() },\n);", {"pays  by card"}),
    ("javascript", "it(`${events.PAID}`, () => { pay() });", {"events.PAID"}),
    ("javascript", 'it("keeps ${vars}", () => { pay() });', {"keeps ${vars}"}),
    ("typescript", "class Suite { run() { it('pays', () => { pay() }) } }", {"Suite", "pays"}),
    ("typescript", "export type Feature = { context: string; test?: () => void };", set()),
    ("javascript", "it(async () => { pay() });", set()),
    ("ruby", "RSpec.describe Pay::Charge, type: :model do\n  it 'pays' do\n    pay(1)\n  end\nend\n", {"Pay::Charge", "pays"}),
    ("ruby", 'context "with #{kind} card", :vcr do\n  specify("it doesn\\\'t") { pay(1) }\nend\n', {"with  card", "it doesn\\'t"}),
    ("ruby", "class Pay::Stripe::ChargeTest\n  def test_pays\n    pay(1)\n  end\nend\n", {"ChargeTest", "test_pays"}),
    ("ruby", "# it should be said that this one pays\nlet(:context) { 1 }\n", set()),
]
UNTOLD = [
    ("javascript", "it.each([1, 2])('pays %d', (n) => { pay(n) });"),
    ("javascript", "it.each`n\n${1}`('pays $n', ({ n }) => { pay(n) });"),
    ("javascript", "test(rows)('pays', () => { pay() });"),
    ("javascript", "it('pays ' + amount, () => { pay() });"),
    ("javascript", "it('pays\\nagain', () => { pay() });"),
    ("typescript", "class Payments { @Test() pays() { pay() } }"),
    ("ruby", "it %(pays) do\n  pay(1)\nend\n"),
    ("ruby", 'it "pays " "twice" do\n  pay(1)\nend\n'),
    ("java", "class PaymentTest { @Test void pays() { pay(); } }"),
]


@pytest.mark.parametrize(("language", "text", "expected"), TOLD)
def test_titles_are_read_off_the_text(language: str, text: str, expected: set[str]) -> None:
    assert set(filter(None, titles(language, text) or ())) == expected


@pytest.mark.parametrize(("language", "text"), UNTOLD)
def test_what_hangs_on_more_is_not_told(language: str, text: str) -> None:
    assert titles(language, text) is None


@pytest.mark.parametrize(("language", "text"), [*((language, text) for language, text, _ in TOLD), *UNTOLD])
def test_none_is_left_out(language: str, text: str) -> None:
    program = lower(language, f"test.{language}", text.encode())
    assert isinstance(program, Program)
    found = titles(language, text)
    called = {folded(name) for case in cases(program) for name in (*case.groups, case.name) if name}
    assert found is None or called <= set(map(folded, found))
