"""A provider that a long file names in passing is not whom all its requests ask."""

from __future__ import annotations

from tests.checks.conftest import Findings

LONG = "\n" * 230
ASKING = """
export async function indexed(page: string) {
  const answer = await fetch(`${origin(page)}/${page}.md`);
  return answer.text();
}
"""


def test_a_word_in_a_table_of_labels_is_no_addressee(findings: Findings) -> None:
    labels = 'const WAYS: Record<string, string> = { bank: "Bank account", paypal: "PayPal" };\n'
    assert not findings({"src/help/pages.ts": labels + LONG + ASKING}, "no-timeout")
    assert findings({"src/help/pages.ts": labels + ASKING}, "no-timeout")


def test_what_the_function_or_its_address_says_counts(findings: Findings) -> None:
    host = 'const HOST = "https://api-m.paypal.com";\n'
    assert findings({"src/help/pages.ts": host + LONG + ASKING.replace("origin(page)", "HOST")}, "no-timeout")
    assert findings({"src/help/pages.ts": host + LONG + ASKING.replace("indexed", "paid")}, "no-timeout")


RETURNING = """
class Members {
  static named(req, res) {
    ask(req.query.reference, (failed, paid) => {
      paid.member.save((err) => {
        if (err) {
          return res.status(500).send({ msg: err.message });
        }
        res.redirect("/receipt");
      });
    });
  }
}
"""


def test_what_a_function_hands_on_is_about_whom_it_is_named_after(findings: Findings) -> None:
    rest = "\n" * 230
    assert findings({"services/members.js": RETURNING.replace("named", "paystackReturn") + rest}, "raw-error-exposed")
    assert not findings({"services/members.js": "// paystack\n" + RETURNING + rest}, "raw-error-exposed")
