"""C#: ASP.NET controllers."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import indent

from dialects import Shape

SAVE = (
    'var order = await _context.Orders.FirstOrDefaultAsync(o => o.Id == data.GetProperty("order").GetString());\n'
    "if (order != null) { order.Paid = true; }\nawait _context.SaveChangesAsync();"
)
USING = "using System.Security.Cryptography;\nusing System.Text;\nusing System.Text.Json;\nusing Microsoft.AspNetCore.Mvc;\n"
IMPORTS = USING + "\nnamespace Shop;\n\n"


class CSharp:
    """Writes C#."""

    frameworks = ("asp.net",)

    def setting(self, shape: Shape) -> tuple[str, str, str]:
        raw, sent, _ = shape.names
        read = f"var {raw} = await new StreamReader(Request.Body).ReadToEndAsync();"
        return read, f'var {sent} = Request.Headers["X-Signature"].ToString();', '_logger.LogInformation("delivery");'

    def acting(self, shape: Shape) -> tuple[list[str], dict[str, str]]:
        read = f"var data = JsonDocument.Parse({shape.names[0]}).RootElement;"
        if not shape.acting:
            return [read, *SAVE.splitlines()], {}
        method = f"public async Task SettleOrder(JsonElement data)\n{{\n{indent(SAVE, '    ')}\n}}\n"
        return [read, "await new OrderSettling().SettleOrder(data);"], {"Shop/OrderSettling.cs": _class("OrderSettling", method)}

    def checking(self, shape: Shape, kind: str) -> tuple[list[str], dict[str, str], str]:
        raw, sent, mine = shape.names
        digest = [
            'using var hmac = new HMACSHA256(Encoding.UTF8.GetBytes(Environment.GetEnvironmentVariable("HOOK_SECRET")));',
            f"var {mine} = Convert.ToHexString(hmac.ComputeHash(Encoding.UTF8.GetBytes({raw})));",
        ]
        fixed = f"CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes({mine}), Encoding.UTF8.GetBytes({sent}))"
        compared = f"{mine} == {sent}" if kind == "timing" else fixed
        refusal = "    return Unauthorized();"
        if not shape.helper:
            return [*digest, f"if (!({compared}))", "{", refusal, "}"], {}, ""
        lines = indent("\n".join([*digest, f"return {compared};"]), "    ")
        body = f"bool Fits(string {raw}, string {sent})\n{{\n{lines}\n}}\n"
        if shape.helper == "same file":
            return [f"if (!Fits({raw}, {sent}))", "{", refusal, "}"], {}, f"private {body}"
        asked = [f"if (!new Trust().Fits({raw}, {sent}))", "{", refusal, "}"]
        if shape.helper == "other file":
            return asked, {"Shop/Trust.cs": _class("Trust", f"public {body}")}, ""
        between = "public bool Fits(string one, string two)\n{\n    return DeepTrust.Fits(one, two);\n}\n"
        deep = _class("DeepTrust", f"public static {body}")
        return asked, {"Shop/Trust.cs": _class("Trust", between), "Shop/DeepTrust.cs": deep}, ""

    def when(self, shape: Shape, lines: Sequence[str]) -> list[str]:
        return [f"if (!string.IsNullOrEmpty({shape.names[1]}))", "{", *(f"    {line}" for line in lines), "}"]

    def files(self, _shape: Shape, lines: Sequence[str], beside: str) -> dict[str, str]:
        body = indent("\n".join([*lines, "return Ok();"]), "    ")
        door = f'[HttpPost("webhook")]\npublic async Task<IActionResult> PaymentWebhook()\n{{\n{body}\n}}\n'
        fields = "private readonly ShopContext _context;\nprivate readonly ILogger<PaymentsController> _logger;\n"
        members = indent(f"{fields}\n{door}\n{beside}", "    ")
        text = f'{IMPORTS}[ApiController]\n[Route("payments")]\npublic class PaymentsController : ControllerBase\n{{\n{members}}}\n'
        return {"Shop/PaymentsController.cs": text}


def _class(name: str, method: str) -> str:
    return f"{IMPORTS}public class {name}\n{{\n    private readonly ShopContext _context;\n\n{indent(method, '    ')}}}\n"
