"""Coming into the closed group of a pilot, and going out of it.

Locks are taken in the order person, occurrence, seat: whoever presses for the last place second finds it taken.
"""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.activity.log import record
from members.groups.models import Barred, Group
from members.profiles.models import Member
from members.profiles.refusing import NotNow, Refusal, check
from programs.pilots.models import WORDS_MAX, Pilot, PilotSeat, Stands
from programs.pilots.permissions import has_place, may_ask, may_be_in, may_manage, takes_people
from programs.pilots.phases import phase_of
from programs.series.occurrences import Occurrence


class NoWords(ValueError):
    """Words are missing, or too many; the message is one sentence."""


def said(words: str, otherwise: str = "") -> str:
    """Words as they are kept; `otherwise` is what is said where none are there. Raises NoWords."""
    words = words.replace("\x00", "").replace("\r\n", "\n").strip()
    if not words and otherwise:
        raise NoWords(otherwise)
    if len(words) > WORDS_MAX:
        raise NoWords(_("Write at most %(most)d characters.") % {"most": WORDS_MAX})
    return words


def locked(occurrence: Occurrence, member: Member) -> tuple[Occurrence, Pilot, PilotSeat | None]:
    """The pilot as it stands, with the seat of a member, all under their locks."""
    Member.objects.one_at_a_time(member)
    current = Occurrence.objects.locked(occurrence.pk)
    pilot, _new = Pilot.objects.get_or_create(occurrence=current)
    seat = PilotSeat.objects.of(current).select_for_update(of=("self",)).filter(member=member).first()
    return current, pilot, seat


def _stand(seat: PilotSeat, stands: Stands, **more: object) -> None:
    seat.stands, seat.at = stands, timezone.now()
    for name, value in more.items():
        setattr(seat, name, value)
    seat.save()


@transaction.atomic
def ask(occurrence: Occurrence, words: str, *, by: Member) -> None:
    """Ask to take part; pressed twice it is asked once. Raises NotNow, NoWords."""
    current, pilot, seat = locked(occurrence, by)
    if seat is not None and seat.stands == Stands.ASKED:
        return
    check(may_ask(by, current, pilot, seat))
    words = said(words)
    seat = seat or PilotSeat(occurrence=current, member=by)
    _stand(seat, Stands.ASKED, words=words, answer="", decided_by=None)
    record("pilot.asked", actor=by, subject=seat, occurrence=current.pk)


@transaction.atomic
def withdraw(occurrence: Occurrence, *, by: Member) -> None:
    """Ask no more; what was answered meanwhile stays."""
    current, _pilot, seat = locked(occurrence, by)
    if seat is not None and seat.stands == Stands.ASKED:
        _stand(seat, Stands.WITHDRAWN)
        record("pilot.withdrawn", actor=by, subject=seat, occurrence=current.pk)


@transaction.atomic
def invite(occurrence: Occurrence, member: Member, *, by: Member) -> None:
    """Invite somebody; who asks already is taken in. Raises NotNow."""
    current, pilot, seat = locked(occurrence, member)
    check(may_manage(by) or may_be_in(member, current) or takes_people(phase_of(current, pilot)))
    if seat is not None and seat.stands in (Stands.INVITED, Stands.IN):
        return
    check(has_place(current))
    if seat is not None and seat.stands == Stands.ASKED:
        _take_in(current, pilot, seat, by=by)
        return
    seat = seat or PilotSeat(occurrence=current, member=member)
    _stand(seat, Stands.INVITED, answer="", decided_by=by)
    record("pilot.invited", actor=by, subject=seat, occurrence=current.pk)


@transaction.atomic
def join(occurrence: Occurrence, *, by: Member) -> None:
    """Say yes to an invitation. Raises NotNow."""
    current, pilot, seat = locked(occurrence, by)
    if seat is not None and seat.is_in:
        return
    check(may_be_in(by, current) or takes_people(phase_of(current, pilot)))
    if seat is None or seat.stands != Stands.INVITED:
        raise NotNow(Refusal(_("You are not invited, or no more.")))
    check(has_place(current))
    _take_in(current, pilot, seat, by=by)


@transaction.atomic
def refuse(occurrence: Occurrence, *, by: Member) -> None:
    """Say no to an invitation."""
    current, _pilot, seat = locked(occurrence, by)
    if seat is not None and seat.stands == Stands.INVITED:
        _stand(seat, Stands.REFUSED)
        record("pilot.refused", actor=by, subject=seat, occurrence=current.pk)


@transaction.atomic
def accept(seat: PilotSeat, *, by: Member) -> None:
    """Take in somebody who asks. Raises NotNow."""
    current, pilot, now = locked(seat.occurrence, seat.member)
    check(may_manage(by))
    if now is not None and now.is_in:
        return
    check(takes_people(phase_of(current, pilot)) or may_be_in(seat.member, current))
    if now is None or now.stands != Stands.ASKED:
        raise NotNow(Refusal(_("They ask no more.")))
    check(has_place(current))
    _take_in(current, pilot, now, by=by)


def _take_in(occurrence: Occurrence, pilot: Pilot, seat: PilotSeat, *, by: Member) -> None:
    """Give the place, and let them into the closed group. Raises NotNow."""
    if pilot.group is None:
        pilot.group = Group.create(_free_name(occurrence), by=by, purpose=occurrence.name[:200])
        pilot.save(update_fields=["group"])
    try:
        pilot.group.add(seat.member, by=by)
    except Barred:
        raise NotNow(Refusal(_("%(name)s cannot take part at the moment.") % {"name": seat.member.name})) from None
    _stand(seat, Stands.IN, joined_at=timezone.now(), decided_by=by)
    record("pilot.joined", actor=by, subject=seat, occurrence=occurrence.pk, member=seat.member_id)


def _free_name(occurrence: Occurrence) -> str:
    """A name that no group has: the pilot's own, or with its number."""
    name = occurrence.name[:64]
    return name if not Group.objects.filter(name__iexact=name).exists() else f"{name} ({occurrence.pk})"


@transaction.atomic
def decline(seat: PilotSeat, words: str, *, by: Member) -> None:
    """Do not take somebody in, with the reason; or call an invitation back. Raises NotNow, NoWords."""
    current, _pilot, now = locked(seat.occurrence, seat.member)
    check(may_manage(by))
    words = said(words, _("Say why: they read it."))
    if now is None or now.stands not in (Stands.ASKED, Stands.INVITED):
        raise NotNow(Refusal(_("They ask no more.")))
    _stand(now, Stands.DECLINED, answer=words, decided_by=by)
    record("pilot.declined", actor=by, subject=now, occurrence=current.pk)


@transaction.atomic
def take_out(seat: PilotSeat, words: str, *, by: Member) -> None:
    """Let somebody take part no more, with the reason; what they said stays. Raises NotNow, NoWords."""
    current, pilot, now = locked(seat.occurrence, seat.member)
    check(may_manage(by))
    words = said(words, _("Say why: they read it."))
    if now is None or not now.is_in:
        raise NotNow(Refusal(_("They do not take part any more.")))
    _stand(now, Stands.TAKEN_OUT, answer=words, decided_by=by)
    if pilot.group is not None:
        pilot.group.remove(now.member, by=by)
    record("pilot.taken_out", actor=by, subject=now, occurrence=current.pk)


@transaction.atomic
def leave(occurrence: Occurrence, *, by: Member) -> None:
    """Take part no more: out of the closed group at once. What was said stays with the managers."""
    current, pilot, seat = locked(occurrence, by)
    if seat is not None and seat.is_in:
        _stand(seat, Stands.LEFT)
        if pilot.group is not None:
            pilot.group.remove(by, by=by)
        record("pilot.left", actor=by, subject=seat, occurrence=current.pk)
