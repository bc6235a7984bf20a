"""What takes too long for a request: mails, and the work behind a webhook."""

from celery import shared_task
from django.conf import settings
from django.core.mail import send_mail

from shop.models import Order


@shared_task(autoretry_for=(OSError,), retry_backoff=True, max_retries=6)
def send_receipt(order_id):
    order = Order.objects.get(pk=order_id)
    send_mail(
        f"Your tea is on its way ({order.reference})",
        f"Salamat! We have received PHP {order.total / 100:.2f}.",
        settings.SHOP_EMAIL,
        [order.email],
    )


@shared_task(autoretry_for=(OSError,), retry_backoff=True, max_retries=10)
def work_off(provider, kind, data):
    from shop.webhooks import events

    events.handle(provider, kind, data)


@shared_task(autoretry_for=(OSError,), retry_backoff=True, max_retries=10)
def check_maya_payment(payment_id):
    from shop import orders
    from shop.services import maya

    payment = maya.payment(payment_id)
    if payment["status"] == "PAYMENT_SUCCESS":
        centavos = round(float(payment["amount"]) * 100)
        orders.settle(payment["requestReferenceNumber"], payment["id"], centavos, payment["currency"])
    elif payment["status"] in ("PAYMENT_FAILED", "PAYMENT_EXPIRED", "PAYMENT_CANCELLED"):
        orders.fail(payment["requestReferenceNumber"])
