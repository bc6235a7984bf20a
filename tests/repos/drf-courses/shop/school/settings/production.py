import os

from school.settings.base import *  # noqa: F403

DEBUG = False
XENDIT_SECRET_KEY = os.environ["XENDIT_SECRET_KEY"]
XENDIT_CALLBACK_TOKEN = os.environ["XENDIT_CALLBACK_TOKEN"]
XENDIT_PUBLIC_KEY = "{{xendit.public.test}}"
