import base64

key = "Basic " + base64.b64encode(("user" ":" "pass" + str(1)).encode()).decode("ascii")
long = ("one " 'two\t' """three
four""" r"\five" u"six")
data = b"\x00\xff" b"two" + bytes([1]) * 3 % (1,)
text = "%s of %d" % (key.upper(), len(long)) + "{}".format(long) + str(1 << 2 | 3 & 4 ^ 5) + repr(~1 // 2 @ key)
text += key[1:len(long):2] + key[-1] + data[..., 0] + data[key.find("a"), :]
a = b = c = text.strip()
a, (b, c) = c, [b(), a]
x: base64.Thing[int] = make(a)
y: int
a.b[c()].d().e = f()[0](1)(2).g
