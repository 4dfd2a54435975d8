"""Work of the search room that can wait."""

from celery import shared_task

from community.search.owing import owe_what_changed, write_owed

SECONDS = 8
"""Then the worker is free for others, until the next bell."""


# Nothing is tried again here: what is owed stands in the database, and the schedule rings every ten seconds.
@shared_task(name="community.search.write_owed", ignore_result=True)
def write_search_index() -> None:
    """Write what the search index owes, some seconds long; any number of workers may do so at once."""
    owe_what_changed()
    for _stretch in write_owed(SECONDS):
        pass
