"""Tasks as a page draws them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from members.duties.matters import threads_seen
from members.duties.models import Duty
from members.duties.permissions import may_handle
from members.profiles.models import Member

if TYPE_CHECKING:
    from config.lib.audience import Viewer


@dataclass(frozen=True)
class Row:
    """A task and what it is about."""

    duty: Duty
    thread: Any
    is_mine: bool
    is_handled: bool
    """Whether the reader may finish it or hand it on."""

    @property
    def about_url(self) -> str:
        """Where what it is about stands; empty if it is about nothing."""
        about = self.thread or self.duty.member
        return str(about.get_absolute_url()) if about else ""

    @property
    def title(self) -> str:
        """The task in one line: "Greet Nia"."""
        kind = self.duty.get_kind_display()
        about = self.thread.title if self.thread else self.duty.member.name if self.duty.member else self.duty.note
        return _("%(kind)s: %(about)s") % {"kind": kind, "about": about}

    @property
    def list_url(self) -> str:
        """The list of all of them."""
        return reverse("tasks")


def rows_of(duties: Iterable[Duty], viewer: Viewer) -> list[Row]:
    """Tasks with their threads, which are fetched together; the tasks are those the viewer may see."""
    found = list(duties)
    ids = {duty.thread_id for duty in found if duty.thread_id is not None}
    threads = threads_seen(viewer, ids) if ids else {}
    if not isinstance(viewer, Member):
        return []
    return [
        Row(duty, threads.get(duty.thread_id or 0), duty.owner_id == viewer.pk, may_handle(viewer, duty) is None)
        for duty in found
    ]
