"""What became of an idea reaches pages that are open, between the posts where it belongs."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from community.ideas.steering import steer
from community.spaces.models import Space
from community.threads.models import PAGE
from members.activity.models import Activity
from members.profiles.models import Member
from tests.factories import a_post, a_thread
from tests.house.test_query_budgets import queries


@pytest.mark.django_db
def test_the_fragment_of_what_came_holds_the_lines_in_their_places(
    space: Space, mo: Member, ben: Member, nia: Member, as_: Callable[[Any], Client]
) -> None:
    idea = a_thread(space, by=ben, kind="idea")
    path = f"/t/{idea.pk}/since/{{}}/"
    assert "change-" not in as_(nia).get(path.format(1)).content.decode()
    steer(idea, "review", by=mo, reason="Read on Monday.")
    a_post(idea, by=ben)
    steer(idea, "planned", by=mo, reason="For the spring.")
    part = as_(nia).get(path.format(1)).content.decode()
    assert part.index("Read on Monday.") < part.index('id="p-2"') < part.index("For the spring.")
    assert 'id="idea-now"' in part and 'id="thread-counts"' in part
    part = as_(nia).get(path.format(2)).content.decode()
    assert "Read on Monday." not in part and "For the spring." in part
    for _ in range(PAGE):
        a_post(idea, by=ben)
    steer(idea, "shipped", by=mo, reason="There it is.")
    part = as_(nia).get(path.format(1)).content.decode()
    assert "For the spring." in part and "There it is." not in part, "it stands below posts that are still to come"
    assert len(queries(as_(nia), path.format(1))) <= 6
    assert Activity.objects.filter(verb="idea.status_changed").count() == 3
