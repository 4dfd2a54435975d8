"""Work in the background for screening."""

from celery import shared_task

from moderation.screening.rules import BackTest
from moderation.screening.trying import run


@shared_task(name="moderation.screening.back_test")
def back_test(test: int) -> None:
    """Try a version of a rule on what was posted in the last 30 days."""
    row = BackTest.objects.select_related("version__rule", "version__segment").filter(pk=test).first()
    if row is not None and row.is_running:
        run(row)
