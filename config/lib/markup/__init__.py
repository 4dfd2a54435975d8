"""What members write: Markdown in, safe HTML out. ``render`` is the only way from one to the other."""

from config.lib.markup.covering import cover_quotes
from config.lib.markup.limits import MAX_LENGTH, PostTooLong
from config.lib.markup.rendering import MARKUP_VERSION, Rendered, render
from config.lib.markup.resolving import (
    OUT_OF_SIGHT,
    Card,
    Filed,
    Linked,
    Mentioned,
    NullResolver,
    QuoteSource,
    Resolver,
    Wanted,
)
from config.lib.markup.sanitising import sanitise

__all__ = [
    "MARKUP_VERSION",
    "MAX_LENGTH",
    "OUT_OF_SIGHT",
    "Card",
    "Filed",
    "Linked",
    "Mentioned",
    "NullResolver",
    "PostTooLong",
    "QuoteSource",
    "Rendered",
    "Resolver",
    "Wanted",
    "cover_quotes",
    "render",
    "sanitise",
]
