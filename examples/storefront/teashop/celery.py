import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "teashop.settings.development")

app = Celery("teashop")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
