"""One look with other eyes: begun, kept in the session, and ended after half an hour at the latest."""

from __future__ import annotations

import secrets
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.lib.live import access_changed
from members.activity.log import record

if TYPE_CHECKING:
    from django.contrib.sessions.backends.base import SessionBase

    from members.profiles.models import Member

KEPT_AS = "viewing"
LONGEST = timedelta(minutes=30)
_LENT_NUMBERS = 2**31


class Mode(models.TextChoices):
    """With whose eyes."""

    GUEST = "guest", _("A guest")
    NEWCOMER = "newcomer", _("A new member")
    LEVEL = "level", _("A level")
    SEGMENT = "segment", _("Somebody of a segment")
    MEMBER = "member", _("A member who agreed")


@dataclass(frozen=True)
class Look:
    """What stands in the session while somebody looks with other eyes."""

    mode: str
    number: int = 0
    """Of the level, the segment or the member; 0 for the others."""
    step: int = 1
    """The level that is lent."""
    groups: tuple[int, ...] = ()
    """The groups that are lent."""
    since: float = 0.0
    lent: int = 0
    """The number the viewer goes by; below zero, so that nobody has it and nothing belongs to it."""

    @classmethod
    def of(cls, session: SessionBase) -> Look | None:
        """The one that stands in this session, over or not."""
        kept: dict[str, Any] | None = session.get(KEPT_AS)
        return cls(**{**kept, "groups": tuple(kept["groups"])}) if kept else None

    @property
    def ends_at(self) -> datetime:
        """When it is over by itself."""
        return datetime.fromtimestamp(self.since, UTC) + LONGEST

    @property
    def is_over(self) -> bool:
        """Whether its time has passed."""
        return timezone.now() >= self.ends_at


@transaction.atomic
def begin(
    session: SessionBase,
    mode: Mode,
    thing: models.Model | None = None,
    *,
    by: Member,
    step: int = 1,
    groups: tuple[int, ...] = (),
) -> Look:
    """Look with these eyes from now on, in this session; a look that ran before ends. Open streams are cut."""
    end(session, by=by, why="another")
    number = thing.pk if thing is not None else step if mode == Mode.LEVEL else 0
    lent = -1 - secrets.randbelow(_LENT_NUMBERS)
    look = Look(mode.value, number, step, groups, timezone.now().timestamp(), lent)
    session[KEPT_AS] = asdict(look)
    record("view.started", actor=by, subject=thing, mode=mode.value, step=step)
    access_changed(by.pk)
    return look


@transaction.atomic
def end(session: SessionBase, *, by: Member, why: str) -> None:
    """See with one's own eyes again; does nothing when one does. `why`: left, another, time, signed_out, refused."""
    look = Look.of(session)
    if look is not None:
        del session[KEPT_AS]
        record("view.ended", actor=by, mode=look.mode, why=why)
        access_changed(by.pk)
