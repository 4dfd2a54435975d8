"""Characters that a post must not contain, and text that passes through the sanitisers unharmed."""

import re

# NUL and halves of surrogate pairs stand for nothing; embeddings, overrides and isolates can make code or a name
# read differently from what it is. The last three are ours, see ``escape``.
_BROKEN = re.compile("[\x00\ud800-\udfff\ue0f0-\ue0f2]")
_UNSEEN = re.compile(
    "[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff]"
)
_SPACE = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_PILED = re.compile(
    "([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{4})"
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)

_ESCAPES = {ord("&"): "\ue0f0", ord("<"): "\ue0f1", ord(">"): "\ue0f2"}
_ENTITIES = {0xE0F0: "&amp;", 0xE0F1: "&lt;", 0xE0F2: "&gt;"}


def clean(source: str) -> str:
    """Take out what cannot be stored or would deceive; at most four accents stay piled on one letter."""
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    source = _BROKEN.sub("\ufffd", source)
    source = _UNSEEN.sub("", source)
    source = _SPACE.sub(" ", source)
    return _PILED.sub(r"\1", source)


def escape(text: str) -> str:
    """Text for between two tags, with stand-ins for ``&``, ``<`` and ``>`` that ``write_entities`` takes back.

    Reading one entity costs bleach as much as reading half a tag. The stand-ins are ordinary letters to both
    sanitisers and can only ever become entities, so a listing full of ``<`` is as cheap as one without.
    """
    return text.translate(_ESCAPES)


def write_entities(html: str) -> str:
    """Turn the stand-ins of ``escape`` into entities; the last thing that happens to a post."""
    return html.translate(_ENTITIES)


def attribute(text: str) -> str:
    """Text for between two double quotes."""
    return escape(text).replace('"', "&quot;")
