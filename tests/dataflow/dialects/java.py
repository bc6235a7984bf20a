"""Java: Spring."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import indent

from dialects import Shape

SAVE = 'Order order = orders.findById(event.get("order").asText()).orElseThrow();\norder.setPaid(true);\norders.save(order);'
IMPORTS = (
    "package shop;\n\nimport javax.crypto.Mac;\nimport java.security.MessageDigest;\nimport org.springframework.http.ResponseEntity;\n"
    "import org.springframework.web.bind.annotation.*;\nimport com.fasterxml.jackson.databind.*;\n\n"
)


class Java:
    """Writes Java."""

    frameworks = ("spring",)

    def setting(self, shape: Shape) -> tuple[str, str, str]:
        raw, sent, _ = shape.names
        return f"String {raw} = payload;", f"String {sent} = signature;", 'log.info("delivery");'

    def acting(self, shape: Shape) -> tuple[list[str], dict[str, str]]:
        read = f"JsonNode event = objectMapper.readTree({shape.names[0]});"
        if not shape.acting:
            return [read, *SAVE.splitlines()], {}
        method = f"void settleOrder(JsonNode event) {{\n{indent(SAVE, '    ')}\n}}\n"
        return [read, "new OrderSettling().settleOrder(event);"], {"src/main/java/shop/OrderSettling.java": _class("OrderSettling", method)}

    def checking(self, shape: Shape, kind: str) -> tuple[list[str], dict[str, str], str]:
        raw, sent, mine = shape.names
        digest = [
            'Mac mac = Mac.getInstance("HmacSHA256");',
            'mac.init(new SecretKeySpec(System.getenv("HOOK_SECRET").getBytes(), "HmacSHA256"));',
            f"String {mine} = Hex.encodeHexString(mac.doFinal({raw}.getBytes()));",
        ]
        compared = f"{mine}.equals({sent})" if kind == "timing" else f"MessageDigest.isEqual({mine}.getBytes(), {sent}.getBytes())"
        refusal = "    return ResponseEntity.status(401).build();"
        if not shape.helper:
            return [*digest, f"if (!{compared}) {{", refusal, "}"], {}, ""
        lines = indent("\n".join([*digest, f"return {compared};"]), "    ")
        body = f"boolean fits(String {raw}, String {sent}) throws Exception {{\n{lines}\n}}\n"
        asked = [f"if (!{{}}fits({raw}, {sent})) {{{{", refusal, "}"]
        folder = "src/main/java/shop"
        if shape.helper == "same file":
            return [asked[0].format(""), *asked[1:]], {}, f"private {body}"
        asked = [asked[0].format("new Trust()."), *asked[1:]]
        if shape.helper == "other file":
            return asked, {f"{folder}/Trust.java": _class("Trust", body)}, ""
        between = "boolean fits(String one, String two) throws Exception {\n    return DeepTrust.fits(one, two);\n}\n"
        deep = _class("DeepTrust", f"static {body}")
        return asked, {f"{folder}/Trust.java": _class("Trust", between), f"{folder}/DeepTrust.java": deep}, ""

    def when(self, shape: Shape, lines: Sequence[str]) -> list[str]:
        return [f"if ({shape.names[1]} != null) {{", *(f"    {line}" for line in lines), "}"]

    def files(self, _shape: Shape, lines: Sequence[str], beside: str) -> dict[str, str]:
        body = indent("\n".join([*lines, "return ResponseEntity.ok().build();"]), "    ")
        parameters = '@RequestBody String payload, @RequestHeader("X-Signature") String signature'
        door = (
            f'@PostMapping("/payments/webhook")\npublic ResponseEntity<Void> paymentWebhook({parameters}) throws Exception {{\n{body}\n}}\n'
        )
        members = f"private OrderRepository orders;\nprivate ObjectMapper objectMapper;\n\n{door}\n{beside}"
        text = f"{IMPORTS}@RestController\npublic class PaymentController {{\n{indent(members, '    ')}}}\n"
        return {"src/main/java/shop/PaymentController.java": text}


def _class(name: str, method: str) -> str:
    return f"{IMPORTS}class {name} {{\n    private OrderRepository orders;\n\n{indent(method, '    ')}}}\n"
