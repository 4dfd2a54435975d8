"""Where a thread may stand, and who still hears of it there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from community.following.hearing import seers
from community.following.models import Follow
from community.spaces.alone import NotPossible
from community.spaces.models import THREAD_KINDS, Kind, Made
from community.spaces.permissions import leads

if TYPE_CHECKING:
    from community.spaces.models import Space
    from community.threads.models import Thread
    from members.profiles.models import Member


def check_space(space: Space, kind: str, *, by: Member) -> None:
    """Raises NotPossible if a thread of this kind cannot stand in the space, with what would be possible.

    What a program opened may stand in every space.
    """
    if space.archived_at is not None:
        raise NotPossible(_("“%(space)s” is archived and takes no threads.") % {"space": space.name})
    takes = [*space.kinds, *([Kind.ANNOUNCEMENT] if leads(by, space) else [])]
    if kind not in takes and kind not in Made.values:
        words = [str(Kind(one).label) for one in takes if one in Kind.values]
        raise NotPossible(
            _("“%(space)s” takes no threads of the kind “%(kind)s”, only: %(kinds)s.")
            % {"space": space.name, "kind": dict(THREAD_KINDS)[kind], "kinds": get_text_list(words, _("or"))}
        )


def blind_followers(thread: Thread, space: Space) -> set[int]:
    """Members who follow the thread and could not see it in `space`."""
    followers = set(Follow.objects.filter(thread=thread).values_list("member_id", flat=True))
    return followers - seers(space, followers)
