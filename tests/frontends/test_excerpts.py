"""Of a file of which definitions are left out, the others are read as they are in the whole."""

from __future__ import annotations

from pathlib import Path
from zlib import crc32

import pytest

from golint.checks.operations.cases import GROUPS, cases
from golint.facts import Program
from golint.frontends import excerpt, lower

TESTS = Path(__file__).parent.parent
PYTHON = '''"""def test_in_a_text(): pass"""
import pytest


@pytest.fixture
def shop():
    from shop import post as send

    return send


class TestPays(Base):
    @pytest.mark.parametrize(
        "amount", [1, 2]
    )
    async def test_wanted(self, shop):
        text = """
def test_at_the_margin(): it()
"""
        def test_inner():
            assert shop(text)
        assert test_inner()

    def test_other(self):
        """A line
    of text."""
        assert pay()


@skip
class TestSkipped:
    def test_skipped(self):
        assert pay()


if pytest:
    def test_below():
        assert pay()


def test_last(): assert pay()
'''
RUBY = """RSpec.describe Pay::Charge, type: :model do
  let(:card) { create(:card) }
  subject do
    described_class.new(card)
  end

  context "with a wanted card" do
    before { travel_to(now) }

    it "wanted" do
      [1, 2].each { |n| expect(pay(n)).to be(true) }
    end

    it("other") { expect(pay).to be(false) }
    skip "later" if ENV["CI"]
  end

  [1, 2].each do |n|
    it "is in a loop" do
      expect(pay(n)).to be(true)
    end
  end

  it "reads on" do
    expect(pay(<<~TEXT)).to be(true)
      end
    TEXT
  end

  describe "#refund" do
    pending "is not there"

    it "other" do
      expect(pay).to be(true)
    end
  end
end
"""


def left(text: bytes, language: str, salt: int | None = None) -> tuple[bytes, Program, Program]:
    """An excerpt of what is called wanted, or of some of the definitions by chance; its program; and that of the whole."""
    told = excerpt(text, language, GROUPS, lambda part, _: b"wanted" in part if salt is None else crc32(part, salt) % 3 == 0)
    cut = text if told is None else told
    found, whole = lower(language, f"test.{language}", cut), lower(language, f"test.{language}", text)
    assert isinstance(found, Program) and isinstance(whole, Program)
    return cut, found, whole


@pytest.mark.parametrize(
    ("language", "text", "kept"),
    [
        ("python", PYTHON, ["test_wanted", "test_inner", "test_below"]),
        ("ruby", RUBY, ["wanted", "reads on"]),
    ],
)
def test_what_is_wanted_stays_as_it_is(language: str, text: str, kept: list[str]) -> None:
    cut, found, whole = left(text.encode(), language)
    assert len(cut) == len(text.encode())
    assert not found.problem
    assert [case.name for case in cases(found)] == kept
    assert list(cases(found)) == [case for case in cases(whole) if case.name in kept]


def test_a_definition_is_asked_for_with_the_heads_around_it() -> None:
    asked: dict[bytes, tuple[bytes, ...]] = {}
    excerpt(RUBY.encode(), "ruby", GROUPS, lambda part, heads: not asked.setdefault(part, heads))
    outer, inner = b"RSpec.describe Pay::Charge, type: :model do\n  ", b'context "with a wanted card" do\n    '
    assert asked[b"let(:card) { create(:card) }"] == (outer,)
    assert asked[b"before { travel_to(now) }"] == (outer, inner)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("python", b"def test_other(:\n    pay()\n"),
        ("python", "# coding: latin-1\ndef test_\xfcber(): pay()\n".encode("latin-1")),
        ("python", b"def test_wanted(): pay()\n"),
        ("javascript", b"it('other', () => { pay() })"),
    ],
)
def test_nothing_is_left_out_of_what_cannot_be_read_so(language: str, text: bytes) -> None:
    assert excerpt(text, language, GROUPS, lambda part, _: b"wanted" in part) is None


@pytest.mark.parametrize("path", sorted(TESTS.glob("*/*/test_*.py")) + sorted(TESTS.glob("checks/test_*.py")), ids=lambda path: path.stem)
@pytest.mark.parametrize("salt", [1, 2])
def test_what_is_left_of_our_own_tests_is_read_alike(path: Path, salt: int) -> None:
    text = path.read_bytes()
    cut, found, whole = left(text, "python", salt)
    untouched = [case for case in cases(whole) if cut[case.span.start : case.span.end] == text[case.span.start : case.span.end]]
    assert list(cases(found)) == untouched
