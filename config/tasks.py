"""What the worker does for the installation itself."""

import structlog
from celery import shared_task
from django.conf import settings
from django.utils import timezone

from config.backup.refusing import BackupRefused

log = structlog.get_logger(__name__)


@shared_task(name="config.backup.make_due")
def make_due() -> None:
    """The backup of the night, once: whoever comes a second time finds it made, or being made."""
    from config.backup.due import is_due
    from config.backup.making import back_up
    from config.backup.telling import standing

    if not settings.BACKUP.to:
        return
    _note_erased()
    if not is_due(standing(), timezone.now()):
        return
    try:
        made = back_up()
    except BackupRefused as refused:
        if refused.why != "busy":  # the broker rings again while one is being made
            log.warning("No backup was made.", why=refused.why, sentence=str(refused))
    else:
        log.info("A backup was made.", name=made.name, size=made.size, seconds=round(made.seconds, 1), gone=made.gone)


def _note_erased() -> None:
    """Whoever was erased since the last backup is not to come back with it."""
    from config.backup.erased import keep_list
    from config.backup.making import community_here
    from config.backup.stores import destination

    try:
        keep_list(destination(), community_here())
    except Exception as error:  # a place that cannot be reached: the backup itself says so, once
        log.warning("The list of who was erased could not be kept.", error=str(error))
