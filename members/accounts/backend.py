"""Who may be signed in."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import QuerySet

from config.lib.written_once import written_once
from members.profiles.models import Member


class MemberBackend(AuthenticationBackend):
    """Django asks this with every request, so a suspension ends all sessions of a member at once."""

    def get_user(self, user_id: Any) -> Any:
        """The member of a session, if they may still be signed in."""
        member = next(iter(_member(int(user_id))), None)
        return member if member is not None and self.user_can_authenticate(member) else None

    def user_can_authenticate(self, user: Any) -> bool:
        """Open accounts that are not suspended."""
        return bool(super().user_can_authenticate(user)) and not user.is_suspended


@written_once
def _member(pk: int) -> QuerySet[Member]:
    return Member.objects.get_queryset().filter(pk=pk)
