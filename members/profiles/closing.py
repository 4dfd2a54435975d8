"""Trait: an account can be closed; then its owner looks like a former member to everybody, until it is open again."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any, Self, cast

from django.db import models
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Collection

    from members.profiles.models import Member

_EMPTY: dict[str, Any] = {"photo": "", "line": "", "about": "", "place": ""}
_REAL = "_real"
_LISTS = ("interests", "expertise", "languages")


class Closable(models.Model):
    """Whatever is drawn of a closed account is drawn without who it was; the row itself stays as it is.

    Decided where rows become members, so that no page, mail or feed has to think of it. Nothing of this is ever saved,
    because every act saves the fields it names.
    """

    is_active = models.BooleanField(default=True)

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any], **more: Any) -> Self:
        """A member of a row; of a closed account, without its name and profile."""
        member = super().from_db(db, field_names, values, **more)
        if member.__dict__.get("is_active") is False:
            shown = {"name": _("Former member"), **_EMPTY, **{name: [] for name in _LISTS}}
            known = {name: member.__dict__[name] for name in shown if name in member.__dict__}
            member.__dict__.update({name: shown[name] for name in known} | {_REAL: known})
        return member

    def as_they_are(self) -> Member:
        """With name and profile: for whoever has to erase them, and of a hidden profile for its owner and the team."""
        known = copy(cast("Member", self))
        known.__dict__.update(known.__dict__.pop(_REAL, {}))
        known.__dict__.update(known.aside or {})
        return known
