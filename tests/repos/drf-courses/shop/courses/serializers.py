from rest_framework import serializers

from courses.models import Course


class CourseSerializer(serializers.ModelSerializer):
    class Meta:
        model = Course
        fields = ["id", "title", "price"]


class InvoiceEventSerializer(serializers.Serializer):
    id = serializers.CharField()
    external_id = serializers.CharField()
    status = serializers.ChoiceField(["PENDING", "PAID", "SETTLED", "EXPIRED"])
    paid_amount = serializers.DecimalField(max_digits=12, decimal_places=2, required=False)
