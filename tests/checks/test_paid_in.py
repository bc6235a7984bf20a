"""A wallet that is filled with how much the browser says, at a door by which people pay in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from golint.model import Finding, Severity

Findings = Callable[..., list[Finding]]

EXPRESS = """const express = require("express");
const Wallet = require("../models/wallet");
const { GUARD } = require("../middleware/people");
const router = express.Router();

// the page calls this once Paystack's window has closed
router.post("PATH", GUARD, async (req, res) => {
  const { amount, to } = req.body;
  const wallet = await Wallet.findOne({ user: req.user.id });
  BODY
  await wallet.save();
  res.json({ success: true });
});
module.exports = router;
"""
FILLED = "wallet.balance += Number(amount);"
LARAVEL = """<?php
namespace App\\Http\\Controllers;

use App\\Models\\Wallet;
use Illuminate\\Http\\Request;

class WalletController extends Controller
{
    /** Paystack's window has closed. */
    public function deposit(Request $request)
    {
        $wallet = Wallet::where('user_id', auth()->id())->firstOrFail();
        $wallet->increment('balance', $request->input('amount'));
        return back()->with('success', 'Paid in');
    }
}
"""
DJANGO = """from django.http import JsonResponse

from shop.models import Wallet


def top_up_wallet(request):  # Paystack's window has closed
    wallet = Wallet.objects.get(user=request.user)
    wallet.balance += int(request.POST["amount"])
    wallet.save()
    return JsonResponse({"status": "success"})
"""
URLS = "from django.urls import path\nfrom shop import views\nurlpatterns = [path('wallet/top-up/', views.top_up_wallet)]\n"


def express(findings: Findings, *, path: str = "/wallet/fund", guard: str = "signedIn", body: str = FILLED) -> list[Severity]:
    text = EXPRESS.replace("PATH", path).replace("GUARD", guard).replace("BODY", body)
    return [one.severity for one in findings({"routes/wallet.js": text}, "unverified-return")]


def test_a_wallet_is_filled_on_the_browsers_word(findings: Findings) -> None:
    assert express(findings) == [Severity.WARNING]


@pytest.mark.parametrize(
    "case",
    [
        {"path": "/wallet/settings"},
        {"path": "/admin/wallet/fund"},
        {"guard": "isAdmin"},
        {"body": "const held = await Wallet.findOne({ user: to }); held.balance -= Number(amount); " + FILLED},
        {"body": "wallet.pending = Number(amount);"},
        {"body": "const bonus = await Bonus.findOne({ code: req.body.code }); wallet.balance += bonus.amount;"},
        {"body": "const paid = await paystack.transaction.verify(req.body.reference); wallet.balance += paid.data.amount;"},
    ],
)
def test_what_else_fills_one_is_not_told(findings: Findings, case: dict[str, str]) -> None:
    assert express(findings, **case) == []


def test_laravel_and_django(findings: Findings) -> None:
    (one,) = findings({"app/Http/Controllers/WalletController.php": LARAVEL}, "unverified-return")
    assert "increment" in one.location.line
    (one,) = findings({"shop/views.py": DJANGO, "shop/urls.py": URLS}, "unverified-return")
    assert "+=" in one.location.line
