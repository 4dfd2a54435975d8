"""The way from a form to a message. Pressed fifty times it makes one; limits are counted under the writer's lock."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.db import transaction

from members.messages.knowing import comes_at_once, who_know
from members.messages.models import Message, Talk, TalkSeat
from members.messages.pace import begins_too_many, reaches_too_many, tells_too_much, too_fast
from members.messages.permissions import Company, may_add, may_begin, may_edit, may_write, unreachable
from members.messages.wording import clean
from members.messages.writing import earlier
from members.profiles.models import Member
from members.profiles.refusing import check


@transaction.atomic
def submit_first(people: Sequence[Member], *, by: Member, source: str, key: str = "", name: str = "") -> Message:
    """Write to people: to one in the talk there is with them or a new one, to several in a new group.

    Raises NotNow, MessageEmpty, PostTooLong, SameKeyOtherText.
    """
    key, people = key or uuid.uuid4().hex, [person for person in dict.fromkeys(people) if person.pk != by.pk]
    Member.objects.one_at_a_time(by)  # a copy sent at the same moment waits here, and then finds what this one made
    again = _begun_earlier(by, key, source)
    if again is not None:
        return again
    if len(people) == 1 and (there := _pair_of(by, people[0])) is not None:
        _come_back(there, by)
        return submit(company_of(there, by), by=by, source=source, key=key)
    check(may_begin(by, people) or begins_too_many(by) or reaches_too_many(by, people, who_know(by, people)))
    check(too_fast(by, clean(source)))
    talk = begin(people, by=by, name=name)
    if not talk.is_group and talk.messages.exists():  # the other began it at the same moment
        _come_back(talk, by)
        return submit(company_of(talk, by), by=by, source=source, key=key)
    return talk.write(by=by, source=source, key=key)


def _begun_earlier(by: Member, key: str, source: str) -> Message | None:
    """What an earlier copy wrote; its text was signed together with the talk it went to."""
    sent = Message.objects.filter(author=by, submission=key).first()
    return earlier(by, key, f"{sent.talk_id}\n{source}") if sent is not None else None


def _pair_of(by: Member, other: Member) -> Talk | None:
    found: Talk | None = Talk.objects.filter(pair=_pair(by, other)).first()
    return found


def _pair(one: Member, other: Member) -> str:
    return ":".join(str(pk) for pk in sorted((one.pk, other.pk)))


def _come_back(talk: Talk, by: Member) -> None:
    """Whoever writes first wants the talk, also if they had declined it before."""
    seat = TalkSeat.objects.select_related("talk", "member").filter(talk=talk, member=by).first()
    if seat is not None:
        seat.accept(by=by)


def begin(people: Sequence[Member], *, by: Member, name: str = "") -> Talk:
    """A talk with these people, and everybody's seat in it; inside a transaction."""
    known = who_know(by, people)
    if len(people) == 1:
        talk, new = Talk.objects.get_or_create(pair=_pair(by, people[0]), defaults={"begun_by": by})
    else:
        talk, new = Talk.objects.create(begun_by=by, name=name), True
    if new:
        talk.seat(by, by=by, accepted=True)
        for person in people:
            talk.seat(person, by=by, accepted=comes_at_once(person, known))
    return talk


def company_of(talk: Talk, by: Member) -> Company:
    """Who is in it as it stands now. Raises TalkSeat.DoesNotExist for whoever has no seat."""
    seats = list(
        TalkSeat.objects.filter(talk=talk, left_at=None)
        .select_related("member", "added_by")
        .order_by("joined_at", "pk")
    )
    for seat in seats:
        seat.talk = talk
    mine = next((seat for seat in seats if seat.member_id == by.pk and seat.declined_at is None), None)
    if mine is None:
        raise TalkSeat.DoesNotExist
    return Company(mine, seats)


@transaction.atomic
def submit(company: Company, *, by: Member, source: str, key: str = "") -> Message:
    """Write in a talk one has a seat in. Raises NotNow, MessageEmpty, PostTooLong, SameKeyOtherText."""
    talk, key = company.seat.talk, key or uuid.uuid4().hex
    again = earlier(by, key, f"{talk.pk}\n{source}")
    if again is not None:
        return again
    Member.objects.one_at_a_time(by)
    company = company_of(talk, by)  # it may have changed since the page was opened
    check(may_write(by, company) or too_fast(by, clean(source)))
    message: Message = talk.write(by=by, source=source, key=key)
    return message


@transaction.atomic
def submit_edit(message: Message, *, by: Member, source: str) -> None:
    """Save other words. Raises NotNow, MessageEmpty, PostTooLong."""
    Message.objects.lock(message)
    check(may_edit(by, message))
    message.edit(by=by, source=source)


@transaction.atomic
def submit_people(company: Company, people: Sequence[Member], *, by: Member) -> Talk:
    """Bring people in; a talk of two stays as it is, and a new group begins. Raises NotNow, GroupFull."""
    Member.objects.one_at_a_time(by)
    company = company_of(company.seat.talk, by)  # it may have changed since the page was opened
    there = {seat.member_id for seat in company.seats}
    people = [person for person in dict.fromkeys(people) if person.pk not in there]
    known = who_know(by, people)
    check(may_add(by, company) or unreachable(by, people, known))
    check(reaches_too_many(by, people, known) or tells_too_much(by))
    talk = company.seat.talk
    if not people:
        return talk
    knowing = {person.pk for person in people if comes_at_once(person, known)}
    if not talk.is_group:
        check(begins_too_many(by))
        talk = _group_of(company, by)
    talk.add(people, by=by, knowing=knowing)
    return talk


@transaction.atomic
def submit_name(company: Company, name: str, *, by: Member) -> None:
    """Give a group another name, or none. Raises NotNow."""
    Member.objects.one_at_a_time(by)
    talk = company.seat.talk
    if talk.name != name:
        check(tells_too_much(by))
        talk.rename(name, by=by)


def _group_of(company: Company, by: Member) -> Talk:
    """A new group of those who are in a talk of two; what they wrote there stays there."""
    talk = Talk.objects.create(begun_by=by)
    talk.seat(by, by=by, accepted=True)
    for seat in company.others:
        talk.seat(seat.member, by=by, accepted=seat.accepted_at is not None)
    return talk
