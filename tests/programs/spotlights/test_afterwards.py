"""A spotlight that was shown, and then: its post is edited, its thread moves, its member leaves."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone

from community.posts.models import Post
from community.spaces.models import Space
from community.threads.merging import merge
from community.threads.moving import move
from members.privacy.erasing import erase_due
from members.privacy.leaving import leave
from members.privacy.models import Fate, Leaving
from members.profiles.models import Member
from programs.series.occurrences import Occurrence
from programs.spotlights.models import Spotlight, SpotlightVersion
from tests.factories import a_member, a_thread
from tests.programs.spotlights.shown import published

pytestmark = pytest.mark.django_db
As = Callable[..., Any]


def test_words_that_were_taken_out_of_its_post_stand_on_no_other_page(
    mia: Member, ben: Member, nia: Member, space: Space, as_: As
) -> None:
    one = published(mia, space, ben, ["Call me at 555-0199.", "Nets."])
    page = reverse("spotlight", args=[one.occurrence_id])
    assert "555-0199" in as_(nia).get(page).text
    Post.objects.get(thread=one.occurrence.thread).edit(by=ben, source="Write to me here. Nets.", version=1)
    shown = as_(nia).get(page).text
    assert "Write to me here." in shown
    assert "555-0199" not in shown


def test_in_a_space_behind_doors_it_is_shown_inside_alone(
    olli: Member, mia: Member, ben: Member, nia: Member, space: Space, private_space: Space, as_: As
) -> None:
    one = published(mia, space, ben)
    as_(ben).post(reverse("spotlight_badge", args=[one.occurrence_id]), {"shows": "yes"})
    thread = Occurrence.objects.get(pk=one.occurrence_id).thread
    assert thread is not None
    move(thread, to=private_space, by=olli)
    page = reverse("spotlight", args=[one.occurrence_id])
    assert as_(mia).get(page).status_code == 200
    for viewer in (nia, AnonymousUser()):
        assert as_(viewer).get(page).status_code == 404
        assert "zinc" not in as_(viewer).get(reverse("spotlights")).text
        assert page not in as_(viewer).get(ben.get_absolute_url()).text


@pytest.mark.parametrize("fate", list(Fate))
def test_who_leaves_is_named_nowhere_any_more(mia: Member, nia: Member, space: Space, as_: As, fate: Fate) -> None:
    who = a_member("Zqanaria Quxmarsh", handle="zqanaria")
    one = published(mia, space, who)
    thread = Occurrence.objects.get(pk=one.occurrence_id).thread
    assert thread is not None
    assert "Zqanaria" in thread.title
    leave(who, by=who, fate=fate)
    assert as_(nia).get(reverse("spotlight", args=[one.occurrence_id])).status_code == 404
    Leaving.objects.update(due_at=timezone.now() - timedelta(minutes=1))
    erase_due(60)
    assert not Spotlight.objects.exists()
    assert not SpotlightVersion.objects.exists()
    thread.refresh_from_db()
    assert "anaria" not in f"{thread.title} {thread.get_absolute_url()}".casefold()
    for page in (reverse("spotlights"), thread.get_absolute_url(), reverse("events")):
        assert "anaria" not in as_(nia).get(page, follow=True).text.casefold()


def test_words_taken_back_are_gone_also_where_their_thread_was_merged(
    olli: Member, mia: Member, ben: Member, nia: Member, space: Space, as_: As
) -> None:
    one = published(mia, space, ben)
    thread, target = Occurrence.objects.get(pk=one.occurrence_id).thread, a_thread(space, by=nia, title="People here")
    assert thread is not None
    merge(thread, into=target, by=olli)
    assert "zinc" in as_(nia).get(target.get_absolute_url()).text
    assert as_(ben).post(reverse("spotlight_withdraw", args=[one.occurrence_id])).status_code == 302
    assert "zinc" not in as_(nia).get(target.get_absolute_url()).text
    assert not Post.objects.filter(source__contains="zinc").exists()
