import secrets

from django.db import models


def new_reference():
    return f"ILT-{secrets.token_hex(5).upper()}"


class Tea(models.Model):
    name = models.CharField(max_length=80)
    slug = models.SlugField(unique=True)
    price = models.PositiveIntegerField(help_text="centavos for 100 g")
    stock = models.PositiveIntegerField(default=0)

    def __str__(self):
        return self.name


class Order(models.Model):
    class Status(models.TextChoices):
        PENDING = "pending"
        PAID = "paid"
        FAILED = "failed"
        REVIEW = "review"
        REFUNDED = "refunded"

    reference = models.CharField(max_length=20, unique=True, default=new_reference)
    email = models.EmailField()
    total = models.PositiveIntegerField(help_text="centavos")
    currency = models.CharField(max_length=3, default="PHP")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PENDING)
    payment_id = models.CharField(max_length=80, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    created = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return self.reference


class OrderLine(models.Model):
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="lines")
    tea = models.ForeignKey(Tea, on_delete=models.PROTECT)
    quantity = models.PositiveIntegerField()
    price = models.PositiveIntegerField(help_text="centavos for 100 g on the day of the order")


class Refund(models.Model):
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="refunds")
    amount = models.PositiveIntegerField(help_text="centavos")
    reason = models.CharField(max_length=40, default="requested_by_customer")
    refund_id = models.CharField(max_length=80, blank=True)
    status = models.CharField(max_length=12, default="pending")


class PhoneOrder(models.Model):
    order = models.OneToOneField(Order, on_delete=models.PROTECT)
    taken_by = models.CharField(max_length=40)
    payment_link = models.URLField(blank=True)


class ClubMember(models.Model):
    email = models.EmailField(unique=True)
    subscription_id = models.CharField(max_length=80, unique=True)
    paid_until = models.DateField(null=True)
    leaves = models.PositiveIntegerField(default=0, help_text="points of the tea club")


class StallSale(models.Model):
    code_id = models.CharField(max_length=80, unique=True)
    stall = models.CharField(max_length=40)
    amount = models.PositiveIntegerField(help_text="centavos")
    paid = models.BooleanField(default=False)


class WebhookEvent(models.Model):
    provider = models.CharField(max_length=12)
    event_id = models.CharField(max_length=80)
    kind = models.CharField(max_length=60)
    received = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["provider", "event_id"], name="one_row_per_event")]
