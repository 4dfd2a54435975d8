"""The demo community's digest: a word at its head, and one that was sent to the newcomer and can be read."""

from __future__ import annotations

from datetime import datetime, timedelta

from members.digest.gathering import choose_for
from members.digest.models import Digest
from members.digest.planning import readers_of, write_note
from members.profiles.models import Member

WORD = "On Saturday the workshop is open from ten. **Bring what is broken**: somebody will know how to mend it."


def send(members: dict[str, Member], now: datetime) -> None:
    """A word for this week, and the digest of some members as if it had left this morning."""
    write_note(WORD, now + timedelta(days=7), by=members["mia"])
    for handle in ("nia", "ben", "mia"):
        member = members[handle]
        member.refresh_from_db()
        chosen = choose_for(readers_of(member))[member.pk]
        if chosen:
            monday = now.date() - timedelta(days=now.weekday())
            Digest.objects.create(
                key=f"d{monday}.m{member.pk}", member=member, week=monday, since=now - timedelta(weeks=1),
                chosen=chosen, chosen_at=now, sent_at=now,
            )  # fmt: skip
