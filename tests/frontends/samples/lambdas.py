import hmac
import operator as op

sign = lambda body, key=hmac.new(b"k", b""), *rest, digest="sha256", **more: hmac.new(key, body, digest) == rest
table = {"add": lambda a, b=op.neg(1): op.add(a, b), **{"less": lambda a, /, b: a < b <= a}}
sorted([], key=lambda row: (row.size(), -row.age()))
(lambda: (yield))()
(lambda hmac: hmac.new())(None)
curried = lambda a: lambda b: lambda c: a(b)(c) is not None
