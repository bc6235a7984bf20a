import os

os.environ.setdefault("DJANGO_SECRET_KEY", "only-for-development")
os.environ.setdefault("SHOP_URL", "http://localhost:5173")
os.environ.setdefault("MAYA_BASE_URL", "https://pg-sandbox.paymaya.com")
for name in (
    "PAYMONGO_SECRET_KEY",
    "PAYMONGO_WEBHOOK_SECRET",
    "PAYMONGO_REFUNDS_WEBHOOK_SECRET",
    "PAYMONGO_LINKS_WEBHOOK_SECRET",
    "PAYMONGO_CLUB_WEBHOOK_SECRET",
    "PAYMONGO_QR_WEBHOOK_SECRET",
    "STRIPE_SECRET_KEY",
    "STRIPE_PUBLISHABLE_KEY",
    "STRIPE_WEBHOOK_SECRET",
    "MAYA_SECRET_KEY",
    "MAYA_PUBLIC_KEY",
):
    os.environ.setdefault(name, "unset")

from teashop.settings.base import *  # noqa: E402, F403

DEBUG = True
ALLOWED_HOSTS = ["*"]
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
CELERY_TASK_ALWAYS_EAGER = True
