"""What a phone installs: the manifest, and icons that hold what they say."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from PIL import Image, ImageDraw

from config.lib.app_icons import SIDES, Kind, draw
from members.installation.icons import fingerprint, icon_url
from members.installation.models import Installation
from members.profiles.models import Member

As = Callable[[object], Client]
PETROL, WHITE = (0x07, 0x65, 0x7D), (255, 255, 255)


@pytest.fixture(autouse=True)
def _media(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def opened(data: bytes) -> Image.Image:
    """An icon's picture."""
    return Image.open(io.BytesIO(data))


def near(pixel: Any, colour: tuple[int, int, int]) -> bool:
    """Whether a pixel has a colour, give or take what rounding does."""
    return all(abs(one - other) <= 4 for one, other in zip(pixel[:3], colour, strict=True))


def test_the_shipped_mark_is_two_waves_on_the_communitys_colour() -> None:
    for kind, side in SIDES.items():
        image = opened(draw(kind, "", None))
        assert (image.format, image.size) == ("PNG", (side, side))
        assert near(image.getpixel((side // 2, side // 16)), PETROL)
        assert any(near(image.getpixel((x, side * 20 // 32)), WHITE) for x in range(side // 4, side * 3 // 4))
    assert near(opened(draw(Kind.LARGE, "#8a1c5b", None)).getpixel((256, 32)), (0x8A, 0x1C, 0x5B))


def test_lines_can_be_seen_on_a_light_colour_too() -> None:
    image = opened(draw(Kind.LARGE, "#f2c14e", None)).convert("L")
    assert image.getextrema()[0] < 60  # type: ignore[operator]


def test_a_maskable_icon_is_full_and_keeps_the_mark_where_no_mask_cuts() -> None:
    mark = Image.new("RGBA", (512, 512), (0, 0, 0, 0))
    ImageDraw.Draw(mark).rectangle((0, 128, 511, 383), fill="red")
    for kind in (Kind.MASKABLE, Kind.APPLE):
        image = opened(draw(kind, "", mark))
        assert image.mode == "RGB"
        assert near(image.getpixel((1, 1)), WHITE)
    image, middle = opened(draw(Kind.MASKABLE, "", mark)), 256
    drawn = [(x, y) for x in range(0, 512, 8) for y in range(0, 512, 8) if not near(image.getpixel((x, y)), WHITE)]
    assert max((x - middle) ** 2 + (y - middle) ** 2 for x, y in drawn) <= (0.4 * 512) ** 2
    assert opened(draw(Kind.LARGE, "", mark)).getpixel((2, 2))[3] == 0  # type: ignore[index]


@pytest.mark.django_db
def test_the_manifest_names_icons_that_are_there_in_the_sizes_it_says(client: Client) -> None:
    answer = client.get(reverse("manifest"))
    assert answer.headers["Content-Type"] == "application/manifest+json"
    said = answer.json()
    assert (said["name"], said["display"], said["start_url"], said["scope"]) == ("Talkoot", "standalone", "/", "/")
    assert {(icon["sizes"], icon["purpose"]) for icon in said["icons"]} == {
        ("192x192", "any"), ("512x512", "any"), ("512x512", "maskable"),
    }  # fmt: skip
    for icon in said["icons"]:
        shown = client.get(icon["src"])
        assert (shown.status_code, shown.headers["Content-Type"]) == (200, icon["type"])
        assert "immutable" in shown.headers["Cache-Control"]
        assert opened(shown.getvalue()).size == tuple(int(side) for side in icon["sizes"].split("x"))
    assert [shortcut["url"] for shortcut in said["shortcuts"]] == ["/t/new/", "/inbox/", "/search/"]
    apple = client.get("/apple-touch-icon.png", follow=True)
    assert opened(apple.getvalue()).size == (180, 180)
    assert 'rel="apple-touch-icon"' in client.get("/about/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "short"),
    [("Almanac Commons", "Almanac"), ("Allotments", "Allotments"), ("Verkehrsverein", "Verkehrsvere")],
)
def test_the_name_under_an_icon_ends_with_a_word(client: Client, name: str, short: str) -> None:
    Installation.objects.update_or_create(id=1, defaults={"name": name})
    cache.clear()
    assert client.get(reverse("manifest")).json()["short_name"] == short


@pytest.mark.django_db
def test_icons_nobody_has_are_missing_and_nothing_is_drawn_for_them(client: Client, tmp_path: Path) -> None:
    for address in (f"/icons/{'0' * 16}-192.png", f"/icons/{fingerprint('', '')}-64.png", "/media/mark/nothing.webp"):
        assert client.get(address).status_code == 404
    assert not list(tmp_path.rglob("*.png"))


@pytest.mark.django_db(transaction=True)
def test_icons_are_drawn_once_when_colour_or_mark_change_and_the_old_ones_go(
    as_: As, mia: Member, tmp_path: Path
) -> None:
    manager = as_(mia)

    def files() -> set[str]:
        return {path.name for path in (tmp_path / "icons").iterdir()}

    manager.post(reverse("settings_paint"), {"accent": "#2d6a4f", "corners": "soft"})
    assert files() == {f"{fingerprint('#2d6a4f', '')}-{kind.value}.png" for kind in Kind}
    picture = io.BytesIO()
    Image.new("RGB", (300, 300), "teal").save(picture, "PNG")
    picture.seek(0)
    picture.name = "mark.png"
    manager.post(reverse("settings_take_mark"), {"mark": picture})
    mark = Installation.current().mark
    assert files() == {f"{fingerprint('#2d6a4f', mark)}-{kind.value}.png" for kind in Kind}
    shown = manager.get(icon_url(Installation.current(), Kind.LARGE))
    assert near(opened(shown.getvalue()).convert("RGB").getpixel((256, 256)), (0, 128, 128))
    assert "immutable" in manager.get(f"/media/{mark}").headers["Cache-Control"]
    manager.post(reverse("settings_drop_mark"))
    assert not list((tmp_path / "mark").iterdir())
    assert files() == {f"{fingerprint('#2d6a4f', '')}-{kind.value}.png" for kind in Kind}
