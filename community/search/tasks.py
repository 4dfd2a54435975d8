"""Work of the search room that can wait."""

from celery import shared_task

from community.search.indexing import write_all
from community.search.registry import SOURCES


@shared_task(name="community.reindex", ignore_result=True)
def reindex() -> None:
    """Write the whole search index anew, batch by batch; may run twice without harm."""
    for kind in SOURCES:
        for _batch in write_all(kind):
            pass
