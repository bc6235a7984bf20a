"""A key of a record and the date stays the same until midnight; one with the time of day, or of the date alone, is none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from golint.model import Finding

Findings = Callable[..., list[Finding]]
FILES = {
    "php": "src/pay.php",
    "javascript": "services/pay.js",
    "python": "shop/pay.py",
    "ruby": "app/services/pay.rb",
    "go": "pay/pay.go",
    "csharp": "Services/Pay.cs",
    "java": "src/main/java/shop/Pay.java",
}
TEXTS = {
    "php": """<?php
function renew($plan) {
    $key = KEY;
    $ch = curl_init('https://api.stripe.com/v1/payment_intents');
    curl_setopt_array($ch, [CURLOPT_POSTFIELDS => http_build_query(['amount' => $plan['price']]),
        CURLOPT_HTTPHEADER => ['Authorization: Bearer ' . getenv('STRIPE_SECRET_KEY'), 'Idempotency-Key: ' . $key]]);
    return curl_exec($ch);
}
""",
    "javascript": """const stripe = require("stripe")(process.env.STRIPE_SECRET_KEY);
exports.renew = (plan) => {
  const key = KEY;
  return stripe.paymentIntents.create({ amount: plan.price, currency: "eur" }, { idempotencyKey: key });
};
""",
    "python": """from datetime import datetime
import stripe
def renew(plan):
    key = KEY
    return stripe.PaymentIntent.create(amount=plan.price, currency="eur", idempotency_key=key)
""",
    "ruby": """class Pay
  def renew(plan)
    key = KEY
    Stripe::PaymentIntent.create({ amount: plan.price, currency: "eur" }, { idempotency_key: key })
  end
end
""",
    "go": """package pay

import (
	"time"

	"github.com/stripe/stripe-go/v82"
	"github.com/stripe/stripe-go/v82/paymentintent"
)

func Renew(plan Plan) (*stripe.PaymentIntent, error) {
	key := KEY
	return paymentintent.New(&stripe.PaymentIntentParams{
		Amount: stripe.Int64(plan.Price),
		Params: stripe.Params{IdempotencyKey: stripe.String(key)},
	})
}
""",
    "csharp": """using Stripe;
public class Pay {
    public async Task<PaymentIntent> RenewAsync(Plan plan) {
        var key = KEY;
        var options = new PaymentIntentCreateOptions { Amount = plan.Price, Currency = "eur" };
        return await new PaymentIntentService().CreateAsync(options, new RequestOptions { IdempotencyKey = key });
    }
}
""",
    "java": """package shop;
import com.stripe.model.Transfer;
import com.stripe.net.RequestOptions;
import com.stripe.param.TransferCreateParams;
import java.time.*;
public class Pay {
    Transfer renew(Plan plan) throws Exception {
        String key = KEY;
        TransferCreateParams params = TransferCreateParams.builder().setAmount(plan.getPrice()).build();
        return Transfer.create(params, RequestOptions.builder().setIdempotencyKey(key).build());
    }
}
""",
}
OF_DAY = [
    ("php", "'plan-' . $plan['id'] . '-' . date('Ymd')"),
    ("javascript", "`plan-${plan.id}-${new Date().toISOString().slice(0, 10)}`"),
    ("javascript", '`plan-${plan.id}-${new Date().toISOString().split("T")[0]}`'),
    ("python", 'f"plan-{plan.id}-{datetime.now().strftime("%Y-%m-%d")}"'),
    ("ruby", '"plan-#{plan.id}-#{Date.today}"'),
    ("ruby", '"plan-#{plan.id}-#{Time.now.strftime("%Y%m%d")}"'),
    ("go", '"plan-" + plan.ID + time.Now().Format("2006-01-02")'),
    ("csharp", '$"plan-{plan.Id}-{DateTime.UtcNow.ToString("yyyyMMdd")}"'),
    ("java", '"plan-" + plan.getId() + LocalDate.now()'),
]
OF_MOMENT = [
    ("php", "'plan-' . $plan['id'] . '-' . date('YmdHis')"),
    ("php", "'plan-' . uniqid() . '-' . date('Ymd')"),
    ("javascript", "`plan-${plan.id}-${new Date().toISOString()}`"),
    ("javascript", "new Date().toISOString().slice(0, 10)"),
    ("python", 'f"plan-{plan.id}-{datetime.now().strftime("%Y%m%d%H%M")}"'),
    ("ruby", '"plan-#{plan.id}-#{Time.now.to_i}"'),
    ("go", '"plan-" + plan.ID + time.Now().Format("20060102150405")'),
    ("csharp", '$"plan-{plan.Id}-{DateTime.UtcNow.ToString("yyyyMMddHHmm")}"'),
    ("java", '"plan-" + plan.getId() + LocalDateTime.now()'),
]


def told(findings: Findings, language: str, key: str) -> bool:
    text = TEXTS[language].replace("= KEY", f"= {key}")
    return bool(findings({FILES[language]: text}, "unstable-idempotency-key"))


@pytest.mark.parametrize(("language", "key"), OF_DAY)
def test_a_record_and_the_date_are_a_key(findings: Findings, language: str, key: str) -> None:
    assert not told(findings, language, key)


@pytest.mark.parametrize(("language", "key"), OF_MOMENT)
def test_the_time_of_day_is_none(findings: Findings, language: str, key: str) -> None:
    assert told(findings, language, key)
