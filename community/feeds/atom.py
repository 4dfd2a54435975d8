"""Writing Atom (RFC 4287): small, strict, the same bytes for everybody."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr

from django.conf import settings

MOST_ENTRIES = 50
MOST_BYTES = 400_000
"""Entries that would make a feed larger are left out, oldest first; the first always stands."""

# What XML 1.0 cannot hold.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TAG = re.compile(r"<[a-zA-Z][^>]*>")
_ADDRESS = re.compile(r'(\s(?:href|src)=")(/(?!/)|#)')


@dataclass(frozen=True)
class Entry:
    """One thing that was written. Addresses begin with a slash."""

    id: str
    title: str
    address: str
    author: str
    author_address: str
    published: datetime
    updated: datetime
    html: str
    tags: Sequence[str] = ()
    language: str = ""


@dataclass(frozen=True)
class Feed:
    """What a feed is about."""

    id: str
    title: str
    subtitle: str
    address: str
    page: str
    language: str


def write(feed: Feed, entries: Iterable[Entry]) -> bytes:
    """The feed as a document, newest entry first."""
    kept: list[str] = []
    size = 0
    newest = sorted(entries, key=lambda entry: (entry.published, entry.id), reverse=True)[:MOST_ENTRIES]
    for entry in newest:
        text = _entry(entry)
        size += len(text.encode())
        if kept and size > MOST_BYTES:
            break
        kept.append(text)
    updated = max((entry.updated for entry in newest[: len(kept)]), default=datetime(2000, 1, 1, tzinfo=UTC))
    return (_head(feed, updated) + "".join(kept) + "</feed>\n").encode()


def _head(feed: Feed, updated: datetime) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={_attribute(feed.language)}>\n'
        f"<id>{feed.id}</id>\n<title>{_text(feed.title)}</title>\n"
        + (f"<subtitle>{_text(feed.subtitle)}</subtitle>\n" if feed.subtitle else "")
        + f"<updated>{_time(updated)}</updated>\n"
        f'<link rel="self" type="application/atom+xml" href={_link(feed.address)}/>\n'
        f'<link rel="alternate" type="text/html" href={_link(feed.page)}/>\n'
    )


def _entry(entry: Entry) -> str:
    language = f" xml:lang={_attribute(entry.language)}" if entry.language else ""
    author = f"<uri>{_text(settings.PUBLIC_URL + entry.author_address)}</uri>" if entry.author_address else ""
    tags = "".join(f"<category term={_attribute(tag)}/>\n" for tag in entry.tags)
    return (
        f"<entry{language}>\n<id>{entry.id}</id>\n<title>{_text(entry.title)}</title>\n"
        f'<link rel="alternate" type="text/html" href={_link(entry.address)}/>\n'
        f"<published>{_time(entry.published)}</published>\n<updated>{_time(entry.updated)}</updated>\n"
        f"<author><name>{_text(entry.author)}</name>{author}</author>\n{tags}"
        f'<content type="html">{_text(absolute(entry.html, entry.address))}</content>\n</entry>\n'
    )


def absolute(html: str, page: str) -> str:
    """Sanitised HTML with the community's address before every address that lacks one. `page` is where it stands."""
    here = (settings.PUBLIC_URL + page).split("#")[0]

    def whole(found: re.Match[str]) -> str:
        return found[1] + (f"{here}#" if found[2] == "#" else f"{settings.PUBLIC_URL}/")

    return _TAG.sub(lambda tag: _ADDRESS.sub(whole, tag[0]), html)


def _text(text: str) -> str:
    return escape(_FORBIDDEN.sub("", text))


def _attribute(text: str) -> str:
    return quoteattr(_FORBIDDEN.sub("", text))


def _link(address: str) -> str:
    return _attribute(settings.PUBLIC_URL + address)


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
