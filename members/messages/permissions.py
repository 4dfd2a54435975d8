"""Who may do what with messages. Views and templates ask the same; a refusal says why, but never who blocked whom."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from members.messages.knowing import takes_none, who_know
from members.messages.writing import PEOPLE_MAX
from members.profiles.keeping_away import apart
from members.profiles.refusing import Refusal, barred

if TYPE_CHECKING:
    from members.messages.models import Message, TalkSeat
    from members.profiles.models import Member

EDIT_WINDOW = timedelta(minutes=15)


@dataclass(frozen=True)
class Company:
    """One talk as one of its members finds it: their seat, and those of all who did not leave (theirs among them)."""

    seat: TalkSeat
    seats: Sequence[TalkSeat]

    @property
    def others(self) -> list[TalkSeat]:
        """Everybody else's."""
        return [seat for seat in self.seats if seat.member_id != self.seat.member_id]

    @property
    def other(self) -> TalkSeat | None:
        """Of a talk of two, the other's; None if that member is gone."""
        return next(iter(self.others), None)


def may_begin(by: Member, people: Collection[Member]) -> Refusal | None:
    """Write to these people for the first time; two to three queries."""
    refusal = barred(by)
    if refusal is not None:
        return refusal
    if not people:
        return Refusal(_("Say whom you want to write to."))
    if len(people) + 1 > PEOPLE_MAX:
        return Refusal(_("At most %(most)d people fit into a group.") % {"most": PEOPLE_MAX})
    return unreachable(by, people, who_know(by, people))


def unreachable(by: Member, people: Collection[Member], known: Collection[int]) -> Refusal | None:
    """Whether one of these people takes no messages from `by`; `known`: ids of those who know them."""
    separate = apart([by, *people])
    for person in people:
        blocks = separate & {(person.pk, by.pk), (by.pk, person.pk)}
        # The same sentence for both: nobody learns that they are blocked.
        if blocks or takes_none(person, known):
            return Refusal(_("%(name)s takes no messages from you.") % {"name": person.name})
    return None


def may_write(by: Member, company: Company) -> Refusal | None:
    """Write in a talk one has a seat in."""
    refusal = barred(by)
    if refusal is not None:
        return refusal
    if company.seat.accepted_at is None:
        return Refusal(_("Accept the request to answer it."))
    if not any(seat.member.is_active for seat in company.others):
        return Refusal(_("Nobody else is here any more."))
    other = None if company.seat.talk.is_group else company.other
    return _may_write_to(by, other) if other is not None else None


def _may_write_to(by: Member, seat: TalkSeat) -> Refusal | None:
    name = {"name": seat.member.name}
    if apart([by, seat.member]):
        return Refusal(_("%(name)s takes no messages from you.") % name)
    if seat.accepted_at is None and seat.talk.messages.filter(author=by).exists():
        return Refusal(_("Your message waits until %(name)s has seen it. Then you can write more.") % name)
    return None


def may_add(by: Member, company: Company) -> Refusal | None:
    """Bring more people in: whoever is in the talk, also in one of two, from which a group is made."""
    refusal = barred(by)
    if refusal is not None:
        return refusal
    if company.seat.accepted_at is None:
        return Refusal(_("Accept the request first."))
    if not company.seat.talk.is_group and company.other is not None:
        # Whoever cannot be written to here does not have to be asked into a group either.
        return _may_write_to(by, company.other)
    if len(company.seats) >= PEOPLE_MAX:
        return Refusal(_("At most %(most)d people fit into a group.") % {"most": PEOPLE_MAX})
    return None


def may_edit(by: Member, message: Message) -> Refusal | None:
    """Say it in other words: its author, for fifteen minutes."""
    refusal = may_delete(by, message)
    if refusal is not None:
        return refusal
    if message.hidden_at:
        return Refusal(_("The team has hidden this message, so it cannot be changed."))
    if timezone.now() - message.created_at > EDIT_WINDOW:
        return Refusal(_("A message can be edited for 15 minutes. Write another one with what changed."))
    return None


def may_delete(by: Member, message: Message) -> Refusal | None:
    """Delete a message: its author."""
    refusal = barred(by)
    if refusal is not None:
        return refusal
    if message.author_id != by.pk or message.told:
        return Refusal(_("Only who wrote a message can change or delete it."))
    return Refusal(_("This was deleted already.")) if message.deleted_at else None


def may_report(by: Member, message: Message) -> Refusal | None:
    """Show a message of somebody else to the team; also for those who may not write."""
    if message.author_id == by.pk or message.told:
        return Refusal(_("Only messages of others can be reported."))
    if message.deleted_at or message.hidden_at:
        return Refusal(_("This message is gone already."))
    return None
