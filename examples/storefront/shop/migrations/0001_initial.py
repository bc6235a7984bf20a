import django.db.models.deletion
import shop.models
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="ClubMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("email", models.EmailField(max_length=254, unique=True)),
                ("subscription_id", models.CharField(max_length=80, unique=True)),
                ("paid_until", models.DateField(null=True)),
                ("leaves", models.PositiveIntegerField(default=0, help_text="points of the tea club")),
            ],
        ),
        migrations.CreateModel(
            name="Order",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(default=shop.models.new_reference, max_length=20, unique=True)),
                ("email", models.EmailField(max_length=254)),
                ("total", models.PositiveIntegerField(help_text="centavos")),
                ("currency", models.CharField(default="PHP", max_length=3)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("pending", "Pending"),
                            ("paid", "Paid"),
                            ("failed", "Failed"),
                            ("review", "Review"),
                            ("refunded", "Refunded"),
                        ],
                        default="pending",
                        max_length=10,
                    ),
                ),
                ("payment_id", models.CharField(blank=True, max_length=80)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("created", models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.CreateModel(
            name="StallSale",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code_id", models.CharField(max_length=80, unique=True)),
                ("stall", models.CharField(max_length=40)),
                ("amount", models.PositiveIntegerField(help_text="centavos")),
                ("paid", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="Tea",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80)),
                ("slug", models.SlugField(unique=True)),
                ("price", models.PositiveIntegerField(help_text="centavos for 100 g")),
                ("stock", models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="PhoneOrder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("taken_by", models.CharField(max_length=40)),
                ("card_number", models.CharField(max_length=19)),
                ("card_expiry", models.CharField(max_length=5)),
                ("order", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, to="shop.order")),
            ],
        ),
        migrations.CreateModel(
            name="Refund",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("amount", models.PositiveIntegerField(help_text="centavos")),
                ("reason", models.CharField(default="requested_by_customer", max_length=40)),
                ("refund_id", models.CharField(blank=True, max_length=80)),
                ("status", models.CharField(default="pending", max_length=12)),
                ("order", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="refunds", to="shop.order")),
            ],
        ),
        migrations.CreateModel(
            name="OrderLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("quantity", models.PositiveIntegerField()),
                ("price", models.PositiveIntegerField(help_text="centavos for 100 g on the day of the order")),
                ("order", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="shop.order")),
                ("tea", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="shop.tea")),
            ],
        ),
        migrations.CreateModel(
            name="WebhookEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("provider", models.CharField(max_length=12)),
                ("event_id", models.CharField(max_length=80)),
                ("kind", models.CharField(max_length=60)),
                ("received", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("provider", "event_id"), name="one_row_per_event")],
            },
        ),
    ]
