"""Who makes a guide of the recap of an AMA: hosts who may write guides; the others read who can."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from community.guides.models import Guide
from community.spaces.models import Space
from members.profiles.models import Member
from members.profiles.refusing import NotNow
from programs.amas.models import AmaRecap
from programs.amas.recapping import into_guide, sum_up
from programs.series.occurrences import Occurrence
from tests.factories import a_post, a_thread

pytestmark = pytest.mark.django_db
WHO_CAN = "Hosts of spaces, the team and members with an accepted answer make a guide of a recap."


@pytest.fixture
def over(ama: Callable[..., Occurrence], nia: Member) -> Occurrence:
    """An AMA that is over; nia, who is a plain member, hosted it and wrote the recap."""
    found = ama("answered")
    Occurrence.objects.filter(pk=found.pk).update(host=nia)
    found.refresh_from_db()
    sum_up(found, by=nia, source="Leave out a lot.", best=[])
    return found


def test_a_host_who_may_write_no_guides_makes_none_and_reads_who_can(over: Occurrence, as_: Any, nia: Member) -> None:
    page = as_(nia).get(reverse("ama_recap", args=[over.pk])).text
    assert WHO_CAN in page
    assert "Make a guide of it" not in page
    assert f'href="{reverse("ama_host", args=[over.pk])}">Make it a task for one of them' in page
    refused = as_(nia).post(reverse("ama_guide", args=[over.pk]))
    assert refused.status_code == 403
    assert WHO_CAN in refused.text
    assert not Guide.objects.exists()


def test_a_host_who_may_write_guides_makes_one(
    over: Occurrence, as_: Any, nia: Member, ben: Member, space: Space
) -> None:
    thread = a_thread(space, by=ben, title="How do you water them?", kind="question")
    thread.accept(a_post(thread, by=nia), by=ben)
    page = as_(nia).get(reverse("ama_recap", args=[over.pk])).text
    assert "Make a guide of it" in page and WHO_CAN not in page
    assert as_(nia).post(reverse("ama_guide", args=[over.pk])).status_code == 302
    assert Guide.objects.get().owner == nia


def test_the_guide_somebody_else_made_is_opened_by_who_may_change_it(
    over: Occurrence, as_: Any, nia: Member, mia: Member
) -> None:
    into_guide(AmaRecap.objects.get(), by=mia)
    page = as_(nia).get(reverse("ama_recap", args=[over.pk])).text
    assert "Open the guide" not in page and "Make it a task" not in page
    assert "Only its owner, its editors, the hosts and the team edit a guide." in page
    assert as_(nia).post(reverse("ama_guide", args=[over.pk])).status_code == 403
    assert "Open the guide" in as_(mia).get(reverse("ama_recap", args=[over.pk])).text


def test_of_an_archived_space_no_guide_is_made(over: Occurrence, mia: Member) -> None:
    Space.objects.filter(pk=over.program.space_id or 0).update(archived_at=timezone.now())
    with pytest.raises(NotNow, match="archived"):
        into_guide(AmaRecap.objects.get(), by=mia)
