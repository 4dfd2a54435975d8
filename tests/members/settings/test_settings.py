"""A member's own settings."""

import io
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image
from pytest_django import Settings

from members.profiles.models import FormerHandle, Member
from members.profiles.picturing import sizes
from tests.factories import a_member

pytestmark = pytest.mark.django_db
As = Callable[[object], Client]
PAGES = ("profile", "account", "security", "appearance", "accessibility", "privacy")


@pytest.fixture(autouse=True)
def _own_media(settings: Settings, tmp_path: Path) -> None:
    """Photos of a test go with it."""
    settings.MEDIA_ROOT = tmp_path


def words(**other: object) -> dict[str, object]:
    """A whole profile form."""
    form: dict[str, object] = {
        "name": "Ben", "handle": "ben", "line": "", "about": "", "place": "", "time_zone": "Europe/Helsinki",
        "interests": "", "expertise": "",
    }  # fmt: skip
    return form | other


def test_visitors_have_no_settings(client: Client) -> None:
    for page in PAGES:
        assert client.get(f"/settings/{page}/").url.startswith("/signin/?next=/settings/")  # type: ignore[attr-defined]


def test_every_topic_draws(as_: As, ben: Member) -> None:
    for page in PAGES:
        answer = as_(ben).get(f"/settings/{page}/")
        assert answer.status_code == 200 and b'aria-current="page"' in answer.content, page


def test_nobody_becomes_more_by_sending_more_fields(as_: As, ben: Member) -> None:
    more = {
        "role": "owner",
        "is_active": "",
        "email": "x@example.org",
        "photo": "x",
        "suspended_until": "",
        "preferences": "{}",
    }
    as_(ben).post("/settings/profile/", words(**more))
    as_(ben).post("/settings/privacy/", {"theme": "dark", "role": "owner"})
    before = (ben.role, ben.email, ben.photo)
    ben.refresh_from_db()
    assert (ben.role, ben.email, ben.photo) == before and "theme" not in ben.preferences


def test_a_profile_is_saved(as_: As, ben: Member) -> None:
    form = words(about="One\r\ntwo", interests=" rowing,  Small teams ,rowing", languages=["fi", "en"], line="Hello")
    assert as_(ben).post("/settings/profile/", form).status_code == 302
    ben.refresh_from_db()
    assert (ben.about, ben.interests, ben.languages) == ("One\ntwo", ["rowing", "Small teams"], ["fi", "en"])
    assert ben.time_zone == "Europe/Helsinki"


def test_what_is_wrong_is_said_and_kept(as_: As, ben: Member, nia: Member) -> None:
    for field, value, sentence in [
        ("name", "x" * 61, "at most 60"),
        ("name", "   ", "required"),
        ("handle", "Ben Smith", "small letters"),
        ("handle", "admin", "kept for the community"),
        ("handle", "nia", "is or was in use"),
        ("about", "x" * 2001, "at most 2000"),
        ("time_zone", "Mars/Olympus", "valid choice"),
        ("interests", ",".join(f"w{n}" for n in range(13)), "at most 12"),
        ("interests", "x" * 41, "40 letters"),
        ("languages", ["klingon"], "valid choice"),
    ]:
        answer = as_(ben).post("/settings/profile/", words(**{field: value, "line": "I typed this"}))
        assert (
            answer.status_code == 422 and sentence in answer.content.decode() and b"I typed this" in answer.content
        ), field
        ben.refresh_from_db()
        assert ben.line == "" and ben.handle == "ben", field


def test_a_handle_changes_twice_in_thirty_days(ben: Member, nia: Member) -> None:
    ben.take_handle("ben-2", by=ben)
    ben.take_handle("ben", by=ben)
    with pytest.raises(ValidationError, match="twice in 30 days"):
        ben.take_handle("ben-3", by=ben)
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        ben.take_handle("ben-3", by=ben)
    assert ben.handle == "ben-3"


def test_an_old_handle_stays_with_whoever_had_it(ben: Member, nia: Member) -> None:
    ben.take_handle("benedict", by=ben)
    with pytest.raises(ValidationError, match="is or was in use"):
        nia.take_handle("ben", by=nia)
    ben.take_handle("ben", by=ben)
    assert list(FormerHandle.objects.values_list("handle", flat=True)) == ["benedict"]
    assert a_member(handle=Member.objects.free_handle("Benedict")).handle == "benedict-2"


def a_photo(kind: str = "PNG") -> SimpleUploadedFile:
    """A picture to send."""
    out = io.BytesIO()
    Image.new("RGB", (600, 400), (20, 90, 120)).save(out, kind)
    return SimpleUploadedFile("../../me.html", out.getvalue(), "text/html")


def test_a_photo_is_kept_in_three_sizes_and_served_plainly(
    as_: As, ben: Member, client: Client, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    assert as_(ben).post("/settings/profile/photo/", {"photo": a_photo()}).status_code == 302
    ben.refresh_from_db()
    first = sizes(ben.photo)
    assert len(first) == 3 and all(default_storage.exists(name) for name in first)
    assert re.fullmatch(r"photos/[\w-]{16,40}-80\.webp", first[0]), "Nothing of what it was called stays."
    answer = client.get(f"/media/{first[0]}")
    assert answer.status_code == 200 and answer["Content-Type"] == "image/webp"
    assert answer["X-Content-Type-Options"] == "nosniff" and "immutable" in answer["Cache-Control"]
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        as_(ben).post("/settings/profile/photo/remove/")
    ben.refresh_from_db()
    assert ben.photo == "" and not any(default_storage.exists(name) for name in first)
    assert client.get(f"/media/{first[0]}").status_code == 404


def test_what_is_no_picture_is_refused_with_a_sentence(as_: As, ben: Member) -> None:
    for data in (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", b"%PDF-1.7", b"\xff\xd8\xffbroken"):
        answer = as_(ben).post("/settings/profile/photo/", {"photo": SimpleUploadedFile("a.png", data, "image/png")})
        assert answer.status_code == 422 and b"picture" in answer.content
    assert as_(ben).post("/settings/profile/photo/").status_code == 422
    ben.refresh_from_db()
    assert ben.photo == ""


def test_ten_photos_a_day(as_: As, ben: Member) -> None:
    client = as_(ben)
    answers = [client.post("/settings/profile/photo/", {"photo": a_photo()}).status_code for _ in range(11)]
    assert answers == [302] * 10 + [429]


@pytest.mark.parametrize(
    "path",
    ["photos/../../secret", "photos/..%2f..%2fsecret", "photos/", "photos/x.webp", "photos/" + "a" * 24 + "-99.webp"],
)
def test_no_other_file_is_served(client: Client, path: str) -> None:
    assert client.get(f"/media/{path}").status_code == 404


def test_no_browser_refuses_the_language_that_it_asks_for_itself(as_: As, ben: Member) -> None:
    page = as_(ben).get("/settings/appearance/").content.decode()
    select = page.partition('<select name="language"')[2].partition("</select>")[0]
    assert " required" not in select.partition(">")[0]
    assert all(word in select for word in ("English", "Suomi", "Polski", "Magyar", "Русский"))


def test_preferences_show_in_every_page(as_: As, ben: Member) -> None:
    client = as_(ben)
    client.post("/settings/appearance/", {"theme": "dark", "reading": "large", "language": "fi"})
    client.post(
        "/settings/accessibility/",
        {"links": "underlined", "motion": "reduced", "shortcuts": "off", "composer": "plain"},
    )
    ben.refresh_from_db()
    assert ben.language == "fi" and ben.preferences["composer"] == "plain"
    page = client.get("/settings/privacy/").content.decode()
    for attribute in (
        'data-theme="dark"',
        'data-reading="large"',
        'data-links="underlined"',
        'data-motion="reduced"',
        'data-shortcuts="off"',
        'lang="fi"',
    ):
        assert attribute in page
    assert client.post("/settings/appearance/", {"theme": "neon"}).status_code == 422
    client.post("/settings/appearance/theme/", {"theme": ""})
    ben.refresh_from_db()
    assert "theme" not in ben.preferences


def test_saving_one_page_leaves_the_others_alone(as_: As, ben: Member) -> None:
    as_(ben).post("/settings/privacy/", {"profile": "members", "online": "hidden"})
    as_(ben).post("/settings/accessibility/", {"links": "underlined"})
    ben.refresh_from_db()
    assert ben.preferences == {"profile": "members", "online": "hidden", "links": "underlined"}


def test_a_new_language_is_confirmed_in_that_language(as_: As, ben: Member) -> None:
    sent = {"theme": "", "reading": "", "dock": "", "language": "fi"}
    assert "Tallennettu." in as_(ben).post("/settings/appearance/", sent, follow=True).content.decode()
    ben.refresh_from_db()
    assert "Saved." in as_(ben).post("/settings/appearance/", sent | {"language": "en"}, follow=True).content.decode()
