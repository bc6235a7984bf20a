"""What a file's bytes tell of names that hold card data: the words of such a name stand in one identifier, or in one text."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from golint.checks.data.cards.names import may_name_cards
from golint.view import FileView

Views = Callable[[Mapping[str, str]], dict[str, FileView]]

SILENT = (
    "from shop.enums import GiftCard\n",
    "rate_card = take()\naccount = order.number\n",
    "giftcard_number = 1\n",
    "card = enum(order)\n",
    "kind: CardRates.BillingIntervalEnum\n",
    "discard_numbers()\n",
)
SPEAKING = (
    "card_number = 1\n",
    "customerCardNo = 1\n",
    "CARD_NUMBERS = 1\n",
    "CARDNumber = 1\n",
    "cardnumber = 1\n",
    "numberOfCard = 1\n",
    "accountCard = 1\n",
    "gift = {'card number': one}\n",
    "gift = {'number of the card': one}\n",
    'gift = {"the card\'s number": one}\n',
    "raise Broken(\"No such method: 'card_1'\")\n",
    "save(" + "one, " * 20 + "'" + "x" * 80 + " card number')\n",
    "gift = {f'card_{kind}': one, kind: number}\n",
    "gift = {f'{kind}_number': card}\n",
    "gift = {'card' + 'Number': one}\n",
    "gift = {'card' 'Number': one}\n",
    "gift = {CARD + '_number': one}\n",
    "gift = {'card_' + NUMBER: number}\n",
    "cvv = 1\n",
    "cardCvc2 = 1\n",
    "csc = 1\n",
    "pan = 1\n",
    "cc_number = 1\n",
)


@pytest.mark.parametrize("text", SILENT)
def test_words_apart_are_no_name(views: Views, text: str) -> None:
    assert not may_name_cards(views({"a.py": text})["a.py"])


@pytest.mark.parametrize("text", SPEAKING)
def test_a_name_is_told_however_it_is_spelt(views: Views, text: str) -> None:
    assert may_name_cards(views({"a.py": text})["a.py"])
