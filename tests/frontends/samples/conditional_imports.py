try:
    import ujson as json
except ImportError:
    import json

if True:
    from stripe import Webhook
else:
    Webhook = None


def late():
    import stripe.error as errors, hashlib; from hmac import compare_digest as same
    return same(json.loads(b"{}"), errors.make()), hashlib.md5()


Webhook.construct_event(json.dumps({}), same, errors.text() == "")
global_name = [errors for errors in late()]; print(json.loads); exec("1"); print ("a") ; (print)("b")
