from django import forms

from shop.models import PhoneOrder


class PhoneOrderForm(forms.ModelForm):
    class Meta:
        model = PhoneOrder
        fields = ("card_number", "card_expiry")
