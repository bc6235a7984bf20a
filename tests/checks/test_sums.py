"""What adds up with each delivery where the database does the sum."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from golint.model import Finding

Findings = Callable[..., list[Finding]]

SCRIPT = """
import { Order, Shoe } from "./store";
import Stripe from "stripe";

const stripe = new Stripe(process.env.STRIPE_SECRET_KEY);

app.post("/hooks/stripe", express.raw({ type: "*/*" }), async (req, res) => {
  const event = stripe.webhooks.constructEvent(req.body, req.headers["stripe-signature"], process.env.STRIPE_WEBHOOK_SECRET);
  const { shoe, sold } = event.data.object.metadata;
  LOOKED
  WRITTEN
  res.sendStatus(200);
});
"""
LOOK = "if ((await Order.findOne({ where: { shoe } })).status === 'paid') return res.sendStatus(200);"
PYTHON = """
import os

import stripe
from flask import Flask, request
from sqlalchemy import text, update

from shop.models import Order, Shoe, db

app = Flask(__name__)


@app.post("/hooks/stripe")
def hook():
    event = stripe.Webhook.construct_event(request.data, request.headers["Stripe-Signature"], os.environ["STRIPE_WEBHOOK_SECRET"])
    sold = event["data"]["object"]["metadata"]
    LOOKED
    WRITTEN
    return ""
"""
PHP = """<?php

Route::post('/hooks/stripe', function (Request $request) {
    $event = \\Stripe\\Webhook::constructEvent($request->getContent(), $request->header('Stripe-Signature'), config('stripe.secret'));
    $sold = $event->data->object->metadata;
    LOOKED
    WRITTEN
    return response('');
});
"""
GO = """
package shop

func Hook(w http.ResponseWriter, r *http.Request) {
	payload, _ := io.ReadAll(r.Body)
	event, err := webhook.ConstructEvent(payload, r.Header.Get("Stripe-Signature"), os.Getenv("STRIPE_WEBHOOK_SECRET"))
	if err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	var order Order
	db.First(&order, "session = ?", event.ID)
	LOOKED
	WRITTEN
}

func main() {
	http.HandleFunc("/hooks/stripe", Hook)
}
"""

WRITES = {
    "sequelize": ("a.js", "await Shoe.update({ stock: sequelize.literal(`stock - ${sold}`) }, { where: { id: shoe } });"),
    "knex": ("a.js", 'await knex("shoes").where({ id: shoe }).update({ stock: knex.raw("stock - ?", [sold]) });'),
    "drizzle": ("a.ts", "await db.update(shoes).set({ stock: sql`${shoes.stock} - ${sold}` }).where(eq(shoes.id, shoe));"),
    "typeorm": ("a.ts", 'await shoes.update({ id: shoe }, { stock: () => "stock - 1" });'),
    "sqlalchemy": ("a.py", 'Shoe.query.filter_by(id=sold["shoe"]).update({"stock": Shoe.stock - 1})'),
    "sqlalchemy-core": ("a.py", 'db.session.execute(update(Shoe).where(Shoe.id == sold["shoe"]).values(stock=Shoe.stock - 1))'),
    "laravel": ("a.php", "DB::table('shoes')->where('id', $sold->shoe)->update(['stock' => DB::raw('stock - ' . $sold->count)]);"),
    "gorm": ("a.go", 'db.Model(&Shoe{}).Where("id = ?", order.Shoe).Update("stock", gorm.Expr("stock - ?", order.Count))'),
}
LOOKS = {
    "js": LOOK,
    "ts": LOOK,
    "py": 'if Order.query.filter_by(shoe=sold["shoe"]).first().status == "paid": return ""',
    "php": "if (Order::where('shoe', $sold->shoe)->first()->status === 'paid') { return response(''); }",
    "go": 'if order.Status == "paid" { return }',
}
SHELLS = {"js": SCRIPT, "ts": SCRIPT, "py": PYTHON, "php": PHP, "go": GO}


def told(findings: Findings, path: str, look: str, write: str) -> list[str]:
    """The lines on which an addition is told that comes again, of the file with its holes filled."""
    shell = SHELLS[path.rpartition(".")[2]]
    text = shell.replace("LOOKED", look).replace("WRITTEN", write)
    lines = text.splitlines()
    return [lines[one.location.region.start_line - 1].strip() for one in findings({path: text}, "no-event-deduplication")]


@pytest.mark.parametrize("name", WRITES)
def test_a_sum_in_the_database_comes_again(findings: Findings, name: str) -> None:
    path, write = WRITES[name]
    assert told(findings, path, "", write) == [write]


@pytest.mark.parametrize("name", WRITES)
def test_a_sum_that_is_asked_for_first(findings: Findings, name: str) -> None:
    path, write = WRITES[name]
    assert told(findings, path, LOOKS[path.rpartition(".")[2]], write) == []


@pytest.mark.parametrize(
    "write",
    [
        "await Shoe.update({ stock: sequelize.literal('sold - 1') }, { where: { id: shoe } });",  # another column: the same each time
        "await Shoe.update({ seen: sequelize.fn('now') }, { where: { id: shoe } });",
        "await Shoe.update({ attempts: sequelize.literal('attempts + 1') }, { where: { id: shoe } });",  # counts the deliveries themselves
        "await Shoe.update({ slug: slugify('slug - of a shoe') }, { where: { id: shoe } });",
    ],
)
def test_what_comes_out_the_same(findings: Findings, write: str) -> None:
    assert told(findings, "a.js", "", write) == []


HELD = {
    "mongoose": (
        "a.js",
        "const held = await Shoe.findById(shoe); let stock = held.stock || 0; stock -= sold;",
        "await Shoe.updateOne({ _id: shoe }, { stock });",
    ),
    "firestore": (
        "a.js",
        "const held = (await db.doc(shoe).get()).data(); let points = held.points || 0; for (const one of sold) { points += one.count; }",
        "await db.doc(shoe).set({ points }, { merge: true });",
    ),
    "django": (
        "a.py",
        'held = Shoe.objects.get(id=sold["shoe"]); stock = held.stock; stock -= 1',
        'Shoe.objects.filter(id=sold["shoe"]).update(stock=stock)',
    ),
    "django, at once": (
        "a.py",
        'stock = Shoe.objects.get(id=sold["shoe"]).stock - 1',
        'Shoe.objects.filter(id=sold["shoe"]).update(stock=stock)',
    ),
    "mongoose, at once": (
        "a.js",
        "const stock = (await Shoe.findById(shoe)).stock - sold;",
        "await Shoe.updateOne({ _id: shoe }, { stock });",
    ),
    "laravel": (
        "a.php",
        "$shoe = Shoe::where('id', $sold->shoe)->first(); $stock = $shoe->stock; $stock -= $sold->count;",
        "Shoe::where('id', $sold->shoe)->update(['stock' => $stock]);",
    ),
}


@pytest.mark.parametrize("name", HELD)
def test_a_sum_in_a_variable_of_its_own_comes_again(findings: Findings, name: str) -> None:
    path, sum_, write = HELD[name]
    assert told(findings, path, "", f"{sum_}\n    {write}") == [write]


@pytest.mark.parametrize("name", HELD)
def test_a_sum_in_a_variable_of_its_own_that_is_asked_for_first(findings: Findings, name: str) -> None:
    path, sum_, write = HELD[name]
    assert told(findings, path, LOOKS[path.rpartition(".")[2]], f"{sum_}\n    {write}") == []


@pytest.mark.parametrize(
    "sum_",
    [
        "const held = await Shoe.findById(shoe); let stock = held.stock || 0;",  # nothing is added
        "const held = await Shoe.findById(shoe); let stock = held.size; stock -= sold;",  # of another field: the same each time
        "let stock = 0; for (const one of sold) { stock += one.count; }",  # of the event alone
        "const held = await Shoe.findById(shoe); let stock = held.stock; let other = 0; other += sold;",
    ],
)
def test_a_variable_that_comes_out_the_same(findings: Findings, sum_: str) -> None:
    assert told(findings, "a.js", "", f"{sum_}\n    await Shoe.updateOne({{ _id: shoe }}, {{ stock }});") == []
