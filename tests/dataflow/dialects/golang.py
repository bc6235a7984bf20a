"""Go: net/http and Gin."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import indent

from dialects import Shape

SAVE = 'db.Model(&Order{}).Where("id = ?", event.Order).Update("paid", true)'
IMPORTS = (
    'import (\n\t"crypto/hmac"\n\t"crypto/sha256"\n\t"encoding/hex"\n\t"encoding/json"\n\t"io"\n\t"log"\n\t"net/http"\n\t"os"\n\n'
    '\t"github.com/gin-gonic/gin"\n)\n'
)


class Go:
    """Writes Go."""

    frameworks = ("net/http", "gin")

    def setting(self, shape: Shape) -> tuple[str, str, str]:
        raw, sent, _ = shape.names
        if shape.framework == "gin":
            return f"{raw}, _ := c.GetRawData()", f'{sent} := c.GetHeader("X-Signature")', 'log.Println("delivery")'
        return f"{raw}, _ := io.ReadAll(r.Body)", f'{sent} := r.Header.Get("X-Signature")', 'log.Println("delivery")'

    def acting(self, shape: Shape) -> tuple[list[str], dict[str, str]]:
        read = ["var event Event", f"json.Unmarshal({shape.names[0]}, &event)"]
        if not shape.acting:
            return [*read, SAVE], {}
        return [*read, "settleOrder(event)"], {"hooks/settling.go": f"package hooks\n\nfunc settleOrder(event Event) {{\n\t{SAVE}\n}}\n"}

    def checking(self, shape: Shape, kind: str) -> tuple[list[str], dict[str, str], str]:
        raw, sent, mine = shape.names
        digest = [
            'mac := hmac.New(sha256.New, []byte(os.Getenv("HOOK_SECRET")))',
            f"mac.Write({raw})",
            f"{mine} := hex.EncodeToString(mac.Sum(nil))",
        ]
        compared = f"{mine} == {sent}" if kind == "timing" else f"hmac.Equal([]byte({mine}), []byte({sent}))"
        refusal = [f"\t{self._answer(shape, 'StatusUnauthorized')}", "\treturn"]
        if not shape.helper:
            return [*digest, f"if !({compared}) {{", *refusal, "}"], {}, ""
        lines = "\n".join(f"\t{line}" for line in [*digest, f"return {compared}"])
        helper = f"func fits({raw} []byte, {sent} string) bool {{\n{lines}\n}}\n"
        asked = [f"if !fits({raw}, {sent}) {{", *refusal, "}"]
        match shape.helper:
            case "same file":
                return asked, {}, helper
            case "other file":
                return asked, {"hooks/trust.go": f"package hooks\n\n{IMPORTS}\n{helper}"}, ""
        between = (
            'package hooks\n\nimport "example.com/shop/deep"\n\nfunc fits(one []byte, two string) bool {\n\treturn deep.Fits(one, two)\n}\n'
        )
        deep = f"package deep\n\n{IMPORTS}\n{helper.replace('func fits', 'func Fits')}"
        return asked, {"hooks/trust.go": between, "deep/deep.go": deep}, ""

    def when(self, shape: Shape, lines: Sequence[str]) -> list[str]:
        return [f'if {shape.names[1]} != "" {{', *(f"\t{line}" for line in lines), "}"]

    def files(self, shape: Shape, lines: Sequence[str], beside: str) -> dict[str, str]:
        body = indent("\n".join([*lines, self._answer(shape, "StatusOK")]), "\t")
        if shape.framework == "gin":
            head = "func PaymentWebhook(c *gin.Context) {"
            routes = 'func Routes(r *gin.Engine) {\n\tr.POST("/payments/webhook", PaymentWebhook)\n}\n'
        else:
            head = "func PaymentWebhook(w http.ResponseWriter, r *http.Request) {"
            routes = 'func Routes() {\n\thttp.HandleFunc("/payments/webhook", PaymentWebhook)\n}\n'
        return {"hooks/hooks.go": f"package hooks\n\n{IMPORTS}\n{beside}\n{head}\n{body}\n}}\n\n{routes}"}

    def _answer(self, shape: Shape, status: str) -> str:
        return f"c.Status(http.{status})" if shape.framework == "gin" else f"w.WriteHeader(http.{status})"
