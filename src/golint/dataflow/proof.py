"""What is proved on the way: a walk along every path of a routine that keeps whether the sender has been verified.

The judge tells the walk what verifies and what counts as an effect; helpers inside the repository are walked in their turn (three hops) and
summed up. A check counts only where it dominates: where both arms of a branch that go on have passed it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from golint import facts
from golint.dataflow.judge import Judge
from golint.dataflow.modules import Routine
from golint.dataflow.tags import Tags
from golint.dataflow.verdicts import NOTHING, PROVED, WHEN_FALSE, WHEN_TRUE, Check, Effect, Exit, State, Summary, Verdict, join
from golint.facts import Block, Call, Expr, Name, Statement

HOPS = 3


class Prover:
    """Walks routines and remembers their summaries."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        # Keyed by depth too: near the last hop a summary knows less than the same routine's own.
        self._known: dict[tuple[Routine, frozenset[tuple[str, Tags]], bool, int], Summary] = {}
        self._active: list[Routine] = []

    def summary(self, routine: Routine, given: Mapping[str, Tags] | None = None, *, verified: bool = False) -> Summary:
        """What one routine proves and does, its parameters having the origins `given`."""
        key = (routine, frozenset((given or {}).items()), verified, len(self._active))
        if key in self._known:
            return self._known[key]
        if routine in self._active or len(self._active) > HOPS:
            return Summary()
        self._active.append(routine)
        try:
            found = _Walk(self, self._judge, routine, given or {}).run(verified)
        finally:
            self._active.pop()
        self._known[key] = found
        return found


class _Walk:
    """One walk over one routine."""

    def __init__(self, prover: Prover, judge: Judge, routine: Routine, given: Mapping[str, Tags]) -> None:
        self.prover = prover
        self.judge = judge
        self.routine = routine
        self.given = given
        self.checks: dict[tuple[int, int], Check] = {}
        self.effects: dict[tuple[int, int], Effect] = {}
        self.all_effects: dict[tuple[int, int], Effect] = {}
        self.exits: list[Exit] = []
        self.breaks: list[list[State]] = []

    def run(self, verified: bool) -> Summary:
        end = self._block(self.routine.function.body, State(verified))
        if end is not None:
            self.exits.append(Exit(end.verified, NOTHING, False, self.routine.function.span))
        proves = [e for e in self.exits if e.verified or e.verdict != NOTHING]
        return Summary(
            self._verdict(),
            tuple(self.checks.values()),
            tuple(self.effects.values()),
            tuple(self.all_effects.values()),
            tuple(e.span for e in self.exits if e.is_open) if proves else (),
        )

    def _verdict(self) -> Verdict:
        if not self.checks or not self.exits:
            return NOTHING
        true = all(e.verified or e.verdict.true or e.truth is False for e in self.exits)
        false = all(e.verified or e.verdict.false or e.truth is True for e in self.exits)
        return Verdict(true, false)

    # -- statements --

    def _block(self, block: Block, state: State | None) -> State | None:
        for statement in block:
            if state is None:
                return None
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
            case facts.Return(value=value):
                self._return(value, state)
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
        verdict = self._eval(value, state)
        if isinstance(value, Call) and not verdict.anyway and verdict != NOTHING:
            callee = self.judge.callee(value, self.routine)
            if callee is not None and _keeps_outcome(callee):
                return self._kept(value, state)
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
            return state
        verdict = self._first(statement.value, state) if _unpacked(statement.targets) else self._eval(statement.value, state)
        state = state.proved(verdict.anyway)
        verdict = _plain(statement.value) or verdict
        for target in statement.targets:
            # `ok, reason = verify(...)`: the first of several results is the answer.
            first = target.items[0] if isinstance(target, facts.Sequence) and target.items else target
            if isinstance(first, Name):
                state = state.knowing(first.written, verdict)
        return state

    def _branch(self, statement: facts.Branch, state: State) -> State | None:
        verdict = self._eval(statement.condition, state)
        then = self._block(statement.then, state.proved(verdict.true))
        otherwise = self._block(statement.otherwise, state.proved(verdict.false))
        return join([then, otherwise])

    def _attempt(self, statement: facts.Attempt, state: State) -> State | None:
        done = self._block(statement.otherwise, self._block(statement.body, state))
        caught = [self._block(handler.body, state) for handler in statement.handlers]
        after = join([done, *caught])
        if not statement.final:
            return after
        ended = self._block(statement.final, after or state)
        return None if after is None else ended

    def _loop(self, statement: facts.Loop, state: State) -> State | None:
        verdict = self._eval(statement.source, state) if statement.source is not None else NOTHING
        entered = state.proved(verdict.true and not statement.targets)
        self.breaks.append([])
        body = self._block(statement.body, entered)
        left = self._block(statement.otherwise, join([state, body]))
        return join([left, *self.breaks.pop()])

    def _switch(self, statement: facts.Switch, state: State) -> State | None:
        self._eval(statement.subject, state)
        ends: list[State | None] = []
        fallen: State | None = None
        for case in statement.cases:
            for pattern in case.patterns:
                self._eval(pattern, state)
            asked = self._eval(case.guard, state) if case.guard else NOTHING
            end = self._block(case.body, join([state.proved(asked.true), fallen]))
            fallen = end if case.falls else None
            ends.append(None if case.falls else end)
        if all(case.patterns or case.guard for case in statement.cases):
            ends.append(state)
        return join([*ends, fallen])

    def _within(self, items: Block, body: Block, state: State) -> State | None:
        entered = self._block(items, state)
        done = self._block(body, entered)
        swallows = any(isinstance(i, facts.Evaluate) and isinstance(i.value, Call) and self.judge.swallows(i.value) for i in items)
        return join([done, entered]) if swallows else done

    def _return(self, value: Expr | None, state: State) -> None:
        if value is None:
            self.exits.append(Exit(state.verified, NOTHING, False, self.routine.function.span))
            return
        verdict = self._first(value, state)
        if not self.judge.refuses(value):
            hands_on = self.judge.is_payload(value, self.routine, self.given) or self.judge.goes_on(value, self.routine)
            self.exits.append(Exit(state.verified, verdict, _truth(value), value.span, hands_on))

    # -- expressions --

    def _eval(self, expr: Expr, state: State) -> Verdict:
        """What an expression proves; its checks and effects are noted on the way."""
        match expr:
            case facts.Logic(operator="not", operands=(operand,)):
                return self._eval(operand, state).negated()
            case facts.Logic(operator=operator, operands=operands):
                return self._logic(operator, operands, state)
            case facts.Choice(condition=condition, then=then, otherwise=otherwise):
                tested = self._eval(condition, state)
                one = _plain(then) or self._eval(then, state.proved(tested.true))
                other = _plain(otherwise) or self._eval(otherwise, state.proved(tested.false))
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
        return self._parts(expr, state)

    def _first(self, expr: Expr, state: State) -> Verdict:
        """What an expression proves, where the first of several results is the answer."""
        if not isinstance(expr, facts.Sequence) or not expr.items:
            return self._eval(expr, state)
        first, *rest = (self._eval(item, state) for item in expr.items)
        return PROVED if any(verdict.anyway for verdict in rest) else first

    def _parts(self, expr: Expr, state: State) -> Verdict:
        """Only a check that raises proves anything from inside a larger expression."""
        proved = False
        for operand in facts.operands(expr):
            proved = self._eval(operand, state.proved(proved)).anyway or proved
        return PROVED if proved else NOTHING

    def _logic(self, operator: str, operands: tuple[Expr, ...], state: State) -> Verdict:
        first, *rest = operands
        found = self._eval(first, state)
        for operand in rest:
            if operator == "and":
                other = self._eval(operand, state.proved(found.true))
                found = Verdict(found.true or other.true, found.false and (found.true or other.false))
            else:
                other = self._eval(operand, state.proved(found.false))
                found = Verdict(found.true and (found.false or other.true), found.false or other.false)
        return found

    def _compare(self, expr: facts.Compare, state: State) -> Verdict:
        kind = self.judge.compares(expr, self.routine, self.given)
        if kind:
            self._note_check(Check(expr.span, kind))
            return WHEN_TRUE if expr.operator in ("==", "is", "in") else WHEN_FALSE
        left, right = self._eval(expr.left, state), self._eval(expr.right, state)
        if isinstance(expr.right, facts.Literal) and left != NOTHING and expr.operator in ("==", "is", "!=", "is not"):
            same = bool(expr.right.value) == (expr.operator in ("==", "is"))
            return left if same else left.negated()
        return PROVED if left.anyway or right.anyway else NOTHING

    def _call(self, call: Call, state: State) -> Verdict:
        if call.path in ("bool", "any") and len(call.arguments) == 1:
            return self._asked(call.path, call.arguments[0].value, state)
        inside = self._inner_calls(call, state)
        state = state.proved(inside)
        verdict = self._judged(call)
        if verdict is None:
            verdict = self._through(call, state)
        role = self.judge.effect(call, self.routine, self.given)
        if role and not verdict.anyway:
            self._note_effect(Effect(call.span, role, call.path), state)
        return PROVED if inside or verdict.anyway else verdict

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
            proved = self._eval(operand, state.proved(proved)).anyway or proved
        return proved

    def _judged(self, call: Call) -> Verdict | None:
        kind = self.judge.verifies(call, self.routine, self.given)
        if not kind:
            return None
        self._note_check(Check(call.span, kind))
        return WHEN_TRUE if kind in ("compare", "form") else PROVED

    def _through(self, call: Call, state: State) -> Verdict:
        """Into the repository's own function, or the check that it is handed to run."""
        callee = self.judge.callee(call, self.routine)
        if callee is None:
            return NOTHING
        found = self.prover.summary(callee, self.judge.bound(call, callee, self.routine, self.given))
        if not found.checks and self.judge.asks_outside(callee):
            self._note_check(Check(call.span, "read-back", (callee.path, callee.function.name_span)))
            return PROVED
        for check in found.checks[:1]:
            if found.verdict != NOTHING or found.open_exits:
                kind = check.kind if found.verdict != NOTHING else "open"
                self._note_check(Check(call.span, kind, check.inner or (callee.path, check.span)))
        for effect in found.effects[:1]:
            self._note_effect(Effect(call.span, effect.role, effect.path, effect.inner or (callee.path, effect.span)), state)
        for effect in found.all_effects[:1]:
            self._note_any(Effect(call.span, effect.role, effect.path, effect.inner or (callee.path, effect.span)))
        return found.verdict

    # -- notes --

    def _note_check(self, check: Check) -> None:
        self.checks.setdefault((check.span.start, check.span.end), check)

    def _note_effect(self, effect: Effect, state: State) -> None:
        self._note_any(effect)
        if not state.verified:
            self.effects.setdefault((effect.span.start, effect.span.end), effect)

    def _note_any(self, effect: Effect) -> None:
        self.all_effects.setdefault((effect.span.start, effect.span.end), effect)


def _keeps_outcome(routine: Routine) -> bool:
    """Whether a method gives no answer and writes what it found on its own object: `self.flag = "forged"`, for others to look at."""
    if routine.owner is None or any(isinstance(s, facts.Return) and s.value is not None for s in facts.walk(routine.function.body)):
        return False
    arms = [s for b in facts.walk(routine.function.body) if isinstance(b, facts.Branch) for s in (*b.then, *b.otherwise)]
    return any(_is_own(s) for s in arms)


def _is_own(statement: Statement) -> bool:
    """`self.flag = ...` or `self.set_flag(...)`."""
    match statement:
        case facts.Assign(targets=(Name(written=written), *_)):
            return written.startswith("self.")
        case facts.Evaluate(value=value):
            calls = (node.callee for node in facts.walk(value) if isinstance(node, Call))
            return any(isinstance(callee, Name) and callee.written.startswith("self.") for callee in calls)
    return False


def _truth(value: Expr) -> bool | None:
    """Whether a returned value is surely true or surely false; of several results the first is the answer."""
    match value:
        case facts.Literal(value=plain):
            return bool(plain)
        case facts.Sequence(items=(first, *_)):
            return _truth(first)
        case facts.Mapping(entries=entries):
            answers = [e.value.value for e in entries if isinstance(e.value, facts.Literal) and e.value.kind == "boolean"]
            return bool(answers[0] if answers else entries)
    return None


def _plain(value: Expr) -> Verdict | None:
    """A literal proves nothing, but whoever finds `False` true did not get it from here."""
    return (WHEN_FALSE if value.value else WHEN_TRUE) if isinstance(value, facts.Literal) else None


def _unpacked(targets: tuple[Expr, ...]) -> bool:
    """Whether a value of several results is taken apart."""
    return any(isinstance(target, facts.Sequence) for target in targets)
