"""Handles: the short name in an address and behind an @."""

import re
import unicodedata

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

HANDLE_MAX = 30
handle_shape = RegexValidator(
    re.compile(r"\A[a-z0-9](?:[a-z0-9-]{0,28}[a-z0-9])\Z"),
    _("Use 2 to 30 small letters, digits and hyphens; begin and end with a letter or digit."),
)
# Letters that do not fall apart into a base letter and a mark.
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"})
RESERVED = frozenset(
    ("admin", "administrator", "all", "everyone", "former-member", "here", "moderator", "moderators", "owner", "staff",
     "system", "talkoot")
)  # fmt: skip


def handle_from(name: str) -> str:
    """A handle made of a name: small ascii letters, digits and hyphens; "member" if nothing is left."""
    plain = unicodedata.normalize("NFKD", name.lower().translate(_PLAIN)).encode("ascii", "ignore").decode()
    shape = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:HANDLE_MAX].strip("-")
    return shape if len(shape) >= 2 else "member"
