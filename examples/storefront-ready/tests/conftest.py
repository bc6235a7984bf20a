import pytest

from shop.models import Order

SECRET = "made-up-for-tests"


@pytest.fixture(autouse=True)
def made_up_secrets(settings):
    settings.PAYMONGO_WEBHOOK_SECRETS = dict.fromkeys(settings.PAYMONGO_WEBHOOK_SECRETS, SECRET)


@pytest.fixture
def order(db):
    return Order.objects.create(reference="ILT-1", email="maria@mail.example", total=45_000)
