import hashlib as h

amount, currency = 10, "PHP"
plain = f"no holes"
single = f"{h.sha256(b'x').hexdigest()}"
several = f"{amount:>10} {currency!r} {{literal}} {h.new('md5', data=b'')}"
nested = f"{', '.join(f'{key}={str(value)}' for key, value in dict(a=1).items())}"
debug = f"{amount=} {h.md5() == currency=}"
triple = f"""
{amount if amount > 5 else len(currency)}
  {currency.lower()}
"""
raw = rf"\d{int(amount)}\n" fr"{h.sha1()}" f''
joined = "total " f"{float(amount)}" " of " 'all\x41\n'
