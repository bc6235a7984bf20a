from topup.prices import PRICES


def test_each_plan_has_a_price():
    assert min(PRICES.values()) > 0
