"""The staff settings: who may not, what is refused, what everybody sees afterwards."""

import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse
from PIL import Image

from members.activity.models import Activity
from members.installation.models import Installation
from members.profiles.models import Member
from members.profiles.roles import LastOwner
from tests.factories import a_member

pytestmark = pytest.mark.django_db
As = Callable[[object], Client]

MANAGERS = ("settings_start", "settings_name", "settings_look", "settings_spaces", "settings_look_sample", "groups")
MANAGERS_ACTS = (
    "settings_rename",
    "settings_paint",
    "settings_take_mark",
    "settings_drop_mark",
)
OWNERS = ("settings_roles", "settings_access", "settings_pages")
OWNERS_ACTS = ("settings_give_role", "settings_admit", "settings_tell_about", "settings_tell_privacy")


@pytest.fixture(autouse=True)
def _media(tmp_path: Path, settings: object) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]


def now() -> Installation:
    """The row as it is stored; pages read it anew, as after a commit (which does not happen inside a test)."""
    cache.delete("installation")
    return Installation.objects.get_or_create(id=1)[0]


def test_members_moderators_and_visitors_change_nothing(
    as_: As, ben: Member, mo: Member, visitor: AnonymousUser
) -> None:
    before = Installation.objects.filter(pk=now().pk).values().get()
    sent = {"name": "Taken", "accent": "#000000", "corners": "round", "sign_up": "invitation", "handle": ben.handle}
    for viewer, status in ((ben, 403), (mo, 403), (visitor, 302)):
        client = as_(viewer)
        for name in MANAGERS + OWNERS:
            assert client.get(reverse(name)).status_code == status, name
        for name in MANAGERS_ACTS + OWNERS_ACTS:
            assert client.post(reverse(name), sent | {"role": "owner", "typed": ben.handle}).status_code == status, name
    assert Installation.objects.filter(pk=1).values().get() == before
    assert Member.objects.get(pk=ben.pk).role == "member"


def test_managers_give_no_roles_and_do_not_decide_who_joins(as_: As, mia: Member, ben: Member) -> None:
    client = as_(mia)
    for name in OWNERS:
        assert client.get(reverse(name)).status_code == 403
    for role in ("owner", "manager", "moderator", "member"):
        sent = {"handle": mia.handle, "role": role, "typed": mia.handle}
        assert client.post(reverse("settings_give_role"), sent).status_code == 403
    assert client.post(reverse("settings_admit"), {"sign_up": "invitation"}).status_code == 403
    assert Member.objects.get(pk=mia.pk).role == "manager"
    assert "Roles" not in client.get(reverse("settings_name")).content.decode()


@pytest.mark.parametrize("name", MANAGERS_ACTS + OWNERS_ACTS)
def test_reading_an_address_changes_nothing(as_: As, olli: Member, name: str) -> None:
    assert as_(olli).get(reverse(name)).status_code == 405


def test_forms_without_a_token_are_refused(olli: Member) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(olli)
    assert client.post(reverse("settings_rename"), {"name": "Taken"}).status_code == 403
    assert now().name == "Talkoot"


# --- the last owner


def test_the_last_owner_stays_owner(as_: As, olli: Member) -> None:
    sent = {"handle": olli.handle, "role": "member", "typed": olli.handle}
    answer = as_(olli).post(reverse("settings_give_role"), sent)
    assert answer.status_code == 422
    assert "A community always has an owner" in answer.content.decode()
    assert Member.objects.get(pk=olli.pk).is_owner


def test_a_suspended_or_closed_account_does_not_count_as_another_owner(olli: Member) -> None:
    from datetime import timedelta

    from django.utils import timezone

    a_member("Otto", role="owner", suspended_until=timezone.now() + timedelta(days=1))
    a_member("Oona", role="owner", is_active=False)
    with pytest.raises(LastOwner):
        olli.give_role("manager", by=olli)


@pytest.mark.django_db(transaction=True)
def test_two_owners_who_step_down_at_once_leave_one(olli: Member) -> None:
    other = a_member("Otto", role="owner")

    def step_down(member: Member) -> bool:
        try:
            member.give_role("member", by=member)
        except LastOwner:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(step_down, [Member.objects.get(pk=olli.pk), Member.objects.get(pk=other.pk)]))
    assert sorted(done) == [False, True]
    assert Member.objects.present().filter(role="owner").count() == 1


def test_an_owner_is_made_by_typing_the_handle(as_: As, olli: Member, ben: Member) -> None:
    client, address = as_(olli), reverse("settings_give_role")
    refused = client.post(address, {"handle": "ben", "role": "owner", "typed": "bert"})
    assert refused.status_code == 422
    assert 'value="ben"' in refused.content.decode()
    assert client.post(address, {"handle": "@Ben", "role": "owner", "typed": "BEN"}).status_code == 302
    assert Member.objects.get(pk=ben.pk).is_owner
    said = Activity.objects.about(ben).get()
    assert (said.verb, said.actor_id, said.facts) == (
        "member.role_changed",
        olli.pk,
        {"role": "owner", "before": "member"},
    )


@pytest.mark.parametrize(
    "wrong",
    [{"handle": "nobody"}, {"handle": ""}, {"role": "king"}, {"role": ""}, {"handle": "x" * 500}, {"handle": "eve"}],
)
def test_a_wrong_role_form_is_refused(as_: As, olli: Member, ben: Member, eve: Member, wrong: dict[str, str]) -> None:
    answer = as_(olli).post(reverse("settings_give_role"), {"handle": "ben", "role": "moderator"} | wrong)
    assert answer.status_code == 422
    assert Member.objects.exclude(role="member").get() == olli


# --- name, access


def test_a_name_shows_on_every_page_at_once_and_is_written_down(as_: As, mia: Member, visitor: AnonymousUser) -> None:
    answer = as_(mia).post(
        reverse("settings_rename"), {"name": " Kiln   Club ", "purpose": "Clay\nand fire", "role": "x"}
    )
    assert answer.status_code == 302
    assert (now().name, now().purpose) == ("Kiln Club", "Clay and fire")
    said = Activity.objects.get(verb="installation.renamed")
    assert said.actor_id == mia.pk


@pytest.mark.parametrize("name", ["", " ", "x" * 41, "🙂", "\u200b", "a\0b"])
def test_a_name_nobody_could_say_is_refused(as_: As, mia: Member, name: str) -> None:
    answer = as_(mia).post(reverse("settings_rename"), {"name": name, "purpose": "Kept words"})
    assert answer.status_code == 422
    assert "Kept words" in answer.content.decode()
    assert now().name == "Talkoot"


def test_an_owner_says_who_may_join(as_: As, olli: Member) -> None:
    assert as_(olli).post(reverse("settings_admit"), {"sign_up": "invitation"}).status_code == 302
    assert now().sign_up == "invitation"
    assert as_(olli).post(reverse("settings_admit"), {"sign_up": "nobody"}).status_code == 422


# --- look


def test_a_colour_becomes_a_stylesheet_of_its_own_address(as_: As, mia: Member, visitor: AnonymousUser) -> None:
    assert as_(mia).post(reverse("settings_paint"), {"accent": "#E4572E", "corners": "round"}).status_code == 302
    address = now().theme_url
    assert address == f"/theme-{now().theme_hash}.css"
    answer = as_(visitor).get(address)
    assert answer.headers["Content-Type"].startswith("text/css")
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "--round:1.3" in answer.content.decode()
    assert address in as_(visitor).get(reverse("guidelines")).content.decode()
    assert as_(visitor).get("/theme-0123456789abcdef.css").status_code == 404
    as_(mia).post(reverse("settings_paint"), {"accent": "#2d6a4f", "corners": "soft"})
    assert as_(visitor).get(address).status_code == 200, "a page that was sent a moment ago still finds its colours"
    as_(mia).post(reverse("settings_paint"), {"accent": "", "corners": "soft"})
    assert now().theme_url == ""


@pytest.mark.parametrize("accent", ["red", "#12345", "#gggggg", "#1234567", "url(x)", "#fff", "}body{}"])
def test_what_is_no_colour_is_refused(as_: As, mia: Member, accent: str) -> None:
    answer = as_(mia).post(reverse("settings_paint"), {"accent": accent, "corners": "soft"})
    assert answer.status_code == 422
    assert now().theme_css == ""
    sample = as_(mia).get(reverse("settings_look_sample"), {"accent": accent, "corners": "soft"})
    assert sample.status_code == 404


def test_unknown_corners_are_refused(as_: As, mia: Member) -> None:
    assert as_(mia).post(reverse("settings_paint"), {"accent": "", "corners": "star"}).status_code == 422


def test_a_colour_can_be_tried_before_it_is_taken(as_: As, mia: Member) -> None:
    client = as_(mia)
    page = client.get(reverse("settings_look"), {"accent": "#e4572e", "corners": "square"}).content.decode()
    assert "sample.css?accent=%23e4572e&amp;corners=square" in page
    assert "a little light for white text" in page
    css = client.get(reverse("settings_look_sample"), {"accent": "#e4572e", "corners": "square"}).content.decode()
    assert css.startswith(".preview{")
    assert "--r:4px" in css
    fragment = client.get(
        reverse("settings_look"), {"accent": "#e4572e", "corners": "soft"}, headers={"HX-Request": "true"}
    )
    assert "<html" not in fragment.content.decode()
    assert 'id="look-sample"' in fragment.content.decode()
    assert now().theme_css == ""


def picture(kind: str = "PNG", side: int = 200) -> io.BytesIO:
    """A picture as somebody would send it."""
    file = io.BytesIO()
    Image.new("RGB", (side, side), "teal").save(file, kind)
    file.seek(0)
    file.name = f"mark.{kind.lower()}"
    return file


def test_a_mark_is_drawn_anew_as_a_square(as_: As, mia: Member, tmp_path: Path) -> None:
    client = as_(mia)
    assert client.post(reverse("settings_take_mark"), {"mark": picture("JPEG")}).status_code == 302
    first = now().mark
    with Image.open(tmp_path / first) as image:
        assert (image.format, image.size) == ("WEBP", (256, 256))
    shown = client.get(f"/media/{first}")
    assert (shown.status_code, shown.headers["Content-Type"]) == (200, "image/webp")
    assert client.post(reverse("settings_drop_mark")).status_code == 302
    assert now().mark == ""
    assert Activity.objects.filter(verb="installation.mark_changed").count() == 2


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        (picture(side=127), "at least 128 by 128"),
        (picture("GIF"), "GIF pictures are not taken"),
        (io.BytesIO(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), "SVG pictures can carry scripts"),
        (io.BytesIO(b"  <?xml version='1.0'?><svg/>"), "SVG pictures can carry scripts"),
        (io.BytesIO(b"%PDF-1.4"), "not a picture"),
        (io.BytesIO(b""), "empty"),
    ],
)
def test_what_is_no_mark_is_refused_with_a_sentence(as_: As, mia: Member, sent: io.BytesIO, sentence: str) -> None:
    sent.seek(0)
    answer = as_(mia).post(reverse("settings_take_mark"), {"mark": sent})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert now().mark == ""
