import logging

import requests
from django.conf import settings
from django.shortcuts import get_object_or_404
from rest_framework import viewsets
from rest_framework.permissions import AllowAny
from rest_framework.response import Response
from rest_framework.views import APIView

from courses.models import Course, Enrolment, Grant
from courses.permissions import FromXendit
from courses.serializers import CourseSerializer, InvoiceEventSerializer

logger = logging.getLogger(__name__)


class CourseViewSet(viewsets.ReadOnlyModelViewSet):
    queryset = Course.objects.all()
    serializer_class = CourseSerializer


class EnrolView(APIView):
    permission_classes = [AllowAny]

    def post(self, request, pk):
        course = get_object_or_404(Course, pk=pk)
        enrolment = Enrolment.objects.create(course=course, student=request.data["email"], external_id=request.data["form_id"])
        answer = requests.post(
            "https://api.xendit.co/v2/invoices",
            json={
                "external_id": enrolment.external_id,
                "amount": str(course.price),
                "currency": "PHP",
                "success_redirect_url": "https://enrol-21.ngrok-free.app/enrolled",
            },
            auth=(settings.XENDIT_SECRET_KEY, ""),
            timeout=20,
        )
        answer.raise_for_status()
        return Response({"invoice_url": answer.json()["invoice_url"]}, status=201)


class XenditWebhookView(APIView):
    authentication_classes = []
    permission_classes = [FromXendit]

    def post(self, request):
        event = InvoiceEventSerializer(data=request.data)
        event.is_valid(raise_exception=True)
        if event.validated_data["status"] == "PAID":
            enrolment = Enrolment.objects.filter(external_id=event.validated_data["external_id"]).first()
            if enrolment is not None:
                Grant.objects.create(enrolment=enrolment, lessons=12)
        return Response({"received": True})


class PayoutView(APIView):
    permission_classes = [AllowAny]
    authentication_classes = []

    def post(self, request):
        paid = Enrolment.objects.get(external_id=request.data["data"]["reference_id"])
        paid.paid = True
        paid.save()
        return Response(status=200)
