"""Signing somebody out everywhere."""

from allauth.usersessions.models import UserSession

from members.profiles.models import Member


def end_sessions(member: Member) -> None:
    """End every session of a member; a request that is on its way is the last one."""
    for session in UserSession.objects.filter(user=member):
        session.end()
