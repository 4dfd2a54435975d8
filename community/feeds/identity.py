"""Names for things that outlive every change of title, space and address."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from members.installation.models import Installation

if TYPE_CHECKING:
    from django.db import models


def permanent_id(thing: models.Model | str) -> str:
    """The same for ever, and nobody else's: made of this community's own number and the thing's."""
    name = thing if isinstance(thing, str) else f"{thing._meta.label_lower}/{thing.pk}"
    return uuid.uuid5(Installation.current().uid, name).urn
