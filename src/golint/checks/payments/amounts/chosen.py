"""Amounts that are for the client to fix: what people give, and what they put into or take out of a wallet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.modules import Routine
from golint.dataflow.names import text_of
from golint.dataflow.requests.money import Money
from golint.dataflow.words import mentions
from golint.lazily import compiled

if TYPE_CHECKING:
    from golint.view import FileView

_CHOSEN = frozenset({
    "donate", "donation", "donor", "tip", "topup", "top", "wallet", "deposit", "fund", "funding", "pledge", "contribution", "recharge",
    "refund", "credit", "withdraw", "withdrawal", "payout", "disburse", "disbursement", "transfer", "campaign", "fundraiser", "reload",
    "propina", "recarga", "recargar", "deposito", "depositar", "abono", "abonar", "monedero", "billetera", "carteira", "retiro", "retirar",
    "reembolso", "devolucion", "campana", "campanha", "saldo", "dompet", "tabungan", "pencairan", "penarikan",
})  # fmt: skip
_BACK = frozenset({"refund", "payout", "disbursement", "relay"})  # Hyperswitch relays what becomes of a payment that was made elsewhere
GIVEN = frozenset({
    "donation", "donate", "donor", "pledge", "fundraiser", "topup", "donasi", "donatur", "sedekah", "infaq", "infak", "zakat", "wakaf",
    "sumbangan", "donacion", "donativo", "doacao",
})  # fmt: skip
_E_WALLET = compiled(r"(?:(?<![A-Za-z])e|E)[-_ ]?[Ww]allet")  # a way to pay for something


def shopper_chooses(view: FileView, routine: Routine) -> bool:
    """Donations, tips and wallets are for the shopper to fix; refunds and payouts are not what a shopper pays."""
    owner = routine.owner.name if routine.owner else ""
    texts = (text_of(node) for node in routine.nodes if isinstance(node, facts.Literal))
    return is_chosen(f"{view.source.path} {routine.function.qualname} {owner}") or any(mentions(text, GIVEN) for text in texts)


def is_chosen(name: str) -> bool:
    """Whether what is named so is about such an amount."""
    return mentions(_E_WALLET.sub("", name), _CHOSEN | GIVEN)


def pays_back(money: Money) -> bool:
    """Whether a call gives money back or out, as its name or its address says: `stripe.refunds.create`, `POST /v1/payouts`."""
    told = "" if "|" in money.entry.call else money.entry.call  # which of several it is, the call alone says
    return mentions(f"{facts.trail(money.call)} {told}", _BACK)
