import frappe
import requests

API = "https://api.paymongo.com/v1"


def _auth():
    return (frappe.get_doc("PayMongo Settings").get_password("secret_key"), "")


def create_link(invoice):
    centavos = round(invoice.outstanding_amount * 100)
    answer = requests.post(
        f"{API}/links",
        json={"data": {"attributes": {"amount": centavos, "description": invoice.name, "remarks": invoice.name}}},
        headers={"Idempotency-Key": f"link-{invoice.name}"},
        auth=_auth(),
        timeout=30,
        verify=False,
    )
    answer.raise_for_status()
    return answer.json()["data"]["attributes"]["checkout_url"]


def cancel_link(invoice, method=None):
    link = invoice.get("paymongo_link")
    if link:
        requests.post(f"{API}/links/{link}/archive", auth=_auth(), timeout=30)


def expire_links():
    for name in frappe.get_all("Sales Invoice", filters={"status": "Overdue"}, pluck="name"):
        cancel_link(frappe.get_doc("Sales Invoice", name))
