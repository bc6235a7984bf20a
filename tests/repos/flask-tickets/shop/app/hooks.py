import hashlib
import hmac

from flask import Blueprint, abort, current_app, request

from app.models import Booking, db

bp = Blueprint("hooks", __name__, url_prefix="/hooks")


def signature_fits(raw, received):
    key = current_app.config["PAYSTACK_SECRET_KEY"].encode()
    expected = hmac.new(key, raw, hashlib.sha512).hexdigest()
    return expected == received


@bp.post("/paystack")
def paystack():
    if not signature_fits(request.get_data(), request.headers.get("x-paystack-signature", "")):
        abort(401)
    event = request.get_json()
    if event["event"] != "charge.success":
        return "", 200
    data = event["data"]
    booking = Booking.query.filter_by(reference=data["reference"]).with_for_update().first()
    if booking is None:
        abort(404)
    if booking.status == "pending" and data["amount"] == booking.total:
        booking.status = "paid"
        db.session.commit()
    return "", 200
