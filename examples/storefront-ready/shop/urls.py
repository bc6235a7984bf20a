from django.urls import path

from shop import views
from shop.webhooks import cards, paymongo, wallets

urlpatterns = [
    path("api/teas/", views.teas),
    path("api/orders/", views.place_order),
    path("api/orders/<str:reference>/", views.order_status),
    path("api/orders/<str:reference>/pay/paymongo/", views.pay_with_paymongo),
    path("api/orders/<str:reference>/pay/card/", views.pay_with_card),
    path("api/orders/<str:reference>/pay/maya/", views.pay_with_maya),
    path("api/checkout/return/", views.checkout_return),
    path("staff/orders/<str:reference>/refund/", views.refund_order),
    path("staff/orders/<str:reference>/phone/", views.phone_order),
    path("hooks/paymongo/payments/", paymongo.payments),
    path("hooks/paymongo/refunds/", paymongo.refunds),
    path("hooks/paymongo/links/", paymongo.links),
    path("hooks/paymongo/club/", paymongo.club),
    path("hooks/paymongo/qr/", paymongo.StallWebhook.as_view()),
    path("hooks/stripe/", cards.stripe_webhook),
    path("hooks/maya/", wallets.maya_webhook),
]
