"""Reminders: at the moment that was named on one's own clock, exactly once, also late; silent where not needed."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.bookmarks.keeping import keep
from community.bookmarks.models import Bookmark, Reminder
from community.bookmarks.noting import Wanted
from community.bookmarks.tasks import remind
from community.bookmarks.times import in_zone, moment, offers
from members.activity.models import Activity
from members.notifications.delivering import deliver
from members.notifications.gathering import gather
from members.notifications.inbox import open_inbox
from members.notifications.models import MailItem
from tests.factories import a_group, a_member, a_post, a_space, a_thread, join

if TYPE_CHECKING:
    from community.posts.models import Post
    from community.spaces.models import Space
    from community.threads.models import Thread
    from config.lib.audience import Viewer
    from members.groups.models import Group
    from members.profiles.models import Member

    As = Callable[[Viewer], Client]

pytestmark = pytest.mark.usefixtures("uncelebrated")

SOON = timedelta(minutes=30)


def asked(post: "Post", by: "Member", *, note: str = "", if_unanswered: bool = False) -> Bookmark:
    """A bookmark with a reminder in half an hour."""
    bookmark = keep(post, by=by)
    bookmark.write_down(note, Wanted(timezone.now() + SOON, if_unanswered), by=by)
    return bookmark


def pass_time(**by: float) -> None:
    """Let every reminder that waits be due since a while; what was written meanwhile came after it was asked for."""
    ago = timezone.now() - timedelta(**(by or {"seconds": 1}))
    Reminder.objects.filter(done_at=None).update(at=ago)


def sentences(member: "Member") -> list[str]:
    return [row.sentence for group in open_inbox(member, "for-you", None).groups for row in group.rows]


# --- who is not told ------------------------------------------------------------------------------------------------


def test_nobody_is_told_too_early_of_what_is_gone_or_what_was_removed(
    nia: "Member", ben: "Member", mo: "Member", delivered: Callable[[], int]
) -> None:
    group = a_group(ben, nia)
    inside = a_thread(a_space(group=group), by=ben)
    deleted, hidden, kept_no_longer, early = (a_post(by=ben) for _ in range(4))
    for post in (inside.posts.get(number=1), deleted, hidden, kept_no_longer):
        asked(post, nia)
    group.memberships.filter(member=nia).delete()
    deleted.delete_softly(by=ben)
    hidden.hide(by=mo, reason="Rule 2")
    Bookmark.objects.get(post=kept_no_longer).remove(by=nia)
    pass_time()
    asked(early, nia)
    assert remind() == 3
    delivered()
    assert not Activity.objects.filter(verb="reminder.came").exists()
    assert Activity.objects.filter(verb="reminder.fell_silent").count() == 3
    for member in (nia, ben, mo):
        assert sentences(member) == []
    # What comes back is kept with its reminder.
    Bookmark.objects.get(post=kept_no_longer).restore(by=nia)
    assert remind() == 1
    delivered()
    assert sentences(nia) == ["You wanted to be reminded of this"]


def test_a_reminder_that_came_is_for_its_owner_alone_and_forgets_what_is_gone(
    as_: "As", nia: "Member", ben: "Member", olli: "Member", thread: "Thread", delivered: Callable[[], int]
) -> None:
    reply = a_post(thread, by=ben, source="Words of the reply")
    asked(reply, nia, note="Zqnote: try this")
    pass_time()
    remind()
    delivered()
    (group,) = open_inbox(nia, "for-you", None).groups
    assert [(row.sentence, row.shown.extract) for row in group.rows] == [
        ("You wanted to be reminded of this", "Zqnote: try this")
    ]
    for member in (ben, olli):
        assert sentences(member) == []
        assert "Zqnote" not in as_(member).get(reverse("inbox_tab", args=["everything"])).content.decode()
    reply.delete_softly(by=ben)
    assert sentences(nia) == []


# --- when it is told ------------------------------------------------------------------------------------------------


def test_after_an_outage_each_is_told_once_and_a_new_one_can_be_set(
    nia: "Member", thread: "Thread", delivered: Callable[[], int]
) -> None:
    bookmark = asked(thread.posts.get(number=1), nia)
    for round_ in (1, 2):
        pass_time(days=9)
        assert remind() == 1
        assert remind() == 0
        delivered()
        assert len(sentences(nia)) == round_
        bookmark.write_down("", Wanted(timezone.now() + SOON), by=nia)
    assert list(Reminder.objects.values_list("told", flat=True).order_by("pk")) == [True, True, False]


@pytest.mark.django_db(transaction=True)
def test_many_clocks_remind_exactly_once() -> None:
    nia = a_member()
    for _ in range(6):
        asked(a_post(), nia)
    pass_time()

    def tick(_number: int) -> int:
        try:
            return remind()
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as pool:
        assert sum(pool.map(tick, range(5))) == 6
    assert Activity.objects.filter(verb="reminder.came").count() == 6


def test_if_nobody_has_answered(as_: "As", nia: "Member", ben: "Member", delivered: Callable[[], int]) -> None:
    quiet, mine_alone, answered, deleted, accepted = (
        a_thread(by=ben, kind="question", title=f"Question number {n}") for n in range(5)
    )
    early = a_post(accepted, by=ben)
    for thread in (quiet, mine_alone, answered, deleted, accepted):
        asked(thread.posts.get(number=1), nia, if_unanswered=True)
    a_post(mine_alone, by=nia)
    a_post(answered, by=a_member())
    a_post(deleted, by=ben).delete_softly(by=ben)
    accepted.accept(early, by=ben)
    page = as_(nia).get(reverse("saved")).content.decode()
    assert page.count("Somebody has answered, so the reminder stays silent.") == 2
    pass_time()
    assert remind() == 5
    delivered()
    assert sentences(nia) == ["Nobody has answered this yet"] * 3
    told = Reminder.objects.filter(told=True).values_list("bookmark__post__thread__title", flat=True)
    assert set(told) == {quiet.title, mine_alone.title, deleted.title}
    page = as_(nia).get(reverse("saved")).content.decode()
    assert page.count("Somebody answered in time, so there was no reminder.") == 2
    assert page.count("You were reminded") == 3


@time_machine.travel(datetime(2026, 11, 18, 12, 0, tzinfo=UTC))  # at noon, when no night keeps mails back
def test_of_what_may_not_be_read_any_more_nothing_is_told_not_even_that_it_was_answered(
    as_: "As", private_space: "Space", circle: "Group", nia: "Member", ben: "Member"
) -> None:
    join(circle, nia)
    question = a_thread(private_space, by=ben, kind="question")
    kept = keep(question.posts.get(number=1), by=nia)
    kept.write_down("", Wanted(timezone.now() + timedelta(days=1), if_unanswered=True), by=nia)
    question.accept(a_post(question, by=ben), by=ben)
    silent, answered = "so the reminder stays silent", "has an accepted answer already"
    edit, wish = reverse("saved_edit", args=[kept.pk]), {"note": "", "when": "tomorrow", "if_unanswered": "on"}
    assert silent in as_(nia).get("/saved/").text and answered in as_(nia).post(edit, wish).text
    circle.memberships.filter(member=nia).delete()
    assert silent not in as_(nia).get("/saved/").text and silent not in as_(nia).get(edit).text
    assert as_(nia).post(edit, wish).status_code == 302


def test_it_is_mailed_with_the_note_unless_it_was_seen(
    nia: "Member", ben: "Member", thread: "Thread", delivered: Callable[[], int]
) -> None:
    asked(a_post(thread, by=ben, source="Words of the reply"), nia, note="Try <this> & that")
    pass_time()
    remind()
    delivered()
    MailItem.objects.update(at=timezone.now() - timedelta(minutes=11))
    assert gather() == 1
    deliver()
    (letter,) = mail.outbox
    assert isinstance(letter, EmailMultiAlternatives)
    html = str(letter.alternatives[0][0])
    assert letter.to == [nia.email]
    assert "You wanted to be reminded of this" in letter.body
    assert "Try <this> & that" in letter.body
    assert "Words of the reply" in letter.body
    assert "Try &lt;this&gt; &amp; that" in html


# --- when it is set -------------------------------------------------------------------------------------------------


def test_moments_are_those_of_ones_own_clock() -> None:
    cases: list[tuple[str, datetime, list[str]]] = [
        # A Saturday noon in Helsinki; a Sunday, when Monday is tomorrow; an evening that has come.
        ("Europe/Helsinki", datetime(2026, 11, 21, 10, 0, tzinfo=UTC),
         ["2026-11-21T18:00+02:00", "2026-11-22T09:00+02:00", "2026-11-23T09:00+02:00"]),
        ("America/Los_Angeles", datetime(2026, 11, 22, 20, 0, tzinfo=UTC),
         ["2026-11-22T18:00-08:00", "2026-11-23T09:00-08:00", "2026-11-23T09:00-08:00"]),
        ("Pacific/Kiritimati", datetime(2026, 11, 21, 5, 0, tzinfo=UTC),
         ["", "2026-11-22T09:00+14:00", "2026-11-23T09:00+14:00"]),
        # The night in which clocks change.
        ("Europe/Helsinki", datetime(2026, 10, 24, 12, 0, tzinfo=UTC),
         ["2026-10-24T18:00+03:00", "2026-10-25T09:00+02:00", "2026-10-26T09:00+02:00"]),
    ]  # fmt: skip
    for zone, now, moments in cases:
        means = dict(zip(("evening", "tomorrow", "monday", "someday"), [*moments, ""], strict=True))
        with time_machine.travel(now, tick=False), timezone.override(ZoneInfo(zone)):
            found = {word: moment(word) for word in means}
            assert {word: at.isoformat(timespec="minutes") if at else "" for word, at in found.items()} == means
            offered = [word for word, at in means.items() if at and not (word == "monday" and at == means["tomorrow"])]
            assert [word for word, _label in offers()] == offered
    with timezone.override(ZoneInfo("Europe/Helsinki")):
        # 03:30 does not exist on the last Sunday of March, and comes twice on that of October.
        assert in_zone(datetime(2027, 3, 28, 3, 30)).astimezone(UTC).hour == 1  # noqa: DTZ001
        assert in_zone(datetime(2026, 10, 25, 3, 30)).astimezone(UTC).hour == 0  # noqa: DTZ001


def test_a_reminder_is_set_changed_and_ended_in_the_form(as_: "As", nia: "Member", thread: "Thread") -> None:
    nia.time_zone = "Asia/Tokyo"
    nia.save(update_fields=["time_zone"])
    bookmark, client = keep(thread.posts.get(number=1), by=nia), as_(nia)
    path = reverse("saved_edit", args=[bookmark.pk])
    day = (timezone.now() + timedelta(days=5)).date().isoformat()
    given: dict[str, Any] = {"note": "", "when": "pick", "at": f"{day}T08:30", "if_unanswered": "on"}
    assert client.post(path, given)["Location"].startswith(thread.get_absolute_url())
    first = Reminder.objects.get()
    assert (first.at.astimezone(ZoneInfo("Asia/Tokyo")).isoformat(), first.if_unanswered) == (
        f"{day}T08:30:00+09:00",
        True,
    )
    page = client.get(path).content.decode()
    assert f'value="{day}T08:30"' in page
    assert "Your time zone is Tokyo." in page
    # Only the note changes: the reminder stays the one that was asked for then.
    client.post(path, given | {"note": "Now with a note"})
    assert Reminder.objects.get().pk == first.pk
    client.post(f"{path}?from=saved", {"note": "", "when": "tomorrow"})
    assert Reminder.objects.get().at.astimezone(ZoneInfo("Asia/Tokyo")).hour == 9
    assert "With a reminder" in client.get(reverse("saved")).content.decode()
    assert len(client.get(f"{reverse('saved')}?show=reminders").context["rows"]) == 1
    client.post(path, {"note": "", "when": "never"})
    assert not Reminder.objects.exists()


def test_a_time_that_makes_no_sense_is_said_and_kept(as_: "As", nia: "Member", ben: "Member") -> None:
    thread = a_thread(by=ben, kind="question")
    thread.accept(a_post(thread), by=ben)
    bookmark, client = keep(thread.posts.get(number=1), by=nia), as_(nia)
    now, far = timezone.now(), timezone.now() + timedelta(days=800)
    for given, sentence in [
        ({}, "Choose when, or no reminder."),
        ({"when": "next century"}, "Choose one of these moments."),
        ({"when": "pick"}, "Pick a day and a time."),
        ({"when": "pick", "at": "soon"}, "Give a day and a time"),
        ({"when": "pick", "at": "0001-01-01T00:00"}, "This moment has passed"),
        ({"when": "pick", "at": f"{now:%Y-%m-%dT%H:%M}"}, "This moment has passed"),
        ({"when": "pick", "at": f"{far:%Y-%m-%dT%H:%M}"}, "A reminder comes within two years."),
        ({"when": "tomorrow", "if_unanswered": "on"}, "This question has an accepted answer already."),
    ]:
        answer = client.post(reverse("saved_edit", args=[bookmark.pk]), {"note": "Typed words", **given})
        page = answer.content.decode()
        assert answer.status_code == 422, given
        assert sentence in page, given
        assert "Typed words" in page
    assert not Reminder.objects.exists()
