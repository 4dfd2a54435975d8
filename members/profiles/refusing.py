"""Why somebody may not: one sentence, and when it ends; and who may write nothing at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from members.profiles.models import Member

if TYPE_CHECKING:
    from config.lib.audience import Viewer


@dataclass(frozen=True)
class Refusal:
    """Why somebody may not, in one sentence; `until` says when it ends, if it does."""

    sentence: str
    until: datetime | None = None
    url: str = ""
    """Where they can do something about it; `link` says what."""
    link: str = ""

    def __str__(self) -> str:
        return self.sentence

    @property
    def retry_after(self) -> int:
        """Seconds until it ends, at least one."""
        return max(1, round((self.until - timezone.now()).total_seconds())) if self.until else 0

    @property
    def status(self) -> int:
        """How a form is answered: 429 if it will be possible later, 403 if not."""
        return 429 if self.until else 403


class NotNow(Exception):
    """It may not be done as it stands; `refusal` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.sentence)
        self.refusal = refusal


def check(refusal: Refusal | None) -> None:
    """Raises NotNow with a refusal, if there is one."""
    if refusal is not None:
        raise NotNow(refusal)


def barred(viewer: Viewer) -> Refusal | None:
    """Why somebody may write nothing at all: not signed in, suspended, silenced, or what an app further up says."""
    refusal = held_off(viewer)
    if refusal is not None or not isinstance(viewer, Member):
        return refusal
    return next((refusal for rule in _BARS if (refusal := rule(viewer)) is not None), None)


def held_off(viewer: Viewer) -> Refusal | None:
    """Why somebody may neither write nor work in the team: not signed in, suspended, silenced."""
    if not isinstance(viewer, Member) or not viewer.is_active:
        return Refusal(_("Sign in to take part."))
    if viewer.is_banned:
        return Refusal(_("Your account is closed for good."))
    if viewer.is_suspended and viewer.suspended_until:
        return Refusal(_("Your account is suspended until %(day)s.") % {"day": moment_words(viewer.suspended_until)})
    if viewer.is_silenced and viewer.silenced_until:
        words = _("You can read, and write again from %(day)s.") % {"day": moment_words(viewer.silenced_until)}
        return Refusal(words, viewer.silenced_until)
    return None


def bar(rule: Callable[[Member], Refusal | None]) -> Callable[[Member], Refusal | None]:
    """Let an app further up say who may write nothing at all. It is asked on many pages, so it costs no query."""
    _BARS.append(rule)
    return rule


_BARS: list[Callable[[Member], Refusal | None]] = []


def clock(moment: datetime) -> str:
    """A time of day in the reader's zone."""
    return formats.date_format(timezone.localtime(moment), "H:i")


def moment_words(moment: datetime) -> str:
    """A day and a time in the reader's zone."""
    return formats.date_format(timezone.localtime(moment), "MONTH_DAY_TIME_FORMAT")
