from django.conf import settings
from rest_framework.permissions import BasePermission


class FromXendit(BasePermission):
    message = "The callback token is wrong."

    def has_permission(self, request, view):
        return request.headers.get("x-callback-token") == settings.XENDIT_CALLBACK_TOKEN
