"""The words a case is about, marked; pictures, sounds and films covered until somebody asks for them."""

from __future__ import annotations

import html as markup
import re
from collections.abc import Iterable

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

MEDIA = re.compile(r"<(picture|video|audio|iframe)\b.*?</\1>|<img\b[^>]*>", re.DOTALL)
_PIECES = re.compile(r"(<[^>]*>)")
_SHORTEST = 2
_MOST = 20


def marked(html: str, words: Iterable[str]) -> SafeString:
    """HTML of ours with these words marked wherever they stand in its text, whole or as a part of it."""
    wanted = sorted({one.strip() for one in words if len(one.strip()) >= _SHORTEST}, key=len, reverse=True)[:_MOST]
    if not wanted:
        return mark_safe(html)  # noqa: S308 - rendered and cleaned by us
    either = re.compile("|".join(re.escape(markup.escape(one, quote=False)) for one in wanted), re.IGNORECASE)
    said = format_html('<span class="visually-hidden"> {}</span>', _("(reported words)"))
    pieces = _PIECES.split(html)
    shown = (p if p.startswith("<") else either.sub(lambda found: f"<mark>{found[0]}{said}</mark>", p) for p in pieces)
    return mark_safe("".join(shown))  # noqa: S308 - rendered and cleaned by us; what is added is escaped


def without_media(html: str) -> tuple[str, list[SafeString]]:
    """HTML of ours without pictures, sounds and films, and these by themselves, in their order."""
    found = [mark_safe(one[0]) for one in MEDIA.finditer(html)]  # noqa: S308 - rendered and cleaned by us
    return MEDIA.sub("", html), found
