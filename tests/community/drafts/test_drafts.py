"""Drafts: nobody else's, never lost, gone when they should be."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from community.drafts.keeping import MOST, forget_old, keep
from community.drafts.models import Draft
from community.spaces.models import Space
from community.threads.models import Thread
from members.groups.models import GroupMembership
from members.profiles.models import Member
from tests.factories import a_thread

SignIn = Callable[[object], Client]
JSON = {"Accept": "application/json"}


def _save(client: Client, key: str, body: str, version: int = 0, **more: object) -> dict[str, object]:
    form = {"draft_key": key, "body": body, "draft_version": version, **more}
    return client.post("/drafts/save/", form, headers=JSON).json()  # type: ignore[no-any-return]


@pytest.mark.django_db
def test_a_visitor_keeps_no_draft_on_the_server(client: Client) -> None:
    assert client.post("/drafts/save/", {"draft_key": "new", "body": "x"}).status_code == 403
    assert client.get("/drafts/").status_code == 302


def test_drafts_of_others_are_neither_listed_nor_touched(ben: Member, nia: Member, as_: SignIn) -> None:
    _save(as_(ben), "new", "Only for me.")
    assert "Only for me." not in as_(nia).get("/drafts/").content.decode()
    as_(nia).post("/drafts/discard/", {"draft_key": "new"})
    assert Draft.objects.filter(member=ben, key="new").exists()


@pytest.mark.parametrize(
    "key", ["", "thread:x", "thread:0", "edit:", "thread:999999", "edit:999999", "x" * 65, "new\n"]
)
def test_a_key_that_names_nothing_is_not_found(ben: Member, as_: SignIn, key: str) -> None:
    assert as_(ben).post("/drafts/save/", {"draft_key": key, "body": "x"}).status_code == 404


def test_a_thread_that_is_not_visible_takes_no_draft(
    private_space: object, thread: Thread, nia: Member, ben: Member, as_: SignIn
) -> None:
    hidden = a_thread(private_space, by=ben)  # type: ignore[arg-type]
    assert as_(nia).post("/drafts/save/", {"draft_key": f"thread:{hidden.pk}", "body": "x"}).status_code == 404


def test_typing_on_keeps_one_draft_and_says_when(ben: Member, as_: SignIn) -> None:
    client = as_(ben)
    first = _save(client, "new", "Once", title="A title")
    second = _save(client, "new", "Once upon a time", int(str(first["version"])))
    draft = Draft.objects.get()
    assert (draft.body, draft.others) == ("Once upon a time", [])
    assert str(second["words"]).startswith("Draft saved ")


def test_two_tabs_never_lose_a_text(ben: Member, as_: SignIn) -> None:
    client = as_(ben)
    start = int(str(_save(client, "new", "Common start")["version"]))
    _save(client, "new", "Common start, first tab", start)
    second = _save(client, "new", "Common start, second tab", start)
    assert second["others"] == ["Common start, first tab"]
    third = _save(client, "new", "Something quite different", start)
    assert third["others"] == ["Common start, second tab", "Common start, first tab"]
    assert Draft.objects.get().body == "Something quite different"
    page = client.get("/t/new/").content.decode()
    assert "Common start, first tab" in page and "Other version" in page


def test_an_emptied_text_leaves_no_draft_but_what_stands_elsewhere_stays(ben: Member, as_: SignIn) -> None:
    client = as_(ben)
    version = int(str(_save(client, "new", "Some words")["version"]))
    _save(client, "new", "   ", version)
    assert not Draft.objects.exists()
    version = int(str(_save(client, "new", "Some words")["version"]))
    _save(client, "new", "", version - 1)
    assert Draft.objects.get().others[0]["body"] == "Some words"


def test_what_is_too_long_is_refused_in_words(ben: Member, as_: SignIn) -> None:
    answer = as_(ben).post("/drafts/save/", {"draft_key": "new", "body": "x" * 32_001}, headers=JSON)
    assert answer.status_code == 422 and "on this device only" in answer.json()["error"]


def test_the_fifty_first_draft_stays_on_the_device(ben: Member, as_: SignIn) -> None:
    Draft.objects.bulk_create(Draft(member=ben, key=f"thread:{n}", body="x") for n in range(1, MOST + 1))
    answer = as_(ben).post("/drafts/save/", {"draft_key": "new", "body": "One more"}, headers=JSON)
    assert answer.status_code == 422 and "50 drafts" in answer.json()["error"]


def test_without_a_script_a_draft_is_saved_listed_continued_and_discarded(
    thread: Thread, ben: Member, as_: SignIn
) -> None:
    client, key = as_(ben), f"thread:{thread.pk}"
    assert client.post("/drafts/save/", {"draft_key": key, "body": "Half a reply"})["Location"] == "/drafts/"
    page = client.get("/drafts/").content.decode()
    assert thread.title in page and "Half a reply" in page and f"/t/{thread.pk}/reply/" in page
    assert "Half a reply" in client.get(f"/t/{thread.pk}/reply/").content.decode()
    client.post("/drafts/discard/", {"draft_key": key})
    assert not Draft.objects.exists()


def test_a_draft_for_a_thread_that_went_away_keeps_its_words_and_not_the_title(
    thread: Thread, nia: Member, mo: Member, as_: SignIn
) -> None:
    client = as_(nia)
    _save(client, f"thread:{thread.pk}", "My answer")
    thread.delete_softly(by=mo)
    page = client.get("/drafts/").content.decode()
    assert "My answer" in page and thread.title not in page


def test_after_180_days_a_draft_is_forgotten(ben: Member) -> None:
    keep(ben, "new", version=0, body="Old", title="")
    Draft.objects.update(saved_at=timezone.now() - timedelta(days=179))
    assert forget_old() == 0
    Draft.objects.update(saved_at=timezone.now() - timedelta(days=181))
    assert forget_old() == 1


def test_a_space_one_left_is_not_named_any_more(private_space: Space, ben: Member, as_: SignIn) -> None:
    client = as_(ben)
    _save(client, "new", "For the circle", title="Only for us", space=private_space.pk)
    assert private_space.name in client.get("/drafts/").content.decode()
    GroupMembership.objects.all().delete()
    page = client.get("/drafts/").content.decode()
    assert private_space.name not in page and "Only for us" in page
