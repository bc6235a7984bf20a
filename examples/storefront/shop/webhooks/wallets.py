"""Maya's webhook. It proves nothing, so the payment is read back.

https://developers.maya.ph/reference/configuring-your-webhook-for-maya-checkout
"""

import json
import logging

from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from shop.models import Order
from shop.services import maya

logger = logging.getLogger(__name__)


@csrf_exempt
@require_POST
def maya_webhook(request):
    sent = json.loads(request.body)
    payment = maya.payment(sent["id"])
    order = Order.objects.filter(reference=sent["requestReferenceNumber"]).first()
    if order is None:
        logger.warning("Maya payment %s names no order of ours", payment["id"])
    elif payment["status"] == "PAYMENT_SUCCESS":
        order.status = Order.Status.PAID
        order.payment_id = payment["id"]
        order.save(update_fields=["status", "payment_id"])
    return HttpResponse(status=200)
