"""Addresses that others wrote out: in the address of a thread stands its title, also after the title is another one."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from functools import reduce
from operator import or_
from typing import Any

from django.db import models
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.urls import Resolver404, resolve

from community.threads.models import Thread
from members.privacy.erasers import Eraser, Leaver

BATCH = 200
_ADDRESS = re.compile(r"/t/(?P<thread>[1-9][0-9]{0,17})/(?P<slug>[\w-]+)")

Rewrite = Callable[[Any, str], None]
"""Saves a thing with another source, for what is kept rendered."""


class Addresses(Eraser):
    """Puts the present title into addresses of threads, wherever one of before is written out."""

    def __init__(self, model: type[models.Model], *fields: str, rewrite: Rewrite | None = None) -> None:
        self.key = f"addresses:{model._meta.label_lower}"
        self._model, self._fields, self._rewrite = model, fields, rewrite

    def step(self, leaver: Leaver, after: int) -> int | None:
        """Do the next batch."""
        texts = {f"said_{name}": Cast(name, TextField()) for name in self._fields}
        holding = reduce(or_, (Q(**{f"{text}__contains": "/t/"}) for text in texts))
        found = self._model._base_manager.annotate(**texts).filter(holding, pk__gt=after).order_by("pk")
        rows = list(found.select_for_update(no_key=True, of=("self",))[:BATCH])
        slugs = _slugs_in([getattr(row, text) or "" for row in rows for text in texts])
        for row in rows:
            said = {name: _brought_up(getattr(row, name), slugs) for name in self._fields}
            if any(getattr(row, name) != words for name, words in said.items()):
                self._save(row, said)
        return int(rows[-1].pk) if len(rows) == BATCH else None

    def _save(self, row: models.Model, said: dict[str, Any]) -> None:
        if self._rewrite is not None:
            self._rewrite(row, said["source"])
            return
        for name, words in said.items():
            longest = getattr(self._model._meta.get_field(name), "max_length", None)
            setattr(row, name, words[:longest] if isinstance(words, str) and longest else words)
        row.save(update_fields=self._fields)


def _slugs_in(texts: Collection[str]) -> dict[int, str]:
    """Of the threads whose address stands in these texts, what it says now."""
    ids = {int(found["thread"]) for text in texts for found in _ADDRESS.finditer(text)}
    return dict(Thread.objects.filter(pk__in=ids).values_list("pk", "slug"))


def _brought_up(words: Any, slugs: dict[int, str]) -> Any:
    """The words with addresses of today; of lists and dictionaries, every text in them."""
    if isinstance(words, str):
        return _ADDRESS.sub(lambda found: _of_today(found, slugs), words)
    if isinstance(words, list):
        return [_brought_up(word, slugs) for word in words]
    if isinstance(words, dict):
        return {key: _brought_up(word, slugs) for key, word in words.items()}
    return words


def _of_today(found: re.Match[str], slugs: dict[int, str]) -> str:
    slug = slugs.get(int(found["thread"]))
    if slug is None or slug == found["slug"] or not _names_a_thread(found[0]):
        return found[0]
    return f"/t/{found['thread']}/{slug}"


def _names_a_thread(path: str) -> bool:
    """Whether it is a thread's own address, and not that of something one can do there."""
    try:
        return resolve(f"{path}/").url_name == "thread"
    except Resolver404:
        return False
