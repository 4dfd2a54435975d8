"""What owners are told about backups: when the last one was, and what stands in the way of the next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from config.lib.numbers import as_size
from members.activity.concerns import assure_operators, tell_operators
from members.activity.models import Activity

LATE = timedelta(hours=26)


@dataclass(frozen=True)
class Standing:
    """How backups stand."""

    made_at: datetime | None
    size: int
    failed_at: datetime | None
    why: str

    @property
    def failed_since(self) -> bool:
        """Whether the last try was no success."""
        return self.failed_at is not None and (self.made_at is None or self.failed_at > self.made_at)

    @property
    def is_late(self) -> bool:
        """Whether a night went by without one."""
        return self.made_at is None or timezone.now() - self.made_at > LATE


def standing() -> Standing:
    """From the log: the last backup, and the last that failed; what failed before a restore is forgotten with it."""
    made, failed, restored = (
        Activity.objects.filter(verb=f"backup.{what}").order_by("-at").first()
        for what in ("made", "failed", "restored")
    )
    if failed and restored and failed.at < restored.at:
        failed = None
    return Standing(
        made.at if made else None,
        int(made.facts.get("size", 0)) if made else 0,
        failed.at if failed else None,
        str(failed.facts.get("why", "")) if failed else "",
    )


def _reason(why: str) -> str:
    reasons = {
        "disk_full": _("There is no room for it."),
        "no_place": _("The place for it cannot be reached."),
        "database": _("The database could not be written out."),
        "broken": _("It could not be read back."),
        "key": _("Its key is not there."),
    }
    return reasons.get(why, _("The log of the worker says why."))


@tell_operators
def backups_are_late() -> str:
    """Says that nothing is backed up, that the last try failed, or that a night went by without one."""
    if not settings.BACKUP.to:
        return "" if settings.TALKOOT_LOCAL else _("No backups are made: nobody has said where they go (BACKUP_TO).")
    now = standing()
    made_at = _when(now.made_at) if now.made_at else ""
    if now.failed_since and now.failed_at:
        words = {"failed_at": _when(now.failed_at), "why": _reason(now.why), "made_at": made_at}
        if made_at:
            sentence = _("The backup of %(failed_at)s failed. %(why)s The last one is from %(made_at)s.")
        else:
            sentence = _("The backup of %(failed_at)s failed. %(why)s There is none yet.")
        return sentence % words
    if not made_at:
        return _("There is no backup yet. The first one is made within minutes, while worker and scheduler run.")
    if now.is_late:
        return _("The last backup is from %(made_at)s; nothing since.") % {"made_at": made_at}
    return ""


@assure_operators
def last_backup() -> str:
    """Says when the last backup was made."""
    now = standing() if settings.BACKUP.to else None
    if now is None or now.made_at is None or now.is_late or now.failed_since:
        return ""
    words = {"made_at": _when(now.made_at), "size": as_size(now.size)}
    return _("The last backup is from %(made_at)s (%(size)s); it was read back and is whole.") % words


def _when(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT")
