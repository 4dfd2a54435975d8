"""Whom a survey asks: its audience less those who were asked lately or want no surveys, drawn by a seeded hash."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.fields import TextField
from django.db.models.functions import MD5, Cast, Concat
from django.utils import timezone

from community.spaces.seeing import Visibility
from members.activity.log import record
from members.notifications.models import Preference
from members.profiles.models import Member
from programs.surveys.models import Asked, Reach, Round, Survey, SurveyRules

if TYPE_CHECKING:
    from members.profiles.models import MemberQuerySet
    from programs.series.occurrences import Occurrence

SETTING = "survey"
"""The row of the preferences under which somebody says that they want no surveys."""


@dataclass(frozen=True)
class Foreseen:
    """Whom a survey would ask at this moment."""

    audience: int
    free: int
    asked: int
    people: list[Member]
    """The first of them by name."""


def audience_of(occurrence: Occurrence) -> MemberQuerySet:
    """Those for whom it is meant and who can answer, whether they were asked lately or not."""
    program, now = occurrence.program, timezone.now()
    people = Member.objects.present() if program.audience is None else program.audience.people()
    held_off = Q(suspended_until__gt=now) | Q(silenced_until__gt=now)
    people = people.filter(is_active=True, confirmed_at__isnull=False).exclude(held_off)
    space = program.space
    if space is not None and space.visibility == Visibility.PRIVATE:
        inside = Q(memberships__group=space.group_id) | Q(hostings__space=space.pk)
        people = Member.objects.get_queryset().filter(pk__in=people.values("pk")).filter(inside).distinct()
    return people


def free_for(occurrence: Occurrence, survey: Survey, rules: SurveyRules) -> MemberQuerySet:
    """Of the audience those who may be asked today: not opted out, not asked by any survey or by this one lately."""
    today = timezone.localdate()
    asked = Asked.objects.filter(member=OuterRef("pk"))
    lately = asked.filter(day__gt=today - timedelta(days=rules.contact_days))
    series = asked.filter(
        occurrence__program__in=occurrence.program.chain, day__gt=today - timedelta(days=survey.again_days)
    )
    never = Preference.objects.filter(member=OuterRef("pk"), setting=SETTING, in_app=False)
    return audience_of(occurrence).filter(~Exists(lately), ~Exists(series), ~Exists(never))


def how_many(survey: Survey, audience: int) -> int | None:
    """How many are asked each time; None for all."""
    if survey.reach == Reach.ALL:
        return None
    return survey.size if survey.reach == Reach.NUMBER else math.ceil(audience * survey.size / 100)


def drawn(occurrence: Occurrence, survey: Survey, rules: SurveyRules) -> list[int]:
    """Who is asked, by number: the least hashes of seed, occurrence and member; the same whenever one looks."""
    free = free_for(occurrence, survey, rules)
    most = how_many(survey, audience_of(occurrence).count() if survey.reach == Reach.SHARE else 0)
    start = Value(f"{survey.seed}:{occurrence.pk}:")
    lot = MD5(Concat(start, Cast("pk", TextField()), output_field=TextField()))
    found = free.annotate(lot=lot).order_by("lot", "pk").values_list("pk", flat=True)
    return list(found if most is None else found[:most])


def foresee(occurrence: Occurrence, survey: Survey, *, shown: int = 50) -> Foreseen:
    """Whom it would ask if it were opened now; nothing is written."""
    rules = SurveyRules.objects.first() or SurveyRules()
    ids = drawn(occurrence, survey, rules)
    people = list(Member.objects.filter(pk__in=ids).order_by(F("name"))[:shown])
    free = free_for(occurrence, survey, rules).count()
    return Foreseen(audience_of(occurrence).count(), free, len(ids), people)


@transaction.atomic
def ask(occurrence: Occurrence, survey: Survey) -> Round:
    """Open a round: its questions stay as they are now, and who is drawn is asked. Once for each occurrence."""
    rules = SurveyRules.locked()
    round_, is_new = Round.objects.get_or_create(
        occurrence=occurrence, defaults={"is_anonymous": survey.is_anonymous, "questions": survey.questions}
    )
    if is_new:
        today = timezone.localdate()
        # The lot is the order: their numbers tell nothing of when they joined.
        rows = [Asked(occurrence=occurrence, member_id=pk, day=today) for pk in drawn(occurrence, survey, rules)]
        Asked.objects.bulk_create(rows, batch_size=1000)
        round_.asked_count = len(rows)
        round_.save(update_fields=["asked_count"])
        record("survey.asked", actor=None, subject=occurrence, people=len(rows))
    found: Round = round_
    return found


def remind(occurrence: Occurrence) -> int:
    """Note who is reminded: whoever has neither answered nor put it off, once. Inside a transaction."""
    waiting = Asked.objects.filter(occurrence=occurrence, answered_on=None, put_off_on=None, reminded_on=None)
    never = Preference.objects.filter(member=OuterRef("member"), setting=SETTING, in_app=False)
    count = waiting.filter(~Exists(never)).update(reminded_on=timezone.localdate())
    if count:
        record("survey.reminded", actor=None, subject=occurrence, people=count)
    return count
