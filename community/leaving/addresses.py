"""Addresses that others wrote out: in those of threads and guides stand titles, also after the title is another one."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.db import models
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.urls import Resolver404, resolve

from community.guides.models import Guide
from community.threads.models import Thread
from members.privacy.erasers import Eraser, Leaver

BATCH = 200
# Letters beyond ASCII stand in an address as they are, or as browsers copy them.
_WORDS = r"(?:[\w-]|%[0-9A-Fa-f]{2})"
_THREAD = re.compile(rf"/t/(?P<thread>[1-9][0-9]{{0,17}})/(?P<slug>{_WORDS}+)")
# The number of a guide stands behind its words, so that an address elsewhere may look alike: only ours are touched.
_GUIDE = re.compile(
    rf"(?P<before>{re.escape(settings.PUBLIC_URL)}|(?<![\w.:/%-]))"
    rf"/guides/(?P<words>{_WORDS}+)-(?P<guide>[1-9][0-9]{{0,17}})(?!{_WORDS})"
)

Rewrite = Callable[[Any, str], None]
"""Saves a thing with another source, for what is kept rendered."""


@dataclass(frozen=True)
class _Today:
    """What the addresses in some texts say now: of threads by their number, of guides too."""

    threads: dict[int, str]
    guides: dict[int, str]

    @classmethod
    def of(cls, texts: Collection[str]) -> _Today:
        """Two queries at most, and none for texts without addresses."""
        threads = {int(found["thread"]) for text in texts for found in _THREAD.finditer(text)}
        guides = {int(found["guide"]) for text in texts for found in _GUIDE.finditer(text)}
        slugs = dict(Thread.objects.filter(pk__in=threads).values_list("pk", "slug")) if threads else {}
        known = Guide.objects.in_bulk(guides) if guides else {}
        titled = {number: known[number].address if number in known else f"guide-{number}" for number in guides}
        return cls(slugs, titled)

    def thread(self, found: re.Match[str]) -> str:
        """The address of a thread as it is now."""
        slug = self.threads.get(int(found["thread"]))
        if slug is None or slug == unquote(found["slug"]) or not _names(found[0], "thread"):
            return found[0]
        return f"/t/{found['thread']}/{slug}"

    def guide(self, found: re.Match[str]) -> str:
        """The address of a guide as it is now; of one that is gone, only its number stays."""
        address = self.guides[int(found["guide"])]
        if address == f"{unquote(found['words'])}-{found['guide']}":
            return found[0]
        return f"{found['before']}/guides/{address}"


class Addresses(Eraser):
    """Puts the present title into addresses of threads and guides, wherever one of before is written out."""

    def __init__(self, model: type[models.Model], *fields: str, rewrite: Rewrite | None = None) -> None:
        self.key = f"addresses:{model._meta.label_lower}"
        self._model, self._fields, self._rewrite = model, fields, rewrite

    def step(self, leaver: Leaver, after: int) -> int | None:
        """Do the next batch."""
        texts = {f"said_{name}": Cast(name, TextField()) for name in self._fields}
        holding = reduce(or_, (Q(**{f"{text}__contains": path}) for text in texts for path in ("/t/", "/guides/")))
        found = self._model._base_manager.annotate(**texts).filter(holding, pk__gt=after).order_by("pk")
        rows = list(found.select_for_update(no_key=True, of=("self",))[:BATCH])
        today = _Today.of([getattr(row, text) or "" for row in rows for text in texts])
        for row in rows:
            said = {name: _brought_up(getattr(row, name), today) for name in self._fields}
            if any(getattr(row, name) != words for name, words in said.items()):
                self._save(row, said)
        return int(rows[-1].pk) if len(rows) == BATCH else None

    def _save(self, row: models.Model, said: dict[str, Any]) -> None:
        if self._rewrite is not None:
            self._rewrite(row, said.pop("source"))
        for name, words in said.items():
            longest = getattr(self._model._meta.get_field(name), "max_length", None)
            setattr(row, name, words[:longest] if isinstance(words, str) and longest else words)
        if said:
            row.save(update_fields=list(said))


def _brought_up(words: Any, today: _Today) -> Any:
    """The words with addresses of today; of lists and dictionaries, every text in them."""
    if isinstance(words, str):
        return _GUIDE.sub(today.guide, _THREAD.sub(today.thread, words))
    if isinstance(words, list):
        return [_brought_up(word, today) for word in words]
    if isinstance(words, dict):
        return {key: _brought_up(word, today) for key, word in words.items()}
    return words


def _names(path: str, name: str) -> bool:
    """Whether it is a thing's own address, and not that of something one can do there."""
    try:
        return resolve(f"{unquote(path)}/").url_name == name
    except Resolver404:
        return False
