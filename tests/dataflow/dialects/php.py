"""PHP: Laravel, and a plain script."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import indent

from dialects import Shape

ROUTES = (
    "<?php\nuse App\\Http\\Controllers\\PaymentController;\n\nRoute::post('/payments/webhook', [PaymentController::class, 'webhook']);\n"
)
SAVE = "Order::where('id', $event['order'])->update(['paid' => true]);"


class Php:
    """Writes PHP."""

    frameworks = ("laravel", "script")

    def setting(self, shape: Shape) -> tuple[str, str, str]:
        raw, sent, _ = shape.names
        if shape.framework == "script":
            return f"${raw} = file_get_contents('php://input');", f"${sent} = $_SERVER['HTTP_X_SIGNATURE'];", "error_log('delivery');"
        return f"${raw} = $request->getContent();", f"${sent} = $request->header('X-Signature');", "Log::info('delivery');"

    def acting(self, shape: Shape) -> tuple[list[str], dict[str, str]]:
        read = f"$event = json_decode(${shape.names[0]}, true);"
        if not shape.acting:
            return [read, SAVE], {}
        settling = (
            "<?php\nnamespace App\\Services;\n\nuse App\\Models\\Order;\n\nclass OrderSettling\n{\n"
            f"    public function settleOrder($event)\n    {{\n        {SAVE}\n    }}\n}}\n"
        )
        return [read, "(new \\App\\Services\\OrderSettling())->settleOrder($event);"], {"app/Services/OrderSettling.php": settling}

    def checking(self, shape: Shape, kind: str) -> tuple[list[str], dict[str, str], str]:
        raw, sent, mine = shape.names
        digest = f"hash_hmac('sha256', ${raw}, config('services.hooks.secret'))"
        compared = f"${mine} == ${sent}" if kind == "timing" else f"hash_equals(${mine}, ${sent})"
        refusal = f"    {self._leave(shape, 401)}"
        if not shape.helper:
            return [f"${mine} = {digest};", f"if (!({compared})) {{", refusal, "}"], {}, ""
        body = f"(${raw}, ${sent})\n{{\n    ${mine} = {digest};\n    return {compared};\n}}\n"
        if shape.helper == "same file" and shape.framework == "script":
            return [f"if (!fits(${raw}, ${sent})) {{", refusal, "}"], {}, f"function fits{body}"
        if shape.helper == "same file":
            return [f"if (!$this->fits(${raw}, ${sent})) {{", refusal, "}"], {}, f"private function fits{body}"
        asked = [f"if (!(new \\App\\Services\\Trust())->fits(${raw}, ${sent})) {{", refusal, "}"]
        whole = _class("Trust", f"public function fits{body}")
        if shape.helper == "other file":
            return asked, {"app/Services/Trust.php": whole}, ""
        between = _class("Trust", "public function fits($one, $two)\n{\n    return DeepTrust::fits($one, $two);\n}\n")
        deep = _class("DeepTrust", f"public static function fits{body}")
        return asked, {"app/Services/Trust.php": between, "app/Services/DeepTrust.php": deep}, ""

    def when(self, shape: Shape, lines: Sequence[str]) -> list[str]:
        return [f"if (${shape.names[1]}) {{", *(f"    {line}" for line in lines), "}"]

    def files(self, shape: Shape, lines: Sequence[str], beside: str) -> dict[str, str]:
        body = "\n".join([*lines, self._leave(shape, 200)])
        if shape.framework == "script":
            return {"public/payment-webhook.php": f"<?php\nuse App\\Models\\Order;\n\n{beside}\n{body}\n"}
        members = f"public function webhook(Request $request)\n{{\n{indent(body, '    ')}\n}}\n\n{beside}"
        text = (
            "<?php\nnamespace App\\Http\\Controllers;\n\nuse App\\Models\\Order;\nuse Illuminate\\Http\\Request;\n"
            f"use Illuminate\\Support\\Facades\\Log;\n\nclass PaymentController extends Controller\n{{\n{indent(members, '    ')}}}\n"
        )
        return {"app/Http/Controllers/PaymentController.php": text, "routes/api.php": ROUTES}

    def _leave(self, shape: Shape, status: int) -> str:
        return f"http_response_code({status}); exit;" if shape.framework == "script" else f"return response('', {status});"


def _class(name: str, method: str) -> str:
    return f"<?php\nnamespace App\\Services;\n\nclass {name}\n{{\n{indent(method, '    ')}}}\n"
