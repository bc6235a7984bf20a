"""A page without a provider's form is not read for one."""

from __future__ import annotations

import pytest

from golint.catalog import Catalog
from golint.checks.checkout import ANSWERING, may_check_out
from golint.project import Project
from golint.sources import SourceFile
from golint.view import FileView

SILENT = (
    "$.fn.dataTable.Buttons = function (hyper) { this.confirm(hyper); };\n",
    "import { stripe } from './stripe';\nconfirm('Pay now?', stripe);\n",
)
TELLING = (
    "paypal.Buttons({ createOrder }).render('#pay');\n",
    "const { Buttons } = window.PayPal;\nButtons({ createOrder });\n",
    "export const Pay = () => <PayPalButtons createOrder={order} />;\n",
    "const checkout = await AdyenCheckout({ clientKey });\n",
    *(f"stripe.{name}(form);\n" for name in sorted(ANSWERING)),
)


def view_of(known: Catalog, text: str) -> FileView:
    return FileView(SourceFile("pay.jsx", text.encode()), known, Project.of({"pay.jsx": text.encode()}))


@pytest.mark.parametrize("text", SILENT)
def test_a_script_without_a_form_is_not_read(known: Catalog, text: str) -> None:
    assert not may_check_out(view_of(known, text))


@pytest.mark.parametrize("text", TELLING)
def test_a_script_with_a_form_is_read(known: Catalog, text: str) -> None:
    assert may_check_out(view_of(known, text))
