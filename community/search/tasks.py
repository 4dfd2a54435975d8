"""Work of the search room that can wait."""

from celery import shared_task

from community.search.indexing import write_all
from community.search.registry import SOURCES


# A worker that is stopped in the middle fails here; the next one begins again, waiting longer each time.
@shared_task(
    name="community.reindex",
    ignore_result=True,
    autoretry_for=(Exception,),
    retry_backoff=5,
    retry_backoff_max=600,
    max_retries=20,
)
def reindex() -> None:
    """Write the whole search index anew, batch by batch; may run twice without harm."""
    for kind in SOURCES:
        for _batch in write_all(kind):
            pass
