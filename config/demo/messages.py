"""The demo community's messages: what the people who can sign in write to one another."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from config.demo.parsing import FOLDER, DemoFault
from members.messages.models import Message, Talk, TalkSeat
from members.messages.wording import rendered_into
from members.profiles.models import Member

UNREAD = 1
"""So many messages of each talk those who did not write them have not read yet."""
_LINE = re.compile(r"(\d+) (\w+): (.+)")


def write(members: dict[str, Member], now: datetime) -> None:
    """All talks with their messages, in the order of time."""
    talk: Talk | None = None
    for number, text in enumerate((FOLDER / "messages.txt").read_text(encoding="utf-8").splitlines(), 1):
        if text.startswith(("= ", "? ")):
            talk = _begin(text[2:], members, now, asked=text.startswith("?"))
        elif text and not text.startswith("#"):
            found = _LINE.fullmatch(text)
            if talk is None or found is None or found[2] not in members:
                raise DemoFault(f"messages.txt:{number}: this is no message by somebody who is known")
            _say(talk, members[found[2]], found[3].replace("\\n", "\n"), now - timedelta(minutes=int(found[1])))
    for settled in Talk.objects.all():
        _settle(settled)


def _begin(text: str, members: dict[str, Member], now: datetime, *, asked: bool) -> Talk:
    handles, _bar, name = text.partition(" | ")
    people = [members[handle] for handle in handles.split(", ")]
    pair = ":".join(str(pk) for pk in sorted(person.pk for person in people)) if len(people) == 2 else ""
    talk: Talk = Talk.objects.create(pair=pair, name=name, begun_by=people[0], begun_at=now, active_at=now)
    for person in people:
        accepted = now if person == people[0] or not asked else None
        TalkSeat.objects.create(talk=talk, member=person, added_by=people[0], accepted_at=accepted)
    return talk


def _say(talk: Talk, member: Member, source: str, at: datetime) -> None:
    message = Message(talk=talk, author=member, created_at=at)
    rendered_into(message, source)
    message.save()
    Talk.objects.filter(pk=talk.pk).update(last_message=message.pk, active_at=at)


def _settle(talk: Talk) -> None:
    """Who wrote last has read all of it; the others are a little behind."""
    ids = list(Message.objects.filter(talk=talk).order_by("pk").values_list("pk", "author_id"))
    behind = ids[max(0, len(ids) - 1 - UNREAD)][0]
    for seat in talk.seats.exclude(accepted_at=None):
        seat.last_read = ids[-1][0] if seat.member_id == ids[-1][1] else behind
        seat.save(update_fields=["last_read"])
