"""Which addresses a post may link to, and which of them are our own."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

# A positive list: web, mail, a path of our own, a footnote. A relative address such as "page:x" is nobody's friend,
# and "//host" or "/\host" is another host in disguise.
_SAFE = re.compile(r"(?:https?://[^/\\?#]|mailto:[^\s]|/(?![/\\])|#fn(?:ref)?-)", re.IGNORECASE)
_HIDDEN = re.compile(
    '[\x00-\x20\x7f-\xa0\xad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\u3000\ufeff\U000e0001"<>`\\\\]'
)
_PICTURE = re.compile(r"/media/[A-Za-z0-9_-][A-Za-z0-9_.-]*(?:/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*")
_THREAD = re.compile(r"/t/([1-9][0-9]{0,8})/(?:[^/]+/(?:([1-9][0-9]{0,8})/?)?)?")
_PERMALINK = re.compile(r"/p/([1-9][0-9]{0,17})/?")


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """A thread (perhaps one post of it) or a post of this community."""

    thread_id: int | None = None
    number: int | None = None
    post_id: int | None = None


def is_safe(url: str) -> bool:
    """Whether a link may lead there."""
    return _SAFE.match(url) is not None and _HIDDEN.search(url) is None


def is_external(url: str) -> bool:
    """Whether a safe address leads away from this community."""
    return url[:4].lower() == "http"


def is_picture(url: str) -> bool:
    """Whether an address is a file that was uploaded here."""
    return _PICTURE.fullmatch(url) is not None and ".." not in url


def without_own_host(url: str, own_host: str) -> str:
    """The path of an address on our own host, or the address as it is."""
    if not own_host or not is_external(url):
        return url
    try:
        parts = urlsplit(url)
    except ValueError:  # such as half an IPv6 address
        return url
    if parts.netloc.lower() != own_host.lower():
        return url
    path = "/" + parts.path.lstrip("/")
    return path + (f"?{parts.query}" if parts.query else "") + (f"#{parts.fragment}" if parts.fragment else "")


def own_place(path: str) -> OwnPlace | None:
    """The thread or post behind a path such as ``/t/12/a-slug/5/`` or ``/p/9/``."""
    if match := _THREAD.fullmatch(path):
        return OwnPlace(thread_id=int(match[1]), number=int(match[2]) if match[2] else None)
    if match := _PERMALINK.fullmatch(path):
        return OwnPlace(post_id=int(match[1]))
    return None
