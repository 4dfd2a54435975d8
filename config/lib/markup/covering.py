"""What was typed, without the words of quotes whose source is out of sight: for histories, which show the source."""

from collections.abc import Sequence

from config.lib.markup.characters import clean
from config.lib.markup.limits import TooMuchMarkup
from config.lib.markup.parsing import post_parser
from config.lib.markup.quotes import GONE, sources_in
from config.lib.markup.resolving import OUT_OF_SIGHT, QuoteSource, Resolver, Wanted


def cover_quotes(sources: Sequence[str], resolver: Resolver) -> list[str]:
    """The same texts; of quotes that are out of sight only where they come from. All are asked for at once."""
    named = {source for text in sources for source in sources_in(clean(text))}
    if not named:
        return list(sources)
    resolver.prepare(Wanted(quotes=tuple(named)))
    gone = {source for source in named if resolver.quoted(source) == OUT_OF_SIGHT}
    return [_without(text, gone) if gone & set(sources_in(clean(text))) else text for text in sources]


def _without(text: str, gone: set[QuoteSource]) -> str:
    text = clean(text)
    lines = text.split("\n")
    try:
        tokens = post_parser().parse(text, {"own_host": "", "prefix": "", "pictures": False})
    except TooMuchMarkup:
        return GONE
    for token in reversed(tokens):
        if token.map is not None and token.meta.get("source") in gone:
            start, end = token.map
            lines[start + 1 : end] = [f"> {GONE}"]
    return "\n".join(lines)
