"""What a page of ASP.NET shows of the code behind it: `ErrorMessage = ex.Message`, where the page says `@Model.ErrorMessage`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from golint import facts
from golint.facts import Expr, Name, Node

if TYPE_CHECKING:
    from golint.dataflow import Flow
    from golint.dataflow.modules import Routine

_BEHIND = (".cshtml.cs", ".razor.cs", ".aspx.cs", ".ascx.cs")
_SHOWN_IN = (".Text", ".InnerText", ".InnerHtml")  # what a control of Web Forms shows


def put_on_page(flow: Flow, node: Node, routine: Routine) -> Expr | None:
    """What is put into a property, or a control, that the page of this code shows."""
    if not isinstance(node, facts.Assign) or node.annotation or not routine.path.endswith(_BEHIND):
        return None
    target = node.targets[0] if node.targets else None
    page = routine.path.removesuffix(".cs")
    said = _said(page, target.written.removeprefix("this.")) if isinstance(target, Name) else ""
    shown = said and re.search(rf"(?i){re.escape(said)}(?!\w)".encode(), flow.resolver.files.read(page))
    return node.value if shown else None


def _said(page: str, written: str) -> str:
    """How a page shows what is set; "" where it cannot."""
    if page.endswith((".aspx", ".ascx")):
        control = next((written.removesuffix(part) for part in _SHOWN_IN if written.endswith(part)), "")
        return f'ID="{control}"' if control and "." not in control else ""
    if "." in written:
        return ""
    return f"@Model.{written}" if page.endswith(".cshtml") else f"@{written}"
