import hmac

digest = hmac.new(b"", b"").hexdigest()
print((digest) == "a", "a" == (digest), (digest == "a"), ((digest)) == ((("a"))))
print(digest in ("a", "b"), ("a", "b") == ("c",), () == (), (1) < (2) <= (3))
print((digest + "a") != (  # why
    digest
), (hmac.new)(b""), (hmac).new(b""), ((hmac.new(b"")).hexdigest()))
