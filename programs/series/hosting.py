"""The rota of hosts: whose turn it is, taking over somebody else's turn, and asking for it to be taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from community.following.hearing import seers
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


class OfferQuerySet(models.QuerySet["Offer"]):
    """Sets of offers."""

    def open(self) -> OfferQuerySet:
        """Those that nobody answered or took back."""
        return self.filter(taken_at=None, withdrawn_at=None, declined_at=None)

    def to_all(self) -> OfferQuerySet:
        """Those that whoever hosts in turn may take."""
        return self.filter(to=None)


class Offer(models.Model):
    """A host asks whether somebody else can be there instead: the first who can, or one for a turn of theirs."""

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="offers")
    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    to = models.ForeignKey(Member, on_delete=models.CASCADE, null=True, related_name="+")  # everybody, if none
    in_return = models.ForeignKey(Occurrence, on_delete=models.CASCADE, null=True, related_name="+")  # their turn
    taken_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    taken_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)  # by whoever a swap was offered to

    objects: ClassVar[Any] = OfferQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["occurrence"],
                condition=Q(taken_at=None, withdrawn_at=None, declined_at=None),
                name="offer_one_open",
            ),
            models.CheckConstraint(
                condition=Q(to=None, in_return=None) | Q(to__isnull=False, in_return__isnull=False),
                name="offer_to_one_is_a_swap",
            ),
            models.CheckConstraint(condition=~Q(in_return=F("occurrence")), name="offer_two_turns"),
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
    ruled = program.occurrences.filter(added_at=None).to_come()
    rows: list[Any] = list(ruled.order_by("starts_at")[:AHEAD])
    opened = program.occurrences.filter(added_at=None, opened_at__isnull=False)
    last = opened.filter(host__in=rota).order_by("-starts_at").first()
    turn = rota.index(last.host_id) + 1 if last is not None and last.host_id is not None else 0
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
    # Whose turn it is further ahead is not known yet.
    ruled.filter(host_by_hand_at=None).exclude(pk__in=[row.pk for row in rows]).update(host=None)


def fill_turns(program: Program) -> None:
    """Give the next occurrences that nobody hosts yet to whose turn they are; what is given already stays as it is.

    Inside a transaction. What was added beside the rule takes nobody's turn: its host is named by hand.
    """
    rota = list(program.turns.order_by("place").values_list("member_id", flat=True))
    if not rota:
        return
    ruled = program.occurrences.filter(added_at=None)
    last = ruled.filter(host_by_hand_at=None, opened_at__isnull=False, host__in=rota).order_by("-starts_at").first()
    before: Any = last.host_id if last is not None else rota[-1]
    changed = []
    for row in ruled.to_come().order_by("starts_at")[:AHEAD]:
        if row.host_by_hand_at is not None:
            continue
        if row.host_id is None:
            row.host_id = rota[(rota.index(before) + 1) % len(rota)]
            changed.append(row)
        before = row.host_id if row.host_id in rota else before
    Occurrence.objects.bulk_update(changed, ["host"])


def fill_all_turns() -> int:
    """Each night: dates that came near enough get their host. Returns for how many programs it was looked at."""
    waiting = list(Program.objects.running().filter(turns__isnull=False).distinct().values_list("pk", flat=True))
    for pk in waiting:
        with transaction.atomic():
            fill_turns(Program.objects.select_for_update(no_key=True).get(pk=pk))
    return len(waiting)


def may_host(members: Sequence[Member], program: Program) -> set[int]:
    """Of these, by number, those who may host: they are here, neither suspended nor silenced, and see its space."""
    found = {one.pk for one in Member.objects.present().filter(pk__in=[one.pk for one in members])}
    found &= {one.pk for one in members if not one.is_suspended and not one.is_silenced}
    return seers(program.space, found) if program.space is not None else found


@transaction.atomic
def set_host(occurrence: Occurrence, member: Member | None, *, by: Member) -> None:
    """Say by hand who is there for it; None: whoever's turn it is."""
    program = Program.objects.select_for_update(no_key=True).get(pk=occurrence.program_id)
    current = Occurrence.objects.locked(occurrence.pk)
    if current.host_id == (member.pk if member else None) and (member is None) == (current.host_by_hand_at is None):
        return
    current.host, current.host_by_hand_at = member, timezone.now() if member else None
    current.save(update_fields=["host", "host_by_hand_at"])
    forget_offers([current])
    record("occurrence.host_set", actor=by, subject=current, host=current.host_id)
    if member is None:
        share_out(program)


@transaction.atomic
def offer(occurrence: Occurrence, *, by: Member) -> Offer:
    """Ask the others of the rota to take over; pressed twice it asks once. Raises NotNow."""
    current = Occurrence.objects.locked(occurrence.pk)
    check_own(current, by)
    found: Offer | None = Offer.objects.open().filter(occurrence=current).first()
    if found is not None and found.to_id is not None:
        raise NotNow(already_offered())
    if found is None:
        found = Offer.objects.create(occurrence=current, by=by)
        record("occurrence.offered", actor=by, subject=current, program=current.program_id)
    return found


def check_own(current: Occurrence, by: Member) -> None:
    """A turn is one's own, and still to come. Raises NotNow."""
    if current.host_id != by.pk or not current.is_to_come:
        raise NotNow(Refusal(_("This is not your turn any more.")))
    if current.starts_at <= timezone.now():
        raise NotNow(Refusal(_("This has begun, so nobody else can be there for it any more.")))


def already_offered() -> Refusal:
    """One turn is offered once at a time."""
    return Refusal(_("You asked for this turn already. Take that back first."))


def forget_offers(turns: Sequence[Occurrence]) -> None:
    """Whoever had one of these turns has it no more: nobody is asked to take it or to give it; under their locks."""
    mine = Offer.objects.open().filter(Q(occurrence__in=turns) | Q(in_return__in=turns))
    mine.update(withdrawn_at=timezone.now())


@transaction.atomic
def take_over(occurrence: Occurrence, *, by: Member) -> None:
    """Be there instead of the host who asked; of two who want it at once, one gets it. Raises NotNow."""
    Program.objects.select_for_update(no_key=True).get(pk=occurrence.program_id)
    current = Occurrence.objects.locked(occurrence.pk)
    asked: Offer | None = Offer.objects.open().to_all().filter(occurrence=current).first()
    if not current.is_to_come or current.starts_at <= timezone.now() or asked is None or asked.by_id != current.host_id:
        raise NotNow(Refusal(_("Somebody else is there for it by now.")))
    if not Turn.objects.filter(program=current.program_id, member=by).exists() or asked.by_id == by.pk:
        raise NotNow(Refusal(_("Those who host this in turn can take it over.")))
    asked.taken_by, asked.taken_at = by, timezone.now()
    asked.save(update_fields=["taken_by", "taken_at"])
    current.host, current.host_by_hand_at = by, timezone.now()
    current.save(update_fields=["host", "host_by_hand_at"])
    forget_offers([current])
    record("occurrence.taken_over", actor=by, subject=current, before=asked.by_id)


@transaction.atomic
def withdraw(occurrence: Occurrence, *, by: Member) -> None:
    """Be there after all; nothing happens where nobody is asked any more."""
    current = Occurrence.objects.locked(occurrence.pk)
    asked = Offer.objects.open().filter(occurrence=current, by=by)
    if asked.update(withdrawn_at=timezone.now()):
        record("occurrence.offer_withdrawn", actor=by, subject=current)
