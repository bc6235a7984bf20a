import hashlib
import hmac

from odoo import http
from odoo.http import request
from odoo.tools import consteq
from werkzeug.exceptions import Forbidden


class SwitchController(http.Controller):
    @http.route("/payment/switch/webhook", type="http", auth="public", methods=["POST"], csrf=False)
    def switch_webhook(self):
        data = request.get_json_data()["content"]["object"]
        tx = request.env["payment.transaction"].sudo().search([("reference", "=", data["payment_id"])])
        if tx:
            self._check(request.httprequest.data, request.httprequest.headers.get("x-webhook-signature-512"), tx)
            tx._handle_notification_data("switch", data)
        return request.make_json_response({})

    @http.route("/payment/switch/return", type="http", auth="public", methods=["GET"], csrf=False)
    def switch_return(self, **data):
        tx = request.env["payment.transaction"].sudo().search([("reference", "=", data.get("payment_id"))])
        if data.get("status") == "succeeded":
            tx.write({"state": "done"})
        return request.redirect("/payment/status")

    def _check(self, raw, received, tx):
        expected = hmac.new(tx.provider_id.switch_hash_key.encode(), raw, hashlib.sha512).hexdigest()
        if not received or not consteq(expected, received):
            raise Forbidden()
