"""What a handle may look like where somebody writes it: behind an @ in a text, or in a field of its own."""

HANDLE = r"[A-Za-z0-9_][A-Za-z0-9_-]{0,28}[A-Za-z0-9_]"
BEFORE = r"(?<![\w@#/&.+-])"
"""What a name in running text must not follow: it would be part of a word, of an address, or of a path."""
AFTER = r"(?![\w@])"


def typed_handle(text: str) -> str:
    """The handle that somebody typed into a field, with the @ or without it, in small letters."""
    return text.replace("\0", "").strip().lstrip("@").lower()
