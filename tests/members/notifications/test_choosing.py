"""Choosing what to hear: in the settings, behind the footer of a mail, and with one press in the inbox."""

from typing import Any

import pytest
from django.test import Client

from community.threads.models import Thread
from members.notifications.models import Mail, MailItem, Notification, Preference
from members.notifications.preferences import choose, mail_is_stopped, settings_of
from members.profiles.models import Member
from tests.factories import a_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def mail(ben: Member) -> Mail:
    """A mail to ben about replies."""
    return Mail.objects.create(key="n1.m1", member=ben, thread_id=1, settings=["reply"])


def by_mail(member: Member) -> dict[str, bool]:
    """What comes by mail."""
    return {row.key: row.by_mail for row in settings_of(member)}


# --- the footer of a mail ------------------------------------------------------------------------------------------


def test_looking_at_the_page_changes_nothing(mail: Mail, ben: Member) -> None:
    answer = Client().get(f"/unsubscribe/{mail.token}/")
    assert answer.status_code == 200
    assert answer["X-Robots-Tag"] == "noindex"
    assert not mail_is_stopped(ben)
    assert not Preference.objects.exists()


@pytest.mark.parametrize("token", ["x", "a" * 16, "%00", "ü"])
def test_a_token_nobody_got_leads_nowhere(mail: Mail, token: str) -> None:
    client = Client()
    assert client.get(f"/unsubscribe/{token}/").status_code == 404
    assert client.post(f"/unsubscribe/{token}/").status_code == 404


def test_one_press_in_a_mail_program_stops_all_mail_without_cookie_or_token(mail: Mail, ben: Member) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post(f"/unsubscribe/{mail.token}/", {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 204  # RFC 8058: a mail program is not sent on
    assert mail_is_stopped(ben)
    client.post(f"/unsubscribe/{mail.token}/", {"List-Unsubscribe": "One-Click"})
    assert "Done. We will not write again." in client.get(f"/unsubscribe/{mail.token}/").text


def test_send_less_stops_this_kind_and_leaves_the_others(mail: Mail, ben: Member) -> None:
    Client().post(f"/unsubscribe/{mail.token}/", {"act": "less"})
    assert by_mail(ben) == by_mail(ben) | {"reply": False, "mention": True}
    assert next(row for row in settings_of(ben) if row.key == "reply").in_app


def test_one_changes_ones_mind(mail: Mail, ben: Member) -> None:
    Client().post(f"/unsubscribe/{mail.token}/", {"act": "stop"})
    Client().post(f"/unsubscribe/{mail.token}/", {"act": "resume"})
    assert not mail_is_stopped(ben)


def test_choosing_without_signing_in_touches_mail_alone(mail: Mail, ben: Member) -> None:
    Client().post(f"/unsubscribe/{mail.token}/", {"act": "choose", "followed-mail": "on", "mention-app": ""})
    assert [key for key, on in by_mail(ben).items() if on] == ["followed"]
    assert all(row.in_app for row in settings_of(ben))


def test_an_unknown_act_is_refused(mail: Mail, ben: Member) -> None:
    assert Client().post(f"/unsubscribe/{mail.token}/", {"act": "promote"}).status_code == 404
    assert Client().put(f"/unsubscribe/{mail.token}/").status_code == 405


# --- settings ------------------------------------------------------------------------------------------------------


def test_the_settings_are_for_members(visitor: Any, as_: Any) -> None:
    assert as_(visitor).get("/settings/notifications/").status_code == 302


def test_the_table_is_kept_as_sent(ben: Member, as_: Any) -> None:
    client = as_(ben)
    assert "Somebody mentions me" in client.get("/settings/notifications/").text
    client.post("/settings/notifications/choose/", {"mention-app": "on", "reaction-mail": "on", "nonsense-mail": "on"})
    rows = {row.key: (row.in_app, row.by_mail) for row in settings_of(ben)}
    assert rows["mention"] == (True, False)
    assert rows["reaction"] == (False, True)
    assert rows["reply"] == (False, False)


def test_all_mail_is_stopped_and_comes_again(ben: Member, as_: Any) -> None:
    client = as_(ben)
    client.post("/settings/notifications/stop/")
    assert mail_is_stopped(ben)
    assert "All e-mail is stopped." in client.get("/settings/notifications/").text
    client.post("/settings/notifications/resume/")
    assert not mail_is_stopped(ben)


# --- what the choices do -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("app", "mail"), [(False, False), (True, False), (False, True)])
def test_a_choice_holds_for_what_happens_next(
    thread: Thread, ben: Member, nia: Member, delivered: Any, app: bool, mail: bool
) -> None:
    choose(ben, "reply", in_app=app, by_mail=mail)
    choose(ben, "followed", in_app=False, by_mail=False)
    a_post(thread, by=nia)
    delivered()
    assert Notification.objects.filter(member=ben, kind="reply").exists() == app
    assert MailItem.objects.filter(member=ben).exists() == mail


def test_less_like_this_goes_down_step_by_step_and_can_be_undone(
    thread: Thread, ben: Member, nia: Member, delivered: Any, as_: Any
) -> None:
    a_post(thread, by=nia)
    delivered()
    row, client = Notification.objects.get(member=ben, kind="reply"), as_(ben)
    page = client.post(f"/inbox/{row.pk}/less/", follow=True)
    assert "“Somebody replies to me”: no more e-mail or push, still here." in page.text
    assert not by_mail(ben)["reply"]
    assert 'name="before" value="reply-111"' in page.text
    page = client.post(f"/inbox/{row.pk}/less/", follow=True)
    assert "you will not be told any more" in page.text
    client.post("/inbox/as-before/", {"before": "reply-111"})
    assert by_mail(ben)["reply"]


@pytest.mark.parametrize("before", ["", "reply", "reply-222", "nonsense-111", "-111", "reply-11\x00"])
def test_what_cannot_be_undone_says_so(ben: Member, as_: Any, before: str) -> None:
    page = as_(ben).post("/inbox/as-before/", {"before": before}, follow=True)
    assert "can no longer be taken back here" in page.text
