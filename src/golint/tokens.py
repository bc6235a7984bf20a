"""The words of a text, each once. A text says most of its words many times, so that to look for hundreds of words among these costs a
fraction of what it costs in the text itself."""

from __future__ import annotations

_PLAIN = bytes(byte if bytes([byte]).isalnum() or byte == ord("_") else ord(" ") for byte in range(256))


def tokens(text: bytes) -> bytes:
    """The runs of letters, digits and underscores in a text, each once and on a line of its own."""
    return b"\n".join({*text.translate(_PLAIN).split()})


def key(word: bytes) -> bytes:
    """The longest run in a word: a text that holds the word holds the key in one of its tokens, and where the key is the whole word, that
    is all that it takes."""
    return max(word.translate(_PLAIN).split(), key=len, default=b"")
