"""Registers the shop's endpoints at PayMongo, once for each environment."""

from django.core.management.base import BaseCommand, CommandError

from shop.services import paymongo

ENDPOINTS = {
    "payments": ["checkout_session.payment.paid", "payment.failed"],
    "refunds": ["payment.refund.updated"],
    "links": ["link.payment.paid"],
    "club": ["subscription.invoice.paid"],
    "qr": ["qr.paid"],
}


class Command(BaseCommand):
    help = "Register the webhook endpoints that are not registered yet."

    def add_arguments(self, parser):
        parser.add_argument("base", help="the public address of the shop, with https://")

    def handle(self, *args, base, **options):
        if not base.startswith("https://"):
            raise CommandError("PayMongo delivers to https:// alone")
        known = {webhook["attributes"]["url"] for webhook in paymongo.webhooks()}
        for name, events in ENDPOINTS.items():
            url = f"{base.rstrip('/')}/hooks/paymongo/{name}/"
            if url in known:
                self.stdout.write(f"{url} is registered")
                continue
            webhook = paymongo.register_webhook(url, events)
            self.stdout.write(f"{url} registered as {webhook['id']}; take its secret from the dashboard")
