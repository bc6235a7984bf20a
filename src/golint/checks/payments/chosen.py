"""Amounts that are for the client to fix: what people give, what they put into or take out of a wallet, and what the shop's people ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from golint import facts
from golint.dataflow.handlers import Handler
from golint.dataflow.modules import Routine
from golint.dataflow.money import Money
from golint.dataflow.names import name_of, text_of
from golint.dataflow.words import mentions, words_of
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
_STAFF = frozenset({"admin", "administrator", "superadmin", "staff", "superuser"})
_OTHERS = frozenset({"not", "non", "no", "un", "skip", "exclude", "without"})  # a guard against those lets everybody else in
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


def is_for_staff(handler: Handler) -> bool:
    """Whether a guard lets in the shop's own people alone, who ask what they like: `Depends(verify_admin)`, `middleware("auth:admin")`."""
    guards = (*(wrapper.expr for wrapper in handler.wrappers), *handler.routine.function.decorators)
    for node in (part for guard in guards for part in facts.walk(guard)):
        told = text_of(node) if isinstance(node, facts.Literal) else name_of(node) if isinstance(node, facts.Name | facts.Call) else ""
        words = words_of(told) if "/" not in told else frozenset[str]()  # the door's own address keeps nobody out
        if words & _STAFF and not words & _OTHERS:
            return True
    return False
