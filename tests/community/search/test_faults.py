"""Killed workers, a broker that forgets and two writers at once: the index becomes complete, each post once."""

from collections.abc import Iterator
from typing import Any

import pytest

from community.posts.models import Post
from community.search import owing
from community.search.models import SearchDocument, SearchOwed
from tests.factories import a_post
from tests.members.activity.stage import Stage, until

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]
TASK = "community.search.write_owed"
MANY = 6_000


@pytest.fixture
def stage(transactional_db: None) -> Iterator[Stage]:
    """Real processes, ended before the database is cleared."""
    made = Stage()
    yield made
    made.close()


@pytest.fixture
def posts(thread: Any) -> list[int]:
    """Many posts that no document was written for."""
    one = a_post(thread, source="Everybody takes turns with the kettle, and nobody forgets the milk again.")
    Post.objects.bulk_create(
        Post(thread=thread, number=number, author=one.author, source=one.source, html=one.html, text=one.text)
        for number in range(3, MANY)
    )
    return list(Post.objects.order_by("pk").values_list("pk", flat=True))


def ring(stage: Stage) -> None:
    """What the scheduler does every ten seconds, through the stage's own broker."""
    from celery import Celery

    with Celery(broker=f"redis+socket://{stage.socket}", set_as_current=False).connection_for_write() as connection:
        Celery(set_as_current=False).send_task(TASK, connection=connection, queue="soon", ignore_result=True)


def test_workers_killed_and_a_broker_emptied_lose_and_double_nothing(stage: Stage, posts: list[int]) -> None:
    owing.owe_everything()
    whole = SearchOwed.objects.count()
    for _ in range(2):
        left = SearchOwed.objects.count()
        workers = [stage.worker(), stage.worker()]
        for _ in range(4):
            ring(stage)
        until(lambda left=left: SearchOwed.objects.count() < left, 120, "a worker is writing")  # type: ignore[misc]
        for worker in workers:
            stage.kill(worker)
        stage.broker.flushall()
    assert 0 < SearchOwed.objects.count() < whole

    def finished() -> bool:
        if stage.broker.llen("soon") == 0:
            ring(stage)
        return not SearchOwed.objects.exists()

    stage.worker()
    until(finished, 180, "nothing is owed")
    assert list(SearchDocument.objects.order_by("object_id").values_list("object_id", flat=True)) == posts
