"""Groups of routes: what `Route::prefix("hooks")->middleware("signed")->group(function () { ... })` says of each route inside."""

from __future__ import annotations

from collections.abc import Iterator

from golint.catalog.roles import Roles
from golint.dataflow.doors.mounts import told_prefix
from golint.dataflow.modules import Module, Routine
from golint.dataflow.names import last_of, text_of
from golint.facts import Call, Expr, Lambda, Name


def links(module: Module, route: Call) -> tuple[Call, ...]:
    """The calls that speak of a route: those that are handed the function it is registered in, outermost first, and what these and the
    route itself are chained to."""
    around = [call for scope in module.scopes(route.span.start) if (call := module.handed.get(scope.start)) is not None]
    return tuple(link for call in (*reversed(around), route.receiver) for link in _chain(call) if link is not route)


def made(module: Module, router: str, route: Call, place: Routine) -> Iterator[Call]:
    """The calls that gave a function the router of a route: `hooks := app.Group("/hooks", verify)`, and what these are chained to."""
    scope: Routine | None = place
    while router and scope is not None:
        for binding in module.reaching(scope, router, route.span.start)[:1]:
            yield from _chain(binding.value)
            return
        scope = module.around(scope)


def prefix(found: tuple[Call, ...], route: Call, roles: Roles) -> str:
    """The beginning of a route's text that its groups give. One that is chained to a group with a function of its own stands outside."""
    around = (link for link in found if route.span in link.span or not any(isinstance(a.value, Lambda) for a in link.arguments))
    texts = (text_of(link.argument(0)) or told_prefix(link) for link in around if "route.prefix" in roles.by(link))
    return "".join(f"{text.strip('/')}/" for text in texts if text)


def controller(found: tuple[Call, ...], roles: Roles) -> Expr | None:
    """The class whose methods a group's routes name by a bare text."""
    named = (link.argument(0) for link in found if "route.controller" in roles.by(link))
    return next((value for value in named if value is not None), None)


def guards(found: tuple[Call, ...], roles: Roles) -> Iterator[Expr]:
    """What the groups put in front of their routes."""
    for link in found:
        if "route.around" in roles.by(link):
            yield named(link)
        if (played := roles.by(link)) & {"route.middleware", "route.guard", "route.group"}:
            given = (argument.value for argument in link.arguments)
            yield from (value for value in given if "route.guard" in played or not isinstance(value, Lambda))


def named(link: Call) -> Expr:
    """The name of a call that is chained to a group or a route: `RequireAuthorization`."""
    last = last_of(link)
    return link.callee if isinstance(link.callee, Name) else Name(last, link.callee.span, last)


def _chain(call: Expr | None) -> Iterator[Call]:
    while isinstance(call, Call):
        yield call
        call = call.receiver
