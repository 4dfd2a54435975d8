"""Trait: after 3, 14 and 30 days a mentor asks how it goes; the words are begun, and somebody sees when nobody asks."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from members.activity.log import record
from members.duties.asking import ask_somebody
from members.duties.models import Duty, Kind
from members.duties.owning import CannotOwn, may_own

if TYPE_CHECKING:
    from members.mentoring.models import CheckIn, Mentorship
    from members.profiles.models import Member

DAYS = (3, 14, 30)
PATIENCE = timedelta(days=3)
"""So long a mentor who is not of the team has for it, before it becomes a task of the team."""
BATCH = 100


class Askable(models.Model):
    """When it is due, when the mentor was reminded, and when it was done."""

    due_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    passed_on_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    @property
    def key(self) -> str:
        """The name of its task, and of its message."""
        return f"check-in:{self.pk}"

    @property
    def is_due(self) -> bool:
        """Whether its day has come."""
        return self.done_at is None and self.due_at <= timezone.now()

    @transaction.atomic
    def finish(self, *, by: Member) -> None:
        """The mentor has asked, here or elsewhere; a task for it is done too."""
        manager: Any = type(self)._default_manager
        self.refresh_from_db(from_queryset=manager.select_for_update(of=("self",)))
        if self.done_at is not None:
            return
        self.done_at = timezone.now()
        self.save(update_fields=["done_at"])
        for duty in Duty.objects.open().filter(key=self.key):
            duty.finish(by=by)
        record("check_in.done", actor=by, subject=cast("CheckIn", self))


def plan(pair: Mentorship) -> None:
    """Write down the days on which to ask."""
    from members.mentoring.models import CheckIn

    assert pair.accepted_at is not None
    days = [CheckIn(mentorship=pair, day=day, due_at=pair.accepted_at + timedelta(days=day)) for day in DAYS]
    CheckIn.objects.bulk_create(days, ignore_conflicts=True)


def first_words(check_in: CheckIn) -> str:
    """What a mentor could ask on that day."""
    name = {"name": check_in.mentorship.newcomer.name}
    if check_in.day == DAYS[0]:
        return _("Hello %(name)s, how were your first days here? Is there anything you are looking for?") % name
    if check_in.day == DAYS[1]:
        return _("Hello %(name)s, two weeks already. Have you found the people and threads you came for?") % name
    return _("Hello %(name)s, a month has gone. What would have made it better? You can always write to me.") % name


@transaction.atomic
def remind_next(most: int = BATCH) -> int:
    """Tell mentors of what is due, and the team of what they are silent about; how many. Two workers take others."""
    from members.mentoring.models import CheckIn

    now = timezone.now()
    fresh, silent = Q(told_at=None, due_at__lte=now), Q(told_at__lte=now - PATIENCE, passed_on_at=None)
    due = CheckIn.objects.filter(fresh | silent, done_at=None, mentorship__closed_at=None)
    rows = due.select_related("mentorship__newcomer", "mentorship__mentor").order_by("due_at", "pk")
    found = list(rows.select_for_update(of=("self",), skip_locked=True)[:most])
    for check_in in found:
        mentor = check_in.mentorship.mentor
        if check_in.told_at is None:
            check_in.told_at = now
            record("check_in.due", subject=check_in.mentorship, day=check_in.day)
            if may_own(mentor):
                _ask(check_in, mentor)
        else:
            check_in.passed_on_at = now
            _ask(check_in, None)
        check_in.save(update_fields=["told_at", "passed_on_at"])
    return len(found)


def _ask(check_in: CheckIn, to: Member | None) -> None:
    """Make it a task: the mentor's own, or the team's."""
    pair = check_in.mentorship
    note = _("Day %(day)d. The mentor is %(name)s.") % {"day": check_in.day, "name": pair.mentor.name}
    try:
        with transaction.atomic():
            ask_somebody(Kind.FOLLOW_UP, pair.newcomer, key=check_in.key, note=note, to=to)
    except CannotOwn:  # suspended since a moment ago
        ask_somebody(Kind.FOLLOW_UP, pair.newcomer, key=check_in.key, note=note)
