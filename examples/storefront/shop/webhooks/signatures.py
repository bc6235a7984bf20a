"""Proof that a webhook comes from PayMongo."""

import hashlib
import hmac
import logging
import time
from functools import wraps

from django.conf import settings
from django.http import HttpResponse

TOLERANCE = 300

logger = logging.getLogger(__name__)


class BadSignature(Exception):
    pass


def read_header(header):
    """The time and the signature of this mode; raise BadSignature where the time is not of the last minutes."""
    parts = dict(part.split("=", 1) for part in header.split(",") if "=" in part)
    timestamp = parts.get("t", "")
    if not timestamp.isdigit() or abs(time.time() - int(timestamp)) > TOLERANCE:
        raise BadSignature("it is too old, or says no time")
    return timestamp, parts.get("li" if settings.PAYMENTS_LIVE else "te", "")


def verify(raw, header, secret):
    """Raise BadSignature unless the header proves that PayMongo sent these bytes just now."""
    timestamp, sent = read_header(header)
    expected = hmac.new(secret.encode(), timestamp.encode() + b"." + raw, hashlib.sha256).hexdigest()
    if expected != sent:
        raise BadSignature("it does not fit the body")


def signed_by_paymongo(endpoint):
    """Lets only genuine events of an endpoint pass; everything else is answered 401 and noted."""

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            try:
                verify(request.body, request.headers.get("Paymongo-Signature", ""), settings.PAYMONGO_WEBHOOK_SECRETS[endpoint])
            except BadSignature as refused:
                logger.warning("webhook for %s refused: %s", endpoint, refused)
                return HttpResponse(status=401)
            return view(request, *args, **kwargs)

        return guarded

    return decorate
