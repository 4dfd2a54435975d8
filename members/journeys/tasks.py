"""The tasks of the journeys; thin, so that the work can be called without Celery too."""

from celery import shared_task

from members.journeys import beginning, calling, mailing, running


@shared_task(name="members.journeys.begin")
def begin_journeys() -> None:
    """Let those begin who fit a segment by now, or whose day has come."""
    beginning.begin_by_segment()
    beginning.begin_by_date()


@shared_task(name="members.journeys.move_on")
def move_on_journeys() -> None:
    """Move on members whose moment has come."""
    running.move_on()


@shared_task(name="members.journeys.send")
def send_journey_mails() -> None:
    """Send the mails of journeys that are due."""
    mailing.deliver()


@shared_task(name="members.journeys.call")
def send_journey_calls() -> None:
    """Tell receivers what journeys have to tell them."""
    calling.deliver()
