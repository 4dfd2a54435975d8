"""Digests of the village: one that was chosen when its reader still saw the private space, and a word at their head."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from members.digest.models import Digest
from members.digest.planning import write_note

if TYPE_CHECKING:
    from tests.visibility.village import Village


def digest_of_the_village(village: "Village") -> Digest:
    """Its reader stands outside by now, and everything of the private space is in it: each page must leave it out."""
    now, private = timezone.now(), village.private
    write_note("Doors open at seven.", now + timedelta(days=3), by=village.member("admin"))
    chosen = {
        "answers": [private.pk, village.public.pk], "worthwhile": [private.pk, village.public.pk],
        "expertise": [private.pk], "people": list(private.posts.values_list("pk", flat=True)),
    }  # fmt: skip
    row: Digest = Digest.objects.create(
        key="walked", member=village.member("another_member"), week=now.date(), since=now - timedelta(weeks=1),
        chosen=chosen, chosen_at=now,
    )  # fmt: skip
    return row
