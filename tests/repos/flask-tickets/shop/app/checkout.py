import secrets

import requests
from flask import Blueprint, current_app, jsonify, redirect, render_template, request, url_for

from app import gateway
from app.models import Booking, db

bp = Blueprint("checkout", __name__)

SEAT = 350_000


@bp.post("/bookings")
def book():
    seats = int(request.form["seats"])
    booking = Booking(reference=secrets.token_hex(8), email=request.form["email"], seats=seats, total=seats * SEAT)
    db.session.add(booking)
    db.session.commit()
    try:
        url = gateway.initialize(booking, url_for("checkout.paystack_return", _external=True))
    except requests.RequestException as error:
        return jsonify(error=str(error)), 502
    return redirect(url)


@bp.get("/paystack/return")
def paystack_return():
    paid = gateway.verify_transaction(request.args["reference"])
    booking = Booking.query.filter_by(reference=paid["reference"]).first()
    if booking is not None and paid["status"] == "success" and paid["amount"] == booking.total and paid["currency"] == "NGN":
        booking.status = "paid"
        booking.card_last4 = paid["authorization"]["last4"]
        db.session.commit()
    else:
        current_app.logger.warning("transaction %s pays for nothing", paid["id"])
    return render_template("thanks.html", booking=booking)
