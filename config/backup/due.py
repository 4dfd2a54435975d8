"""When the next backup is to be made: once a night, and one that was missed as soon as it can be."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from config.backup.telling import Standing

AFTER_FAILURE = timedelta(hours=1)


def is_due(standing: Standing, now: datetime) -> bool:
    """Whether one is to be made now."""
    if not settings.BACKUP.to:
        return False
    if standing.failed_since and standing.failed_at and now - standing.failed_at < AFTER_FAILURE:
        return False
    return standing.made_at is None or standing.made_at < last_hour(now)


def last_hour(now: datetime) -> datetime:
    """The last time it was the hour of backups by the clock of the installation."""
    local = now.astimezone(ZoneInfo(settings.TIME_ZONE))
    hour = local.replace(hour=settings.BACKUP.hour, minute=0, second=0, microsecond=0, fold=0)
    return (
        hour
        if hour <= local
        else (local - timedelta(days=1)).replace(hour=settings.BACKUP.hour, minute=0, second=0, microsecond=0, fold=0)
    )
