"""The files of a copy that come from members: a model, the way to its member, and what is told of each row."""

from __future__ import annotations

from collections.abc import Iterable

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from members.activity.models import Activity
from members.digest.models import Digest, DigestChoice, DigestNote
from members.duties.models import Duty
from members.experiments.models import Assignment
from members.groups.models import GroupApplication, GroupBar, GroupInvitation, GroupMembership
from members.icebreakers.models import IceBreakerAnswer
from members.invitations.batches import InvitationBatch
from members.invitations.models import Application, Invitation
from members.invitations.referrals import Referral, ReferralLink
from members.journeys.models import JourneyMessage, JourneyStop, Run
from members.mentoring.models import Mentor, Mentorship
from members.messages.models import Message, MessageReport, Talk, TalkSeat, Told
from members.notifications.models import Mail, MailItem, MailStop, Notification, Preference, QuietHours
from members.privacy.models import DataExport, Leaving
from members.privacy.owning import Exporter, register
from members.profiles.models import FormerHandle, Member
from members.push.models import Push, PushDevice, PushItem
from members.recognition.badges import BadgeAward
from members.recognition.models import LevelGrant, LevelMove, LevelStanding, Nomination
from members.recognition.points import Earned
from members.recognition.thanks import Thanks
from members.replying.models import Unreachable
from members.segments.models import Segment
from members.stages.models import StageChoice, Standing


def photo_of(member: Member) -> Iterable[tuple[str, str]]:
    """The photo, in its middle size."""
    photo = member.as_they_are().photo
    return [("photo.webp", photo)] if photo else []


def _named_by_nobody_else(member: Member) -> Q:
    named = Message.objects.filter(talk=OuterRef("pk"), told=Told.NAMED).exclude(author=member)
    return Q(~Exists(named))


def _by_themself(member: Member) -> Q:
    return Q(made_by=member)


def _changed_by_nobody_else(member: Member) -> Q:
    return Q(changed_by=None) | Q(changed_by=member)


register(
    Exporter("members/profile", _("What you say about yourself, your address, and how you like the pages."), Member,
             ("pk",), ("id", "name", "handle", "email", "line", "about", "place", "interests", "expertise",
                       "languages", "language", "time_zone", "role", "preferences", "joined_at", "last_seen_at",
                       "aside", "profile_hidden_at", "guidelines_accepted_at", "silenced_until",
                       "suspended_until"), files=photo_of),
    Exporter("members/ice-breakers", _("What you answered to ice-breakers, also to those that are not asked any more."),
             IceBreakerAnswer, ("member",), ("breaker__key", "breaker__words", "words", "answered_at")),
    Exporter("members/handles", _("Handles you had before."), FormerHandle, ("member",), ("handle", "given_up_at")),
    Exporter("members/addresses", _("Your e-mail addresses."), EmailAddress, ("user",),
             ("email", "verified", "primary")),
    Exporter("members/sessions", _("Where you are signed in."), UserSession, ("user",),
             ("created_at", "last_seen_at", "ip", "user_agent")),
    Exporter("members/second-factors", _("Which second factors and passkeys you have, without their secrets."),
             Authenticator, ("user",), ("type", "created_at", "last_used_at")),
    Exporter("members/activity", _("Everything you did here, one line each, with numbers only."), Activity, ("actor",),
             ("at", "verb", "subject_type", "subject_id", "facts")),
    Exporter("members/notifications", _("What you were told in your inbox, and when you saw it."), Notification,
             ("member",), ("kind", "thread_id", "subjects", "count", "created_at", "seen_at", "read_at")),
    Exporter("members/notification-choices", _("What you want to hear about, and how."), Preference, ("member",),
             ("setting", "in_app", "by_mail", "by_push")),
    Exporter("members/quiet-hours", _("When you want no mail and no push."), QuietHours, ("member",),
             ("begins", "ends")),
    Exporter("members/mail-stopped", _("Since when you want no mail."), MailStop, ("member",), ("stopped_at",)),
    Exporter("members/mails", _("Which mails were sent to you, and when."), Mail, ("member",),
             ("thread_id", "settings", "created_at", "sent_at", "dropped_why")),
    Exporter("members/mail-items", _("What these mails told."), MailItem, ("member",),
             ("kind", "thread_id", "subject_id", "at")),
    Exporter("members/pushes", _("Which pushes were sent to you, and when."), Push, ("member",),
             ("thread_id", "created_at")),
    Exporter("members/digests", _("Which weekly digests were made for you, and when they left."), Digest, ("member",),
             ("week", "created_at", "sent_at", "dropped_why")),
    Exporter("members/digest-choice", _("How you want the weekly digest."), DigestChoice, ("member",),
             ("weekday", "hour", "every", "without", "stopped_at", "paused_at")),
    Exporter("members/digest-words", _("What you wrote at the head of digests."), DigestNote, ("written_by",),
             ("source", "written_at", "ends_at", "ended_at")),
    Exporter("members/push-items", _("What these pushes told."), PushItem, ("member",),
             ("kind", "thread_id", "subject_id", "at")),
    Exporter("members/push-devices", _("Devices you are told on."), PushDevice, ("member",),
             ("user_agent", "created_at")),
    Exporter("members/address-problems", _("Whether mail to your address came back."), Unreachable, ("member",),
             ("address", "bounces", "last_at", "stopped_at")),
    Exporter("members/groups", _("Groups you are in."), GroupMembership, ("member",),
             ("group__name", "joined_at", "host_since")),
    Exporter("members/group-applications", _("What you wrote when you asked to come into groups, and the answers."),
             GroupApplication, ("member",), ("group__name", "answers", "made_at", "accepted_at", "declined_at",
                                             "withdrawn_at", "reason")),
    Exporter("members/group-invitations", _("Groups you were invited into."), GroupInvitation, ("member",),
             ("group__name", "made_at", "accepted_at", "declined_at", "withdrawn_at")),
    Exporter("members/group-invitations-made", _("Whom you invited into groups, and what you wrote."), GroupInvitation,
             ("inviter",), ("group__name", "member__handle", "note", "made_at", "withdrawn_at")),
    Exporter("members/group-bars", _("Groups you were barred from, and until when."), GroupBar, ("member",),
             ("group__name", "barred_at", "lifted_at")),
    Exporter("members/invitations", _("Whom you invited, and what you wrote."), Invitation, ("inviter",),
             ("email", "note", "landing", "created_at", "used_at", "withdrawn_at")),
    Exporter("members/invitation-used", _("The invitation with which you joined."), Invitation, ("used_by",),
             ("email", "created_at", "used_at", "expectation")),
    Exporter("members/invitation-batches", _("Founding groups you invited."), InvitationBatch, ("made_by",),
             ("name", "note", "landing", "question", "made_at")),
    Exporter("members/referral-link", _("Since when you have a link to invite others with."), ReferralLink, ("member",),
             ("made_at", "ended_at")),
    Exporter("members/referrals", _("Whom you brought, and what came of it."), Referral, ("referrer",),
             ("member__handle", "by_link", "came_at", "activated_at")),
    Exporter("members/referral-of-you", _("Who brought you."), Referral, ("member",),
             ("referrer__handle", "by_link", "came_at")),
    Exporter("members/application", _("What you wrote when you asked to join."), Application,
             ("invitation__used_by",), ("name", "email", "answer", "created_at", "decided_at")),
    Exporter("members/mentor", _("For how many newcomers you have time, and when."), Mentor, ("member",),
             ("capacity", "languages", "times", "since", "resting_at")),
    Exporter("members/mentored", _("Newcomers you were offered as a mentor."), Mentorship, ("mentor",),
             ("newcomer__handle", "offered_at", "accepted_at", "closed_at", "closing")),
    Exporter("members/mentors-of-you", _("Mentors who looked after you."), Mentorship, ("newcomer",),
             ("mentor__handle", "accepted_at", "closed_at"), where=Q(accepted_at__isnull=False)),
    Exporter("members/talks", _("Where you wrote to others first, with the name a group has unless others gave it."),
             Talk, ("begun_by",), ("id", "name", "begun_at"), told_if={"name": _named_by_nobody_else}),
    Exporter("members/talk-places", _("Talks you are in, and how far you have read."), TalkSeat, ("member",),
             ("talk_id", "joined_at", "accepted_at", "declined_at", "left_at", "muted_at", "last_read")),
    Exporter("members/messages", _("Messages you wrote; those of others are theirs."), Message, ("author",),
             ("id", "talk_id", "source", "created_at", "edited_at", "deleted_at")),
    Exporter("members/message-reports", _("Messages you showed to the team, and what you wrote to it."), MessageReport,
             ("reporter",), ("message_id", "reason", "note", "reported_at")),
    Exporter("members/segments", _("Segments you made; what others changed in them is left out."), Segment,
             ("created_by",), ("id", "name", "purpose", "rule", "created_at", "changed_at", "archived_at"),
             told_if=dict.fromkeys(("name", "purpose", "rule"), _changed_by_nobody_else)),
    Exporter("members/tasks", _("Tasks of the team that you have or had; what it notes about others is its own."),
             Duty, ("owner",), ("id", "kind", "due_at", "owned_since", "done_at")),
    Exporter("members/tasks-asked", _("Tasks you made for the team, and what you noted."), Duty, ("asked_by",),
             ("id", "kind", "note", "due_at", "asked_at", "done_at")),
    Exporter("members/stage", _("At which stage the community sees you, and since when."), Standing, ("member",),
             ("stage", "since")),
    Exporter("members/stages-set", _("Stages at which somebody set you by hand."), StageChoice, ("member",),
             ("stage", "at")),
    Exporter("members/stages-you-set", _("Whom you set at a stage by hand, and why."), StageChoice, ("by",),
             ("member__handle", "stage", "reason", "at")),
    Exporter("members/experiments", _("Experiments you met, and which variant you got."), Assignment, ("member",),
             ("experiment__key", "variant__key", "at")),
    Exporter("members/journeys", _("Journeys you are in or were, and how they ended."), Run, ("member",),
             ("journey__name", "began_at", "ended_at", "ended_as", "is_test")),
    Exporter("members/journey-messages", _("What these journeys told you, and where."), JourneyMessage, ("member",),
             ("subject", "text", "in_app", "by_mail", "created_at", "sent_at")),
    Exporter("members/journey-stops", _("Journeys you want no more of; without a name: none at all."), JourneyStop,
             ("member",), ("journey__name", "since")),
    Exporter("members/copies", _("When you asked for a copy like this one."), DataExport, ("member",),
             ("asked_at", "ready_at", "size")),
    Exporter("members/level", _("The level you have."), LevelStanding, ("member",), ("step", "since", "falls_at")),
    Exporter("members/level-moves", _("How your level moved."), LevelMove, ("member",),
             ("move", "step", "then", "at", "falls_at")),
    Exporter("members/level-grants", _("Levels that were given to you."), LevelGrant, ("member",),
             ("step", "given_at", "ends_at", "ended_at")),
    Exporter("members/proposals", _("For which levels you were proposed; what others wrote to the team is theirs."),
             Nomination, ("member",), ("step", "reason", "made_at", "decided_at", "accepted"),
             told_if={"reason": _by_themself}),
    Exporter("members/proposals-made", _("Whom you proposed for a level, and why."), Nomination, ("made_by",),
             ("step", "member_id", "reason", "made_at", "decided_at", "accepted")),
    Exporter("members/badges", _("Badges you were given, and what for."), BadgeAward, ("member",),
             ("badge__name", "reason", "awarded_at", "revoked_at", "revoke_reason")),
    Exporter("members/badges-given", _("Badges you gave to others, and what for."), BadgeAward, ("awarded_by",),
             ("badge__name", "member_id", "reason", "awarded_at")),
    Exporter("members/thanks-given", _("Whom you thanked, and what for."), Thanks, ("giver",),
             ("receiver_id", "reason", "kind", "about_id", "at", "withdrawn_at")),
    Exporter("members/thanks-received", _("Who thanked you, and what for; not what was taken back."), Thanks,
             ("receiver",), ("giver_id", "reason", "kind", "about_id", "at"), where=Q(withdrawn_at=None)),
    Exporter("members/points", _("Points you earned by what others did, where they are counted."), Earned, ("member",),
             ("kind", "thing_id", "at", "points")),
    Exporter("members/leaving", _("When you wanted to leave, and came back."), Leaving, ("member",),
             ("fate", "asked_at", "due_at", "returned_at")),
)  # fmt: skip
