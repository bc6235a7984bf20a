"""Ruby: Rails."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import indent

from dialects import Shape

ROUTES = 'Rails.application.routes.draw do\n  post "payments/webhook", to: "payments#webhook"\nend\n'
SAVE = 'Order.find_by(id: event["order"]).update!(paid: true)'


class Ruby:
    """Writes Ruby."""

    frameworks = ("rails",)

    def setting(self, shape: Shape) -> tuple[str, str, str]:
        raw, sent, _ = shape.names
        return f"{raw} = request.raw_post", f'{sent} = request.headers["X-Signature"]', 'Rails.logger.info("delivery")'

    def acting(self, shape: Shape) -> tuple[list[str], dict[str, str]]:
        read = f"event = JSON.parse({shape.names[0]})"
        if not shape.acting:
            return [read, SAVE], {}
        settling = f"class OrderSettling\n  def settle_order(event)\n    {SAVE}\n  end\nend\n"
        return [read, "OrderSettling.new.settle_order(event)"], {"app/services/order_settling.rb": settling}

    def checking(self, shape: Shape, kind: str) -> tuple[list[str], dict[str, str], str]:
        raw, sent, mine = shape.names
        digest = f'OpenSSL::HMAC.hexdigest("SHA256", ENV["HOOK_SECRET"], {raw})'
        compared = f"{mine} == {sent}" if kind == "timing" else f"ActiveSupport::SecurityUtils.secure_compare({mine}, {sent})"
        if not shape.helper:
            return [f"{mine} = {digest}", f"return head :unauthorized unless {compared}"], {}, ""
        body = f"({raw}, {sent})\n  {mine} = {digest}\n  {compared}\nend\n"
        asked = f"return head :unauthorized unless {{}}fits({raw}, {sent})"
        if shape.helper == "same file":
            return [asked.format("")], {}, f"private\n\ndef fits{body}"
        if shape.helper == "other file":
            return [asked.format("Trust.new.")], {"app/services/trust.rb": _class("Trust", f"def fits{body}")}, ""
        between = _class("Trust", "def fits(one, two)\n  DeepTrust.fits(one, two)\nend\n")
        deep = _class("DeepTrust", f"def self.fits{body}")
        return [asked.format("Trust.new.")], {"app/services/trust.rb": between, "app/services/deep_trust.rb": deep}, ""

    def when(self, shape: Shape, lines: Sequence[str]) -> list[str]:
        return [f"if {shape.names[1]}", *(f"  {line}" for line in lines), "end"]

    def files(self, _shape: Shape, lines: Sequence[str], beside: str) -> dict[str, str]:
        body = indent("\n".join([*lines, "head :ok"]), "  ")
        members = f"skip_before_action :verify_authenticity_token\n\ndef webhook\n{body}\nend\n\n{beside}"
        text = f"class PaymentsController < ApplicationController\n{indent(members, '  ')}end\n"
        return {"app/controllers/payments_controller.rb": text, "config/routes.rb": ROUTES}


def _class(name: str, method: str) -> str:
    return f"class {name}\n{indent(method, '  ')}end\n"
