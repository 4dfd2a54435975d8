"""Emoji by name: :tada: becomes 🎉. Names are those of Unicode and the usual short ones."""

from functools import cache


@cache
def emoji_names() -> dict[str, str]:
    """Every name with its emoji, built once from the table of the ``emoji`` package."""
    from emoji import EMOJI_DATA  # a large table; only read when the first emoji is written

    names: dict[str, str] = {}
    for character, facts in EMOJI_DATA.items():
        if facts["status"] > 2:  # a half-written variant of one that is also there in full
            continue
        for name in (facts["en"], *facts.get("alias", ())):
            names.setdefault(name.strip(":").lower(), character)
    return names


def emoji_named(name: str) -> str | None:
    """The emoji with this name (without colons, any case), or None."""
    return emoji_names().get(name.lower())
