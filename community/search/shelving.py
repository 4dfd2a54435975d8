"""What stands on shelves of its own, such as guides: found by the same words, shown before the threads."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString

from community.search.filtering import address
from community.search.marking import extract, marked, wording
from community.search.registry import SHELVES, Find, Shelf

if TYPE_CHECKING:
    from community.search.finding import Found
    from community.search.models import SearchDocument
    from config.lib.audience import Viewer

SHOWN, SHOWN_IN_PALETTE = 3, 2


@dataclass(frozen=True)
class Item:
    """Something that was found, with the words that were found in it."""

    find: Find
    title: SafeString
    extract: SafeString


@dataclass(frozen=True)
class Group:
    """A shelf with what was found on it."""

    kind: str
    label: str
    icon: str
    items: list[Item] = field(default_factory=list)
    total: int = 0
    all_url: str = ""
    """Where all of it is shown; empty if it is shown already."""


def shelved(found: Found, most: int) -> list[int]:
    """The documents to show: the best few of each shelf, and all of one that is asked for (`kind:guide`)."""
    if found.query.value("kind") in SHELVES:
        return [pk for pk, _kind in found.shelved]
    each = {kind: [pk for pk, one in found.shelved if one == kind][:most] for kind in SHELVES}
    return [pk for pks in each.values() for pk in pks]


def groups(viewer: Viewer, found: Found) -> list[Group]:
    """What each shelf has, of the documents that showing.py has read; one query for a shelf that has something."""
    each = [_group(viewer, found, shelf) for shelf in SHELVES.values()]
    return [group for group in each if group.items]


def _group(viewer: Viewer, found: Found, shelf: Shelf) -> Group:
    here = [pk for pk, kind in found.shelved if kind == shelf.kind]
    documents = [found.documents[pk] for pk in here if pk in found.documents]
    finds = shelf.finds(viewer, [one.object_id for one in documents]) if documents else {}
    items = [_item(found, one, finds[one.object_id]) for one in documents if one.object_id in finds]
    rest = address(replace(found.query, is_typing=False).and_also("kind", shelf.kind))
    all_url = rest if len(here) > len(documents) else ""
    return Group(shelf.kind, str(shelf.label), shelf.icon, items, len(here), all_url)


def _item(found: Found, document: SearchDocument, find: Find) -> Item:
    letters = wording(found.query, found.asking, document.language, f"{document.title} {document.text}")
    words = letters.union(document.stems)  # type: ignore[attr-defined]
    return Item(find, marked(find.title, words), extract(document.text, words))
