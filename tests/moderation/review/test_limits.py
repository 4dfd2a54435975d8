"""What the workbench may cost of the processor, on a core of its own."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from community.posts.models import Post
from members.profiles.models import Member
from moderation.guidelines.measures import Severity, Source
from moderation.review.cases import Case
from tests.factories import a_member, a_post
from tests.pacing import seconds

pytestmark = pytest.mark.django_db
QUEUE_SECONDS, CASE_SECONDS = 0.07, 0.12


@pytest.fixture
def waiting(mo: Member) -> list[Case]:
    """Two hundred reported posts of ten people."""
    people, now = [a_member() for _ in range(10)], timezone.now()
    thread = a_post(by=people[0]).thread
    words = {"thread": thread, "source": "Words", "html": "<p>Words</p>", "text": "Words of a post"}
    posts = Post.objects.bulk_create(Post(number=100 + n, author=people[n % 10], **words) for n in range(200))
    fields = {"subject_type": "post", "source": Source.REPORT, "severity": Severity.MEDIUM, "reports_count": 1}
    return Case.objects.bulk_create(
        Case(subject_id=post.pk, about=post.author, due_at=now + timedelta(minutes=n), **fields)
        for n, post in enumerate(posts)
    )


def test_the_queue_and_a_case_are_drawn_within_their_time(
    as_: Callable[..., Any], mo: Member, waiting: list[Case]
) -> None:
    client, slow = as_(mo), {}
    for path, aim in ((reverse("moderate"), QUEUE_SECONDS), (waiting[99].get_absolute_url(), CASE_SECONDS)):
        assert client.get(path).status_code == 200
        taken = seconds(partial(client.get, path), enough=aim, tries=10)
        if taken > aim:
            slow[path] = round(taken, 3)
    assert slow == {}
