"""What happens to an order, whoever took the payment."""

import logging

from django.db import transaction
from prometheus_client import Counter

from shop import tasks
from shop.models import Order, OrderLine, Tea

logger = logging.getLogger(__name__)
payments = Counter("shop_payments_total", "Payments by result", ["result"])


class EmptyCart(Exception):
    pass


@transaction.atomic
def place(email, cart):
    """An order for the teas of a cart, at the prices of the shop."""
    wanted = {str(slug): int(quantity) for slug, quantity in cart.items() if int(quantity) > 0}
    teas = list(Tea.objects.filter(slug__in=wanted))
    if not teas:
        raise EmptyCart
    total = sum(tea.price * wanted[tea.slug] for tea in teas)
    order = Order.objects.create(email=email, total=total)
    OrderLine.objects.bulk_create(OrderLine(order=order, tea=tea, quantity=wanted[tea.slug], price=tea.price) for tea in teas)
    return order


@transaction.atomic
def settle(reference, payment_id, amount, currency):
    """Mark an order paid, once, if exactly what it costs was paid for it."""
    order = Order.objects.select_for_update().filter(reference=reference).first()
    if order is None:
        logger.warning("payment %s names no order of ours", payment_id)
        return
    if order.status not in (Order.Status.PENDING, Order.Status.FAILED):
        return
    order.payment_id = payment_id
    if amount != order.total or currency.upper() != order.currency:
        logger.error("payment %s does not fit order %s", payment_id, order.reference)
        payments.labels("review").inc()
        order.status = Order.Status.REVIEW
        order.save(update_fields=["payment_id", "status"])
        return
    payments.labels("paid").inc()
    order.status = Order.Status.PAID
    order.save(update_fields=["payment_id", "status"])
    transaction.on_commit(lambda: tasks.send_receipt.delay(order.pk))


@transaction.atomic
def fail(reference):
    """Note that a try failed. The customer may try again."""
    order = Order.objects.select_for_update().filter(reference=reference).first()
    if order is not None and order.status == Order.Status.PENDING:
        payments.labels("failed").inc()
        order.status = Order.Status.FAILED
        order.save(update_fields=["status"])
