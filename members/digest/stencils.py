"""The digest's letter from stencils: a frame, parts and pieces, each shape of which is written and styled once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import translation

from config.lib.mail_html import for_mail
from config.lib.mail_stencil import Both, Twin, hole, part, whole

if TYPE_CHECKING:
    from config.lib.mail import Sender
    from members.digest.sections import Piece
    from members.digest.showing import Part, Told

OWN = ("subject", "headline", "length", "date", "read_url", "less_url", "topics_url", "stop_url", "content")
"""What differs from reader to reader in the frame."""
OWN_WHEN_RESTING = ("date", "less_url", "topics_url", "stop_url", "back_url")
MAY_BE_MISSING = ("quote", "by", "meta", "place", "action")


def written(told: Told, house: Sender, why: str, values: Mapping[str, str]) -> Both:
    """A digest as a letter, in the language of now; `values` has everything of OWN but the content."""
    content = [drawn_part(one, house) for one in told.parts]
    within = Both("".join(one.text for one in content), "".join(one.html for one in content))
    frame = _frame(translation.get_language(), house, why, told.note_text, told.note_html, settings.PUBLIC_URL)
    return frame.filled(values, {"content": within})


def resting(house: Sender, subject: str, why: str, values: Mapping[str, str]) -> Both:
    """The letter that says that digests rest, in the language of now; `values` has everything of OWN_WHEN_RESTING."""
    return _resting(translation.get_language(), house, subject, why).filled(values)


@lru_cache(maxsize=16)
def _resting(language: str, house: Sender, subject: str, why: str) -> Twin:
    context = {"sender": house, "language": language, "subject": subject, "community": house.name, "why": why}
    return whole("digest_pause", context | {name: hole(name) for name in OWN_WHEN_RESTING})


def drawn_part(one: Part, house: Sender) -> Both:
    """One section as it stands in a letter."""
    look = one.section.look
    first, others = ("you", "item") if look == "you" else (look, look)
    here = settings.PUBLIC_URL
    pieces = [_piece(piece, first if at == 0 else others, house, here) for at, piece in enumerate(one.pieces)]
    within = Both("".join(piece.text for piece in pieces), "".join(piece.html for piece in pieces))
    return _part_stencil(look, house).filled({"title": str(one.section.title)}, {"pieces": within})


@lru_cache(maxsize=20_000)
def _piece(piece: Piece, look: str, house: Sender, here: str) -> Both:
    """One thing; what many read is kept, so that it is filled in once."""
    there = tuple(name for name in MAY_BE_MISSING if getattr(piece, name))
    values: dict[str, str] = {name: str(getattr(piece, name)) for name in there}
    values |= {"title": piece.title, "url": here + piece.url, "colour": piece.colour}
    return _piece_stencil(look, there, house).filled(values)


@lru_cache(maxsize=64)
def _frame(language: str, house: Sender, why: str, note_text: str, note_html: str, here: str) -> Twin:
    context: dict[str, Any] = {
        "sender": house, "language": language, "why": why, "note_text": note_text,
        "note_html": for_mail(note_html, here),
    }  # fmt: skip
    return whole("digest", context | {name: hole(name) for name in OWN})


@lru_cache(maxsize=64)
def _part_stencil(look: str, house: Sender) -> Twin:
    return part("digest", "part", {"look": look, "sender": house, "title": hole("title"), "pieces": hole("pieces")})


@lru_cache(maxsize=512)
def _piece_stencil(look: str, there: tuple[str, ...], house: Sender) -> Twin:
    holes = {name: hole(name) for name in (*there, "title", "url", "colour")}
    return part("digest", "piece", {"look": look, "sender": house, **holes})
