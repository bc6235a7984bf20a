import os

os.environ["STRIPE_SECRET_KEY"] = "{{stripe.secret.test}}"


def test_the_key_is_a_test_key():
    assert os.environ["STRIPE_SECRET_KEY"].startswith("sk_test_")
