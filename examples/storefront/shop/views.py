"""What the front end asks for."""

import logging

import requests
import stripe
from django.conf import settings
from django.contrib.admin.views.decorators import staff_member_required
from django.db.models import F
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST
from rest_framework.decorators import api_view
from rest_framework.response import Response

from shop import orders
from shop.forms import PhoneOrderForm
from shop.models import Order, PhoneOrder, Refund, Tea
from shop.services import maya, paymongo

logger = logging.getLogger(__name__)

SORRY = "The payment could not be started. You have not been charged; please try again."


@api_view(["GET"])
def teas(request):
    return Response(list(Tea.objects.filter(stock__gt=0).values("name", "slug", "price")))


@api_view(["POST"])
def place_order(request):
    try:
        order = orders.place(request.data["email"], request.data["cart"])
    except (KeyError, TypeError, ValueError, orders.EmptyCart):
        return Response({"error": "There is nothing in the cart."}, status=400)
    return Response({"reference": order.reference, "total": order.total, "currency": order.currency}, status=201)


@api_view(["GET"])
def order_status(request, reference):
    order = get_object_or_404(Order, reference=reference)
    return Response({"reference": order.reference, "status": order.status})


def _open_order(reference):
    order = get_object_or_404(Order, reference=reference, status__in=[Order.Status.PENDING, Order.Status.FAILED])
    if order.status == Order.Status.FAILED:
        Order.objects.filter(pk=order.pk, status=Order.Status.FAILED).update(status=Order.Status.PENDING, attempts=F("attempts") + 1)
        order.refresh_from_db()
    return order


@api_view(["POST"])
def pay_with_paymongo(request, reference):
    order = _open_order(reference)
    try:
        paymongo.register_payments_webhook()
        checkout = paymongo.create_checkout(order)
    except (requests.RequestException, paymongo.PaymongoError) as problem:
        logger.exception("no checkout for %s", order.reference)
        return Response({"error": str(problem)}, status=502)
    return Response({"checkout_url": checkout["attributes"]["checkout_url"]})


@api_view(["POST"])
def pay_with_card(request, reference):
    order = _open_order(reference)
    try:
        intent = stripe.PaymentIntent.create(
            amount=request.data["amount"],
            currency=order.currency.lower(),
            receipt_email=order.email,
            metadata={"reference": order.reference},
            idempotency_key=f"intent-{order.reference}-{order.attempts}",
        )
    except stripe.StripeError:
        logger.exception("no payment intent for %s", order.reference)
        return Response({"error": SORRY}, status=502)
    return Response({"client_secret": intent.client_secret, "publishable_key": settings.STRIPE_PUBLISHABLE_KEY})


@api_view(["POST"])
def pay_with_maya(request, reference):
    order = _open_order(reference)
    try:
        url = maya.create_checkout(order)
    except requests.RequestException:
        logger.exception("no Maya checkout for %s", order.reference)
        return Response({"error": SORRY}, status=502)
    return Response({"checkout_url": url})


@api_view(["GET"])
def checkout_return(request):
    order = get_object_or_404(Order, reference=request.query_params.get("order", ""))
    if request.query_params.get("status") == "success" and order.status == Order.Status.PENDING:
        order.status = Order.Status.PAID
        order.save(update_fields=["status"])
    return Response({"reference": order.reference, "status": order.status})


@staff_member_required
@require_POST
def refund_order(request, reference):
    order = get_object_or_404(Order, reference=reference, status=Order.Status.PAID)
    refund, _ = Refund.objects.get_or_create(order=order, amount=order.total)
    if not refund.refund_id:
        refund.refund_id = paymongo.create_refund(refund)["id"]
        refund.save(update_fields=["refund_id"])
    return redirect("admin:shop_order_change", order.pk)


@staff_member_required
@require_POST
def phone_order(request, reference):
    order = get_object_or_404(Order, reference=reference, status=Order.Status.PENDING)
    form = PhoneOrderForm(request.POST, instance=PhoneOrder(order=order, taken_by=request.user.username))
    if not form.is_valid():
        return JsonResponse({"error": "The form is incomplete."}, status=400)
    form.save()
    return JsonResponse({"reference": order.reference}, status=201)
