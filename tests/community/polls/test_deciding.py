"""What comes of a result: who writes it and who may not, with a history, told once, listed by the rule of its space."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from community.polls.deciding import StillOpen, decide
from community.polls.models import Decision, Poll
from community.polls.voting import vote
from members.activity.models import Activity
from members.notifications.models import Notification
from tests.factories import a_member, a_poll, a_post, a_space, a_thread

if TYPE_CHECKING:
    from community.spaces.models import Space
    from community.threads.models import Thread
    from config.lib.audience import Viewer
    from members.profiles.models import Member

    As = Callable[[Viewer], Client]

SAID = {"upshot": "adopted", "reason": "We meet on Fridays, because **most** of us can.", "links": "/guidelines/"}


def url(poll: Poll, name: str = "poll_decide") -> str:
    return reverse(name, args=[poll.post_id])


@pytest.fixture
def poll(thread: "Thread", ben: "Member", nia: "Member") -> Poll:
    """Closed, with a vote by nia."""
    poll = a_poll(a_post(thread, by=ben))
    vote(poll, [3], by=nia)
    poll.close(by=ben)
    poll.refresh_from_db()
    return poll


def test_only_the_author_hosts_and_the_team_decide(as_: "As", visitor: "Viewer", nia: "Member", mo: "Member") -> None:
    host = a_member("Host")
    poll = a_poll(a_post(a_thread(a_space(hosts=(host,)))))
    poll.close()
    for member, status in ((visitor, 403), (nia, 403), (host, 302), (mo, 302)):
        assert as_(member).post(url(poll), SAID | {"version": Decision.objects.count()}).status_code == status
        assert Decision.objects.exists() == (member in (host, mo))


def test_an_open_poll_is_not_decided(as_: "As", ben: "Member", thread: "Thread") -> None:
    poll = a_poll(a_post(thread, by=ben))
    assert as_(ben).post(url(poll), SAID).status_code == 403
    with pytest.raises(StillOpen):
        decide(poll, by=ben, upshot="adopted", reason="Too soon")
    assert not Decision.objects.exists()


def test_what_is_wrong_is_said_and_what_was_typed_stays(as_: "As", ben: "Member", poll: Poll) -> None:
    for wrong, words in [
        ({"upshot": ""}, "Choose what comes of it."),
        ({"upshot": "maybe"}, "not one of the available choices"),
        ({"reason": " "}, "Say in a sentence or two"),
        ({"reason": "x" * 2001}, "at most 2000"),
        ({"links": "\n".join(f"/t/{n}/" for n in range(6))}, "At most 5 links."),
        ({"links": "javascript:alert(1)"}, "is no address"),
        ({"links": "//evil.example/"}, "is no address"),
        ({"links": "https://user@evil.example/"}, "is no address"),
        ({"links": "http://[::1"}, "is no address"),
        ({"links": "/\\evil.example/"}, "is no address"),
    ]:
        answer = as_(ben).post(url(poll), SAID | wrong)
        assert answer.status_code == 422, wrong
        assert words in answer.content.decode(), wrong
        assert "We meet on Fridays" in answer.content.decode() or "reason" in wrong, wrong
        assert not Decision.objects.exists(), wrong


def test_a_link_to_our_own_pages_never_leads_to_another_server(as_: "As", ben: "Member", poll: Poll) -> None:
    typed = {"links": f"{settings.PUBLIC_URL}//evil.example/\n{settings.PUBLIC_URL}/guidelines/"}
    assert as_(ben).post(url(poll), SAID | typed).status_code == 302
    assert Decision.objects.get().links == ["/evil.example/", "/guidelines/"]


def test_it_stands_under_the_poll_and_in_the_list_of_its_space(
    as_: "As", ben: "Member", visitor: "Viewer", poll: Poll
) -> None:
    space = poll.post.thread.space
    listed = reverse("space_decisions", args=[space.slug])
    assert listed not in as_(visitor).get(space.get_absolute_url()).content.decode()
    assert as_(ben).get(url(poll)).status_code == 200
    assert as_(ben).post(url(poll), SAID).status_code == 302
    for path in (poll.post.get_absolute_url(), listed):
        text = as_(visitor).get(path).content.decode()
        assert "because <strong>most</strong> of us can" in text
        assert 'href="/guidelines/"' in text
        assert "Adopted" in text
    assert listed in as_(visitor).get(space.get_absolute_url()).content.decode()


def test_edits_keep_a_history_and_never_overwrite_unseen(as_: "As", ben: "Member", mo: "Member", poll: Poll) -> None:
    as_(ben).post(url(poll), SAID)
    changed = SAID | {"upshot": "partly", "reason": "Only every second Friday.", "version": 1}
    assert as_(mo).post(url(poll), changed).status_code == 302
    conflict = as_(ben).post(url(poll), SAID | {"reason": "Never on Fridays.", "version": 1})
    text = conflict.content.decode()
    assert conflict.status_code == 409
    assert "Only every second Friday." in text
    assert "Never on Fridays." in text
    assert 'name="version" value="2"' in text
    history = as_(mo).get(url(poll, "decision_history")).content.decode()
    assert "because **most** of us can" in history
    assert "Only every second Friday." in history
    assert [one.verb for one in Activity.objects.filter(verb__contains="deci").order_by("pk")] == [
        "poll.decided", "decision.edited",
    ]  # fmt: skip


def test_voters_and_author_are_told_once(mo: "Member", poll: Poll, delivered: Callable[[], int]) -> None:
    decide(poll, by=mo, upshot="adopted", reason="Fridays it is.")
    delivered()
    decide(poll, by=mo, upshot="adopted", reason="Fridays it is, from May.", version=1)
    delivered()
    told = Notification.objects.filter(kind="poll_decided")
    assert told.count() == 2
    assert {row.count for row in told} == {1}
    assert not told.filter(member=mo).exists()


def test_the_list_is_as_private_as_the_space(as_: "As", ben: "Member", nia: "Member", private_space: "Space") -> None:
    poll = a_poll(a_post(a_thread(private_space, by=ben), by=ben))
    poll.close()
    decide(poll, by=ben, upshot="adopted", reason="Among us.")
    path = reverse("space_decisions", args=[private_space.slug])
    assert as_(nia).get(path).status_code == 404
    assert "Among us." in as_(ben).get(path).content.decode()


@pytest.mark.parametrize("away", ["post", "thread"])
def test_what_is_deleted_leaves_the_list_and_the_tab(
    as_: "As", ben: "Member", mo: "Member", visitor: Any, poll: Poll, away: str
) -> None:
    decide(poll, by=ben, upshot="adopted", reason="Zqreason.")
    (poll.post if away == "post" else poll.post.thread).delete_softly(by=mo)
    space = poll.post.thread.space
    path = reverse("space_decisions", args=[space.slug])
    for viewer in (visitor, mo):
        assert "Zqreason" not in as_(viewer).get(path).content.decode()
    assert path not in as_(visitor).get(space.get_absolute_url()).content.decode()
    assert as_(visitor).get(url(poll, "decision_history")).status_code == 404
