"""The icons a phone shows for this community: drawn when mark or colour change, named by what they are drawn from."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from PIL import Image

from config.lib.app_icons import DRAWING, Kind, draw

if TYPE_CHECKING:
    from members.installation.models import Installation


def fingerprint(accent: str, mark: str) -> str:
    """Sixteen characters that change with everything an icon is drawn from; part of its address."""
    return hashlib.sha256(f"{DRAWING} {accent} {mark}".encode()).hexdigest()[:16]


def icon_url(installation: Installation, kind: Kind) -> str:
    """Where an icon is; its address names its content."""
    return reverse("app_icon", args=[fingerprint(installation.accent, installation.mark), kind.value])


def icon_file(installation: Installation, kind: Kind) -> str:
    """The file of an icon below the media folder; drawn now if it is not there, as after an upgrade."""
    name = _name(fingerprint(installation.accent, installation.mark), kind)
    if not default_storage.exists(name):
        kept = default_storage.save(name, ContentFile(draw(kind, installation.accent, _picture(installation.mark))))
        if kept != name:  # Somebody else asked at the same moment, and was first.
            default_storage.delete(kept)
    return name


def draw_icons(installation: Installation) -> None:
    """Draw all of them, so that nobody waits for the first."""
    for kind in Kind:
        icon_file(installation, kind)


def forget_icons(accent: str, mark: str) -> None:
    """Delete the icons of a look that is gone."""
    for kind in Kind:
        default_storage.delete(_name(fingerprint(accent, mark), kind))


def large(mark: str) -> str:
    """The larger file of a mark, which icons are drawn from."""
    return mark.removesuffix(".webp") + "-512.webp"


def _name(print_: str, kind: Kind) -> str:
    return f"icons/{print_}-{kind.value}.png"


def _picture(mark: str) -> Image.Image | None:
    """The mark's picture in its best size; None for the shipped mark, also where a file got lost."""
    for name in (large(mark), mark) if mark else ():
        if default_storage.exists(name):
            with default_storage.open(name) as file, Image.open(file, formats=("WEBP",)) as image:
                return image.convert("RGBA")
    return None
