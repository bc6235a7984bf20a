"""Maya's webhook. It proves nothing, so that only its id is believed.

https://developers.maya.ph/reference/configuring-your-webhook-for-maya-checkout
"""

import json
import logging

from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from shop import tasks

logger = logging.getLogger(__name__)


@csrf_exempt
@require_POST
def maya_webhook(request):
    if request.META.get("HTTP_X_REAL_IP") not in settings.MAYA_WEBHOOK_ADDRESSES:
        logger.warning("a Maya webhook from a strange address was refused")
        return HttpResponse(status=403)
    tasks.check_maya_payment.delay(json.loads(request.body)["id"])
    return HttpResponse(status=200)
