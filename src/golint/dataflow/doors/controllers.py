"""Classes whose public methods answer requests, and what their own statements put in front: `before_action :verify, only: :create`.

A class inherits what its bases and mixins declare, and may take it back: `skip_before_action :verify`.
"""

from __future__ import annotations

from collections.abc import Iterator

from golint import facts
from golint.catalog.languages import Language
from golint.dataflow.calls.resolve import Resolver
from golint.dataflow.doors.routes import Wrapper
from golint.dataflow.modules import ClassPlace, Module, Routine
from golint.dataflow.names import last_of, text_of
from golint.facts import Block, Call, Class, Expr, Lambda, Name


class Controllers:
    """Answers for the methods of classes that are controllers by their names, or by those of their bases."""

    def __init__(self, resolver: Resolver, language: Language) -> None:
        self._resolver = resolver
        self._language = language
        self._roles = language.roles

    def answers(self, routine: Routine) -> bool:
        """Whether a method is an action: public, of a controller, and none that stands in front of others."""
        owner, name = routine.owner, routine.function.name
        if owner is None or not self._language.controller_endings or name in self._language.constructors:
            return False
        if not name[-1:].isalnum() or name.startswith("_") or routine.function not in public_methods(owner, self._language):
            return False
        return self._is_controller(ClassPlace(routine.path, owner)) and name not in self._in_front(ClassPlace(routine.path, owner))

    def _is_controller(self, place: ClassPlace) -> bool:
        endings = self._language.controller_endings
        return any(
            owner.definition.name.endswith(endings) or _extends(owner.definition, endings) for owner in self._resolver.lineage(place)
        )

    def _in_front(self, place: ClassPlace) -> set[str]:
        return {text for _, call in self._declared(place) for text in _texts(call) if "route.guard" in self._roles.by(call)}

    def before(self, routine: Routine) -> Iterator[Wrapper]:
        """What runs before an action, in order; a named method is one of the object's own."""
        found: dict[str, Wrapper] = {}
        for module, call in self._declared(ClassPlace(routine.path, routine.owner)) if routine.owner else ():
            roles = self._roles.by(call)
            if not is_about(call, routine.function.name):
                continue
            if "route.unguard" in roles:
                for text in _texts(call):
                    found.pop(text, None)
            elif "route.guard" in roles:
                for expr in _named(call):
                    place = routine if isinstance(expr, Name) else module.body_of(routine.owner) if routine.owner else module.body
                    found[expr.written.partition(".")[2] if isinstance(expr, Name) else str(expr.span)] = Wrapper(expr, place)
            elif "signature.verify" in roles:
                found[call.path] = Wrapper(call, module.body)
        yield from found.values()

    def guards_in(self, module: Module) -> Iterator[Routine]:
        """The methods and closures of a file that its classes put in front of actions."""
        for definition in module.classes.values():
            for call in self._calls(definition.body):
                for expr in _named(call) if "route.guard" in self._roles.by(call) else ():
                    found = module.method(definition, expr.written.partition(".")[2]) if isinstance(expr, Name) else None
                    if found is not None:
                        yield found

    def is_open(self, routine: Routine) -> bool:
        """Whether a controller takes an action's requests from anybody: no token of its own forms is asked for."""
        for _, call in self._declared(ClassPlace(routine.path, routine.owner)) if routine.owner else ():
            named = self._roles.by(call).union(*(self._roles.of(text) for text in _texts(call)))
            if "route.open" in named and is_about(call, routine.function.name):
                return True
        return False

    def _declared(self, place: ClassPlace) -> Iterator[tuple[Module, Call]]:
        """The calls in the bodies of a class and of what it inherits, the oldest first."""
        for owner in reversed(list(self._resolver.lineage(place))):
            module = self._resolver.module(owner.path)
            if module is not None:
                yield from ((module, call) for call in self._calls(owner.definition.body))

    def _calls(self, block: Block) -> Iterator[Call]:
        for statement in block:
            match statement:
                case facts.Evaluate(value=Call() as call) | facts.Return(value=Call() as call):
                    yield call
                    if "route.guard" not in self._roles.by(call):  # `included do`, `with_options do`
                        closures = (a.value for a in call.arguments if isinstance(a.value, Lambda))
                        for closure in closures:
                            yield from self._calls(closure.function.body)
                case facts.Branch(then=then, otherwise=otherwise):
                    yield from self._calls((*then, *otherwise))


def public_methods(owner: Class, language: Language) -> list[facts.Function]:
    """The methods of a class that anybody may call: those that no `private` stands before or names."""
    shown: list[facts.Function] = []
    hidden = False
    for statement in owner.body:
        match statement:
            case facts.Function() if not hidden:
                shown.append(statement)
            case facts.Evaluate(value=Call() as call) if last_of(call) in language.hiding:
                names = set(_texts(call))
                hidden = hidden or not names
                shown = [method for method in shown if method.name not in names]
    return shown


def _extends(definition: Class, endings: tuple[str, ...]) -> bool:
    return any(last_of(base).endswith(endings) for base in definition.bases)


def is_about(call: Call, action: str) -> bool:
    """Whether a declaration is about an action: `only: [:create]`, `except: :show`."""
    only, without = call.argument(None, "only"), call.argument(None, "except")
    return (only is None or action in _listed(only)) and (without is None or action not in _listed(without))


def concerns(link: Call, action: str) -> bool:
    """Whether what is chained to a declaration leaves it to be about an action: `$this->middleware("auth")->except("hook")`."""
    listed = action in set[str]().union(*(_listed(argument.value) for argument in link.arguments))
    return {"only": listed, "except": not listed}.get(last_of(link), True)


def _listed(value: Expr) -> set[str]:
    return {text_of(node) for node in facts.walk(value) if isinstance(node, facts.Literal)}


def _texts(call: Call) -> Iterator[str]:
    yield from (text_of(a.value) for a in call.arguments if a.name in (None, "with") and text_of(a.value))


def _named(call: Call) -> Iterator[Expr]:
    """What a declaration puts in front: the object's own methods by their names, or closures."""
    for argument in call.arguments:
        value = argument.value
        if argument.name is None and text_of(value):
            own = f"this.{text_of(value)}"
            yield Name(own, value.span, own)
        elif argument.name is None and isinstance(value, Lambda):
            yield value
