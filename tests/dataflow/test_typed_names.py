"""What declared types, chained calls and messages lead to, in languages that write types down: by the example of C#."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from golint.dataflow import Flow
from golint.dataflow.values.clients import by_type
from golint.facts import Call

Ask = Callable[..., Flow]

CONTROLLER = (
    "[ApiController] public class Hooks : ControllerBase {{ {fields} "
    '[HttpPost("webhook")] {marks} public async Task<IActionResult> Take() {{ {body} }} }}'
)


def controller(ask: Ask, body: str, fields: str = "", marks: str = "", others: Mapping[str, str] | None = None) -> Flow:
    return ask(CONTROLLER.format(fields=fields, marks=marks, body=body), "Web/Hooks.cs", others)


def last_call(flow: Flow) -> Call:
    return max(flow.module.calls, key=lambda call: call.span.start)


@pytest.mark.parametrize(
    ("fields", "body", "expected"),
    [
        ("", "var service = new RefundService(); service.Create();", "RefundService.Create"),
        ("private readonly RefundService _refunds;", "_refunds.Create();", "RefundService.Create"),
        ("private readonly IRefundService _refunds;", "_refunds.Create();", "RefundService.Create"),
        ("private readonly RefundService _refunds = new RefundService();", "_refunds.Create();", "RefundService.Create"),
        ("", "unknown.Create();", ""),
    ],
)
def test_a_call_is_known_by_the_type_of_what_it_is_made_on(ask: Ask, fields: str, body: str, expected: str) -> None:
    flow = controller(ask, body, fields)
    call = last_call(flow)
    assert by_type(call, flow.routine_at(call.span.start), flow.texts) == expected


@pytest.mark.parametrize(
    "body",
    [
        "var text = new StringBuilder(); foreach (var b in new HMACSHA256(key).ComputeHash(raw)) { text.Append(b); } Use(text.ToString());",
        'var text = new StringBuilder(); text.Append(new HMACSHA256(key).ComputeHash(raw)); text.Append("x"); Use(text);',
    ],
)
def test_what_is_appended_comes_out_again(ask: Ask, body: str) -> None:
    flow = controller(ask, body)
    used = next(call for call in flow.module.calls if call.path == "Use")
    assert "hmac.digest" in flow.origin(used.arguments[0].value, flow.routine_at(used.span.start))


@pytest.mark.parametrize(("marks", "expected"), [("", False), ("[Authorize]", True), ("[Authorize, AllowAnonymous]", False)])
def test_an_open_door_is_open_whoever_else_is_asked_for(ask: Ask, marks: str, expected: bool) -> None:
    assert [handler.signed_in for handler in controller(ask, "return Ok();", marks=marks).handlers] == [expected]


@pytest.mark.parametrize(
    ("made", "chained", "signed_in"),
    [
        ("", "", False),
        (".RequireAuthorization()", "", True),
        ("", ".RequireAuthorization()", True),
        (".RequireAuthorization()", ".AllowAnonymous()", False),
    ],
)
def test_groups_of_routes_guard_and_prefix_their_routes(ask: Ask, made: str, chained: str, signed_in: bool) -> None:
    text = f'var hooks = app.MapGroup("/hooks"){made}; hooks.MapPost("/pay", (Event e) => Results.Ok()){chained};'
    assert [(h.route, h.signed_in) for h in ask(text, "Program.cs").handlers] == [("hooks/pay", signed_in)]


HANDLER = (
    "public class SettleHandler : IRequestHandler<Settle> { public async Task Handle(Settle request) { await _db.SaveChangesAsync(); } }"
)


@pytest.mark.parametrize(
    ("body", "fields", "path", "text"),
    [
        ("await _mediator.Send(new Settle(json));", "", "App/Settle.cs", "public record Settle(string Json);" + HANDLER),
        (
            "await _pay.Settle();",
            "IPay _pay;",
            "App/CardPay.cs",
            "interface IPay { } class CardPay : IPay { public void Settle() { f(); } }",
        ),
        ("await _pay.Settle();", "IPay _pay;", "App/Pay.cs", "public class Pay : IPay { public void Settle() { f(); } }"),
    ],
)
def test_messages_and_interfaces_lead_to_who_handles_them(ask: Ask, body: str, fields: str, path: str, text: str) -> None:
    others = {path: text, "App/IPay.cs": "public interface IPay { void Settle(); }"}
    flow = controller(ask, body, fields, others=others)
    call = next(call for call in flow.module.calls if call.path.endswith((".Send", ".Settle")))
    found = flow.judge.callee(call, flow.routine_at(call.span.start))
    assert found is not None and found.path == path
