from flask import Blueprint, jsonify, request

from payments import cards, hosts
from shop.orders import find_order

bp = Blueprint("checkout", __name__)


@bp.post("/orders/<reference>/card")
def pay_by_card(reference):
    order = find_order(reference)
    intent = cards.charge(order, request.get_json())
    return jsonify(status=intent.status)


@bp.post("/orders/<reference>/tonder")
def pay_by_tonder(reference):
    body = request.get_json()
    order = find_order(reference)
    if body["amount"] != order.total:
        return jsonify(error="The price has changed."), 409
    return jsonify(url=f"{hosts.host('tonder', 'production')}/checkout/{order.reference}")
