"""What a few letters become; and whom they do not show."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from community.following.models import Follow
from community.spaces.models import Space
from community.threads.models import Thread
from members.profiles.models import Member
from tests.factories import a_member, a_post, a_thread

SignIn = Callable[[object], Client]


def test_visitors_get_no_list_of_members(client: Client) -> None:
    assert client.get("/complete/members/?q=b").status_code == 302


def test_accents_and_case_do_not_matter(ben: Member, as_: SignIn) -> None:
    a_member("Réka Szabó", handle="reka")
    a_member("Łukasz Øst", handle="zz")
    client = as_(ben)
    for words in ("Re", "re", "ré", "szabo", "SZABÓ"):
        assert "@reka" in client.get("/complete/members/", {"q": words}).content.decode()
    assert "@zz" in client.get("/complete/members/", {"q": "luk"}).content.decode()
    assert "@zz" in client.get("/complete/members/", {"q": "os"}).content.decode()
    assert client.get("/complete/members/", {"q": "eka"}).content.decode().strip() == ""


def test_people_of_the_thread_come_first(thread: Thread, ben: Member, as_: SignIn) -> None:
    for name in ("Anna A", "Anna B", "Anna C"):
        a_member(name)
    here = a_member("Anna Z")
    a_post(thread, by=here)
    page = as_(ben).get(f"/complete/members/?q=anna&thread={thread.pk}").content.decode()
    assert page.index("Anna Z") < page.index("Anna A") and "in this thread" in page
    assert "Anna Z" in as_(ben).get(f"/complete/members/?q=&thread={thread.pk}").content.decode()


def test_who_cannot_see_the_space_is_marked(private_space: Space, ben: Member, nia: Member, as_: SignIn) -> None:
    thread = a_thread(private_space, by=ben)
    assert "cannot see this space" in as_(ben).get(f"/complete/members/?q=nia&thread={thread.pk}").content.decode()
    assert "cannot see" not in as_(nia).get(f"/complete/members/?q=ben&thread={thread.pk}").content.decode()


def test_closed_accounts_are_not_suggested(ben: Member, as_: SignIn) -> None:
    a_member("Gone", is_active=False)
    assert "Gone" not in as_(ben).get("/complete/members/?q=gone").content.decode()


def test_tags_of_unseen_threads_are_not_suggested(
    space: Space, private_space: Space, ben: Member, nia: Member, as_: SignIn
) -> None:
    a_thread(space, tags=["rota"])
    a_thread(private_space, by=ben, tags=["rotasecret"])
    assert "rotasecret" not in as_(nia).get("/complete/tags/?q=rot").content.decode()
    assert "rotasecret" in as_(ben).get("/complete/tags/?q=rot").content.decode()


def test_emoji_are_found_by_the_beginning_of_their_name(ben: Member, as_: SignIn) -> None:
    page = as_(ben).get("/complete/emoji/?q=tad").content.decode()
    assert "🎉" in page and ":tada:" in page


def test_odd_requests_are_answered(ben: Member, as_: SignIn) -> None:
    client = as_(ben)
    assert client.get("/complete/passwords/?q=a").status_code == 404
    for query in ("q=%25_%5C", "q=%00", "q=" + "x" * 500, "q=a&thread=x&space=-1", "q=a&thread=" + "9" * 17):
        assert client.get(f"/complete/members/?{query}").status_code == 200


def test_a_hundred_and_twenty_questions_a_minute_are_enough(ben: Member, as_: SignIn) -> None:
    client = as_(ben)
    codes = [client.get("/complete/emoji/?q=x").status_code for _ in range(121)]
    assert codes.count(200) == 120 and codes[-1] == 429


def test_a_suspended_member_is_marked_where_visitors_do_not_read(ben: Member, as_: SignIn) -> None:
    a_member("Evan", suspended_until=timezone.now() + timedelta(days=1))
    thread = a_thread(by=ben)
    Space.objects.filter(pk=thread.space_id).update(visibility="members")
    assert "cannot see" in as_(ben).get(f"/complete/members/?q=evan&thread={thread.pk}").content.decode()


def test_who_is_not_listed_is_offered_to_those_in_touch_alone(thread: Thread, ben: Member, as_: SignIn) -> None:
    quiet = a_member("Quiet Quentin", handle="quentin", preferences={"directory": "hidden"})
    lists = ("/complete/members/?q=que", "/search/palette/?q=quentin+x", "/search/palette/?q=quiet")
    for address in lists:
        assert "Quiet Quentin" not in as_(ben).get(address).content.decode()
    assert "@quentin" in as_(ben).get("/complete/members/?q=quentin").content.decode(), "who knows the handle has it"
    a_post(thread, by=quiet)
    assert "@quentin" in as_(ben).get(f"/complete/members/?q=que&thread={thread.pk}").content.decode()
    Follow.objects.create(member=ben, person=quiet, level="everything")
    for address in (lists[0], lists[2]):
        assert "Quiet Quentin" in as_(ben).get(address).content.decode()
