from django.contrib import admin

from shop.models import ClubMember, Order, OrderLine, Refund, Tea


class OrderLines(admin.TabularInline):
    model = OrderLine
    extra = 0


@admin.register(Order)
class OrderAdmin(admin.ModelAdmin):
    list_display = ("reference", "email", "total", "status", "created")
    list_filter = ("status",)
    search_fields = ("reference", "email")
    readonly_fields = ("reference", "payment_id", "total", "currency")
    inlines = (OrderLines,)


admin.site.register([Tea, Refund, ClubMember])
