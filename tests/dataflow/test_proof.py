"""What is proved on the way: verdicts of expressions, and effects that are reached without a check."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product
from textwrap import indent
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from golint.dataflow import Flow
from golint.dataflow.proof.verdicts import NOTHING, PROVED, WHEN_FALSE, WHEN_TRUE, Summary, Verdict

Ask = Callable[..., Flow]

CHECK = "hmac.compare_digest(mine, sent)"
EVENT = "stripe.Webhook.construct_event(mine, sent, other)"
HEAD = "import hmac\nimport contextlib\nimport stripe\nfrom shop.models import Order\n\n"


def summary(ask: Ask, text: str, name: str = "door") -> Summary:
    flow = ask(HEAD + text)
    return flow.prover.summary(flow.module.functions[name])


def of_expression(ask: Ask, expression: str) -> Verdict:
    return summary(ask, f"def door(mine, sent, other, more):\n    return {expression}\n").verdict


def is_open(ask: Ask, body: str, helpers: str = "") -> bool:
    """Whether the order is saved on some path without a check."""
    found = summary(ask, f"{helpers}\n\ndef door(request, order, mine, sent, other):\n{indent(body, '    ')}\n")
    assert found.all_effects, "the program has no effect, so it shows nothing"
    return bool(found.effects)


def programs(table: str) -> dict[str, tuple[str, bool]]:
    """The programs of a table by name, and whether they are open: `--- name: open` or `--- name: proved`, then the text, in which CHECK and
    EVENT stand for calls."""
    found = re.findall(r"^--- ([^\n]+): (open|proved)\n(.*?)(?=^--- |\Z)", table, re.MULTILINE | re.DOTALL)
    return {name: (text.replace("CHECK", CHECK).replace("EVENT", EVENT), word == "open") for name, word, text in found}


EXPRESSIONS = [
    (CHECK, WHEN_TRUE),
    (f"not {CHECK}", WHEN_FALSE),
    (f"not not {CHECK}", WHEN_TRUE),
    (f"{CHECK} and other", WHEN_TRUE),
    (f"other and {CHECK}", WHEN_TRUE),
    (f"other and more and {CHECK}", WHEN_TRUE),
    (f"{CHECK} or other", NOTHING),
    (f"other or {CHECK}", NOTHING),
    (f"not {CHECK} or other", WHEN_FALSE),
    (f"other or not {CHECK}", WHEN_FALSE),
    (f"not (other and {CHECK})", WHEN_FALSE),
    (f"not (other or not {CHECK})", WHEN_TRUE),
    (f"{CHECK} or {CHECK}", WHEN_TRUE),
    (f"(other and {CHECK}) or (more and {CHECK})", WHEN_TRUE),
    (f"{CHECK} if other else {CHECK}", WHEN_TRUE),
    (f"{CHECK} if other else more", NOTHING),
    (f"other if {CHECK} else {CHECK}", WHEN_TRUE),
    (f"other if {CHECK} else False", WHEN_TRUE),
    (f"{CHECK} if other else False", WHEN_TRUE),
    (f"{CHECK} if other else True", NOTHING),
    (f"False if other else {CHECK}", WHEN_TRUE),
    (f"{CHECK} is True", WHEN_TRUE),
    (f"{CHECK} == False", WHEN_FALSE),
    (f"{CHECK} is not True", WHEN_FALSE),
    (f"(ok := {CHECK})", WHEN_TRUE),
    (f"bool({CHECK})", WHEN_TRUE),
    ("any(hmac.compare_digest(mine, one) for one in sent)", WHEN_TRUE),
    (f"{CHECK}, 'a reason'", WHEN_TRUE),
    ("other", NOTHING),
    ("mine", NOTHING),
]


@pytest.mark.parametrize(("expression", "verdict"), EXPRESSIONS, ids=[text for text, _ in EXPRESSIONS])
def test_what_an_expression_proves(ask: Ask, expression: str, verdict: Verdict) -> None:
    assert of_expression(ask, expression) == verdict


def expressions() -> st.SearchStrategy[str]:
    atoms = st.sampled_from([CHECK, "other", "more"])
    return st.recursive(
        atoms,
        lambda inner: st.one_of(
            inner.map(lambda one: f"(not {one})"),
            st.tuples(inner, inner).map(lambda pair: f"({pair[0]} and {pair[1]})"),
            st.tuples(inner, inner).map(lambda pair: f"({pair[0]} or {pair[1]})"),
            st.tuples(inner, inner, inner).map(lambda three: f"({three[0]} if {three[1]} else {three[2]})"),
        ),
        max_leaves=6,
    )


@settings(deadline=None)  # the first example pays for what the others find ready
@given(expressions())
def test_a_verdict_holds_for_every_outcome(ask: Ask, expression: str) -> None:
    """Whatever the other values are: where the verdict promises it, the check was passed."""
    verdict = of_expression(ask, expression)
    for passed, other, more in product((True, False), repeat=3):
        outcome = eval(expression.replace(CHECK, "passed"), {"passed": passed, "other": other, "more": more})
        promised = verdict.true if outcome else verdict.false
        assert passed or not promised


BODIES = """
--- nothing: open
order.save()
--- early return: proved
if not CHECK:
    return 401
order.save()
--- early raise: proved
if not CHECK:
    raise ValueError
order.save()
--- assert: proved
assert CHECK
order.save()
--- inside the arm: proved
if CHECK:
    order.save()
--- the wrong arm: open
if CHECK:
    return 200
order.save()
--- both arms checked: proved
if other:
    ok = CHECK
else:
    ok = CHECK
if not ok:
    return 401
order.save()
--- one arm checked: open
if other:
    if not CHECK:
        return 401
order.save()
--- kept under a name: proved
ok = CHECK
if ok:
    order.save()
--- kept and forgotten: open
ok = CHECK
order.save()
--- kept and overwritten: open
ok = CHECK
ok = True
if ok:
    order.save()
--- false until checked: proved
ok = False
if other:
    ok = CHECK
if not ok:
    return 401
order.save()
--- true until checked: open
ok = True
if other:
    ok = CHECK
if not ok:
    return 401
order.save()
--- answer thrown away: open
CHECK
order.save()
--- walrus: proved
if not (ok := CHECK):
    return 401
order.save()
--- or lets pass: open
if other or CHECK:
    order.save()
--- and holds: proved
if other and CHECK:
    order.save()
--- guarded refusal: open
if other and not CHECK:
    return 401
order.save()
--- the other arm of a guarded refusal: proved
if other and not CHECK:
    log(order)
elif other:
    order.save()
--- the other arm, asked the other way round: proved
if other == 0 and not CHECK:
    log(order)
elif other != 0:
    log(order)
else:
    order.save()
--- the other arm of another condition: open
if other and not CHECK:
    log(order)
elif sent:
    order.save()
--- refused where it matters: proved
if other and not CHECK:
    return 401
if other:
    order.save()
--- refused where two things hold: proved
if other and sent and not CHECK:
    return 401
if sent and other:
    order.save()
--- refused where two things hold, acted on where one does: open
if other and sent and not CHECK:
    return 401
if sent:
    order.save()
--- checked where it matters: proved
if order.get('paid') or other:
    if not CHECK:
        return 401
if order.get('paid'):
    order.save()
--- asked for something else: open
if other.get('paid', or_else=sent) and not CHECK:
    return 401
if other.get('paid', to=sent):
    order.save()
--- checked where it matters, and something else happened: open
if other:
    if not CHECK:
        return 401
other = sent
if other:
    order.save()
--- a part of it changed: open
if other.kind == 'paid' and not CHECK:
    return 401
other = sent
if other.kind == 'paid':
    order.save()
--- changed in a loop: open
if not other and not CHECK:
    return 401
for one in sent:
    if not other:
        order.save()
    other = one
--- changed before the exception: open
if other and not CHECK:
    return 401
try:
    other = sent
    other.check()
except ValueError:
    if other:
        order.save()
--- another answer the next time: open
if other.next() and not CHECK:
    return 401
if other.next():
    order.save()
--- the vendor's helper raises: proved
EVENT
order.save()
--- refused after the exception: proved
try:
    EVENT
except ValueError:
    return 400
order.save()
--- swallowed exception: open
try:
    EVENT
except ValueError:
    pass
order.save()
--- one handler of two swallows: open
try:
    EVENT
except ValueError:
    return 400
except KeyError:
    pass
order.save()
--- effect in the else: proved
try:
    EVENT
except ValueError:
    pass
else:
    order.save()
--- a finally that does nothing: proved
try:
    EVENT
except ValueError:
    return 400
finally:
    print('done')
order.save()
--- none after the exception: proved
event = None
try:
    event = EVENT
except ValueError:
    pass
if event is None:
    return 400
order.save()
--- suppressed: open
with contextlib.suppress(ValueError):
    EVENT
order.save()
--- within: proved
with order.lock():
    EVENT
order.save()
--- checked in a loop that may not run: open
for one in other:
    if not CHECK:
        return 401
order.save()
--- checked and acted on in the loop: proved
for one in other:
    if not CHECK:
        continue
    order.save()
--- for, break, else: proved
for one in other:
    if CHECK:
        break
else:
    return 401
order.save()
--- break before the check: open
while other:
    if sent:
        break
    if CHECK:
        break
else:
    return 401
order.save()
--- match with a default that acts: open
match other:
    case 1:
        if not CHECK:
            return 401
    case _:
        pass
order.save()
--- match, each arm checks: proved
match other:
    case 1:
        assert CHECK
    case _:
        assert CHECK
order.save()
--- match with a guard: proved
match other:
    case 1 if CHECK:
        order.save()
    case _:
        return 401
"""


@pytest.mark.parametrize(("body", "opened"), programs(BODIES).values(), ids=programs(BODIES))
def test_whether_an_effect_is_reached_without_a_check(ask: Ask, body: str, opened: bool) -> None:
    assert is_open(ask, body) is opened


def programs_of_conditions() -> st.SearchStrategy[str]:
    """Bodies of a few branches and assignments, which ask the same few things again and again."""
    act = st.sampled_from(["order.save()", "return 401", "pass", "other = more", "more = not other", "more = True"])
    blocks = st.lists(act, min_size=1, max_size=2).map("\n".join)
    arm = st.tuples(st.sampled_from(["elif other", "elif more", "elif not other", "else"]), blocks)
    branch = st.tuples(expressions(), blocks, st.lists(arm, max_size=2))
    statement = st.one_of(blocks, branch.map(_branch))
    return st.lists(statement, min_size=1, max_size=4).map("\n".join)


def _branch(parts: tuple[str, str, list[tuple[str, str]]]) -> str:
    condition, then, arms = parts
    ordered = sorted(arms, key=lambda arm: arm[0] == "else")[: len(arms) if [a for a, _ in arms].count("else") < 2 else 1]
    written = [f"if {condition}:\n{indent(then, '    ')}", *(f"{head}:\n{indent(body, '    ')}" for head, body in ordered)]
    return "\n".join(written)


@settings(deadline=None, max_examples=300)
@given(programs_of_conditions())
def test_no_effect_that_golint_takes_for_proved_is_reached_without_the_check(ask: Ask, body: str) -> None:
    text = f"def door(order, mine, sent, other, more):\n{indent(body, '    ')}\n"
    if summary(ask, text).effects:
        return
    for other, more in product((True, False), repeat=2):
        saved: list[bool] = []
        order = SimpleNamespace(save=lambda: saved.append(True))  # noqa: B023  # called before the next round
        scope: dict[str, Callable[..., object]] = {}
        exec(text.replace(CHECK, "False"), scope)
        scope["door"](order, 0, 0, other, more)
        assert not saved


HELPERS = """
--- says yes or no: proved
def ok(mine, sent):
    return CHECK
...
if not ok(mine, sent):
    return 401
order.save()
--- raises: proved
def ok(mine, sent):
    if not CHECK:
        raise ValueError
...
ok(mine, sent)
order.save()
--- its answer is thrown away: open
def ok(mine, sent):
    return CHECK
...
ok(mine, sent)
order.save()
--- says no: proved
def bad(mine, sent):
    return not CHECK
...
if bad(mine, sent):
    return 401
order.save()
--- early no: proved
def ok(mine, sent):
    if not sent:
        return False
    return CHECK
...
if ok(mine, sent):
    order.save()
--- early yes: open
def ok(mine, sent):
    if not sent:
        return True
    return CHECK
...
if ok(mine, sent):
    order.save()
--- several results: proved
def ok(mine, sent):
    if not CHECK:
        return False, 'bad'
    return True, ''
...
fine, reason = ok(mine, sent)
if not fine:
    return 401
order.save()
--- yes in a loop: proved
def ok(mine, sent):
    for one in sent:
        if CHECK:
            return True
    return False
...
if not ok(mine, sent):
    return 401
order.save()
--- no after an exception: proved
def ok(mine, sent):
    try:
        EVENT
        return True
    except ValueError:
        return False
...
if not ok(mine, sent):
    return 401
order.save()
--- yes after an exception: open
def ok(mine, sent):
    try:
        EVENT
    except ValueError:
        pass
    return True
...
if not ok(mine, sent):
    return 401
order.save()
--- three hops: proved
def one(mine, sent):
    return CHECK

def two(mine, sent):
    return one(mine, sent)

def three(mine, sent):
    if not two(mine, sent):
        raise ValueError
...
three(mine, sent)
order.save()
--- the effect stands in the helper: proved
def act(order):
    order.save()
...
if not CHECK:
    return 401
act(order)
--- the effect stands in the helper, unchecked: open
def act(order):
    order.save()
...
act(order)
if not CHECK:
    return 401
--- calls itself: open
def ok(mine, sent):
    return ok(mine, sent)
...
if not ok(mine, sent):
    return 401
order.save()
"""


@pytest.mark.parametrize(("text", "opened"), programs(HELPERS).values(), ids=programs(HELPERS))
def test_a_check_in_a_helper(ask: Ask, text: str, opened: bool) -> None:
    helper, _, body = text.partition("...\n")
    assert is_open(ask, body, helper) is opened


def layered(names: list[str], last: str) -> str:
    """A door that acts on what the first of some functions says, each of which asks the next one."""
    asked = [f"{name}(mine, sent)" for name in names[1:]] + [last]
    layers = [f"def {name}(mine, sent):\n    return {inner}\n" for name, inner in zip(names, asked, strict=True)]
    door = f"def door(order, mine, sent):\n    if not {names[0]}(mine, sent):\n        return 401\n    order.save()\n"
    return "\n\n".join((*layers, door))


@pytest.mark.parametrize("names", [["one"], ["one", "two"], ["one", "two", "three"], ["one", "two", "three", "four"]])
def test_a_check_is_found_behind_the_layers_of_a_shop(ask: Ask, names: list[str]) -> None:
    assert not summary(ask, layered(names, CHECK)).effects
    assert summary(ask, layered(names, "mine != other.sent")).effects


@pytest.mark.parametrize(("fifth", "kinds"), [("verify_signature", {"opaque"}), ("amount_of", set[str]())])
def test_behind_too_many_layers_a_function_is_believed_that_says_it_checks(ask: Ask, fifth: str, kinds: set[str]) -> None:
    found = summary(ask, layered(["one", "two", "three", "four", fifth], "mine + sent"))
    assert {check.kind for check in found.checks} == kinds
    assert bool(found.effects) is not bool(kinds)


def test_an_answer_that_is_thrown_away_is_told(ask: Ask) -> None:
    found = summary(ask, f"def door(mine, sent, order):\n    {CHECK}\n    order.save()\n")
    assert [check.ignored for check in found.checks] == [True]
    assert not summary(ask, f"def door(mine, sent):\n    if {CHECK}:\n        return 1\n").checks[0].ignored


def test_the_exits_that_say_yes_without_a_look(ask: Ask) -> None:
    text = f"def door(mine, sent):\n    if not sent:\n        return True\n    return {CHECK}\n"
    (span,) = summary(ask, text).open_exits
    assert (HEAD + text)[span.start : span.end] == "True"
    assert summary(ask, f"def door(mine, sent):\n    if not sent:\n        return False\n    return {CHECK}\n").open_exits == ()


def test_a_check_names_the_helper_that_it_stands_in(ask: Ask) -> None:
    others = {"shop/trust.py": "import hmac\n\n\ndef ok(mine, sent):\n    return hmac.compare_digest(mine, sent)\n"}
    flow = ask("from shop.trust import ok\n\n\ndef door(mine, sent):\n    return ok(mine, sent)\n", others=others)
    found = flow.prover.summary(flow.module.functions["door"])
    assert [(check.kind, check.inner and check.inner[0]) for check in found.checks] == [("compare", "shop/trust.py")]
    assert found.verdict == WHEN_TRUE


def test_a_verified_door_has_no_open_effect(ask: Ask) -> None:
    flow = ask("def door(order):\n    order.save()\n")
    assert flow.prover.summary(flow.module.functions["door"], verified=True).effects == ()


@pytest.mark.parametrize("one", [NOTHING, PROVED, WHEN_TRUE, WHEN_FALSE])
def test_a_verdict_turned_round_twice_is_itself(one: Verdict) -> None:
    assert one.negated().negated() == one
    assert one.anyway == (one == PROVED)
