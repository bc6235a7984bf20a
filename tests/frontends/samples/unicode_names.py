# -*- coding: utf-8 -*-
# комментарий ✓
import hashlib as хеш

цена = "₱1 000 😀"; naïve = хеш.sha256(цена.encode("utf-8")).hexdigest()
print(naïve == "é", "日本語" != цена, f"😀{len(цена)}😀{хеш.md5()}é", 'é' in цена)  # 😀 конец
größe = {"ключ": цена.lower(), "ß": хеш.new("sha1", data=b"")}
