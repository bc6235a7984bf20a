"""Go: methods across files, interfaces that nobody declares to implement, doors, and what stands in front of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from golint.dataflow import Flow
from golint.dataflow.modules import Routine
from golint.view import FileView

Ask = Callable[..., Flow]
Views = Callable[[Mapping[str, str]], dict[str, FileView]]

MOD = "module shop.example/pay\n"
SERVICE = """package service

type Service struct{ store *Store }
type Store struct{}

func New() *Service { return &Service{store: &Store{}} }
func Open() (*Service, error) { return New(), nil }
func (s *Service) Settle(id string) error { return nil }
func (s *Store) Save(id string) error { return nil }
"""
OTHER = (
    "package other\n\ntype Mock struct{}\n\n"
    "func (m *Mock) Settle(id string) error { return nil }\nfunc (m *Mock) Cancel(id string) { stop() }\n"
)
CALLS = {
    "a function of a package": ("service.New()", "", "", "New"),
    "what a function makes": ("s.Settle(id)", "s := service.New()", "", "Settle"),
    "what a function makes, or an error": ("s.Settle(id)", "s, err := service.Open()", "", "Settle"),
    "a variable that hides a package": ("service.Settle(id)", "service := service.New()", "", "Settle"),
    "a parameter": ("s.Settle(id)", "", "s *service.Service", "Settle"),
    "a field": ("h.service.Settle(id)", "", "", "Settle"),
    "an interface": ("h.settler.Settle(id)", "", "", "Settle"),
}


@pytest.mark.parametrize("name", CALLS)
def test_a_call_leads_to_the_routine_that_it_runs(ask: Ask, name: str) -> None:
    call, before, parameter, wanted = CALLS[name]
    text = (
        'package hooks\n\nimport "shop.example/pay/internal/service"\n\n'
        "type settler interface{ Settle(id string) error }\n"
        "type Hook struct {\n\tservice *service.Service\n\tsettler settler\n}\n\n"
        f"func (h *Hook) Take({parameter}) {{\n\t{before}\n\t{call}\n}}\n"
    )
    others = {"go.mod": MOD, "internal/service/service.go": SERVICE, "internal/mocks/other.go": OTHER}
    flow = ask(text, "hooks/hook.go", others)
    found = next(c for c in reversed(flow.module.calls) if c.path.endswith("." + wanted))
    callee = flow.resolver.callee(found, flow.routine_at(found.span.start))
    assert isinstance(callee, Routine)
    assert (callee.path, callee.function.name) == ("internal/service/service.go", wanted)


def test_an_interface_that_several_types_satisfy_leads_nowhere(ask: Ask) -> None:
    text = "package a\n\ntype settler interface{ Settle(id string) error }\n\nfunc take(s settler) { s.Settle(id) }\n"
    one = "package b\n\ntype One struct{}\n\nfunc (o *One) Settle(id string) error { return nil }\n"
    flow = ask(text, "a/a.go", {"b/one.go": one, "c/two.go": one.replace("One", "Two")})
    call = flow.module.calls[0]
    callee = flow.resolver.callee(call, flow.routine_at(call.span.start))
    assert not (isinstance(callee, Routine) and callee.function.body)


HANDLER = (
    'package hooks\n\nimport (\n\t"net/http"\n\t"github.com/gin-gonic/gin"\n\t"github.com/labstack/echo/v4"\n)\n\n'
    "type Hook struct{}\n\nfunc New() *Hook { return &Hook{} }\n"
    "func (h *Hook) Plain(w http.ResponseWriter, r *http.Request) {}\nfunc (h *Hook) Gin(c *gin.Context) {}\n"
    "func (h *Hook) Echo(c echo.Context) error { return nil }\nfunc (h *Hook) ServeHTTP(w http.ResponseWriter, r *http.Request) {}\n"
    "func Made() http.HandlerFunc { return func(w http.ResponseWriter, r *http.Request) { done() } }\n"
)
# name: (what the table says, the door, its route, what stands in front)
TABLES = {
    "ServeMux": ('http.HandleFunc("POST /hook", h.Plain)', "Hook.Plain", "POST /hook", []),
    "gorilla": ('r.HandleFunc("/hook", h.Plain).Methods("POST")', "Hook.Plain", "/hook", []),
    "wrapped": ('r.Handle("/hook", signed(http.HandlerFunc(h.Plain)))', "Hook.Plain", "/hook", ["signed"]),
    "an object": ('r.Handle("/hook", h)', "Hook.ServeHTTP", "/hook", []),
    "made": ('r.Handle("/hook", hooks.Made())', "Made.<lambda>", "/hook", []),
    "Gin": ('r.POST("/hook", signed(), h.Gin)', "Hook.Gin", "/hook", ["signed"]),
    "a group of Gin": ('g := r.Group("/pay", signed())\n\tg.POST("/hook", h.Gin)', "Hook.Gin", "pay/hook", ["signed"]),
    "a group of a group": (
        'g := r.Group("/pay")\n\tg.Use(signed())\n\tin := g.Group("/in")\n\tin.POST("/hook", h.Gin)',
        "Hook.Gin", "pay/in/hook", ["signed"],
    ),
    "Echo puts guards last": ('r.POST("/hook", h.Echo, signed)', "Hook.Echo", "/hook", ["signed"]),
    "Chi": ('r.With(signed).Post("/hook", h.Plain)', "Hook.Plain", "/hook", ["signed"]),
    "a group of Chi": (
        'r.Route("/pay", func(r chi.Router) {\n\t\tr.Use(signed)\n\t\tr.Post("/hook", h.Plain)\n\t})',
        "Hook.Plain", "pay/hook", ["signed"],
    ),
    "another group of Chi": ('r.Group(func(r chi.Router) { r.Use(signed) })\n\tr.Post("/hook", h.Plain)', "Hook.Plain", "/hook", []),
    "a guard that comes later": ('r.POST("/hook", h.Gin)\n\tr.Use(signed())', "Hook.Gin", "/hook", []),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_a_door_has_its_route_and_its_guards(ask: Ask, name: str) -> None:
    table, door, route, guards = TABLES[name]
    routes = f'package main\n\nimport (\n\t"net/http"\n\t"shop.example/pay/hooks"\n)\n\nfunc main() {{\n\th := hooks.New()\n\t{table}\n}}\n'
    flow = ask(HANDLER, "hooks/hooks.go", {"go.mod": MOD, "main.go": routes})
    [found] = [handler for handler in flow.handlers if handler.registered]
    assert (found.routine.function.qualname, found.route) == (door, route)
    assert [w.expr.path for w in found.wrappers if hasattr(w.expr, "path")] == guards
