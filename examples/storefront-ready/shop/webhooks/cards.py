"""Stripe's webhook."""

import logging

import stripe
from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from shop.webhooks import inbox

logger = logging.getLogger(__name__)


@csrf_exempt
@require_POST
def stripe_webhook(request):
    try:
        event = stripe.Webhook.construct_event(request.body, request.headers.get("Stripe-Signature", ""), settings.STRIPE_WEBHOOK_SECRET)
    except (ValueError, stripe.SignatureVerificationError):
        logger.warning("a Stripe webhook was refused")
        return HttpResponse(status=400)
    inbox.take("stripe", event["id"], event["type"], event["data"]["object"].to_dict(), event["livemode"])
    return HttpResponse(status=200)
