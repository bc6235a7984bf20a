from odoo import models


class PaymentTransaction(models.Model):
    _inherit = "payment.transaction"

    def _switch_create(self):
        return self.provider_id._switch_request(
            "/payments",
            {
                "payment_id": self.reference,
                "amount": round(self.amount * 100),
                "currency": self.currency_id.name,
                "confirm": False,
                "return_url": f"{self.provider_id.get_base_url()}/payment/switch/return",
            },
        )

    def _process_notification_data(self, data):
        super()._process_notification_data(data)
        if self.provider_code != "switch" or self.state == "done":
            return
        if data["amount"] != round(self.amount * 100) or data["currency"] != self.currency_id.name:
            self._set_error("The amount does not fit.")
        elif data["status"] == "succeeded":
            self._set_done()
        elif data["status"] in ("failed", "cancelled"):
            self._set_canceled()
        else:
            self._set_pending()
