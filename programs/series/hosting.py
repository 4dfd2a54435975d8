"""The rota of hosts: whose turn it is, taking over somebody else's turn, and asking for it to be taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from members.activity.log import record
from members.profiles.models import Member
from members.profiles.refusing import NotNow, Refusal
from programs.series.models import Program
from programs.series.occurrences import Occurrence

if TYPE_CHECKING:
    from collections.abc import Sequence

HOSTS_MOST = 50
AHEAD = 12
"""For so many occurrences to come it is said whose turn it is."""


class Turn(models.Model):
    """A member's place in the rota of a program."""

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="turns")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["program", "member"], name="turn_once")]
        indexes = [models.Index(fields=["program", "place"], name="turn_in_order")]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.program_id}"


class Offer(models.Model):
    """A host asks whether somebody else can be there instead; the first who can takes it."""

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="offers")
    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    taken_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    taken_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[Offer]] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["occurrence"], condition=Q(taken_at=None, withdrawn_at=None), name="offer_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"offer {self.pk}"


@transaction.atomic
def set_rota(program: Program, members: Sequence[Member], *, by: Member) -> None:
    """Whose turns they are, in this order; occurrences to come follow it, but where somebody took a turn by hand."""
    program = Program.objects.select_for_update(no_key=True).get(pk=program.pk)
    if list(program.turns.order_by("place").values_list("member_id", flat=True)) == [one.pk for one in members]:
        return
    program.turns.all().delete()
    Turn.objects.bulk_create(Turn(program=program, member=one, place=place) for place, one in enumerate(members))
    share_out(program)
    record("program.rota_set", actor=by, subject=program, hosts=len(members))


@transaction.atomic
def change_rota(program: Program, does: str, member_id: int, *, by: Member) -> None:
    """Add somebody at the end, put somebody one place up or down, or take them out (`add up down remove`)."""
    current = Program.objects.select_for_update(no_key=True).get(pk=program.pk)
    rota: list[int] = list(current.turns.order_by("place").values_list("member_id", flat=True))
    if does == "add" and member_id not in rota and len(rota) < HOSTS_MOST:
        rota.append(member_id)
    elif does == "remove" and member_id in rota:
        rota.remove(member_id)
    elif does in ("up", "down") and member_id in rota:
        at = rota.index(member_id)
        to = max(0, min(len(rota) - 1, at + (1 if does == "down" else -1)))
        rota[at], rota[to] = rota[to], rota[at]
    members = Member.objects.in_bulk(rota)
    set_rota(current, [members[pk] for pk in rota], by=by)


def share_out(program: Program) -> None:
    """Give the next occurrences to the members of the rota, going on after whoever was last; inside a transaction."""
    rota = list(program.turns.order_by("place").values_list("member_id", flat=True))
    rows: list[Any] = list(program.occurrences.to_come().order_by("starts_at")[:AHEAD])
    last = program.occurrences.filter(opened_at__isnull=False, host__in=rota).order_by("-starts_at").first()
    turn = rota.index(last.host_id) + 1 if last is not None else 0
    changed = []
    for row in rows:
        if row.host_by_hand_at is not None:
            continue
        host = rota[turn % len(rota)] if rota else None
        turn += 1
        if row.host_id != host:
            row.host_id = host
            changed.append(row)
    Occurrence.objects.bulk_update(changed, ["host"])


@transaction.atomic
def set_host(occurrence: Occurrence, member: Member | None, *, by: Member) -> None:
    """Say by hand who is there for it; None: whoever's turn it is."""
    program = Program.objects.select_for_update(no_key=True).get(pk=occurrence.program_id)
    current = Occurrence.objects.locked(occurrence.pk)
    if current.host_id == (member.pk if member else None) and (member is None) == (current.host_by_hand_at is None):
        return
    current.host, current.host_by_hand_at = member, timezone.now() if member else None
    current.save(update_fields=["host", "host_by_hand_at"])
    Offer.objects.filter(occurrence=current, taken_at=None, withdrawn_at=None).update(withdrawn_at=timezone.now())
    record("occurrence.host_set", actor=by, subject=current, host=current.host_id)
    if member is None:
        share_out(program)


@transaction.atomic
def offer(occurrence: Occurrence, *, by: Member) -> Offer:
    """Ask the others of the rota to take over; pressed twice it asks once. Raises NotNow."""
    current = Occurrence.objects.locked(occurrence.pk)
    if current.host_id != by.pk or not current.is_to_come:
        raise NotNow(Refusal(_("This is not your turn any more.")))
    found, new = Offer.objects.get_or_create(occurrence=current, taken_at=None, withdrawn_at=None, defaults={"by": by})
    if new:
        record("occurrence.offered", actor=by, subject=current, program=current.program_id)
    return found


@transaction.atomic
def take_over(occurrence: Occurrence, *, by: Member) -> None:
    """Be there instead of the host who asked; of two who want it at once, one gets it. Raises NotNow."""
    current = Occurrence.objects.locked(occurrence.pk)
    asked = Offer.objects.filter(occurrence=current, taken_at=None, withdrawn_at=None).first()
    if not current.is_to_come or asked is None:
        raise NotNow(Refusal(_("Somebody else is there for it by now.")))
    if not Turn.objects.filter(program=current.program_id, member=by).exists() or asked.by_id == by.pk:
        raise NotNow(Refusal(_("Those who host this in turn can take it over.")))
    asked.taken_by, asked.taken_at = by, timezone.now()
    asked.save(update_fields=["taken_by", "taken_at"])
    current.host, current.host_by_hand_at = by, timezone.now()
    current.save(update_fields=["host", "host_by_hand_at"])
    record("occurrence.taken_over", actor=by, subject=current, before=asked.by_id)


@transaction.atomic
def withdraw(occurrence: Occurrence, *, by: Member) -> None:
    """Be there after all; nothing happens where nobody is asked any more."""
    current = Occurrence.objects.locked(occurrence.pk)
    asked = Offer.objects.filter(occurrence=current, by=by, taken_at=None, withdrawn_at=None)
    if asked.update(withdrawn_at=timezone.now()):
        record("occurrence.offer_withdrawn", actor=by, subject=current)
