"""Who may be signed in."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend


class MemberBackend(AuthenticationBackend):
    """Django asks this with every request, so a suspension ends all sessions of a member at once."""

    def user_can_authenticate(self, user: Any) -> bool:
        """Open accounts that are not suspended."""
        return bool(super().user_can_authenticate(user)) and not user.is_suspended
