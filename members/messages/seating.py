"""Traits of a seat: a request is accepted or declined, a talk is muted, a group is left."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.db import models, transaction
from django.utils import timezone

from config.lib.live import access_changed, publish_to_members
from members.activity.log import record
from members.notifications.reading import mark_read

if TYPE_CHECKING:
    from members.messages.models import TalkSeat
    from members.profiles.models import Member


class Answerable(models.Model):
    """Somebody may be asked into a talk by a stranger, and says whether they want it."""

    accepted_at = models.DateTimeField(null=True, blank=True, editable=False)
    declined_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    @transaction.atomic
    def accept(self, *, by: Member) -> None:
        """Be in the talk like everybody else."""
        seat = _locked(self)
        if seat.accepted_at is None:
            seat.accepted_at, seat.declined_at = timezone.now(), None
            seat.save(update_fields=["accepted_at", "declined_at"])
            record("talk.accepted", actor=by, subject=seat.talk)
            _answered(seat)

    @transaction.atomic
    def decline(self, *, by: Member) -> None:
        """Hear no more of it. Whoever asked is not told."""
        seat = _locked(self)
        if seat.accepted_at is None and seat.declined_at is None:
            seat.declined_at = timezone.now()
            seat.save(update_fields=["declined_at"])
            record("talk.declined", actor=by, subject=seat.talk)
            _answered(seat)


def _locked(seat: models.Model) -> TalkSeat:
    """The seat as it stands now: two tabs may answer at once."""
    fields = ["accepted_at", "declined_at", "left_at"]
    seat.refresh_from_db(fields=fields, from_queryset=type(seat)._default_manager.select_for_update(no_key=True))
    return cast("TalkSeat", seat)


def _answered(seat: TalkSeat) -> None:
    from members.messages.reading import notice_number

    mark_read(seat.member, notice_number(seat.talk_id))
    access_changed(seat.member_id)
    publish_to_members([seat.member_id], "inbox")


class Leavable(models.Model):
    """A group can be left; whoever left reads it no more."""

    left_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    @transaction.atomic
    def leave(self, *, by: Member) -> None:
        """Go; those who stay read that somebody left."""
        from members.messages.models import Told

        seat = _locked(self)
        if seat.left_at is None:
            was_in = seat.accepted_at is not None
            if was_in:  # nobody learns of a request that was never accepted
                seat.talk.tell(Told.LEFT, by=by)
            seat.left_at = timezone.now()
            seat.save(update_fields=["left_at"])
            record("talk.left", actor=by, subject=seat.talk)
            _answered(seat)


class Mutable(models.Model):
    """A talk can be silent: it is read when its member looks, and tells nothing by itself."""

    muted_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    @transaction.atomic
    def mute(self, *, by: Member) -> None:
        """Be told of nothing that is written here."""
        self._set_muted(by, muted=True)

    @transaction.atomic
    def unmute(self, *, by: Member) -> None:
        """Be told again."""
        self._set_muted(by, muted=False)

    def _set_muted(self, by: Member, *, muted: bool) -> None:
        seat = cast("TalkSeat", self)
        if (seat.muted_at is not None) != muted:
            seat.muted_at = timezone.now() if muted else None
            seat.save(update_fields=["muted_at"])
            if muted:
                record("talk.muted", actor=by, subject=seat.talk)
            else:
                record("talk.unmuted", actor=by, subject=seat.talk)
            publish_to_members([seat.member_id], "inbox")
