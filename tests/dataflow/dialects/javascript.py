"""JavaScript and TypeScript: Express, Next.js, Hono, Koa."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import indent

from dialects import Shape


@dataclass(frozen=True)
class Route:
    """How a framework takes a request and answers it; `answer` holds {} for the status."""

    path: str
    above: str
    below: str
    body: str
    sent: str
    answer: str


ROUTES = {
    "express": Route(
        "server/hooks.js",
        'const express = require("express");\nconst router = express.Router();\n',
        'router.post("/payments/webhook", express.raw({ type: "*/*" }), async (req, res) => {\n',
        "req.body",
        'req.headers["x-signature"]',
        "res.status({}).end()",
    ),
    "next": Route(
        "app/api/payments/webhook/route.js",
        "",
        "export async function POST(request) {\n",
        "await request.text()",
        'request.headers.get("x-signature")',
        'new Response("", {{ status: {} }})',
    ),
    "hono": Route(
        "src/hooks.js",
        'import { Hono } from "hono";\nconst app = new Hono();\n',
        'app.post("/payments/webhook", async (c) => {\n',
        "await c.req.text()",
        'c.req.header("x-signature")',
        'c.text("", {})',
    ),
}
SAVE = "await prisma.order.update({ where: { id: event.order }, data: { paid: true } });"
NEEDED = 'const crypto = require("crypto");\n'


class JavaScript:
    """Writes JavaScript."""

    frameworks = tuple(ROUTES)

    def setting(self, shape: Shape) -> tuple[str, str, str]:
        raw, sent, _ = shape.names
        route = ROUTES[shape.framework]
        return f"const {raw} = {route.body};", f"const {sent} = {route.sent};", 'console.log("delivery");'

    def acting(self, shape: Shape) -> tuple[list[str], dict[str, str]]:
        read = f"const event = JSON.parse({shape.names[0]});"
        if not shape.acting:
            return [read, SAVE], {}
        settling = f'const {{ prisma }} = require("./store");\n\nexports.settleOrder = async function (event) {{\n  {SAVE}\n}};\n'
        folder = ROUTES[shape.framework].path.rpartition("/")[0]
        return [read, 'const { settleOrder } = require("./settling");', "await settleOrder(event);"], {f"{folder}/settling.js": settling}

    def checking(self, shape: Shape, kind: str) -> tuple[list[str], dict[str, str], str]:
        raw, sent, mine = shape.names
        refusal = f"  return {self._answer(shape, 401)};"
        digest = f'crypto.createHmac("sha256", process.env.HOOK_SECRET).update({raw}).digest("hex")'
        compared = f"{mine} === {sent}" if kind == "timing" else f"crypto.timingSafeEqual(Buffer.from({mine}), Buffer.from({sent}))"
        if not shape.helper:
            return [f"const {mine} = {digest};", f"if (!({compared})) {{", refusal, "}"], {}, ""
        helper = f"function fits({raw}, {sent}) {{\n  const {mine} = {digest};\n  return {compared};\n}}\n"
        asked = [f"if (!fits({raw}, {sent})) {{", refusal, "}"]
        folder = ROUTES[shape.framework].path.rpartition("/")[0]
        given = f"{NEEDED}\n{helper}\nmodule.exports = {{ fits }};\n"
        match shape.helper:
            case "same file":
                return asked, {}, helper
            case "other file":
                return asked, {f"{folder}/trust.js": given}, 'const { fits } = require("./trust");\n'
        between = 'const { fits: deeper } = require("./deep");\n\nexports.fits = (one, two) => deeper(one, two);\n'
        return asked, {f"{folder}/trust.js": between, f"{folder}/deep.js": given}, 'const { fits } = require("./trust");\n'

    def when(self, shape: Shape, lines: Sequence[str]) -> list[str]:
        return [f"if ({shape.names[1]}) {{", *(f"  {line}" for line in lines), "}"]

    def files(self, shape: Shape, lines: Sequence[str], beside: str) -> dict[str, str]:
        route = ROUTES[shape.framework]
        body = indent("\n".join([*lines, f"return {self._answer(shape, 200)};"]), "  ")
        end = "});" if route.below.count("(") > route.below.count(")") else "}"
        text = f'{route.above}{NEEDED}const {{ prisma }} = require("./store");\n\n{beside}\n{route.below}{body}\n{end}\n'
        return {route.path: text}

    def _answer(self, shape: Shape, status: int) -> str:
        return ROUTES[shape.framework].answer.format(status)
