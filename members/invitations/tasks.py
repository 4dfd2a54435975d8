"""The task that looks at referrals."""

from celery import shared_task

from members.invitations.referrals import look_at_referrals


@shared_task(name="members.invitations.look_at_referrals")
def count_referrals() -> int:
    """See which referrals came to something; each counts once."""
    return look_at_referrals()
