"""Searches without result, for those who could write what is missing. Nobody is named, and no two words are linked."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from community.search.accents import unaccented
from community.search.models import UnfoundSearch
from config.lib.net import network_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from community.search.parsing import Query

KEPT = timedelta(days=90)
SHOWN_FROM = 2
"""Words that one person alone looked for stay unsaid: they may say who."""
_PERSONAL = re.compile(r"@|://|\d(?:\D*\d){4}")
"""What may be somebody's address or number is not kept."""
_SAID = re.compile(r"\w+")
_NOTE = """
INSERT INTO community_unfoundsearch AS row (words, times, people, first_at, last_at)
VALUES (%(words)s, 1, ARRAY[%(person)s]::varchar[], %(now)s, %(now)s)
ON CONFLICT (words) DO UPDATE SET times = row.times + 1, last_at = EXCLUDED.last_at,
    people = CASE WHEN cardinality(row.people) < 2 AND NOT row.people @> EXCLUDED.people
        THEN row.people || EXCLUDED.people ELSE row.people END
"""


def note_unfound(request: HttpRequest, query: Query) -> None:
    """Count a search that found nothing at all; one statement. Searches with filters say little and are not counted."""
    typed = " ".join(term.text for term in query.wanted)
    words = " ".join(_SAID.findall(unaccented(typed)))
    if query.filters or not 2 < len(words) <= UnfoundSearch.WORDS_MAX or _PERSONAL.search(typed):
        return
    # Keyed by the words: from two rows nobody can tell whether the same person stands behind both.
    person = salted_hmac("search.unfound", f"{words}\n{request.user.pk or network_of(request)}", algorithm="sha256")
    given: dict[str, Any] = {"words": words, "person": person.hexdigest()[:16], "now": timezone.now()}
    with connection.cursor() as cursor:
        cursor.execute(_NOTE, given)


def unfound() -> QuerySet[UnfoundSearch]:
    """What different people looked for and did not find, the most wanted first."""
    lately = UnfoundSearch.objects.filter(last_at__gt=timezone.now() - KEPT, people__len__gte=SHOWN_FROM)
    return lately.order_by("-times", "-last_at", "pk")


def forget_unfound() -> int:
    """Delete what nobody looked for during 90 days; returns how many."""
    return UnfoundSearch.objects.filter(last_at__lte=timezone.now() - KEPT).delete()[0]
