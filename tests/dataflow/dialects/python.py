"""Python: Django, Flask, FastAPI."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import indent

from dialects import Shape

ROUTES = {
    "django": (
        "import json\nfrom django.http import HttpResponse\nfrom django.views.decorators.csrf import csrf_exempt\n",
        "@csrf_exempt\ndef payment_webhook(request):\n",
        "request.body",
        "HttpResponse(status=401)",
    ),
    "flask": (
        "import json\nfrom flask import Flask, request\n\napp = Flask(__name__)\n",
        "@app.post('/payments/webhook')\ndef payment_webhook():\n",
        "request.get_data()",
        "('', 401)",
    ),
    "fastapi": (
        "import json\nfrom fastapi import APIRouter, Request, Response\n\nrouter = APIRouter()\n",
        "@router.post('/payments/webhook')\nasync def payment_webhook(request: Request):\n",
        "await request.body()",
        "Response(status_code=401)",
    ),
}
NEEDED = "import hashlib\nimport hmac\nimport os\nfrom shop.models import Order\n"
SAVE = "Order.objects.filter(pk=event['order']).update(paid=True)"


class Python:
    """Writes Python."""

    frameworks = tuple(ROUTES)

    def setting(self, shape: Shape) -> tuple[str, str, str]:
        raw, sent, _ = shape.names
        return f"{raw} = {ROUTES[shape.framework][2]}", f"{sent} = request.headers.get('X-Signature', '')", "print('delivery')"

    def acting(self, shape: Shape) -> tuple[list[str], dict[str, str]]:
        read = f"event = json.loads({shape.names[0]})"
        if not shape.acting:
            return [read, SAVE], {}
        settling = f"from shop.models import Order\n\n\ndef settle_order(event):\n    {SAVE}\n"
        return [read, "from shop.settling import settle_order", "settle_order(event)"], {"shop/settling.py": settling}

    def checking(self, shape: Shape, kind: str) -> tuple[list[str], dict[str, str], str]:
        raw, sent, mine = shape.names
        refusal = f"    return {ROUTES[shape.framework][3]}"
        digest = f"hmac.new(os.environ['HOOK_SECRET'].encode(), {raw}, hashlib.sha256).hexdigest()"
        compared = f"{mine} == {sent}" if kind == "timing" else f"hmac.compare_digest({mine}, {sent})"
        if not shape.helper:
            return [f"{mine} = {digest}", f"if not ({compared}):", refusal], {}, ""
        helper = f"def fits({raw}, {sent}):\n    {mine} = {digest}\n    return {compared}\n"
        asked = [f"if not fits({raw}, {sent}):", refusal]
        needed = "import hashlib\nimport hmac\nimport os\n\n\n"
        match shape.helper:
            case "same file":
                return asked, {}, helper
            case "other file":
                return ["from shop.trust import fits", *asked], {"shop/trust.py": needed + helper}, ""
        between = "from shop.deep import fits as deeper\n\n\ndef fits(one, two):\n    return deeper(one, two)\n"
        return ["from shop.trust import fits", *asked], {"shop/trust.py": between, "shop/deep.py": needed + helper}, ""

    def when(self, shape: Shape, lines: Sequence[str]) -> list[str]:
        return [f"if {shape.names[1]}:", *(f"    {line}" for line in lines)]

    def files(self, shape: Shape, lines: Sequence[str], beside: str) -> dict[str, str]:
        imports, head, _, refusal = ROUTES[shape.framework]
        body = indent("\n".join([*lines, "return " + refusal.replace("401", "200")]), "    ")
        return {"shop/hooks.py": f"{imports}{NEEDED}\n\n{beside}\n\n{head}{body}\n"}
