"""Reading spaces: the directory, threads with filters and pages, about, members."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from community.spaces.models import Space
from community.threads.models import Thread
from members.groups.models import Group
from members.profiles.models import Member
from tests.factories import a_member, a_post, a_space, a_thread

pytestmark = pytest.mark.django_db
As = Callable[[object], Client]


def text(client: Client, address: str) -> str:
    """The page as text."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_the_directory_shows_the_tree_with_hosts_and_pace(as_: As, ben: Member, visitor: AnonymousUser) -> None:
    top = a_space("Workshop", purpose="Where things are mended", hosts=(ben,))
    a_space("Bicycles", parent=top)
    for _number in range(8):
        a_thread(top, by=ben)
    body = text(as_(visitor), reverse("spaces"))
    assert body.index("Workshop") < body.index("Bicycles")
    assert "level-2" in body
    assert "Where things are mended" in body
    assert "Hosted by Ben" in body
    assert "About 2 threads a week" in body


def test_reply_times_are_said_with_five_threads_and_not_before(as_: As, ben: Member, visitor: AnonymousUser) -> None:
    space = a_space("Workshop")
    started = timezone.now() - timedelta(days=3)

    def answered(hours: int | None) -> None:
        thread = a_thread(space, by=ben)
        Thread.objects.filter(pk=thread.pk).update(created_at=started)
        if hours is not None:
            post = a_post(thread)
            type(post).objects.filter(pk=post.pk).update(created_at=started + timedelta(hours=hours))

    from django.core.cache import cache

    for hours in (1, 2, 3, None):
        answered(hours)
    assert "First reply" not in text(as_(visitor), reverse("spaces"))
    answered(30)
    cache.clear()
    assert "First reply within 3 hours" in text(as_(visitor), reverse("spaces"))
    for _number in range(4):
        answered(None)
    cache.clear()
    assert "First reply" not in text(as_(visitor), reverse("spaces")), (
        "most threads have no answer: nothing is promised"
    )


def test_following_from_the_directory(as_: As, space: Space, nia: Member) -> None:
    client = as_(nia)
    client.post(reverse("follow_space", args=[space.slug]), {"level": "everything"})
    assert "Following" in text(client, reverse("spaces"))


def test_a_space_shows_pinned_threads_first_and_others_by_their_latest_post(as_: As, space: Space, ben: Member) -> None:
    old, middle, new = (a_thread(space, by=ben, title=f"Thread called {name}") for name in ("old", "middle", "new"))
    old.pin(by=ben)
    a_post(middle)
    body = text(as_(ben), space.get_absolute_url())
    places = [body.index(f">{thread.title}<") for thread in (old, middle, new)]
    assert places == sorted(places)


def test_pages_follow_one_another_without_repeating_or_hiding_a_thread(as_: As, space: Space, ben: Member) -> None:
    now = timezone.now()
    threads = [a_thread(space, by=ben, title=f"Thread number {number:03}") for number in range(65)]
    for thread in threads:
        Thread.objects.filter(pk=thread.pk).update(last_post_at=now)  # all at one moment: the id decides
    seen: list[str] = []
    address, client = space.get_absolute_url(), as_(ben)
    for _page in range(3):
        page = client.get(address)
        seen += [row.thread.title for row in page.context["rows"]]
        if _page == 0:
            a_post(threads[0])  # something new moves to the top meanwhile
        address = space.get_absolute_url() + page.context["older"]
    assert page.context["older"] == ""
    assert sorted(set(seen)) == sorted(seen)
    assert len(seen) >= 64


@pytest.mark.parametrize("bad", ["x", "1-", "-1", "9" * 40 + "-1", "1-0", "%00", "1-1'"])
def test_an_address_no_page_links_to_is_not_found(as_: As, space: Space, visitor: AnonymousUser, bad: str) -> None:
    assert as_(visitor).get(f"{space.get_absolute_url()}?after={bad}").status_code == 404


def test_filters_stand_in_the_address(as_: As, space: Space, ben: Member) -> None:
    asked = a_thread(space, by=ben, title="How do I mend this?", kind="question", tags=["wood"])
    solved = a_thread(space, by=ben, title="Which glue is best?", kind="question")
    solved.accept(a_post(solved), by=ben)
    told = a_thread(space, by=ben, title="I mended a chair today")
    client, here = as_(ben), space.get_absolute_url()

    def titles(query: str) -> set[str]:
        return {row.thread.title for row in client.get(here + query).context["rows"]}

    assert titles("?kind=question") == {asked.title, solved.title}
    assert titles("?unanswered=1") == {asked.title}
    assert titles("?tag=wood") == {asked.title}
    assert titles("?kind=discussion&tag=wood") == set()
    assert titles("?kind=nonsense") == {asked.title, solved.title, told.title}
    assert "No unanswered questions in" in text(as_(ben), a_space("Quiet").get_absolute_url() + "?unanswered=1")


def test_an_empty_space_says_what_to_do(as_: As, space: Space, nia: Member) -> None:
    body = text(as_(nia), space.get_absolute_url())
    assert "Nothing here yet" in body
    assert f"{reverse('thread_new')}?space={space.slug}" in body


def test_starting_is_offered_to_those_who_may(as_: As, ben: Member, mo: Member) -> None:
    host = a_member("Hanna")
    space = a_space("Notices", who_starts="hosts", hosts=(host,))
    for viewer, offered in ((ben, False), (host, True), (mo, True)):
        assert ("Start here" in text(as_(viewer), space.get_absolute_url())) is offered


def test_about_says_who_hosts_and_who_may_do_what(as_: As, visitor: AnonymousUser, ben: Member) -> None:
    words = {"description": "Bring **tools**. <script>x()</script>", "who_replies": "hosts"}
    space = a_space("Workshop", hosts=(ben,), **words)
    body = text(as_(visitor), reverse("space_about", args=[space.slug]))
    assert "<strong>tools</strong>" in body
    assert "<script>x()" not in body
    assert "Hosts and the team" in body
    assert ben.name in body


def test_the_members_of_a_private_space_see_who_is_inside(
    as_: As, private_space: Space, ben: Member, space: Space
) -> None:
    assert ben.name in text(as_(ben), reverse("space_members", args=[private_space.slug]))
    assert as_(ben).get(reverse("space_members", args=[space.slug])).status_code == 404


def test_a_former_address_leads_to_the_space_with_its_query(
    as_: As, space: Space, mia: Member, visitor: AnonymousUser
) -> None:
    former = space.slug
    space.rename("Garage", slug="garage", by=mia)
    moved = as_(visitor).get(reverse("space_about", args=[former]) + "?a=b")
    assert (moved.status_code, moved.headers["Location"]) == (301, "/s/garage/about/?a=b")


def test_a_deleted_space_is_gone_and_its_threads_stay_readable(
    as_: As, space: Space, thread: Thread, mia: Member, visitor: AnonymousUser
) -> None:
    space.delete_softly(by=mia)
    gone = as_(visitor).get(space.get_absolute_url())
    assert gone.status_code == 410
    assert "can still be read by their links" in gone.content.decode()
    assert as_(visitor).get(thread.get_absolute_url()).status_code == 200
    assert space.name not in text(as_(visitor), reverse("spaces"))


def test_the_number_of_queries_stays_the_same_whatever_is_there(
    as_: As, ben: Member, visitor: AnonymousUser, circle: Group
) -> None:
    host = a_member("Hanna")
    space = a_space("Workshop", hosts=(host,))
    most = {
        reverse("space", args=[space.slug]): (10, 8),
        reverse("space_about", args=[space.slug]): (10, 8),
        reverse("spaces"): (12, 8),
    }

    def count(viewer: object, address: str) -> int:
        client = as_(viewer)
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    a_post(a_thread(space))
    before = {address: (count(ben, address), count(visitor, address)) for address in most}
    for number in range(12):
        a_post(a_thread(space, tags=["wood"]))
        a_space(f"Inside {number}", parent=space, hosts=(a_member(),))
        a_space(f"Beside {number}", group=circle if number % 2 else None)
    after = {address: (count(ben, address), count(visitor, address)) for address in most}
    assert after == before
    for address, (inside, outside) in after.items():
        assert inside <= most[address][0], address
        assert outside <= most[address][1], address
