"""What makes this community itself: name, mark, colours, who may sign up. Exactly one row."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.core.cache import cache
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from members.installation.admitting import Admitting, SignUp
from members.installation.naming import Named
from members.installation.painting import Corners, Painted
from members.installation.telling import Telling

__all__ = ["Corners", "Installation", "SignUp"]

_CACHE_KEY = "installation"
_CACHE_SECONDS = 300


class Installation(Named, Telling, Painted, Admitting, models.Model):
    """This community's own name, pages, mark, colours and sign-up rule."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    language = models.CharField(_("language"), max_length=10, default="en")
    reactions = models.JSONField(default=list, blank=True)
    uid = models.UUIDField(default=uuid.uuid4, editable=False)
    """Tells this community from every other, whatever its name and address; ids in feeds are made of it."""
    opened_at = models.DateTimeField(null=True, blank=True, editable=False)
    setup_step = models.PositiveSmallIntegerField(default=0, editable=False)
    """The first step that is not done yet, while the owner sets up; 0 before and after."""
    demo = models.BooleanField(default=False, editable=False)

    objects: ClassVar[models.Manager[Installation]] = models.Manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="installation_one_row")]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def current(cls) -> Installation:
        """The one row, from the cache if it is there."""
        cached = cache.get(_CACHE_KEY)
        if isinstance(cached, cls):
            return cached
        installation, _created = cls.objects.get_or_create(id=1)
        cache.set(_CACHE_KEY, installation, _CACHE_SECONDS)
        return installation

    def lock(self) -> None:
        """Read the row anew and hold it until the transaction ends: what the cache gave may be some minutes old."""
        self.refresh_from_db(from_queryset=Installation.objects.select_for_update())

    def keep(self, *fields: str) -> None:
        """Save some fields and let every process read them."""
        self.save(update_fields=fields)
        self.forget()

    def forget(self) -> None:
        """Let every process read the row anew, once the change is committed."""
        transaction.on_commit(lambda: cache.delete(_CACHE_KEY))
