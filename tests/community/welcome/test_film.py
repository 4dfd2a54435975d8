"""The film for newcomers: on this server alone, played in parts, and only when somebody wants it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from community.welcome.models import WelcomeRules
from members.profiles.models import Member

pytestmark = pytest.mark.django_db
As = Callable[[object], Client]
CHOOSE = "/manage/settings/welcome/choose/"
MP4 = b"\x00\x00\x00\x18ftypmp42" + bytes(range(100))


@pytest.fixture(autouse=True)
def _media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def film(data: bytes = MP4) -> SimpleUploadedFile:
    return SimpleUploadedFile("anything.mp4", data, "video/mp4")


@pytest.mark.parametrize(
    "address",
    ["https://films.example/a.mp4", "//films.example/a.mp4", "/\\films.example/a.mp4", "/about/", "a.mp4", "/a.html"],
)
def test_no_film_comes_from_another_server(as_: As, mia: Member, address: str) -> None:
    answer = as_(mia).post(CHOOSE, {"video": address, "video_words": "A tour"})
    assert answer.status_code == 422 and "Give an address on this server" in answer.text and "A tour" in answer.text
    assert not WelcomeRules.objects.exists()


def test_what_is_no_film_is_refused_and_a_film_says_what_it_shows(as_: As, mia: Member, settings: Any) -> None:
    client = as_(mia)
    assert "This is no film" in client.post(CHOOSE, {"film": film(b"<html>"), "video_words": "x"}).text
    assert "Say in a few words" in client.post(CHOOSE, {"film": film()}).text
    settings.UPLOAD_LIMIT_BYTES = 50
    assert "This file is larger than" in client.post(CHOOSE, {"film": film(), "video_words": "x"}).text
    assert not WelcomeRules.objects.exists()


def test_a_film_is_played_in_parts_to_members_and_goes_when_another_comes(
    as_: As, nia: Member, mia: Member, visitor: Any, tmp_path: Path
) -> None:
    assert as_(mia).post(CHOOSE, {"film": film(), "video_words": "A tour"}).status_code == 302
    address = WelcomeRules.current().video
    page = as_(nia).get("/welcome/").text
    assert f'<video class="mt-2" controls preload="none" playsinline src="{address}"' in page and "A tour" in page
    client = as_(nia)
    assert as_(visitor).get(address).status_code == 302
    assert client.get(address).getvalue() == MP4
    parts = {"bytes=0-3": MP4[:4], "bytes=8-": MP4[8:], "bytes=-5": MP4[-5:], "bytes=100-999": MP4[100:]}
    for asked, got in parts.items():
        answer = client.get(address, headers={"Range": asked})
        assert answer.status_code == 206 and answer.getvalue() == got, asked
    assert client.get(address, headers={"Range": "bytes=900-"}).status_code == 416
    assert client.get(address, headers={"Range": "bytes=-"}).status_code == 200
    assert {
        client.get(f"/welcome/film/{name}").status_code for name in ("x", "..%2F..%2Fa.mp4", "a" * 22 + ".mp4")
    } == {404}
    as_(mia).post(CHOOSE, {"video": "/films/hello.webm", "video_words": "A tour"})
    assert client.get(address).status_code == 404 and not list(tmp_path.rglob("*.mp4"))
    as_(mia).post(CHOOSE, {})
    assert "<video" not in client.get("/welcome/").text
