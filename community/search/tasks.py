"""Work of the search room that can wait."""

from celery import shared_task

from community.search.missing import forget_unfound
from community.search.owing import owe_what_changed, write_owed
from community.search.saving import look_next

SECONDS = 8
"""Then the worker is free for others, until the next bell."""


# Nothing is tried again here: what is owed stands in the database, and the schedule rings every ten seconds.
@shared_task(name="community.search.write_owed", ignore_result=True)
def write_search_index() -> None:
    """Write what the search index owes, some seconds long; any number of workers may do so at once."""
    owe_what_changed()
    for _count in write_owed(SECONDS):
        pass


@shared_task(name="community.search.look_for_news")
def look_for_news() -> int:
    """Look through saved searches whose members want to be told, once a day each; returns how many."""
    looked = 0
    while look_next():
        looked += 1
    return looked


@shared_task(name="community.search.forget_unfound")
def forget_unfound_searches() -> int:
    """Delete searches without result that nobody made for 90 days; returns how many."""
    return forget_unfound()
