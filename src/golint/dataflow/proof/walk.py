"""What is proved on the way: a walk along every path of a routine that keeps whether the sender has been verified.

The judge tells the walk what verifies and what counts as an effect; helpers inside the repository are walked in their turn (three hops) and
summed up. A check counts only where it dominates: where both arms of a branch that go on have passed it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import chain

from msgspec.structs import replace

from golint import facts
from golint.dataflow.comparisons import comparison
from golint.dataflow.doors.elsewhere import elsewhere
from golint.dataflow.modules import Routine
from golint.dataflow.names import OWN
from golint.dataflow.proof import outcomes
from golint.dataflow.proof.conditions import held
from golint.dataflow.proof.effects import Effects, marks_unpaid
from golint.dataflow.proof.judge import Judge
from golint.dataflow.proof.verdicts import (
    NOTHING,
    PROVED,
    WHEN_FALSE,
    WHEN_TRUE,
    Check,
    Effect,
    Exit,
    State,
    Summary,
    Told,
    Verdict,
    both,
    join,
    meet,
)
from golint.dataflow.tags import Tags
from golint.facts import Block, Call, Expr, Name, Statement
from golint.model import Span

HOPS = 4  # a controller, its service, a helper, a library's wrapper, and what that calls
Known = frozenset[tuple[str, Verdict]]
"""What the parameters of a routine prove where they are true, where they are false."""
TELLING = frozenset({"mail.send", "queue.enqueue"})  # an alert that somebody knocks


class Prover:
    """Walks routines and remembers their summaries."""

    def __init__(self, judge: Judge, acts: Effects) -> None:
        self._judge = judge
        self._acts = acts
        # Keyed by depth too: near the last hop a summary knows less than the same routine's own.
        self._known: dict[tuple[Routine, frozenset[tuple[str, Tags]], Known, bool, bool, int], Summary] = {}
        self._active: list[Routine] = []
        self._apart: dict[Routine, tuple[Span, ...]] = {}

    @property
    def is_at_end(self) -> bool:
        """Whether no routine is walked any deeper."""
        return self._depth > HOPS

    @property
    def _depth(self) -> int:
        """How many routines are being walked; a script's own statements, which run what answers, are none."""
        return len(self._active) - (bool(self._active) and self._active[0].start < 0)

    def elsewhere(self, routine: Routine) -> tuple[Span, ...]:
        """What a door that takes webhooks at one of its paths does for the others: no event reaches that."""
        if routine not in self._apart:
            self._apart[routine] = elsewhere(routine)
        return self._apart[routine]

    def summary(
        self,
        routine: Routine,
        given: Mapping[str, Tags] | None = None,
        *,
        verified: bool = False,
        guard: bool = False,
        known: Known = frozenset(),
    ) -> Summary:
        """What one routine proves and does, its parameters having the origins `given` and proving what is `known` of them; as a `guard`,
        whose answer is the last word."""
        key = (routine, frozenset((given or {}).items()), known, verified, guard, self._depth)
        if key in self._known:
            return self._known[key]
        if routine in self._active or self.is_at_end:
            return Summary()
        self._active.append(routine)
        try:
            found = _Walk(self, self._judge, self._acts, routine, given or {}, guard=guard).run(verified, known)
        finally:
            self._active.pop()
        self._known[key] = found
        return found


class _Walk:
    """One walk over one routine."""

    def __init__(
        self, prover: Prover, judge: Judge, acts: Effects, routine: Routine, given: Mapping[str, Tags], *, guard: bool = False
    ) -> None:
        self.prover = prover
        self.judge = judge
        self.acts = acts
        self.routine = routine
        self.given = given
        self.guard = guard
        self.checks: dict[tuple[int, int], Check] = {}
        self.effects: dict[tuple[int, int], Effect] = {}
        self.all_effects: dict[tuple[int, int], Effect] = {}
        self.exits: list[Exit] = []
        self.breaks: list[list[State]] = []
        self.refused: dict[int, Block] = {}  # by where they begin
        self.lost: list[tuple[str, Span]] = []
        self._closures: dict[tuple[int, int], Verdict] = {}  # what the closures that calls are handed give back
        self.several: dict[tuple[int, int], tuple[Verdict, Verdict]] = {}  # by the call: what the first and the last of its results prove
        self.fields: dict[tuple[int, int], outcomes.Fields] = {}  # by the call: what the fields of its result prove
        self.runs: dict[str, bool] = {}
        self.elsewhere = prover.elsewhere(routine)

    def run(self, verified: bool, known: Known) -> Summary:
        end = self._block(self.routine.function.body, State(verified, dict(known)))
        if end is not None:
            self.exits.append(Exit(end.verified, NOTHING, False, self.routine.function.span, bare=True))
        proves = [e for e in self.exits if e.proves]
        return Summary(
            replace(self._verdict([(e.verified, e.verdict, e.truth) for e in self.exits]), when=self._proving_constants()),
            tuple(self.checks.values()),
            tuple(self.effects.values()),
            tuple(self.all_effects.values()),
            tuple(e.span for e in self.exits if e.is_open or (self.guard and not e.verified)) if proves or self._asks_in_vain() else (),
            tuple(self._bare_exits()),
            self._verdict([(e.verified, e.last, e.last_truth) for e in self.exits]),
            tuple(self.refused.values()),
            tuple(self.lost),
            self._proving_fields(),
            self.runs,
        )

    def _asks_in_vain(self) -> bool:
        """Whether a middleware that lets requests through asks whether the sender is genuine, and does nothing about it: it keeps no answer
        that another one may look at."""
        if not any(self.judge.lets_through(call, self.routine) for call in self.routine.calls):
            return False
        asked = (node for node in self.routine.own if isinstance(node, facts.Branch) and self._holds_check(node.condition))
        arms = [facts.walk((*branch.then, *branch.otherwise), into_functions=False) for branch in asked]
        return bool(arms) and not any(isinstance(node, facts.Assign) for arm in arms for node in arm)

    def _holds_check(self, condition: Expr) -> bool:
        return any(condition.span.start <= start and end <= condition.span.end for start, end in self.checks)

    def _bare_exits(self) -> Iterator[Span]:
        """`return if secret.nil?`: where nothing ever comes back, whoever asks goes on from there as from where the check raised nothing. A
        routine that answers, calls what it was handed, or hands the request on says in another way how it went."""
        if self.judge.answers_with_errors or not self.checks or not all(way.bare for way in self.exits):
            return
        if self.judge.hands_on(self.routine):
            return
        handed = {parameter.name for parameter in self.routine.function.parameters}
        told = (self.judge.answers(one) or (isinstance(one.callee, Name) and one.callee.written in handed) for one in self.routine.calls)
        if any(way.verified for way in self.exits) and not any(told):
            yield from (way.span for way in self.exits if not way.verified and way.span != self.routine.function.span)

    def _proving_constants(self) -> frozenset[str]:
        """The constants that come back where the sender was verified, and nowhere else: `return State::GENUINE`."""
        good = {e.constant for e in self.exits if e.constant and e.verified} if self.checks else set[str]()
        return frozenset(good - {e.constant for e in self.exits if not e.verified})

    def _proving_fields(self) -> dict[str, Verdict]:
        """What the fields of a result prove, of those that it has on one way out at least."""
        names = set[str]().union(*(way.fields or () for way in self.exits))
        proving = ((name, self._verdict([(e.verified, *outcomes.told(e, name)) for e in self.exits])) for name in sorted(names))
        return {name: verdict for name, verdict in proving if verdict != NOTHING}

    def _verdict(self, ways: list[tuple[bool, Verdict, bool | None]]) -> Verdict:
        """What a result proves, from what is known of it on each way out."""
        if not self.checks or not ways:
            return NOTHING
        true = all(verified or verdict.true or truth is False for verified, verdict, truth in ways)
        false = all(verified or verdict.false or truth is True for verified, verdict, truth in ways)
        return Verdict(true, false)

    # -- statements --

    def _block(self, block: Block, state: State | None) -> State | None:
        for statement in block:
            if state is None:
                return None
            if not any(statement.span in apart for apart in self.elsewhere):
                state = self._statement(statement, state)
        return state

    def _statement(self, statement: Statement, state: State) -> State | None:
        match statement:
            case facts.Evaluate(value=value):
                return self._evaluate(value, state)
            case facts.Assign():
                return self._assign(statement, state)
            case facts.Branch():
                return self._branch(statement, state)
            case facts.Attempt():
                return self._attempt(statement, state)
            case facts.Loop():
                return self._loop(statement, state)
            case facts.Switch():
                return self._switch(statement, state)
            case facts.Within(items=items, body=body):
                return self._within(items, body, state)
            case facts.Return(value=value, span=span):
                self._return(value, state, span)
                return None
            case facts.Raise(value=value):
                if value is not None:
                    self._eval(value, state)
                return None
            case facts.Jump(kind=kind):
                if kind == "break" and self.breaks:
                    self.breaks[-1].append(state)
                return None
        return state

    def _evaluate(self, value: Expr, state: State) -> State | None:
        if isinstance(value, Call) and self.judge.aborts(value):
            return None
        if self.judge.lets_through(value, self.routine):
            self.exits.append(Exit(state.verified, NOTHING, None, value.span, says_yes=True))
            return state
        verdict = self._eval(value, state)
        if isinstance(value, Call) and (demanded := self.judge.demands(value)) is not None:
            _, yes, no = self._ways(demanded[0], state)
            return yes if demanded[1] else no
        if self.guard and self.judge.answers(value):
            return None
        if isinstance(value, Call) and not verdict.anyway and verdict != NOTHING:
            callee = self.judge.callee(value, self.routine)
            if callee is not None and _keeps_outcome(callee):
                return self._kept(value, state)
            if not state.verified:  # what is asked of a sender who is known already decides nothing
                self._mark_ignored(value)
        return state.proved(verdict.anyway)

    def _kept(self, call: Call, state: State) -> State:
        """A check whose outcome stays on its object: who looks at it there cannot be seen."""
        key = (call.span.start, call.span.end)
        if key in self.checks:
            self.checks[key] = replace(self.checks[key], kind="opaque")
        return state.proved(True)

    def _mark_ignored(self, call: Call) -> None:
        key = (call.span.start, call.span.end)
        if key in self.checks:
            self.checks[key] = replace(self.checks[key], ignored=True)

    def _assign(self, statement: facts.Assign, state: State) -> State:
        if statement.value is None:
            return self._declare(statement.targets, state)
        unpacked = _unpacked(statement.targets)
        verdict = NOTHING if unpacked else self._eval(statement.value, state)
        first, last = self._results(statement.value, state) if unpacked else (verdict, verdict)
        state = state.proved(first.anyway or last.anyway)
        first = _plain(statement.value) or first
        names: list[tuple[str, Verdict]] = []
        for target in statement.targets:
            # `ok, reason = verify(...)`, `event, err := verify(...)`: the first is the answer, or the last is the error.
            one, *others = target.items if isinstance(target, facts.Sequence) and target.items else (target,)
            names += [(t.written, told) for t, told in ((one, first), *((t, last) for t in others[-1:])) if isinstance(t, Name)]
        telling = {name for name, told in names if told != NOTHING and not told.anyway}
        if isinstance(statement.value, Call) and telling == {"_"}:
            self._mark_ignored(statement.value)
        if role := self.acts.of_assignment(statement, self.routine):
            written = names[0][0] if names else facts.trail(statement.targets[0])
            self._note_effect(Effect(statement.span, role, written), state)
        state = state.changing(_changed_in(statement.targets))
        for name, told in (*names, *outcomes.kept(statement.targets, self._known_fields(statement.value, state))):
            state = state.knowing(name, told)
        return state

    def _declare(self, targets: tuple[Expr, ...], state: State) -> State:
        """Variables that hold nothing yet, `let event;`: who finds something there later did not get it from here."""
        for target in targets if self.judge.declares_nothing else ():
            if isinstance(target, Name) and target.written not in self._filled_unseen:
                state = state.knowing(target.written, WHEN_TRUE)
        return state

    @cached_property
    def _filled_unseen(self) -> frozenset[str]:
        """The variables to which a closure assigns, or an expression does: what they hold after that, the walk does not follow."""
        nodes = [node for node in facts.walk(self.routine.function.body) if isinstance(node, facts.Function | facts.Bind)]
        bound = tuple(node.target for node in nodes if isinstance(node, facts.Bind))
        inside = chain.from_iterable(node.body for node in nodes if isinstance(node, facts.Function))
        return frozenset(_changed_in(bound, tuple(inside)))

    def _branch(self, statement: facts.Branch, state: State) -> State | None:
        verdict, yes, no = self._ways(statement.condition, state)
        if self.judge.answers(statement.condition):  # `head(:forbidden) and return`
            return self._block(statement.then, state)
        then = self._arm(statement.then, yes, refused=verdict == WHEN_FALSE)
        otherwise = self._arm(statement.otherwise, no, refused=verdict == WHEN_TRUE)
        return join([then, otherwise])

    def _arm(self, block: Block, state: State, *, refused: bool) -> State | None:
        """One arm of a branch. Where it is `refused` because a check failed, and leaves, it may tell somebody about that."""
        before = set(self.effects)
        end = self._block(block, state)
        if refused and end is None and not state.verified:
            self.refused.setdefault(block[0].span.start, block)
            apart = {
                _key(node) for node in facts.walk(block) if isinstance(node, Call) and self.acts.hangs_apart(node, self.routine, self.given)
            }
            told = [key for key, effect in self.effects.items() if key not in before and (effect.role in TELLING or key in apart)]
            for key in told:
                del self.effects[key]
        return end

    def _decided(self, condition: Expr) -> tuple[dict[str, bool], dict[str, bool]]:
        """The errors that are one, or none, where a condition holds and where it does not: `err != nil`."""
        match condition:
            case facts.Compare(operator="==" | "!=" as operator, left=Name(written=written), right=facts.Literal(kind="null")):
                if self.judge.answers_with_errors:
                    return {written: operator == "!="}, {written: operator == "=="}
        return {}, {}

    def _attempt(self, statement: facts.Attempt, state: State) -> State | None:
        done = self._block(statement.otherwise, self._block(statement.body, state))
        broken_off = state.changing(_changed_in((), statement.body))
        caught = [self._block(handler.body, broken_off) for handler in statement.handlers]
        after = join([done, *caught])
        if not statement.final:
            return after
        ended = self._block(statement.final, after or state)
        return None if after is None else ended

    def _loop(self, statement: facts.Loop, state: State) -> State | None:
        verdict = self._eval(statement.source, state) if statement.source is not None else NOTHING
        entered = state.proved(verdict.true and not statement.targets).changing(_changed_in(statement.targets, statement.body))
        self.breaks.append([])
        body = self._block(statement.body, entered)
        left = self._block(statement.otherwise, join([state, body]))
        return join([left, *self.breaks.pop()])

    def _switch(self, statement: facts.Switch, state: State) -> State | None:
        self._eval(statement.subject, state)
        ends: list[State | None] = []
        fallen: State | None = None
        left = list[State]()
        if self.judge.leaves_switches:
            self.breaks.append(left)
        for case in statement.cases:
            for pattern in case.patterns:
                self._eval(pattern, state)
            asked = self._eval(case.guard, state) if case.guard else NOTHING
            end = self._block(case.body, join([state.proved(asked.true), fallen]))
            fallen = end if case.falls else None
            ends.append(None if case.falls else end)
        if all(case.patterns or case.guard for case in statement.cases):
            ends.append(state)
        if self.judge.leaves_switches:
            self.breaks.pop()
        return join([*ends, *left, fallen])

    def _within(self, items: Block, body: Block, state: State) -> State | None:
        entered = self._block(items, state)
        done = self._block(body, entered)
        swallows = any(isinstance(i, facts.Evaluate) and isinstance(i.value, Call) and self.judge.swallows(i.value) for i in items)
        return join([done, entered]) if swallows else done

    def _return(self, value: Expr | None, state: State, span: Span) -> None:
        if value is None:
            self.exits.append(Exit(state.verified, NOTHING, False, span, bare=True))
            return
        several = isinstance(value, facts.Sequence) and bool(value.items)
        verdict = NOTHING if several else self._eval(value, state)
        first, last = self._results(value, state) if several else (verdict, self.several.get(_key(value), (verdict, verdict))[1])
        if self.judge.refuses(value, self.routine) or (self.guard and self.judge.answers(value)):
            return
        error = value.items[-1] if isinstance(value, facts.Sequence) and value.items else value
        yes = self._says_yes(value)
        spoken = span.start < value.span.start
        verified = state.verified or first.anyway or last.anyway  # what raised on the way has not come here
        self.exits.append(
            Exit(
                verified,
                first,
                self._truth(value, state),
                value.span,
                yes,
                last,
                self._truth(error, state),
                spoken,
                _constant(value),
                bare=not spoken and self._gives_nothing(value),
                fields=self._fields(value, state),
            )
        )

    def _fields(self, value: Expr, state: State) -> Mapping[str, Told] | None:
        """What is known of the fields of a value that is given back; None where they are not known."""
        if made := outcomes.parts(value, self.routine.function.results):
            return {name: (self._eval(part, state), self._truth(part, state)) for name, part in made.items()}
        return {name: (verdict, None) for name, verdict in self._known_fields(value, state).items()} or None

    def _known_fields(self, value: Expr, state: State) -> outcomes.Fields:
        """The fields that prove something, of the result of a call or of a variable that keeps one."""
        if not isinstance(value, Name):
            return self.fields.get(_key(value), {})
        start = f"{value.written}."
        return {name.removeprefix(start): verdict for name, verdict in state.symbols.items() if name.startswith(start)}

    def _gives_nothing(self, value: Expr) -> bool:
        """Whether a last value is that of a function of the repository that gives nothing back."""
        callee = self.judge.callee(value, self.routine) if isinstance(value, Call) else None
        return callee is not None and not any(given is not None for given in callee.given_back)

    def _says_yes(self, value: Expr) -> bool:
        """Whether the caller takes a returned value for an assent: true, what was sent, no error, or the answer of what comes next."""
        if self.judge.goes_on(value, self.routine):
            return True
        if self.judge.answers_with_errors:
            return _assents(value)
        return _truth(value) is True or self.judge.is_payload(value, self.routine, self.given)

    def _truth(self, value: Expr, state: State) -> bool | None:
        """Whether a value is surely true, or an error, or surely neither."""
        if isinstance(value, Name) and value.written in state.truths:
            return state.truths[value.written]
        if self.judge.fails(value):
            return False
        return True if self.judge.is_error(value, self.routine) else _truth(value)

    # -- expressions --

    def _eval(self, expr: Expr, state: State) -> Verdict:
        """What an expression proves; its checks and effects are noted on the way."""
        match expr:
            case facts.Logic():
                return self._ways(expr, state)[0]
            case facts.Choice(condition=condition, then=then, otherwise=otherwise):
                tested, yes, no = self._ways(condition, state)
                one = _plain(then) or self._eval(then, yes)
                other = _plain(otherwise) or self._eval(otherwise, no)
                return Verdict(
                    (one.true or tested.true) and (other.true or tested.false), (one.false or tested.true) and (other.false or tested.false)
                )
            case facts.Bind(value=value):
                return self._eval(value, state)
            case Name(written=written):
                return state.symbols.get(written, NOTHING)
            case facts.Compare():
                return self._compare(expr, state)
            case Call():
                return self._call(expr, state)
            case facts.Literal() | facts.Lambda():
                return NOTHING
        return self._field(expr, state) or self._parts(expr, state)

    def _field(self, expr: Expr, state: State) -> Verdict | None:
        """What a field of a result proves, or the first of several; None for what is neither."""
        if isinstance(expr, facts.Index) and isinstance(expr.base, Call) and isinstance(expr.key, facts.Literal) and expr.key.value == 0:
            return self._results(expr.base, state)[0]
        asked = outcomes.asked(expr)
        if asked is None:
            return None
        base, name = asked
        self._eval(base, state)
        return self._known_fields(base, state).get(name)

    def _results(self, expr: Expr, state: State) -> tuple[Verdict, Verdict]:
        """What the first and the last of several results prove."""
        if not isinstance(expr, facts.Sequence) or not expr.items:
            verdict = self._eval(expr, state)
            return self.several.get(_key(expr), (verdict, verdict))
        first, *rest = (self._eval(item, state) for item in expr.items)
        return PROVED if any(verdict.anyway for verdict in rest) else first, rest[-1] if rest else first

    def _parts(self, expr: Expr, state: State) -> Verdict:
        """Only a check that raises proves anything from inside a larger expression."""
        proved = False
        for operand in facts.operands(expr):
            proved = self._eval(operand, state.proved(proved)).anyway or proved
        return PROVED if proved else NOTHING

    def _ways(self, condition: Expr, state: State) -> tuple[Verdict, State, State]:
        """What a condition proves, and the states where it holds and where it does not."""
        match condition:
            case facts.Logic(operator="not", operands=(operand,)):
                verdict, yes, no = self._ways(operand, state)
                return verdict.negated(), no, yes
            case facts.Logic():
                return self._ways_of_several(condition, state)
        verdict, (sure, unsure) = self._eval(condition, state), self._decided(condition)
        yes = state.proved(verdict.true).sure(sure).holding(held(condition, True))
        return verdict, yes, state.proved(verdict.false).sure(unsure).holding(held(condition, False))

    def _ways_of_several(self, condition: facts.Logic, state: State) -> tuple[Verdict, State, State]:
        """The same of `and`, and of `or`, which is `and` turned round: each operand is asked only where those before it left it open."""
        turned = condition.operator == "or"
        found, here, ended = WHEN_FALSE, state, list[State]()
        for operand in condition.operands:
            verdict, yes, no = self._ways(operand, here)
            if turned:
                verdict, yes, no = verdict.negated(), no, yes
            found, here = found.then(verdict), yes
            ended.append(no)
        yes, no = here.holding(held(condition, not turned)), meet(ended).holding(held(condition, turned))
        return (found.negated(), no, yes) if turned else (found, yes, no)

    def _compare(self, expr: facts.Compare, state: State) -> Verdict:
        kind = self.judge.compares(expr, self.routine, self.given)
        if kind:
            self._note_check(Check(expr.span, kind))
            return WHEN_TRUE if expr.operator in ("==", "is", "in") else WHEN_FALSE
        left, right = self._eval(expr.left, state), self._eval(expr.right, state)
        if _constant(expr.right) in left.when or _constant(expr.left) in right.when:
            return WHEN_TRUE if expr.operator in ("==", "is") else WHEN_FALSE
        if isinstance(expr.right, facts.Literal) and left != NOTHING and expr.operator in ("==", "is", "!=", "is not"):
            same = bool(expr.right.value) == (expr.operator in ("==", "is"))
            return left if same else left.negated()
        return PROVED if left.anyway or right.anyway else NOTHING

    def _call(self, call: Call, state: State) -> Verdict:
        if call.path in ("bool", "any") and len(call.arguments) == 1:
            return self._asked(call.path, call.arguments[0].value, state)
        made = comparison(call, self.judge.roles)
        if made is not None:
            return self._compare(made, state)
        if (outcome := self.judge.outcome(call)) is not None:
            result, good = outcome
            told = self._eval(result, state)
            return told if good else told.negated()
        inside = self._inner_calls(call, state)
        state = state.proved(inside)
        verdict = self._found_among(call) or self._judged(call) or self._field(call, state)
        if verdict is None:
            verdict = self._through(call, state)
        role = self.acts.of(call, self.routine, self.given) or self._handed_over(call)
        if role and not verdict.anyway and not self._only_records(call) and not self._asks_later(call, role, state):
            self._note_effect(Effect(call.span, role, call.path), state)
        return PROVED if inside or verdict.anyway else verdict

    def _handed_over(self, call: Call) -> str:
        """`mediator.Send(new PaymentReceived(number))` does what nobody can see where no handler of the repository's takes it; a request,
        which is sent in the same words, is none of this."""
        return "unknown" if self.acts.dispatches(call, self.routine) and self.judge.callee(call, self.routine) is None else ""

    def _only_records(self, call: Call) -> bool:
        """Whether a function of the repository, whatever it is called, does no more than write down that a delivery came:
        `recorder.save()`."""
        callee = None if self.prover.is_at_end else self.judge.callee(call, self.routine)
        return callee is not None and self.acts.records_deliveries(callee) and not self.prover.summary(callee).all_effects

    def _asks_later(self, call: Call, role: str, state: State) -> bool:
        """Whether a job of the repository is put into a queue that checks what it is handed: what it does before that, or on other ways, is
        noted by itself, and that it waits does nothing."""
        callee = None if role != "queue.enqueue" or self.prover.is_at_end else self.judge.callee(call, self.routine)
        if callee is None:
            return False
        return bool(self._summed(call, callee, self.judge.bound(call, callee, self.routine, self.given), state).checks)

    def _found_among(self, call: Call) -> Verdict | None:
        """`secrets.any? { |secret| verify(secret) }` is true where one of them was."""
        if not self.judge.runs_closures or not isinstance(call.arguments[-1].value if call.arguments else None, facts.Lambda):
            return None
        told = self._closures[_key(call.arguments[-1].value)]
        if told.anyway and "closure.once" in self.judge.roles.by(call):
            return PROVED
        return WHEN_TRUE if call.path.endswith((".any?", ".find", ".detect")) and told.true else None

    def _run_closure(self, closure: facts.Lambda, state: State) -> None:
        """Into a closure that a call is handed, which runs there or not at all. What it gives back itself is not given back by the routine
        around it, save where it says `return` in a language in which that leaves both."""
        place = Routine(self.routine.path, closure.function.span.start, closure.function, self.routine.owner)
        inner = _Walk(self.prover, self.judge, self.acts, place, {}, guard=self.guard)
        inner._block(closure.function.body, state)
        self.checks = {**inner.checks, **self.checks}
        self.effects = {**inner.effects, **self.effects}
        self.all_effects = {**inner.all_effects, **self.all_effects}
        self.refused = {**inner.refused, **self.refused}
        self.lost += inner.lost
        through = self.judge.leaves_closures(self.routine)
        self.exits += [way for way in inner.exits if way.spoken and through]
        own = [(way.verified, way.verdict, way.truth) for way in inner.exits if not (way.spoken and through)]
        self._closures[_key(closure)] = inner._verdict(own)

    def _asked(self, asked: str, value: Expr, state: State) -> Verdict:
        """`bool(check)` is the check, `any(check for ...)` is true where one of them was."""
        if asked == "bool" or not isinstance(value, facts.Sequence):
            return self._eval(value, state)
        found = [self._eval(item, state) for item in value.items]
        return Verdict(any(verdict.true for verdict in found), all(verdict.anyway for verdict in found))

    def _inner_calls(self, call: Call, state: State) -> bool:
        """Arguments and receiver run before the call itself."""
        proved = False
        for operand in facts.operands(call):
            if isinstance(operand, facts.Lambda) and self.judge.runs_closures:
                self._run_closure(operand, state.proved(proved or self._runs_behind_check(call, operand, state)))
            proved = self._eval(operand, state.proved(proved)).anyway or proved
        return proved

    def _runs_behind_check(self, call: Call, closure: facts.Lambda, state: State) -> bool:
        """Whether a function of the repository runs a closure that it is handed, and only where it has verified the sender itself."""
        callee = self.judge.callee(call, self.routine)
        if callee is None or state.verified:
            return False
        name = next((name for name, value in _handed(call, callee) if value is closure), "")
        if not name:
            return False
        given = self.judge.bound(call, callee, self.routine, self.given)
        return self._summed(call, callee, given, state).runs.get(name, False)

    def _run_handed(self, call: Call, value: Expr, state: State) -> None:
        """Into a function that another one of the repository is handed and runs: by its name, or written out where the walk has not been
        yet. One that this routine is handed itself is told to whoever calls it."""
        match value:
            case Name(written=written) if self._is_handed(written):
                self._note_run(written, state.verified)
                return
            case Name():
                run = self.judge.resolver.definition(value, self.routine)
            case facts.Lambda(function=function) if not self.judge.runs_closures:
                run = Routine(self.routine.path, function.span.start, function, self.routine.owner)
            case _:
                return
        if not isinstance(run, Routine):
            return
        told = self.prover.summary(run)
        for effect in _seen_at(call, run, told.effects):
            self._note_effect(effect, state)
        for effect in _seen_at(call, run, told.all_effects):
            self._note_any(effect)

    def _is_handed(self, written: str) -> bool:
        return any(parameter.name == written for parameter in self.routine.function.parameters)

    def _note_run(self, parameter: str, verified: bool) -> None:
        """That a function is called which came in a parameter."""
        self.runs[parameter] = verified and self.runs.get(parameter, True)

    def _judged(self, call: Call) -> Verdict | None:
        kind = self.judge.verifies(call, self.routine, self.given)
        if not kind:
            return None
        self._note_check(Check(call.span, kind))
        if kind in ("compare", "form") or self.judge.tells(call, self.routine):
            return WHEN_TRUE
        if kind == "token":
            return PROVED if "store.must_find" in self.judge.roles.by(call) else WHEN_TRUE
        if kind == "helper" and self.judge.answers_with_errors:
            self.several[_key(call)] = (NOTHING, WHEN_FALSE)
            return WHEN_FALSE
        return PROVED

    def _through(self, call: Call, state: State) -> Verdict:
        """Into the repository's own function, or the check that it is handed to run."""
        callee = self.judge.callee(call, self.routine)
        picked = self._into_picked(call, state) if callee is None or not callee.function.body else NOTHING
        if callee is None and isinstance(call.callee, Name) and self._is_handed(call.callee.written):
            self._note_run(call.callee.written, state.verified)
        if callee is None or picked != NOTHING or self.judge.undoes(call):
            return picked
        given = self.judge.bound(call, callee, self.routine, self.given)
        found = self._summed(call, callee, given, state)
        for name, value in _handed(call, callee):
            if name in found.runs:
                self._run_handed(call, value, state.proved(found.runs[name]))
        if not found.checks and self.judge.asks_outside(callee):
            self._note_check(Check(call.span, "read-back", (callee.path, callee.function.name_span)))
            return PROVED
        if self.prover.is_at_end and self.judge.guards_by_name(callee):
            self._note_check(Check(call.span, "opaque", (callee.path, callee.function.name_span)))
            return PROVED
        self.several[_key(call)] = (found.verdict, found.last)
        self.fields[_key(call)] = found.fields
        proves = found.verdict != NOTHING or found.last != NOTHING or bool(found.fields)
        if not state.verified:
            self.lost += found.lost
        for check in found.checks[:1]:
            if proves or found.open_exits:
                kind = check.kind if proves else "open"
                self._note_check(Check(call.span, kind, check.inner or (callee.path, check.span)))
        made = self.acts.only_makes(callee, given) or marks_unpaid(call)
        for effect in () if made else _seen_at(call, callee, found.effects):
            self._note_effect(effect, state)
        for effect in _seen_at(call, callee, found.all_effects):
            self._note_any(effect)
        return found.verdict

    def _summed(self, call: Call, callee: Routine, given: Mapping[str, Tags], state: State) -> Summary:
        """What a function of the repository proves and does where it is called like this; what the flags prove that it is handed, as in
        `complete(order, success)`, it knows."""
        handed = ((name, value.written) for name, value in _handed(call, callee) if isinstance(value, Name))
        told = frozenset((name, verdict) for name, written in handed if (verdict := state.symbols.get(written, NOTHING)) != NOTHING)
        return self.prover.summary(callee, given, guard=self.guard, known=told)

    def _into_picked(self, call: Call, state: State) -> Verdict:
        """Into what is picked while the shop runs, and what its outcome proves where all that can be picked checks the sender. Where only
        some of it does, what was sent may be checked there; where none does, what any of it does is done."""
        pick = None if state.verified else self.judge.picks.of(call, self.routine)
        if pick is None or not self.judge.is_handed_what_was_sent(pick.value, call, self.routine, self.given):
            return NOTHING
        bound = [(one, self.judge.bound(pick.call, one, self.routine, self.given)) for one in pick.among or ()]
        found = [(one, self.prover.summary(one, given, guard=self.guard)) for one, given in bound]
        proved, last = (both([told.verdict for _, told in found]), both([told.last for _, told in found])) if found else (NOTHING, NOTHING)
        if proved != NOTHING or last != NOTHING:
            (one, told), check = found[0], found[0][1].checks[0]
            self._note_check(Check(call.span, check.kind, check.inner or (one.path, check.span)))
            self.several[_key(call)] = (proved, last)
            return proved
        if pick.among is None or any(told.checks for _, told in found):
            self.lost.append((self.routine.path, call.span))
            return NOTHING
        for one, told in found:
            for effect in _seen_at(call, one, told.effects):
                self._note_effect(effect, state)
        return NOTHING

    # -- notes --

    def _note_check(self, check: Check) -> None:
        self.checks.setdefault((check.span.start, check.span.end), check)

    def _note_effect(self, effect: Effect, state: State) -> None:
        self._note_any(effect)
        if not state.verified:
            self.effects.setdefault((effect.span.start, effect.span.end), effect)

    def _note_any(self, effect: Effect) -> None:
        self.all_effects.setdefault((effect.span.start, effect.span.end), effect)


def _handed(call: Call, callee: Routine) -> Iterator[tuple[str, Expr]]:
    """The parameters of a function that are given by their places, with what they are given."""
    names = [parameter.name for parameter in callee.function.parameters if parameter.name not in OWN]
    plain = (argument.value for argument in call.arguments if argument.name is None and not argument.spread)
    return zip(names, plain, strict=False)


def _seen_at(call: Call, routine: Routine, effects: tuple[Effect, ...]) -> Iterator[Effect]:
    """What a function does, from where it is called: the first effect that is known for what it does, else the first."""
    first = next((effect for effect in effects if effect.role != "unknown"), effects[0] if effects else None)
    if first is not None:
        yield Effect(call.span, first.role, first.path, first.inner or (routine.path, first.span))


def _keeps_outcome(routine: Routine) -> bool:
    """Whether a method gives no answer and writes what it found on its own object: `self.flag = "forged"`, for others to look at."""
    if routine.owner is None or any(isinstance(s, facts.Return) and s.value is not None for s in routine.nodes):
        return False
    arms = [s for b in routine.nodes if isinstance(b, facts.Branch) for s in (*b.then, *b.otherwise)]
    return any(_is_own(s) for s in arms)


def _is_own(statement: Statement) -> bool:
    """`self.flag = ...` or `self.set_flag(...)`."""
    match statement:
        case facts.Assign(targets=(Name(written=written), *_)):
            return written.startswith(("self.", "this."))
        case facts.Evaluate(value=value):
            calls = (node.callee for node in facts.walk(value) if isinstance(node, Call))
            return any(isinstance(callee, Name) and callee.written.startswith(("self.", "this.")) for callee in calls)
    return False


def _key(expr: Expr) -> tuple[int, int]:
    return expr.span.start, expr.span.end


def _assents(value: Expr) -> bool:
    """Whether a routine that answers with an error says that there is none, or true: `return nil`, `return event, nil`, `return true`."""
    *before, last = value.items if isinstance(value, facts.Sequence) and value.items else (value,)
    if any(isinstance(one, facts.Literal) and not one.value for one in before):
        return False
    return isinstance(last, facts.Literal) and (last.kind == "null" or last.value is True)


def _constant(value: Expr) -> str:
    """The name of a constant, "" for anything else."""
    last = value.written.rpartition(".")[2] if isinstance(value, Name) else ""
    return last if last.isupper() else ""


def _truth(value: Expr) -> bool | None:
    """Whether a returned value is surely true or surely false; of several results the first is the answer."""
    match value:
        case facts.Literal(value=plain):
            return bool(plain)
        case facts.Sequence(items=(first, *_)):
            return _truth(first)
        case facts.Sequence():
            return False  # nothing was found, as an empty object says; whoever has it asks for a field that is not there
        case facts.Mapping(entries=entries):
            answers = [e.value.value for e in entries if isinstance(e.value, facts.Literal) and e.value.kind == "boolean"]
            return bool(answers[0] if answers else entries)
    return None


def _plain(value: Expr) -> Verdict | None:
    """A literal proves nothing, but whoever finds `False` true did not get it from here."""
    return (WHEN_FALSE if value.value else WHEN_TRUE) if isinstance(value, facts.Literal) else None


def _changed_in(targets: tuple[Expr, ...], body: Block = ()) -> Iterator[str]:
    """The names that an assignment, or what runs in a block, changes, or a part of what they stand for."""
    assigned = (node.targets for node in facts.walk(body) if isinstance(node, facts.Assign | facts.Loop))
    for target in (*targets, *chain.from_iterable(assigned)):
        yield from (node.written for node in facts.walk(target) if isinstance(node, Name))


def _unpacked(targets: tuple[Expr, ...]) -> bool:
    """Whether a value of several results is taken apart."""
    return any(isinstance(target, facts.Sequence) for target in targets)
