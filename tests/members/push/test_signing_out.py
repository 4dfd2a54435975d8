"""A browser is told while its member is signed in there, and no longer."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.db.models import F

from community.threads.models import Thread
from members.notifications import gathering_pushes, pushing
from members.notifications.preferences import stop_mail
from members.profiles.models import Member
from members.push.devices import devices_of
from members.push.models import PushDevice, PushItem
from tests.factories import a_post
from tests.members.push.conftest import Service, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.allow_hosts(["127.0.0.1", "127.0.0.2"])]
PASSWORD = "the one of before"


@pytest.mark.parametrize("how", ["signed out", "ended from elsewhere", "password changed", "signed in as another"])
def test_a_browser_that_signed_out_is_told_no_more(
    how: str, thread: Thread, ben: Member, nia: Member, service: Service, delivered: Callable[[], int]
) -> None:
    browser = service.browser()
    browser.subscribe(ben)
    stop_mail(ben)
    a_post(thread, by=nia, source="Draw lots.")
    delivered()
    PushItem.objects.update(at=F("at") - timedelta(minutes=2))
    match how:
        case "signed out":
            assert browser.client.post("/signout/").status_code == 302
        case "ended from elsewhere":
            session = UserSession.objects.get(user=ben)
            signed_in(ben).post(f"/settings/security/sessions/{session.pk}/end/")
        case "password changed":
            ben.set_password("a quite other one")
            ben.save(update_fields=["password"])
        case _:
            browser.client.force_login(nia)
    gathering_pushes.gather()
    pushing.deliver()
    assert service.came == [] and not PushDevice.objects.exists()


def test_a_browser_that_changed_its_password_itself_is_still_told(ben: Member, service: Service) -> None:
    ben.set_password(PASSWORD)
    ben.save(update_fields=["password"])
    browser = service.browser()
    device = browser.subscribe(ben)
    given = {"oldpassword": PASSWORD, "password1": "a quite other one", "password2": "a quite other one"}
    answer = browser.client.post("/settings/security/password/", given)
    assert answer.status_code == 302 and devices_of(ben) == [device]
