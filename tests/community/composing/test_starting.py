"""Starting a thread, the preview, and what looks like it already."""

import re
import uuid
from collections.abc import Callable
from datetime import UTC, datetime

from django.test import Client

from community.composing.forms import tags_of
from community.spaces.models import Space
from community.threads.models import Thread
from members.activity.models import Activity
from members.profiles.models import Member
from tests.factories import a_member, a_space, a_thread

SignIn = Callable[[object], Client]


def _form(space: Space, /, **more: object) -> dict[str, object]:
    return {
        "space": space.pk, "kind": "question", "title": "How do you keep a rota fair?", "body": "Ours is not.",
        "tags": "Rota, #fairness", "key": uuid.uuid4().hex, **more,
    }  # fmt: skip


def test_visitors_and_suspended_members_start_nothing(space: Space, eve: Member, client: Client, as_: SignIn) -> None:
    assert client.get("/t/new/").status_code == 302
    assert client.post("/t/new/", _form(space)).status_code == 403
    assert as_(eve).post("/t/new/", _form(space)).status_code == 403
    assert not Thread.objects.exists()


def test_a_private_space_is_no_choice_for_those_outside(private_space: Space, nia: Member, as_: SignIn) -> None:
    page = as_(nia).get("/t/new/?space=back-room").content.decode()
    assert "Back room" not in page
    refused = as_(nia).post("/t/new/", _form(private_space))
    missing = as_(nia).post("/t/new/", _form(private_space, space=999_999))
    assert refused.status_code == missing.status_code == 422
    assert "Ours is not." in refused.content.decode()
    assert not Thread.objects.exists()


def test_a_thread_is_published_with_its_tags(space: Space, ben: Member, as_: SignIn) -> None:
    answer = as_(ben).post("/t/new/", _form(space))
    thread = Thread.objects.get()
    assert answer.status_code == 302 and answer["Location"] == thread.get_absolute_url()
    assert (thread.kind, thread.tags, thread.author) == ("question", ["rota", "fairness"], ben)


def test_with_a_script_the_answer_leads_to_the_thread(space: Space, ben: Member, as_: SignIn) -> None:
    answer = as_(ben).post("/t/new/", _form(space), headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"] == Thread.objects.get().get_absolute_url()


def test_what_is_wrong_is_said_beside_what_was_typed(ben: Member, as_: SignIn) -> None:
    space = a_space(kinds=["discussion", "question"])
    for field, value in [
        ("title", ""),
        ("title", "Short"),
        ("title", "x" * 201),
        ("body", ""),
        ("body", "x" * 32_001),
        ("kind", "idea"),
        ("kind", "announcement"),
        ("kind", "nonsense"),
        ("space", ""),
        ("space", "x"),
        ("tags", "a" * 41),
        ("tags", "a,b,c,d,e,f,g,h,i"),
        ("tags", "no/slash"),
    ]:
        answer = as_(ben).post("/t/new/", _form(space, **{field: value}))
        page = answer.content.decode()
        assert answer.status_code == 422 and "There is a problem" in page, (field, value)
        assert ("Ours is not." in page) or field == "body", (field, value)
        assert not Thread.objects.exists(), (field, value)


def test_announcements_are_for_those_who_look_after_the_space(
    space: Space, ben: Member, mo: Member, as_: SignIn
) -> None:
    assert as_(ben).post("/t/new/", _form(space, kind="announcement")).status_code == 422
    assert as_(mo).post("/t/new/", _form(space, kind="announcement")).status_code == 302


def test_the_template_of_the_space_is_filled_in(ben: Member, as_: SignIn) -> None:
    a_space("Bugs", template="What happened?\n\nWhat did you expect?")
    assert "What did you expect?" in as_(ben).get("/t/new/?space=bugs").content.decode()


def test_tags_are_small_and_without_repeats() -> None:
    assert tags_of("Rota, #rota, käsityö; two words") == ["rota", "käsityö", "two-words"]


def test_a_preview_is_what_the_post_will_be(thread: Thread, ben: Member, client: Client, as_: SignIn) -> None:
    form = {"body": "**Bold** and <script>alert(1)</script> @ben", "draft_key": f"thread:{thread.pk}"}
    assert client.post("/posts/preview/", form).status_code == 403
    page = as_(ben).post("/posts/preview/", form, headers={"HX-Request": "true"}).content.decode()
    assert "<strong>Bold</strong>" in page and "<script>" not in page and "/people/ben/" in page
    whole = as_(ben).post("/posts/preview/", form).content.decode()
    assert "<strong>Bold</strong>" in whole and "**Bold**" in whole


def test_a_preview_of_too_much_or_elsewhere_is_refused(
    private_space: Space, nia: Member, ben: Member, as_: SignIn
) -> None:
    hidden = a_thread(private_space, by=ben)
    assert as_(nia).post("/posts/preview/", {"body": "x", "draft_key": f"thread:{hidden.pk}"}).status_code == 404
    assert as_(nia).post("/posts/preview/", {"body": "x", "draft_key": "../../etc"}).status_code == 404
    assert as_(nia).post("/posts/preview/", {"body": "x" * 32_001, "draft_key": "new"}).status_code == 422


def test_the_thirty_first_preview_of_a_minute_waits(ben: Member, as_: SignIn) -> None:
    client = as_(ben)
    codes = [client.post("/posts/preview/", {"body": "x", "draft_key": "new"}).status_code for _ in range(31)]
    assert codes.count(200) == 30 and codes[-1] == 429


def test_what_solved_it_counts_once_a_day(thread: Thread, nia: Member, as_: SignIn) -> None:
    for _ in range(3):
        assert as_(nia).post(f"/t/{thread.pk}/solved/").status_code == 302
    assert Activity.objects.filter(verb="question.deflected", actor=nia).count() == 1


def test_the_fourth_thread_of_a_first_day_is_refused_and_said_before(space: Space, nia: Member, as_: SignIn) -> None:
    for number in range(3):
        a_thread(space, by=nia, title=f"Thread number {number}")
    assert "You can start another thread at" in as_(nia).get("/t/new/").content.decode()
    answer = as_(nia).post("/t/new/", _form(space))
    assert answer.status_code == 429 and "Ours is not." in answer.content.decode()
    assert as_(a_member(joined_at=datetime(2024, 1, 1, tzinfo=UTC))).post("/t/new/", _form(space)).status_code == 302


def test_a_page_to_write_on_begins_in_the_first_field_that_is_empty(
    space: Space, thread: Thread, ben: Member, as_: Callable[[object], Client]
) -> None:
    client = as_(ben)
    a_space("Another")
    begins = {
        "/t/new/": "composer-space",
        f"/t/new/?space={space.slug}": "composer-title",
        f"/t/{thread.pk}/reply/": "composer-body",
        f"/p/{thread.posts.get().pk}/edit/": "composer-body",
        f"/guides/new/?thread={a_thread(a_space(hosts=(ben,))).pk}": "composer-body",
    }
    for address, field in begins.items():
        found = re.findall(r'<(?:select|textarea)[^>]*id="([\w-]+)"[^>]* autofocus', client.get(address).text)
        assert found == [field], address
    wrong = client.post("/t/new/", {"space": space.pk, "kind": "discussion", "title": "", "body": ""})
    assert (wrong.status_code, " autofocus" in wrong.text) == (422, False), "what is wrong is read first"
