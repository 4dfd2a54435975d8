"""Pictures from members: the bytes say what they are, and what is kept is drawn anew with nothing else in it."""

import io
import warnings
from dataclasses import dataclass
from typing import IO

from django.conf import settings
from django.utils.translation import gettext as _
from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
"""Formats whose decoders may run. SVG, PDF, HEIF, TIFF and the rest never reach one."""
MAX_PIXELS = 30_000_000
"""A photo of a good phone has 12 to 24 million; decoding this many takes about 120 MB."""
QUALITY = 82
PHOTO_SIDES = (80, 160, 320)
_MAGIC = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"RIFF")
_CHUNK = 64 * 1024


class PictureRefused(ValueError):
    """Not taken; the text is a sentence for the person who sent it."""


@dataclass(frozen=True)
class Picture:
    """A picture drawn anew: only pixels are left of what was sent. `kind` is its media type."""

    data: bytes
    extension: str
    width: int
    height: int
    kind: str


def is_picture(file: IO[bytes]) -> bool:
    """Whether it begins as the pictures do that are taken."""
    file.seek(0)
    return file.read(8).startswith(_MAGIC)


def read_picture(file: IO[bytes], max_side: int = 2000) -> Picture:
    """The first frame of a JPEG, PNG, WebP or GIF, upright, at most `max_side` pixels wide and high, as WebP.

    Size and pixels are checked before anything is decoded. Raises PictureRefused.
    """
    data = _read(file)
    if not data.startswith(_MAGIC):
        raise PictureRefused(_("This is not a picture we can show. Send a JPEG, PNG, WebP or GIF."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            return _encode(_upright(_open(data), max_side))
    except PictureRefused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PictureRefused(_too_many_pixels()) from error
    except (OSError, ValueError, SyntaxError, EOFError, TypeError, IndexError, OverflowError, Warning) as error:
        # A broken file fails in many ways, each of them inside the decoder.
        raise PictureRefused(
            _("This picture is damaged. Open it in a picture program, save it again and send that.")
        ) from error


def thumbnail(picture: Picture, side: int, square: bool = False) -> Picture:
    """A smaller copy that fits into `side` pixels, or fills a square of that side from the middle."""
    with Image.open(io.BytesIO(picture.data), formats=("WEBP",)) as image:
        if square:
            return _encode(ImageOps.fit(image, (side, side), Image.Resampling.LANCZOS))
        image.thumbnail((side, side), Image.Resampling.LANCZOS)
        return _encode(image)


def scaled(data: bytes, width: int, form: str) -> bytes:
    """A copy of a stored picture that is `width` pixels wide, as "avif" or "webp". Raises OSError or ValueError."""
    with Image.open(io.BytesIO(data), formats=("WEBP",)) as image:
        size = (width, max(1, round(image.height * width / image.width)))
        small, out = image.resize(size, Image.Resampling.LANCZOS), io.BytesIO()
    options = {"quality": 60, "speed": 8} if form == "avif" else {"quality": QUALITY, "method": 4}
    bare = Image.new(small.mode, small.size)
    bare.paste(small)
    bare.save(out, form.upper(), **options)
    return out.getvalue()


def _read(file: IO[bytes]) -> bytes:
    """All bytes, unless there are too many; then no more than the limit is read."""
    limit: int = settings.UPLOAD_LIMIT_BYTES
    parts, size = [], 0
    file.seek(0)
    while part := file.read(_CHUNK):
        size += len(part)
        if size > limit:
            raise PictureRefused(_("The picture is larger than %(limit)d MB.") % {"limit": limit // (1024 * 1024)})
        parts.append(part)
    if not size:
        raise PictureRefused(_("The file is empty."))
    return b"".join(parts)


def _open(data: bytes) -> ImageFile.ImageFile:
    """The picture's header; nothing is decoded yet."""
    try:
        image = Image.open(io.BytesIO(data), formats=FORMATS)
    except UnidentifiedImageError as error:
        raise PictureRefused(_("This is not a picture we can show. Send a JPEG, PNG, WebP or GIF.")) from error
    if image.width * image.height > MAX_PIXELS:
        raise PictureRefused(_too_many_pixels())
    return image


def _upright(image: ImageFile.ImageFile, max_side: int) -> Image.Image:
    """Its first frame, decoded, turned the way the camera was held, and no larger than wanted."""
    image.draft("RGB", (max_side, max_side))  # JPEG alone: decodes at a fraction of the size
    image.load()
    turned = ImageOps.exif_transpose(image)
    see_through = turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info
    plain = turned.convert("RGBA" if see_through else "RGB")
    plain.thumbnail((max_side, max_side), Image.Resampling.LANCZOS)
    return plain


def _encode(image: Image.Image) -> Picture:
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    out = io.BytesIO()
    bare.save(out, "WEBP", quality=QUALITY, method=4)
    return Picture(out.getvalue(), "webp", bare.width, bare.height, "image/webp")


def _too_many_pixels() -> str:
    return _("The picture has too many pixels. Make it smaller than %(side)d by %(side)d and send it again.") % {
        "side": 5000
    }
