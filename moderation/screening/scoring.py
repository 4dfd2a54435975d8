"""The score for spam: 0 to 100 from small parts, each with a sentence. Worked out here, asking nobody; never blocks."""

from __future__ import annotations

import unicodedata
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from moderation.screening.likeness import likeness, same
from moderation.screening.networks import accounts_near

if TYPE_CHECKING:
    from moderation.screening.postings import Posting

type Part = tuple[str, int, int]
"""A word for it, its points, and a number its sentence says."""

SCORED_FOR, SCORED_POSTS = timedelta(days=7), 10
HOUR, WEEK = timedelta(hours=1), timedelta(days=7)


def is_scored(posting: Posting) -> bool:
    """Whether the author is little known: in their first week, or with less than ten posts that stand."""
    return posting.at - posting.author.joined_at < SCORED_FOR or posting.record.approved() < SCORED_POSTS


def parts_of(posting: Posting) -> list[Part]:
    """What each part adds; parts that add nothing are left out."""
    layers = (_fresh, _pace, _links, _domains, _repeats, _network, _shouting, _emoji, _removed)
    return [part for layer in layers if (part := layer(posting)) is not None]


def _fresh(posting: Posting) -> Part | None:
    minutes = int((posting.at - posting.author.joined_at).total_seconds() // 60)
    if minutes < 3:
        return ("fresh", 15, max(minutes, 1))
    return ("fresh", 5, minutes) if minutes < 60 else None


def _pace(posting: Posting) -> Part | None:
    last = posting.record.last()
    if last is None or posting.is_edit or len(posting.text) < 200:
        return None
    seconds = max(1, int((posting.at - last).total_seconds()))
    return ("pace", 15, seconds) if len(posting.text) / seconds > 15 else None


def _links(posting: Posting) -> Part | None:
    links = len(posting.links)
    if not links:
        return None
    words = max(1, len(posting.tokens))
    points = (25 if links / words > 0.04 else 0) + (10 if links >= 3 else 0)
    return ("links", points, links) if points else None


def _domains(posting: Posting) -> Part | None:
    from moderation.screening.first import KnownDomain

    if not posting.domains:
        return None
    known = set(KnownDomain.objects.filter(domain__in=posting.domains).values_list("domain", flat=True))
    unknown = len(posting.domains - known)
    return ("domains", 20, unknown) if unknown else None


def _repeats(posting: Posting) -> Part | None:
    if posting.is_edit:
        return None
    texts = posting.record.texts(posting.at - WEEK)
    places = {place for place, text in texts if same(text, posting.text) or likeness(text, posting.text) >= 0.8}
    return ("repeats", 30, len(places)) if places else None


def _network(posting: Posting) -> Part | None:
    accounts = accounts_near(posting.sender, posting.author.pk)
    return ("network", 20, accounts) if accounts >= 3 else None


def _shouting(posting: Posting) -> Part | None:
    letters = [letter for letter in posting.whole if letter.isalpha()]
    share = sum(letter.isupper() for letter in letters) * 100 // max(1, len(letters))
    return ("shouting", 10, share) if len(letters) >= 20 and share > 60 else None


def _emoji(posting: Posting) -> Part | None:
    signs = sum(unicodedata.category(letter) == "So" for letter in posting.whole)
    share = signs * 100 // max(1, len(posting.tokens) + signs)
    return ("emoji", 10, share) if signs >= 4 and share > 20 else None


def _removed(posting: Posting) -> Part | None:
    from moderation.screening.removed import spam_texts

    nearest = max((likeness(text, posting.text) for text in spam_texts()), default=0.0)
    return ("removed", 40, int(nearest * 100)) if nearest >= 0.6 else None


def sentence(part: Part) -> str:
    """What a part says, for the moderator."""
    key, _points, number = part
    words = {
        "fresh": ngettext("Posted %(n)d minute after joining", "Posted %(n)d minutes after joining", number),
        "pace": ngettext(
            "Longer than can be typed in %(n)d second", "Longer than can be typed in %(n)d seconds", number
        ),
        "links": ngettext("%(n)d link in few words", "%(n)d links in few words", number),
        "domains": ngettext(
            "A link to %(n)d place nobody here linked to before",
            "Links to %(n)d places nobody here linked to before", number,
        ),
        "repeats": ngettext(
            "The same words stand in %(n)d other place", "The same words stand in %(n)d other places", number
        ),
        "network": ngettext(
            "%(n)d new account from one network in a week", "%(n)d new accounts from one network in a week", number
        ),
        "shouting": _("%(n)d %% capital letters"),
        "emoji": _("%(n)d %% emoji"),
        "removed": _("%(n)d %% like something that was removed as spam"),
    }  # fmt: skip
    return str(words.get(key, key)) % {"n": number}
