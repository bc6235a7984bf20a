import stripe
from stripe.error import CardError as Declined


def charge(order):
    try:
        result = stripe.Charge.create(amount=order.total(), idempotency_key=str(order.id))
    except (Declined, stripe.error.RateLimitError) as error:
        log(error, code=error.code == "rate")
        raise Failure(order) from error
    except ValueError:
        return None
    except:
        raise
    else:
        order.paid(result.id)
    finally:
        with lock(order) as held, open("x") as out, suppress(OSError):
            held.release()
            out.write("done")
    try:
        retry()
    except* (TimeoutError, ConnectionError) as group:
        [resend(e) for e in group.exceptions]
    assert result.status == "succeeded", describe(result)
    del order.lock, held[result.id()]
