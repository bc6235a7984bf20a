from django.core.exceptions import ImproperlyConfigured

from teashop.settings.base import *  # noqa: F403
from teashop.settings.base import PAYMONGO_SECRET_KEY, STRIPE_SECRET_KEY

DEBUG = False
SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31536000
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

PAYMENTS_LIVE = True
MAYA_WEBHOOK_ADDRESSES = ["18.138.50.235", "3.1.207.200"]

for name, key in (("PAYMONGO_SECRET_KEY", PAYMONGO_SECRET_KEY), ("STRIPE_SECRET_KEY", STRIPE_SECRET_KEY)):
    if not key.startswith(("sk_live_", "rk_live_")):
        raise ImproperlyConfigured(f"{name} is no live key")
