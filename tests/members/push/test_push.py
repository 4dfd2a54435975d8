"""Pushes: who is not told, what a locked screen may show, how often, and that only the browser can read them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.contrib.sessions.backends.db import SessionStore
from django.db.models import F
from django.utils import timezone
from pytest_django import Settings

from community.spaces.models import Space
from community.threads.models import Thread
from community.threads.rows import post_url
from config.lib.webpush import encrypted, from_text, to_text
from members.notifications import gathering_pushes, pushing
from members.notifications.models import Notification, QuietHours
from members.notifications.preferences import settings_of, stop_mail
from members.notifications.quiet import Night, choose_night
from members.notifications.reading import mark_all_seen
from members.profiles.models import Member
from members.push.devices import WrongDevice, add_device
from members.push.keys import key_pair, public_key
from members.push.models import Push, PushDevice, PushItem, PushKeys, PushSending
from tests.factories import a_post, a_thread, join
from tests.members.push.conftest import Browser, Service, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.allow_hosts(["127.0.0.1", "127.0.0.2"])]
Delivered = Callable[[], int]


def send(minutes: int = 2) -> None:
    """Let so much time pass, and do what the scheduled task does."""
    PushItem.objects.filter(push=None).update(at=F("at") - timedelta(minutes=minutes))
    gathering_pushes.gather()
    pushing.deliver()


# --- whom and what it must not reach -------------------------------------------------------------------------------


def test_an_address_the_server_must_not_ask_is_no_device(ben: Member, settings: Settings, as_: Any) -> None:
    good = Browser("https://push.services.mozilla.com/wpush/v2/abc").given()
    inside = ["https://localhost/x", "https://push.internal/x", "https://a.example.com:8080/x"]
    wrong = [good | {"endpoint": endpoint} for endpoint in ("", "ftp://a.b/", "javascript:x", *inside)]
    wrong += [
        good | {"endpoint": "https://fcm.googleapis.com/" + "x" * 1000},
        good | {"auth": "x"},
        good | {"p256dh": "ü"},
        good | {"p256dh": good["p256dh"] + "!" * 200},
        good | {"auth": good["auth"] + "\0"},
    ]
    settings.TALKOOT_LOCAL = False
    for given in [*wrong, good | {"endpoint": "http://push.services.mozilla.com/x"}]:
        with pytest.raises(WrongDevice):
            add_device(ben, SessionStore(), **given, user_agent="")
    settings.TALKOOT_LOCAL = True
    answer = as_(ben).post("/settings/notifications/devices/add/", wrong[0])
    assert answer.status_code == 422 and "Try again" in answer.json()["error"]
    assert not PushDevice.objects.exists()


def test_a_private_host_behind_an_address_is_never_connected_to(
    thread: Thread, ben: Member, nia: Member, service: Service, delivered: Delivered, settings: Settings
) -> None:
    service.browser().subscribe(ben)
    settings.OUTGOING_OWN_NETWORKS = []
    a_post(thread, by=nia)
    delivered()
    send()
    assert service.came == [] and PushSending.objects.get().dropped_why == "refused"


def test_what_was_seen_is_gone_or_nobodys_business_any_more_is_not_told(
    thread: Thread, private_space: Space, circle: Any, ben: Member, nia: Member, mo: Member, service: Service,
    delivered: Delivered,
) -> None:  # fmt: skip
    join(circle, nia)
    inside = a_thread(private_space, by=ben)
    service.browser().subscribe(ben)
    for where, then in ((thread, "seen"), (thread, "deleted"), (inside, "left"), (thread, "suspended")):
        reply = a_post(where, by=nia)
        delivered()
        PushItem.objects.update(at=F("at") - timedelta(minutes=2))
        gathering_pushes.gather()
        if then == "seen":
            mark_all_seen(ben)
        elif then == "deleted":
            reply.delete_softly(by=mo)
        elif then == "left":
            circle.memberships.filter(member=ben).delete()
        else:
            Member.objects.filter(pk=ben.pk).update(suspended_until=timezone.now() + timedelta(days=1))
        pushing.deliver()
        Push.objects.all().delete()
        Notification.objects.all().delete()
    assert service.came == []


# --- what a device gets --------------------------------------------------------------------------------------------


def test_the_standards_own_example_comes_out_byte_by_byte() -> None:
    own = ec.derive_private_key(
        int.from_bytes(from_text("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")), ec.SECP256R1()
    )
    body = encrypted(
        b"When I grow up, I want to be a watermelon",
        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        "BTBZMqHH6r4Tts7J_aSIgg", salt=from_text("DGv6ra1nlYgDCS1FRnbzlw"), own=own,
    )  # fmt: skip
    assert to_text(body) == (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl"
        "7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )


def test_only_the_browser_reads_it_and_the_service_sees_who_signed_and_how_long_it_waits(
    thread: Thread, ben: Member, nia: Member, service: Service, delivered: Delivered
) -> None:
    browser = service.browser()
    browser.subscribe(ben)
    stop_mail(ben)
    reply = a_post(thread, by=nia, source="Draw lots.")
    delivered()
    send()
    send()
    ((path, headers, body),) = service.came
    said = browser.read(body)
    assert (said["title"], said["url"]) == ("Nia replied to you", post_url(thread, reply.number))
    assert said["body"] == "How do you keep a rota fair?\nThis answers something you wrote."
    assert said["less_url"] == "/settings/notifications/?less=reply#less" and said["less"] == "Less like this"
    assert b"Nia" not in body and b"rota" not in body
    public, signed = service.signed_by(headers)
    assert public == public_key() and signed["aud"] == service.root and path == "/one"
    assert headers["content-encoding"] == "aes128gcm" and int(headers["ttl"]) == 86400
    assert PushDevice.objects.get().told_at


def test_of_private_spaces_a_screen_says_neither_who_nor_what(
    private_space: Space, circle: Any, ben: Member, nia: Member, service: Service, delivered: Delivered
) -> None:
    join(circle, nia)
    browser, inside = service.browser(), a_thread(private_space, by=ben, title="Only for us")
    browser.subscribe(ben)
    a_post(inside, by=nia, source="Quietly.")
    delivered()
    send()
    said = browser.read(service.came[0][2])
    assert said["body"] == "New reply in a private space"
    assert not any(word in f"{said['title']} {said['body']}" for word in ("Nia", "Only for us", "Quietly", "Back room"))


def test_keys_are_made_once_and_stand_sealed_in_the_database() -> None:
    assert not PushKeys.objects.exists()
    first, private = key_pair()
    assert (public_key(), key_pair()[1]) == (first, private)
    assert PushKeys.objects.get().sealed.startswith("sealed:") and private not in PushKeys.objects.get().sealed


# --- how often -----------------------------------------------------------------------------------------------------


def test_one_thread_is_one_push_and_then_none_for_ten_minutes(
    thread: Thread, ben: Member, nia: Member, service: Service, delivered: Delivered
) -> None:
    browser = service.browser()
    browser.subscribe(ben)
    for number in range(3):
        a_post(thread, by=nia, source=f"Thought number {number}.")
    delivered()
    gathering_pushes.gather()
    assert not Push.objects.exists()  # for a minute it can be undone
    send()
    a_post(thread, by=nia, source="One more.")
    delivered()
    send()
    assert [browser.read(body)["body"] for *_rest, body in service.came] == ["3 new posts"]
    Push.objects.update(created_at=timezone.now() - timedelta(minutes=11))
    PushItem.objects.filter(push=None).update(wait_until=timezone.now())
    send()
    assert len(service.came) == 2


def test_the_sixth_push_of_a_day_waits_and_comes_as_a_number_and_nights_are_quiet(
    space: Space, ben: Member, nia: Member, service: Service, delivered: Delivered
) -> None:
    browser = service.browser()
    browser.subscribe(ben)
    for number in range(7):
        a_thread(space, by=nia, source=f"Question {number} for @ben.")
    delivered()
    send()
    send()
    assert len(service.came) == 5 and PushItem.objects.over_budget().count() == 2
    Push.objects.update(created_at=timezone.now() - timedelta(hours=25))
    PushItem.objects.over_budget().update(wait_until=timezone.now())
    now = timezone.now()
    choose_night(ben, Night((now - timedelta(hours=1)).time(), (now + timedelta(hours=1)).time()))
    send()
    assert len(service.came) == 5
    QuietHours.objects.all().delete()
    choose_night(ben, Night(None, None))
    PushItem.objects.over_budget().update(wait_until=timezone.now())
    send()
    said = browser.read(service.came[5][2])
    assert (said["body"], said["url"]) == ("2 new things wait in your inbox", "/inbox/")


def test_each_device_is_told_once_and_one_that_is_gone_is_forgotten(
    thread: Thread, ben: Member, nia: Member, service: Service, delivered: Delivered
) -> None:
    for path in ("/one", "/two"):
        service.browser(path).subscribe(ben)
    a_post(thread, by=nia)
    delivered()
    service.answer = 503
    send()
    assert service.came == [] and PushSending.objects.exclude(last_error="").count() == 2
    service.answer = 201
    PushSending.objects.update(retry_at=timezone.now())
    send()
    PushSending.objects.update(retry_at=timezone.now())
    send()
    assert sorted(path for path, *_rest in service.came) == ["/one", "/two"]
    for status, left in ((404, 0), (410, 0), (400, 1), (413, 1)):
        PushDevice.objects.all().delete()
        Push.objects.all().delete()
        service.browser().subscribe(ben)
        service.answer = status
        a_post(thread, by=nia)
        delivered()
        send()
        assert PushDevice.objects.count() == left, status


# --- choosing ------------------------------------------------------------------------------------------------------


def test_devices_are_added_by_a_press_listed_and_removed_by_their_owner_alone(
    ben: Member, nia: Member, service: Service, as_: Any
) -> None:
    client, browser = signed_in(ben), service.browser()
    assert client.get("/settings/notifications/devices/key/").status_code == 405
    assert client.post("/settings/notifications/devices/key/").json() == {"key": public_key()}
    headers = {"User-Agent": "Mozilla/5.0 (Linux; Android 15) Firefox/140.0"}
    for _press in range(2):
        assert client.post("/settings/notifications/devices/add/", browser.given(), headers=headers).status_code == 201
    device = PushDevice.objects.get()
    assert "Firefox" in client.get("/settings/notifications/").text
    assert as_(nia).post(f"/settings/notifications/devices/{device.pk}/remove/").status_code == 404
    as_(nia).post("/settings/notifications/devices/add/", browser.given())
    assert PushDevice.objects.get().member == nia  # who uses the browser now is told there, and nobody else
    as_(nia).post(f"/settings/notifications/devices/{PushDevice.objects.get().pk}/remove/")
    assert not PushDevice.objects.exists()
    for number in range(12):
        service.browser(f"/{number}").subscribe(ben)
    assert PushDevice.objects.count() == 10


def test_less_like_this_and_the_table_end_pushes_and_leave_the_rest(
    thread: Thread, ben: Member, nia: Member, service: Service, delivered: Delivered, as_: Any
) -> None:
    service.browser().subscribe(ben)
    client = as_(ben)
    page = client.get("/settings/notifications/?less=reply,nonsense").text
    assert "No more pushes" in page and 'name="setting" value="reply"' in page
    assert "No more pushes" not in client.get("/settings/notifications/?less=nonsense").text
    client.post("/settings/notifications/less/", {"setting": ["reply", "nonsense"]})
    row = next(row for row in settings_of(ben) if row.key == "reply")
    assert (row.in_app, row.by_mail, row.by_push) == (True, True, False)
    a_post(thread, by=nia)
    delivered()
    assert not PushItem.objects.exists() and Notification.objects.filter(member=ben).exists()
    client.post("/settings/notifications/choose/", {"reply-push": "on"})
    a_post(thread, by=nia)
    delivered()
    assert PushItem.objects.count() == 1
