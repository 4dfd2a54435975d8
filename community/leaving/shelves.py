"""What search holds of things that stand on shelves is written anew, once their own words are."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q

from community.search.forgetting import forget_words
from community.search.indexing import write
from community.search.models import SearchDocument
from community.search.spelling import occurring
from members.privacy.erasers import BATCH, Eraser, Leaver


class Shelved(Eraser):
    """To be registered behind all others: by then no thing says any more what is to go."""

    key = "search-shelves"

    def step(self, leaver: Leaver, after: int) -> int | None:
        """Do the next batch."""
        theirs = Q(author=leaver.member.pk) | leaver.who.named_in("title", "text")
        found = SearchDocument.objects.filter(theirs, thread=None, pk__gt=after).order_by("pk")[:BATCH]
        with transaction.atomic():
            rows = list(found)
            for row in rows:
                write(row.kind, [row.object_id])
            forget_words({word for row in rows for word in occurring(f"{row.title} {row.text}")})
        return rows[-1].pk if rows else None
