"""Events are written down once and worked off by a worker, so that the provider gets its answer at once."""

import logging

from django.conf import settings
from django.db import IntegrityError, transaction

from shop import tasks
from shop.models import WebhookEvent

logger = logging.getLogger(__name__)


def take(provider, event_id, kind, data, live):
    """Hand an event to a worker, unless it came before or belongs to the other mode."""
    if live is not settings.PAYMENTS_LIVE:
        logger.warning("%s event %s is of the other mode", provider, event_id)
        return
    try:
        with transaction.atomic():
            WebhookEvent.objects.create(provider=provider, event_id=event_id, kind=kind)
            transaction.on_commit(lambda: tasks.work_off.delay(provider, kind, data))
    except IntegrityError:
        logger.info("%s event %s came again", provider, event_id)
