"""Making a space."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from community.spaces.alone import alone
from community.spaces.arranging import last_position, may_hold
from community.spaces.naming import slug_from
from members.activity.log import record
from members.profiles.models import Member

if TYPE_CHECKING:
    from community.spaces.models import Space


@transaction.atomic
def create_space(name: str, *, by: Member, parent: Space | None = None, **words: Any) -> Space:
    """A new space, last among its neighbours, as open as the space it stands in; `words` are its other fields.

    Raises NotPossible if `parent` cannot hold it.
    """
    from community.spaces.models import Space

    alone()
    if parent is not None:
        parent.refresh_from_db()
        may_hold(parent)
        words = words | {"visibility": parent.visibility, "group": parent.group}
    space = Space(name=name, slug=slug_from(name), parent=parent, position=last_position(parent) + 1, **words)
    space.save(force_insert=True)
    record("space.created", actor=by, subject=space, parent=parent.pk if parent else None)
    return space
