import secrets

lower = 1
upper = lower + 9
print(lower < upper, lower <= upper, lower > upper, lower >= upper, lower == upper, lower != upper)
print(0 < lower <= upper < 100 != lower is not None not in [1], lower in {} is upper)
print(not lower == upper, not (lower in [upper]), lower == upper and upper == lower or lower is upper)
print(secrets.token_hex() == "a" "b", lower == -upper, lower + 1 == upper * 2, lower if lower == upper else upper != lower)
print(lower == \
      upper, lower  ==  upper, lower==upper)
print((lower == upper) + 1, [lower == upper][0], {lower == upper: lower != upper}, secrets.compare_digest(a=lower == upper, b=1))
