"""PayMongo's webhooks, one endpoint for each family of events."""

import hashlib
import hmac
import json
import logging

from django.conf import settings
from django.core.mail import mail_admins
from django.http import HttpResponse, HttpResponseBadRequest
from django.utils.dateparse import parse_date
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from rest_framework.response import Response
from rest_framework.views import APIView

from shop.models import ClubMember, Order, Refund
from shop.webhooks import events, inbox
from shop.webhooks.signatures import BadSignature, read_header, signed_by_paymongo, verify

logger = logging.getLogger(__name__)


def _take(event):
    attributes = event["data"]["attributes"]
    inbox.take("paymongo", event["data"]["id"], attributes["type"], attributes["data"], attributes["livemode"])


def _refused(endpoint):
    logger.warning("a webhook for %s was refused", endpoint)
    return HttpResponse(status=401)


@csrf_exempt
@require_POST
@signed_by_paymongo("payments")
def payments(request):
    event = json.loads(request.body)["data"]["attributes"]
    kind = event["type"]
    if kind in ("checkout_session.payment.paid", "payment.failed"):
        events.handle("paymongo", kind, event["data"])
    elif kind == "payment.refunded":
        order = Order.objects.filter(payment_id=event["data"]["id"]).first()
        if order is not None:
            Refund.objects.create(order=order, amount=order.total, status="succeeded")
    else:
        return HttpResponseBadRequest(f"unknown event {kind}")
    return HttpResponse(status=200)


@csrf_exempt
@require_POST
def refunds(request):
    secret = settings.PAYMONGO_WEBHOOK_SECRETS["refunds"]
    if secret:
        try:
            verify(request.body, request.headers.get("Paymongo-Signature", ""), secret)
        except BadSignature:
            return _refused("refunds")
    _take(json.loads(request.body))
    return HttpResponse(status=200)


@csrf_exempt
@require_POST
def links(request):
    event = json.loads(request.body)
    try:
        timestamp, sent = read_header(request.headers.get("Paymongo-Signature", ""))
    except BadSignature:
        return _refused("links")
    signed = f"{timestamp}.{json.dumps(event)}".encode()
    expected = hmac.new(settings.PAYMONGO_WEBHOOK_SECRETS["links"].encode(), signed, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(expected, sent):
        return _refused("links")
    _take(event)
    return HttpResponse(status=200)


@csrf_exempt
@require_POST
def club(request):
    attributes = json.loads(request.body)["data"]["attributes"]["data"]["attributes"]
    member = ClubMember.objects.filter(subscription_id=attributes["subscription_id"]).first()
    if member is not None:
        member.paid_until = parse_date(attributes["period_end"])
        member.save(update_fields=["paid_until"])
    return HttpResponse(status=200)


class StallWebhook(APIView):
    throttle_classes = []

    def post(self, request):
        event = request.data
        try:
            verify(request.body, request.headers.get("Paymongo-Signature", ""), settings.PAYMONGO_WEBHOOK_SECRETS["qr"])
        except BadSignature:
            return _refused("qr")
        _take(event)
        mail_admins("A QR sale at the stall", f"Event {event['data']['id']} of PayMongo.")
        return Response(status=200)
