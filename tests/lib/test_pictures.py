"""Pictures: content decides, bombs are refused before they are decoded, nothing but pixels is kept."""

import io
import json
import time
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pytest_django import Settings

from config.lib.pictures import PictureRefused, read_picture, thumbnail

CASES = Path(__file__).resolve().parents[3] / "shared" / "cases" / "upload"
ITEMS: list[dict[str, Any]] = [
    item for item in json.loads((CASES / "manifest.json").read_text())["items"] if item.get("file")
]
TAKEN = {
    "ok.png", "ok.jpg", "ok.gif", "ok.webp", "png_named.jpg", "gifar.gif", "png_zip_polyglot.png",
    "jpg_php_comment.jpg", "strip_1x65000.png", "strip_65000x1.png", "gif_300_frames.gif", "exif_gps.jpg",
    "exif_orientation6.jpg", "png_text_xmp_exif.png", "webp_exif.webp",
}  # fmt: skip
SECRETS = (b"CANARY", b"Canary", b"<?php", b"PK\x03\x04", b"Exif", b"GPS")


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item["file"])
def test_each_case_is_taken_without_its_secrets_or_refused_in_a_sentence(item: dict[str, Any]) -> None:
    data = (CASES / "files" / item["file"]).read_bytes()
    if item["file"] not in TAKEN:
        with pytest.raises(PictureRefused, match=r"\.$"):
            read_picture(io.BytesIO(data))
        return
    picture = read_picture(io.BytesIO(data))
    assert picture.kind == "image/webp" and picture.data[8:12] == b"WEBP"
    assert max(picture.width, picture.height) <= 2000
    assert not any(secret in picture.data for secret in SECRETS)
    with Image.open(io.BytesIO(picture.data)) as image:
        assert not image.getexif() and not set(image.info) & {"exif", "xmp", "icc_profile", "comment"}


BOMBS = [item["file"] for item in ITEMS if "bomb" in item["class"]]


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_costs_neither_time_nor_memory(name: str) -> None:
    data = (CASES / "files" / name).read_bytes()
    read_any(data)  # the decoders are loaded
    tracemalloc.start()
    began = time.perf_counter()
    assert not read_any(data)
    took, (_, peak) = time.perf_counter() - began, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert took < 0.2 and peak < 50_000_000


def read_any(data: bytes) -> bool:
    """Whether it is taken."""
    try:
        read_picture(io.BytesIO(data))
    except PictureRefused:
        return False
    return True


def a_picture(width: int, height: int, mode: str = "RGB", kind: str = "PNG") -> io.BytesIO:
    """A picture whose left half is red."""
    image = Image.new(mode, (width, height))
    image.paste((255, 0, 0) if mode == "RGB" else (255, 0, 0, 255), (0, 0, width // 2, height))
    out = io.BytesIO()
    image.save(out, kind)
    out.seek(0)
    return out


def test_a_picture_held_sideways_is_shown_upright() -> None:
    picture = read_picture((CASES / "files" / "exif_orientation6.jpg").open("rb"))
    assert (picture.width, picture.height) == (32, 64)


def test_a_large_picture_becomes_smaller_and_keeps_its_shape() -> None:
    picture = read_picture(a_picture(3000, 1500), max_side=1000)
    assert (picture.width, picture.height) == (1000, 500)


def test_what_is_see_through_stays_so() -> None:
    picture = read_picture(a_picture(40, 40, "RGBA"))
    with Image.open(io.BytesIO(picture.data)) as image:
        assert image.mode == "RGBA"


def test_too_many_pixels_and_too_many_bytes_are_refused(settings: Settings) -> None:
    with pytest.raises(PictureRefused, match="pixels"):
        read_picture(a_picture(7000, 5000))
    settings.UPLOAD_LIMIT_BYTES = 1024 * 1024
    with pytest.raises(PictureRefused, match="larger than 1 MB"):
        read_picture(io.BytesIO(b"\x89PNG\r\n\x1a\n" + bytes(2_000_000)))


def test_a_square_is_cut_from_the_middle() -> None:
    small = thumbnail(read_picture(a_picture(400, 200)), 80, square=True)
    assert (small.width, small.height) == (80, 80)
    with Image.open(io.BytesIO(small.data)) as image:
        assert image.convert("RGB").getpixel((5, 40))[0] > 200  # type: ignore[index]
        assert image.convert("RGB").getpixel((75, 40))[0] < 60  # type: ignore[index]
    assert (thumbnail(read_picture(a_picture(400, 200)), 80).width,) == (80,)
