"""The queue of questions that wait: who sees it, who could help, who is asked and how often, who takes what."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.drafts.models import Draft
from community.following.models import Silence
from community.questions.deflecting import deflect, deflected
from community.questions.helping import CannotAsk, ask, helpers_for
from community.questions.models import Deflection, HelpAsk, Routing, Turn
from community.questions.routing import route_next
from community.questions.taking import TakenAlready, give_back, take
from community.questions.tasks import route_questions
from community.questions.waiting import Waiting, looked_after_by, matching
from community.threads.models import Thread
from members.activity.models import Activity
from members.notifications.models import Notification
from members.profiles.models import Member
from tests.factories import a_member, a_post, a_space, a_thread

if TYPE_CHECKING:
    from community.spaces.models import Space
    from config.lib.audience import Viewer

    As = Callable[[Viewer], Client]


def knowing(*expertise: str, **fields: Any) -> Member:
    """Somebody who was here just now and can be asked about these."""
    return a_member(expertise=list(expertise), last_seen_at=timezone.now(), **fields)


def asked_ago(hours: float, space: "Space", by: Member | None = None, **fields: Any) -> Thread:
    """A question about bread that waits so long, by somebody who is not new unless named."""
    author = by or a_member(joined_at=timezone.now() - timedelta(days=400))
    thread = a_thread(space, by=author, kind="question", tags=["bread-baking"], **fields)
    Thread.objects.filter(pk=thread.pk).update(created_at=timezone.now() - timedelta(hours=hours))
    return Thread.objects.get(pk=thread.pk)


def test_hosts_see_their_spaces_the_team_all_and_nobody_else_any(
    as_: "As", space: "Space", private_space: "Space", mo: Member, mia: Member, ben: Member, nia: Member,
    visitor: "Viewer",
) -> None:  # fmt: skip
    host = a_member("Hanna")
    hosted = a_space("Bakery", hosts=(host,))
    old, late, new = (asked_ago(hours, hosted) for hours in (30, 19, 1))
    newcomers = asked_ago(2, hosted, by=a_member("Newby"))
    elsewhere, inner = asked_ago(3, space), asked_ago(3, private_space)
    replied, solved = asked_ago(40, hosted), asked_ago(40, hosted)
    a_post(replied, by=nia)
    solved.close(by=mo)
    path = reverse("waiting")
    assert as_(visitor).get(path).status_code == 302
    assert as_(nia).get(path).status_code == 403
    assert [t.pk for t in looked_after_by(host)] == [newcomers.pk, old.pk, late.pk, new.pk]
    assert elsewhere in looked_after_by(mo) and inner not in looked_after_by(mo)
    assert inner in looked_after_by(mia)
    page = as_(host).get(path).content.decode()
    assert "overdue" in page and "soon overdue" in page and elsewhere.title not in page
    assert [(Waiting(t).is_overdue, Waiting(t).is_late) for t in (old, late, new)] == [
        (True, False), (False, True), (False, False)
    ]  # fmt: skip


def test_those_could_help_who_know_speak_see_were_here_and_want_to(
    space: "Space", private_space: "Space", ben: Member
) -> None:
    thread, titled = asked_ago(3, space), asked_ago(3, space, title="Which bread baking stone to buy")
    Thread.objects.filter(pk__in=[thread.pk, titled.pk]).update(language="fi")
    Thread.objects.filter(pk=titled.pk).update(tags=[])
    inner = asked_ago(3, private_space, by=ben)
    now = timezone.now()
    knows, words = knowing("Bread baking"), knowing("bread-baking", languages=["fi", "en"])
    silent, muted = knowing("bread baking"), knowing("bread baking")
    author = Member.objects.get(threads=thread)
    Silence.objects.create(member=silent, other=author)
    Silence.objects.create(member=author, other=muted)
    knowing("bread baking", languages=["pl"])
    knowing("bread")
    for fields in ({"last_seen_at": now - timedelta(days=40)}, {"suspended_until": now + timedelta(days=1)}):
        Member.objects.filter(pk=knowing("bread baking").pk).update(**fields)
    found = helpers_for(list(Thread.objects.select_related("space").filter(pk__in=[thread.pk, titled.pk, inner.pk])), 9)
    assert {one.pk for one in found[thread.pk]} == {knows.pk, words.pk}
    assert {knows.pk, words.pk} <= {one.pk for one in found[titled.pk]}
    assert found[inner.pk] == []


def test_somebody_is_asked_once_about_a_question_and_three_times_a_day(
    as_: "As", space: "Space", mo: Member, nia: Member, delivered: Callable[[], int]
) -> None:
    helper, threads = knowing("bread baking", name="Ann"), [asked_ago(n, space) for n in range(4)]
    path = reverse("question_ask", args=[threads[0].pk, helper.handle])
    assert as_(nia).post(path).status_code == 403
    assert as_(mo).post(reverse("question_ask", args=[threads[0].pk, nia.handle])).status_code == 302
    assert not HelpAsk.objects.exists()
    for _ in range(2):
        assert as_(mo).post(path, {"back": "waiting"})["Location"] == reverse("waiting")
    ask(threads[1], helper, by=mo)
    ask(threads[2], helper, by=None)
    with pytest.raises(CannotAsk, match="often today"):
        ask(threads[3], helper, by=mo)
    with pytest.raises(CannotAsk, match="already"):
        ask(threads[1], helper, by=mo)
    assert helpers_for(threads)[threads[3].pk] == []
    delivered()
    assert Notification.objects.filter(member=helper).values_list("kind", flat=True).count() == 3
    HelpAsk.objects.update(at=timezone.now() - timedelta(hours=25))
    ask(threads[3], helper, by=mo)


def test_the_clock_asks_after_two_hours_and_after_twelve_exactly_once(
    space: "Space", delivered: Callable[[], int], mo: Member
) -> None:
    for _ in range(7):
        knowing("bread baking")
    fresh, due, old, ancient = (asked_ago(hours, space) for hours in (1, 3, 13, 24 * 8))
    taken = asked_ago(3, space)
    take(taken, by=mo)
    assert route_questions() == 2
    assert route_questions() == 0
    counted = {t: HelpAsk.objects.filter(thread=t).count() for t in (fresh, due, old, ancient, taken)}
    assert counted == {fresh: 0, due: 3, old: 3, ancient: 0, taken: 0}
    assert list(Routing.objects.filter(thread=old).values_list("hours", flat=True)) == [12]
    Thread.objects.filter(pk=due.pk).update(created_at=timezone.now() - timedelta(hours=12))
    assert route_questions() == 1
    assert HelpAsk.objects.filter(thread=due).count() == 6
    delivered()
    assert Notification.objects.filter(kind="help_routed").count() == 9


@pytest.mark.django_db(transaction=True)
def test_two_clocks_and_two_takers_at_once_do_it_once(space: "Space", mo: Member) -> None:
    for _ in range(4):
        knowing("bread baking")
    thread, takers = asked_ago(3, space), [a_member() for _ in range(6)]

    def apart(act: Callable[[], Any]) -> Any:
        try:
            return act()
        except TakenAlready:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda _n: apart(route_next), range(6)))
        turns = list(pool.map(lambda one: apart(lambda: take(thread, by=one)), takers))
    assert HelpAsk.objects.count() == 3
    assert sum(turn is not None for turn in turns) == 1


def test_a_taken_question_is_one_member_s_for_four_hours(as_: "As", space: "Space", nia: Member, ben: Member) -> None:
    thread = asked_ago(1, space, by=nia)
    path = reverse("question_take", args=[thread.pk])
    assert as_(nia).post(path).status_code == 403
    assert as_(ben).post(path).status_code == 302
    assert "Ben has taken this question" in as_(nia).get(thread.get_absolute_url()).content.decode()
    with pytest.raises(TakenAlready, match="Ben has taken"):
        take(thread, by=a_member())
    give_back(thread, by=nia)
    assert Turn.objects.running().count() == 1
    Turn.objects.update(until=timezone.now())
    other = a_member()
    assert take(thread, by=other).member == other
    as_(other).post(reverse("question_give_back", args=[thread.pk]))
    assert not Turn.objects.exists()


def test_members_find_what_they_know_then_newcomers(as_: "As", space: "Space", private_space: "Space") -> None:
    helper = knowing("bread baking")
    mine = asked_ago(2, space, by=helper)
    known, new = asked_ago(3, space), a_thread(space, by=a_member(), kind="question")
    other, hidden = a_thread(space, kind="question", by=knowing(joined_at=known.created_at - timedelta(days=99))), None
    hidden = asked_ago(9, private_space)
    taken = asked_ago(5, space)
    take(taken, by=a_member())
    assert [(one.thread.pk, bool(one.known)) for one in matching(helper, 9)] == [(known.pk, True), (new.pk, False)]
    page = as_(helper).get(reverse("could_help")).content.decode()
    assert "matches bread baking" in page
    assert not [t for t in (mine, other, hidden, taken) if t.title in page]


def test_a_deflection_counts_once_for_each_draft_and_managers_see_it(
    as_: "As", thread: Thread, nia: Member, mia: Member, private_space: "Space", mo: Member
) -> None:
    path, other = (reverse("thread_solved", args=[one.pk]) for one in (thread, a_thread(thread.space)))
    # What is sent along is nobody's draft: without a row, whatever is pressed that day counts once.
    for address, key in ((path, "one"), (path, "two"), (other, "three")):
        assert as_(nia).post(address, {"key": key}).status_code == 302
    for title in ("How is a rota kept fair?", "What do you bring along?"):
        Draft.objects.create(member=nia, key="new", title=title)
        assert {as_(nia).post(address).status_code for address in (path, other)} == {302}
        deflect(thread, by=nia)
        Draft.objects.all().delete()
    assert Deflection.objects.count() == Activity.objects.filter(verb="question.deflected").count() == 3
    assert "3 questions were answered" in as_(mia).get(reverse("waiting")).content.decode()
    assert "questions were answered" not in as_(mo).get(reverse("waiting")).content.decode()
    assert deflected([private_space.pk]).count == 0


def test_the_queue_asks_the_same_for_two_questions_and_for_twenty(as_: "As", space: "Space", mo: Member) -> None:
    from tests.house.test_query_budgets import queries

    knowing("bread baking")
    asked_ago(1, space), asked_ago(2, space)
    few = len(queries(as_(mo), reverse("waiting")))
    for _ in range(18):
        ask(asked_ago(3, space), knowing("bread baking"), by=mo)
    assert len(queries(as_(mo), reverse("waiting"))) == few <= 15
