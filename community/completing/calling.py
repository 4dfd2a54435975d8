"""What the @names of a text will do, said before it is posted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.following.hearing import seers
from community.posts.calling import MOST, callable_groups, people_called
from members.groups.models import Group
from members.profiles.models import Member

if TYPE_CHECKING:
    from community.spaces.models import Space

MOST_NAMES = 20
"""So many names of one post are looked up, here as when it is posted."""


def effects(viewer: Member, names: Sequence[str], space: Space) -> list[str]:
    """A sentence for everything about these names that their writer should know; at most six queries.

    A group that its writer may not know of is spoken of exactly like a name that nobody has.
    """
    names = names[:MOST_NAMES]
    if not names:
        return []
    people = {member.handle: member for member in Member.objects.present().filter(handle__in=names)}
    left = [name for name in names if name not in people]
    groups = {group.slug: group for group in callable_groups(viewer, space).filter(slug__in=left)} if left else {}
    sentences: list[str] = []
    if groups:
        count = people_called(space, [group.pk for group in groups.values()], by=viewer)
        sentences.append(called_words(count) if count <= MOST else too_many_words(count))
    seen = seers(space, [member.pk for member in people.values()]) if people else set()
    blind = _("%(name)s cannot see this space and will not be told.")
    sentences += [blind % {"name": member.name} for member in people.values() if member.pk not in seen]
    return sentences + _plain(viewer, [name for name in left if name not in groups])


def called_words(people: int) -> str:
    """How many are told because their group is called."""
    return ngettext("Notifies %(count)d person.", "Notifies %(count)d people.", people) % {"count": people}


def too_many_words(people: int) -> str:
    """What to tell somebody whose groups are too large."""
    words = ngettext(
        "This would notify %(count)d person; one post may call %(most)d at most. Name fewer groups.",
        "This would notify %(count)d people; one post may call %(most)d at most. Name fewer groups.",
        people,
    )
    return words % {"count": people, "most": MOST}


def _plain(viewer: Member, names: list[str]) -> list[str]:
    """Why names stay plain text: the writer's own groups have a reason, all others are nobody."""
    own = set(Group.objects.filter(slug__in=names, memberships__member=viewer).values_list("slug", flat=True))
    reason = _("Only hosts and the team call a group here, so “@%(name)s” stays plain text.")
    nobody = _("Nobody here goes by “@%(name)s”, so it stays plain text.")
    return [(reason if name in own else nobody) % {"name": name} for name in names]
