"""Trait: a space has a name and an address; when the address changes, the old one leads there for ever."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, cast

from django.db import models, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.spaces.alone import NotPossible, alone
from members.activity.log import record
from members.profiles.models import Member

if TYPE_CHECKING:
    from community.spaces.models import Space

NAME_MAX = 80
# Letters that do not fall apart into a base letter and a mark.
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"})


class Nameable(models.Model):
    """Has a name, and an address made of it."""

    name = models.CharField(gettext_lazy("name"), max_length=NAME_MAX)
    slug = models.SlugField(gettext_lazy("address"), max_length=NAME_MAX, unique=True)

    class Meta:
        abstract = True

    @transaction.atomic
    def rename(self, name: str, *, slug: str = "", by: Member) -> None:
        """Take another name and, if `slug` is given, another address. Raises NotPossible if the address is taken."""
        from community.spaces.models import FormerSlug

        space = cast("Space", self)
        alone()
        before = space.slug
        slug = slug or before
        if (name, slug) == (space.name, before):
            return
        if slug != before:
            if taken(slug, but=space):
                raise NotPossible(_("Another space has or had the address “%(slug)s”.") % {"slug": slug})
            FormerSlug.objects.filter(slug=slug, space=space).delete()
            FormerSlug.objects.create(slug=before, space=space)
        space.name, space.slug = name, slug
        space.save(update_fields=["name", "slug"])
        record("space.renamed", actor=by, subject=space, address_changed=slug != before)


def taken(slug: str, *, but: Space | None = None) -> bool:
    """Whether a space other than `but` has or had this address."""
    from community.spaces.models import FormerSlug, Space

    spaces, former = Space.objects.filter(slug=slug), FormerSlug.objects.filter(slug=slug)
    if but is not None:
        spaces, former = spaces.exclude(pk=but.pk), former.exclude(space=but)
    return spaces.exists() or former.exists()


def slug_from(name: str) -> str:
    """An address made of a name that no space has or had; "space" and a number if no letter fits."""
    plain = unicodedata.normalize("NFKD", name.lower().translate(_PLAIN))
    stem = slugify(plain)[: NAME_MAX - 5].strip("-") or "space"
    candidate, number = stem, 2
    while taken(candidate):
        candidate, number = f"{stem}-{number}", number + 1
    return candidate
