"""Swapping turns: a host offers their turn to another one for a turn of theirs; both change hands at once, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.activity.log import record
from members.profiles.refusing import NotNow, Refusal
from programs.series.hosting import Offer, Turn, already_offered, check_own, forget_offers, may_host
from programs.series.models import Program
from programs.series.occurrences import Occurrence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from members.profiles.models import Member

CHOICES_MOST = 60
"""So many turns of others can be chosen from."""


def edition(offer: Offer) -> str:
    """Names what is offered as it stands now: which offer, and both dates."""
    back = offer.in_return
    return f"{offer.pk}-{offer.occurrence.sequence}-{back.sequence if back is not None else ''}"


def turns_of_others(occurrence: Occurrence, member: Member) -> list[Occurrence]:
    """For which turns a member could swap theirs: those of others in the rota who may host, in order."""
    program = occurrence.program
    rows = program.occurrences.to_come().filter(host__in=program.turns.values("member"))
    found: list[Occurrence] = list(
        rows.exclude(host=member).select_related("host", "program").order_by("starts_at", "pk")[:CHOICES_MOST]
    )
    free = may_host([one.host for one in found if one.host is not None], program)
    return [one for one in found if one.host_id in free]


@transaction.atomic
def offer_swap(occurrence: Occurrence, in_return: Occurrence, *, by: Member) -> Offer:
    """Offer one's turn for another one's; pressed twice it is offered once. Raises NotNow."""
    program, current, back = _locked(occurrence, in_return)
    check_own(current, by)
    found: Offer | None = Offer.objects.open().filter(occurrence=current).first()
    if found is not None and (found.in_return_id, found.to_id) == (back.pk, back.host_id):
        return found
    if found is not None:
        raise NotNow(already_offered())
    if back.program_id != program.pk or back.host is None or back.host_id == by.pk:
        raise NotNow(Refusal(_("That turn is somebody else’s by now. Choose another one.")))
    _check_dates(back)
    _check_host(back.host, program)
    made: Offer = Offer.objects.create(occurrence=current, by=by, to=back.host, in_return=back)
    record("occurrence.swap_offered", actor=by, subject=current, offer=made.pk)
    return made


@transaction.atomic
def accept_swap(occurrence: Occurrence, *, read_as: str, by: Member) -> None:
    """Take the turn and give one's own for it; of two presses one counts. Raises NotNow."""
    seen = _open_to(occurrence, by)
    program, current, back = _locked(occurrence, seen.in_return or occurrence)
    asked = _open_to(current, by)
    if asked.pk != seen.pk or edition(asked) != read_as:
        raise NotNow(Refusal(_("Something about this swap has changed. Look at it again.")))
    _check_dates(current, back)
    if current.host_id != asked.by_id or back.host_id != by.pk:
        raise NotNow(Refusal(_("One of these turns is somebody else’s by now, so they cannot be swapped.")))
    _check_host(by, program, is_oneself=True)
    if asked.by_id not in may_host([asked.by], program):
        raise NotNow(Refusal(_("%(name)s cannot host at the moment.") % {"name": asked.by.name}))
    now = timezone.now()
    asked.taken_by, asked.taken_at = by, now
    asked.save(update_fields=["taken_by", "taken_at"])
    current.host, back.host = by, asked.by
    for turn in (current, back):
        turn.host_by_hand_at = now
        turn.save(update_fields=["host", "host_by_hand_at"])
    forget_offers([current, back])
    for turn, other in ((current, back), (back, current)):
        record("occurrence.swapped", actor=by, subject=turn, other=other.pk)


@transaction.atomic
def decline_swap(occurrence: Occurrence, *, by: Member) -> None:
    """Keep one's own turn; pressed twice it was said once. Raises NotNow where nobody asks any more."""
    current = Occurrence.objects.locked(occurrence.pk)
    asked = _open_to(current, by)
    asked.declined_at = timezone.now()
    asked.save(update_fields=["declined_at"])
    record("occurrence.swap_declined", actor=by, subject=current, before=asked.by_id)


def _locked(one: Occurrence, other: Occurrence) -> tuple[Program, Occurrence, Occurrence]:
    """The program, then both dates, always in the same order."""
    program = Program.objects.select_for_update(no_key=True).get(pk=one.program_id)
    found = {pk: Occurrence.objects.locked(pk) for pk in sorted({one.pk, other.pk})}
    return program, found[one.pk], found[other.pk]


def _open_to(occurrence: Occurrence, by: Member) -> Offer:
    """What is offered to a member for this turn. Raises NotNow."""
    rows = Offer.objects.filter(occurrence=occurrence, to=by).select_related("by", "occurrence", "in_return")
    offer: Offer | None = rows.order_by("-pk").first()
    if offer is None or offer.withdrawn_at is not None:
        raise NotNow(Refusal(_("This swap is not offered any more.")))
    if offer.taken_at is not None:
        raise NotNow(Refusal(_("You have swapped these turns already.")))
    if offer.declined_at is not None:
        raise NotNow(Refusal(_("You kept your turn, so this swap is not open any more.")))
    return offer


def _check_dates(*turns: Occurrence) -> None:
    for turn in turns:
        if not turn.is_to_come or turn.starts_at <= timezone.now():
            raise NotNow(Refusal(_("One of these dates has begun or does not take place, so it cannot be swapped.")))


def _check_host(member: Member, program: Program, *, is_oneself: bool = False) -> None:
    """Whoever gives a turn back hosts in turn, and may host. Raises NotNow."""
    if not Turn.objects.filter(program=program, member=member).exists():
        words = (
            _("You do not host this in turn any more.") if is_oneself else _("%(name)s does not host this any more.")
        )
        raise NotNow(Refusal(words % {"name": member.name}))
    if member.pk not in may_host([member], program):
        raise NotNow(Refusal(_("%(name)s cannot host at the moment.") % {"name": member.name}))


def offers_to(member: Member, occurrences: Sequence[int] | None = None) -> list[Offer]:
    """Which swaps are offered to a member and can still be made, by the date of the turn they would take."""
    rows = Offer.objects.open().filter(to=member, occurrence__in=Occurrence.objects.hosted_by(member).to_come())
    rows = rows.filter(in_return__host=member, in_return__in=Occurrence.objects.to_come())
    if occurrences is not None:
        rows = rows.filter(occurrence__in=occurrences)
    return list(
        rows.select_related("by", "occurrence__program__space", "in_return__program").order_by("occurrence__starts_at")
    )
