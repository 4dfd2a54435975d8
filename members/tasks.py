"""Index of the tasks of all rooms, where Celery looks for them."""

from members.accounts.tasks import reseal
from members.activity.tasks import handle, make_partitions, relay, sweep
from members.ambassadors.tasks import look_after_ambassadors
from members.digest.tasks import enrol_digests, send_digests, tidy_digests
from members.duties.tasks import return_unkept
from members.invitations.tasks import count_referrals
from members.journeys.tasks import begin_journeys, move_on_journeys, send_journey_calls, send_journey_mails
from members.letters.tasks import forget, send
from members.mentoring.tasks import match_mentors
from members.notifications.tasks import mail, push, tidy
from members.privacy.tasks import erase, export, remove_ended
from members.recognition.tasks import award, weigh
from members.replying.tasks import forget_mail, read_mail
from members.segments.tasks import sum_up_deeds
from members.stages.tasks import move_members

__all__ = [
    "award", "begin_journeys", "count_referrals", "enrol_digests", "erase", "export", "forget", "forget_mail",
    "handle", "look_after_ambassadors", "mail", "make_partitions", "match_mentors", "move_members",
    "move_on_journeys", "push", "read_mail", "relay", "remove_ended", "reseal", "return_unkept", "send",
    "send_digests", "send_journey_calls", "send_journey_mails", "sum_up_deeds", "sweep", "tidy", "tidy_digests",
    "weigh",
]  # fmt: skip
