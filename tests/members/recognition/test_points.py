"""Points and leaderboards: off, for what others do in the open, with an end, the same from the log, opted out of."""

import datetime as dt
import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.posts.models import Post
from community.reactions.reacting import react
from community.spaces.models import Space
from members.profiles.models import Member
from members.profiles.preferences import choose
from members.recognition.boxes import boxes, months_to_count
from members.recognition.counting import GIVEN_A_DAY, Act, count_month, count_now, count_season, reckon
from members.recognition.leading import leaders
from members.recognition.points import Earned, Scoring
from members.recognition.thankable import About
from members.recognition.thanks import Thanks, thank
from tests.factories import a_member, a_post, a_thread

pytestmark = pytest.mark.django_db
As = Callable[[Any], Client]
NOON = dt.datetime(2026, 3, 9, 12, tzinfo=dt.UTC)


@pytest.fixture
def counted(mia: Member) -> Scoring:
    """Points are counted; nobody sees leaderboards."""
    Scoring.current().start(by=mia)
    return Scoring.current()


def rows() -> list[Any]:
    """What was counted."""
    fields = ("activity_id", "member", "giver", "kind", "thing_id", "at", "points")
    return list(Earned.objects.order_by("activity_id").values_list(*fields))


def box(key: str = "season") -> Any:
    """A time that is now."""
    return boxes(timezone.now())[key]


def test_without_a_manager_there_are_no_points_and_no_leaderboards(
    as_: As, visitor: Any, nia: Member, ben: Member, mo: Member, mia: Member
) -> None:
    thank(ben, "For the tea", by=nia)
    assert count_now() == 0 and not Earned.objects.exists()
    pages = [reverse("leaders"), reverse("points", args=["ben"])]
    acts = [reverse(name) for name in ("points_start", "points_stop", "leaders_show", "leaders_hide")]
    for who, page, act in ((visitor, 302, 302), (ben, 404, 403), (mo, 404, 403)):
        client = as_(who)
        assert {client.get(path).status_code for path in pages} == {page}
        assert {client.post(path).status_code for path in acts} == {act}
    assert not Scoring.objects.exists()
    assert "Your points" not in as_(ben).get(reverse("levels")).content.decode()
    as_(mia).post(reverse("leaders_show"))
    assert Scoring.current().shown_since is None, "there is nothing to show"
    assert as_(mia).get(pages[0]).status_code == 404


def test_points_come_from_what_others_do_where_every_member_reads_it(
    nia: Member, ben: Member, space: Space, private_space: Space, counted: Scoring
) -> None:
    ana = a_member("Ana")
    question = a_thread(space, by=nia, kind="question")
    answer, own = a_post(question, by=ben), a_post(question, by=nia)
    inner = a_post(a_thread(private_space, by=ben), by=ben)
    react(own, "👍", by=nia)
    react(inner, "👍", by=ana)
    thank(ben, "Among us", by=nia, for_what=About("post", answer.pk))
    react(answer, "👍", by=ana)
    react(answer, "🎉", by=ana)
    question.accept(answer, by=nia)
    count_now()
    found = {(row.kind, row.giver_id): row.points for row in Earned.objects.filter(member=ben)}
    assert found == {("thanks", nia.pk): 6, ("answer", nia.pk): 6, ("reaction", ana.pk): 2}
    assert not Earned.objects.filter(member=nia).exists(), "nobody gives themself points"
    before = rows()
    react(answer, "👍", by=ana)
    question.unaccept(by=nia)
    count_now()
    left = {(row.kind, row.giver_id): row.points for row in Earned.objects.filter(member=ben)}
    assert left == {("thanks", nia.pk): 6, ("reaction", ana.pk): 2}, "one of her reactions still stands"
    Thanks.objects.get().withdraw(by=nia)
    Post.objects.filter(pk=answer.pk).update(hidden_at=timezone.now())
    assert Earned.objects.in_the_open().total() == 0, "at once, before anything is counted again"
    count_now()
    assert before and not rows()


def test_the_same_log_gives_the_same_points_however_often_it_is_counted(
    ben: Member, space: Space, counted: Scoring
) -> None:
    thread, people = a_thread(space, by=ben), [a_member() for _ in range(3)]
    for post in [a_post(thread, by=ben) for _ in range(4)]:
        for person in people:
            react(post, "👍", by=person)
    assert count_now() == 12 and count_now() == 0
    first = rows()
    Earned.objects.filter(giver=people[0]).delete()
    Earned.objects.filter(giver=people[1]).update(points=50)
    count_season()
    assert rows() == first
    assert sorted(Earned.objects.filter(giver=people[2]).values_list("points", flat=True)) == [0, 0, 1, 2]
    later = timezone.now() + timedelta(days=200)
    assert count_month(months_to_count(later)[-1]) == 0
    count_season(later)
    assert not Earned.objects.exists(), "what no leaderboard is about any more is forgotten"


def test_the_more_from_one_the_less_it_counts_and_a_day_has_an_end() -> None:
    def act(number: int, *, giver: int = 1, member: int = 9, kind: str = "answer", hours: int = 0) -> Act:
        return Act(number, NOON + timedelta(hours=hours), giver, member, kind, number)

    same = [act(n) for n in range(5)]
    assert list(reckon(same).values()) == [12, 6, 4, 3, 2]
    assert reckon([act(1), act(2, giver=2), act(3, giver=3)]) == {1: 12, 2: 12, 3: 12}, "from many it counts in full"
    spread = [act(n, member=n + 10) for n in range(4)]
    assert list(reckon(spread).values()) == [12, 12, 6, 0] and sum(reckon(spread).values()) == GIVEN_A_DAY
    assert reckon([*spread, act(9, member=30, hours=24)])[9] == 12, "a new day"
    mixed = [
        act(n, giver=n % 3, member=n % 4, kind=("answer", "thanks", "reaction")[n % 3], hours=n) for n in range(40)
    ]
    shuffled = random.Random(5).sample(mixed, len(mixed))
    assert reckon(shuffled) == reckon(mixed)


def test_a_leaderboard_is_about_a_time_and_has_an_end() -> None:
    found = boxes(dt.datetime(2027, 1, 1, 3, tzinfo=dt.UTC))
    assert [(one.first_day.isoformat(), one.last_day.isoformat()) for one in found.values()] == [
        ("2026-12-28", "2027-01-03"), ("2027-01-01", "2027-01-31"), ("2027-01-01", "2027-03-31"),
    ]  # fmt: skip
    months = months_to_count(dt.datetime(2027, 1, 1, 3, tzinfo=dt.UTC))
    assert [month.month for month in months] == [12, 1]
    assert boxes(dt.datetime(2026, 12, 31, 23, 59, tzinfo=dt.UTC))["season"].first_day == dt.date(2026, 10, 1)


def test_what_becomes_private_is_on_no_page_and_in_no_count(
    as_: As, nia: Member, ben: Member, space: Space, private_space: Space, mia: Member, counted: Scoring
) -> None:
    ana = a_member("Ana")
    shown = [a_post(a_thread(space, title=title), by=ben) for title in ("A thread for all", "Among a few")]
    for post, giver in zip(shown, (nia, ana), strict=True):
        thank(ben, f"For words in {post.thread.title}", by=giver, for_what=About("post", post.pk))
    count_now()
    counted.show(by=mia)
    pages = [reverse("leaders"), reverse("points", args=["ben"]), f"{reverse('points', args=['ben'])}?time=week"]
    client = as_(nia)
    assert all("12 points" in client.get(page).content.decode() for page in pages)
    type(shown[1].thread).objects.filter(pk=shown[1].thread_id).update(space=private_space)
    for who in (nia, ben, mia):
        client = as_(who)
        for page in pages:
            said = client.get(page).content.decode()
            assert "6 points" in said and "12 points" not in said and "Among a few" not in said


def test_who_opted_out_is_on_no_leaderboard_and_tells_nobody_what_they_have(
    as_: As, nia: Member, ben: Member, mo: Member, mia: Member, counted: Scoring
) -> None:
    for person in (ben, nia):
        thank(person, f"For the tea of {person.name}", by=mo)
    Member.objects.filter(pk=ben.pk).update(joined_at=timezone.now() - timedelta(days=400))
    count_now()
    board, of_ben = reverse("leaders"), reverse("points", args=["ben"])
    assert as_(nia).get(board).status_code == 404 and as_(nia).get(of_ben).status_code == 404
    assert "For the tea of Ben" in as_(ben).get(of_ben).content.decode()
    assert "Only managers see this page" in as_(mia).get(board).content.decode()
    counted.show(by=mia)
    assert {(one.place, one.member, one.points) for one in leaders(mia, box("week"))} == {(1, nia, 6), (1, ben, 6)}
    assert [one.member for one in leaders(mia, box(), newcomers=True)] == [nia]
    client = as_(nia)
    assert "Ben" in client.get(board).content.decode()
    assert "For the tea of Ben" in client.get(of_ben).content.decode()
    choose(ben, leaders="hidden")
    for address in (board, f"{board}?time=week", f"{board}?time=season", f"{board}?of=newcomers&time=nonsense"):
        assert "Ben" not in client.get(address).content.decode()
    assert client.get(of_ben).status_code == 404 and as_(mia).get(of_ben).status_code == 404
    mine = as_(ben)
    assert "6 points" in mine.get(of_ben).content.decode()
    assert "because you chose so" in mine.get(board).content.decode()
    as_(mia).post(reverse("points_stop"))
    assert not Earned.objects.exists() and client.get(board).status_code == 404
