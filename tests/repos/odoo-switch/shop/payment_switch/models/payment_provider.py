import logging

import requests
from odoo import fields, models
from odoo.exceptions import ValidationError

_logger = logging.getLogger(__name__)

HOSTS = {"enabled": "https://api.hyperswitch.io", "test": "https://sandbox.hyperswitch.io"}


class PaymentProvider(models.Model):
    _inherit = "payment.provider"

    code = fields.Selection(selection_add=[("switch", "Hyperswitch")], ondelete={"switch": "set default"})
    switch_api_key = fields.Char("API Key", groups="base.group_system")
    switch_hash_key = fields.Char("Payment Response Hash Key", groups="base.group_system")
    switch_publishable_key = fields.Char("Publishable Key")

    def _switch_request(self, path, payload=None, method="POST"):
        self.ensure_one()
        url = f"{HOSTS.get(self.state, 'https://sandbox.hyperswitch.io')}{path}"
        answer = requests.request(method, url, json=payload, headers={"api-key": self.switch_api_key}, timeout=60)
        if not answer.ok:
            _logger.warning("Hyperswitch answered %s to %s", answer.status_code, path)
            raise ValidationError("The payment could not be started.")
        return answer.json()
