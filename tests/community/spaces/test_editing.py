"""Changing spaces by their forms: what works, and what is refused with everything kept."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from community.posts.models import Post
from community.spaces.models import Space
from members.activity.models import Activity
from members.groups.models import Group
from members.profiles.models import Member
from tests.factories import a_member, a_post, a_space, a_thread

pytestmark = pytest.mark.django_db
As = Callable[[object], Client]


def post(client: Client, act: str, space: Space, /, **sent: object) -> tuple[int, str]:
    """Status and body of sending a form of a space."""
    answer = client.post(reverse(act, args=[space.slug]), sent)
    return answer.status_code, answer.content.decode()


def words(**changed: object) -> dict[str, object]:
    """The form of what is said about a space."""
    whole = {
        "purpose": "New",
        "hue": "3",
        "kinds": ["question"],
        "who_starts": "members",
        "who_replies": "members",
        "who_opens_rooms": "hosts",
    }
    return whole | changed


def test_a_manager_makes_a_space_inside_another(as_: As, mia: Member, space: Space) -> None:
    sent = {"name": "  Bicycles  and more ", "purpose": "Two wheels", "parent": str(space.pk)}
    answer = as_(mia).post(reverse("space_create"), sent)
    made = Space.objects.get(slug="bicycles-and-more")
    assert answer.headers["Location"] == reverse("space_edit", args=[made.slug])
    assert (made.name, made.parent, made.purpose) == ("Bicycles and more", space, "Two wheels")


@pytest.mark.parametrize(
    "sent",
    [
        {"name": ""},
        {"name": "x" * 81},
        {"name": "  \u200b "},
        {"name": "***"},
        {"name": "Fine", "purpose": "y" * 161},
        {"name": "Fine", "parent": "999999"},
        {"name": "Fine", "parent": "1' OR 1=1"},
        {"name": "nul\0"},
    ],
)
def test_a_wrong_new_space_is_refused_and_keeps_what_was_typed(as_: As, mia: Member, sent: dict[str, str]) -> None:
    answer = as_(mia).post(reverse("space_create"), {"purpose": "Kept words"} | sent)
    assert answer.status_code == 422
    assert "There is a problem" in answer.content.decode()
    assert ("Kept words" in answer.content.decode()) is ("purpose" not in sent)
    assert not Space.objects.exists()


def test_a_host_describes_a_space(as_: As) -> None:
    host = a_member("Hanna")
    space = a_space("Hosted", hosts=(host,))
    status, _body = post(
        as_(host), "space_describe", space, **words(description="All **welcome**", slug="taken", role="x")
    )
    assert status == 302
    space.refresh_from_db()
    assert (space.purpose, space.hue, space.kinds, space.slug) == ("New", 3, ["question"], "hosted")
    assert Activity.objects.about(space).get().facts["fields"] == ["purpose", "description", "hue", "kinds"]


def test_a_wrong_description_is_refused(as_: As, mia: Member, space: Space) -> None:
    before = Space.objects.filter(pk=space.pk).values().get()
    cases: list[dict[str, object]] = [
        {"hue": "12"},
        {"hue": "x"},
        {"kinds": []},
        {"kinds": ["poem"]},
        {"who_starts": "nobody"},
        {"description": "x" * 5001},
        {"language": "xx"},
        {"purpose": "p" * 161},
        {"template": "t" * 5001},
    ]
    for wrong in cases:
        status, body = post(as_(mia), "space_describe", space, **words(**wrong))
        assert status == 422, wrong
        assert "Problem:" in body, wrong
        assert Space.objects.filter(pk=space.pk).values().get() == before, wrong


def test_renaming_and_a_taken_address(as_: As, mia: Member, space: Space) -> None:
    a_space("Other", slug="other")
    client = as_(mia)
    assert post(client, "space_rename", space, name="Garage", slug="garage")[0] == 302
    space.refresh_from_db()
    for slug in ("other", "with space", "", "ä", "../x", "x" * 81):
        status, body = post(client, "space_rename", space, name="Kept name", slug=slug)
        assert status == 422, slug
        assert "Kept name" in body
    space.refresh_from_db()
    assert (space.name, space.slug) == ("Garage", "garage")


def test_moving_offers_only_what_fits(as_: As, mia: Member) -> None:
    top = a_space("Top")
    middle = a_space("Middle", parent=top)
    low = a_space("Low", parent=middle)
    body = as_(mia).get(reverse("space_edit", args=[top.slug])).content.decode()
    assert f'<option value="{middle.pk}"' not in body
    assert post(as_(mia), "space_move", top, parent=str(low.pk))[0] == 422
    assert post(as_(mia), "space_move", low, parent=str(top.pk))[0] == 302
    assert post(as_(mia), "space_move", low, parent="")[0] == 302
    assert Space.objects.get(pk=low.pk).parent is None


def test_closing_a_space_with_a_new_group_takes_the_hosts_in(as_: As, mia: Member) -> None:
    host = a_member("Hanna")
    space = a_space("Hosted", hosts=(host,))
    assert post(as_(host), "space_open_to", space, visibility="private", group="new")[0] == 302
    space.refresh_from_db()
    group = Group.objects.get()
    assert (space.visibility, space.group, group.name) == ("private", group, "Hosted")
    assert list(group.members.all()) == [host]


def test_a_refused_closing_leaves_no_group_behind(as_: As, mia: Member, circle: Group) -> None:
    child = a_space("Child", parent=a_space("Parent", group=circle), group=circle)
    status, body = post(as_(mia), "space_open_to", child, visibility="private", group="new")
    assert status == 422
    assert "seen by the same group" in body
    assert list(Group.objects.all()) == [circle]


def test_hosts_are_named_by_handle(as_: As, mia: Member, space: Space, ben: Member) -> None:
    client = as_(mia)
    assert post(client, "space_add_host", space, handle="@Ben")[0] == 302
    assert space.hosts.get() == ben
    status, body = post(client, "space_add_host", space, handle="nobody-here")
    assert status == 422
    assert "nobody-here" in body
    assert client.post(reverse("space_remove_host", args=[space.slug, ben.handle])).status_code == 302
    assert not space.hosts.exists()


def test_deleting_asks_for_the_name(as_: As, mia: Member, space: Space) -> None:
    client = as_(mia)
    assert "Type" in client.get(reverse("space_delete_asked", args=[space.slug])).content.decode()
    status, body = post(client, "space_delete", space, typed="Something else")
    assert status == 422
    assert "The name is not the same" in body
    assert post(client, "space_delete", space, typed=f" {space.name.upper()} ")[0] == 302
    assert space.name in client.get(reverse("settings_spaces")).content.decode()
    assert post(client, "space_restore", space)[0] == 302
    assert Space.objects.get(pk=space.pk).deleted_at is None


def test_the_order_changes_by_buttons(as_: As, mia: Member) -> None:
    first, second = a_space("First"), a_space("Second")
    post(as_(mia), "space_move_up", second)
    assert list(Space.objects.filter(parent=None)) == [second, first]
    post(as_(mia), "space_move_down", second)
    assert list(Space.objects.filter(parent=None)) == [first, second]


def test_titles_leave_the_posts_that_name_them_when_a_space_closes(
    mia: Member, space: Space, circle: Group, delivered: Callable[[], int]
) -> None:
    secret = a_thread(a_space("Plans"), title="CANARY the secret plan")
    telling = a_thread(space, source=f"See http://localhost:8000{secret.get_absolute_url()} for more.")
    reply = a_post(telling, source=f"I mean /t/{secret.pk}/ there.")
    first = telling.posts.get(number=1)
    named = [post for post in (first, reply) if "CANARY" in post.html]
    assert named, "the title is written out while everybody may know it"
    secret.space.open_to("private", group=circle, by=mia)
    delivered()
    for post_ in Post.objects.filter(thread=telling):
        assert "CANARY" not in post_.html + post_.text
    telling.refresh_from_db()
    assert "CANARY" not in telling.excerpt
    secret.space.refresh_from_db()
    secret.space.open_to("open", by=mia)
    delivered()
    assert all("CANARY" in Post.objects.get(pk=post_.pk).html for post_ in named)


def test_many_posts_are_written_anew_in_batches(
    mia: Member, space: Space, delivered: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    from community.posts import rerendering

    monkeypatch.setattr(rerendering, "BATCH", 2)
    secret = a_thread(a_space("Plans"), title="CANARY the secret plan")
    telling = a_thread(space)
    for number in range(5):
        a_post(telling, source=f"Number {number}: http://localhost:8000{secret.get_absolute_url()}")
    assert Post.objects.filter(thread=telling, html__contains="CANARY").count() == 5
    secret.space.open_to("members", by=mia)
    delivered()
    assert not Post.objects.filter(thread=telling, html__contains="CANARY").exists()
