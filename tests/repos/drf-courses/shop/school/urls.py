from django.urls import include, path
from rest_framework.routers import DefaultRouter

from courses import views

router = DefaultRouter()
router.register("courses", views.CourseViewSet)

urlpatterns = [
    path("api/", include(router.urls)),
    path("api/courses/<int:pk>/enrol/", views.EnrolView.as_view()),
    path("webhooks/xendit/invoices/", views.XenditWebhookView.as_view()),
    path("webhooks/xendit/payouts/", views.PayoutView.as_view()),
]
