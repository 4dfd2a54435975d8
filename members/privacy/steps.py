"""The steps of erasing that belong to members; the row of the account itself goes last of all."""

from __future__ import annotations

from django.core.files.storage import default_storage
from django.db.models import Q

from members.digest.models import DigestNote
from members.duties.models import Duty
from members.experiments.models import Experiment
from members.groups.models import Group, GroupApplication, GroupBar, GroupInvitation
from members.icebreakers.models import IceBreaker, IceBreakerAnswer
from members.installation.models import Installation
from members.invitations.batches import InvitationBatch
from members.invitations.models import Application, Invitation
from members.journeys.models import Journey, JourneyMessage, JourneyVersion
from members.mentoring.models import Mentor
from members.messages.models import MessageReport, Talk
from members.privacy.erasers import Eraser, Leaver, OtherWords, OwnWords, Rows, only_a_number, register, words_stay
from members.privacy.gathering import remove_files
from members.privacy.messages import Messages, NamesInMessages
from members.privacy.models import DataExport
from members.profiles.models import Member
from members.profiles.picturing import sizes
from members.recognition.badges import BadgeAward
from members.recognition.models import Nomination
from members.recognition.thanks import Thanks
from members.segments.models import Segment
from members.stages.models import StageChoice


class Photo(Eraser):
    """Deletes the photo in all its sizes."""

    key = "photo"

    def step(self, leaver: Leaver, after: int) -> int | None:
        """Do the next batch."""
        for path in sizes(leaver.member.photo):
            default_storage.delete(path)
        Member.objects.filter(pk=leaver.member.pk).update(photo="")
        return None


class Copies(Eraser):
    """Deletes copies of the member's data, whether they are ready or being made."""

    key = "copies"

    def step(self, leaver: Leaver, after: int) -> int | None:
        """Do the next batch."""
        for export in DataExport.objects.filter(member=leaver.member).select_for_update():
            remove_files(export)
            export.delete()
        return None


class Welcome(Eraser):
    """Empties what was written about the leaver before they joined: invitations and the application."""

    key = "welcome"
    touches = frozenset({"members.Invitation.used_by"})

    def step(self, leaver: Leaver, after: int) -> int | None:
        """Do the next batch."""
        to_them = Q(used_by=leaver.member)
        theirs = Q(invitation__used_by=leaver.member)
        for address in leaver.who.addresses:
            to_them |= Q(email__iexact=address)
            theirs |= Q(email__iexact=address)
        Application.objects.filter(theirs).delete()
        Invitation.objects.filter(to_them).update(email="", note="", expectation="", used_by=None)
        return None


register(
    Photo(),
    Copies(),
    Welcome(),
    Messages(),
    OwnWords(MessageReport, "reporter", {"note": lambda leaver: ""}),
    Rows(Nomination, lambda leaver: Q(made_by=leaver.member), "made_by"),
    Rows(Invitation, lambda leaver: Q(inviter=leaver.member), "inviter"),
    NamesInMessages(),
    OtherWords(Talk, "name"),
    OtherWords(MessageReport, "note", "shown"),
    OwnWords(Duty, "asked_by", {"note": lambda leaver: ""}),
    OtherWords(Duty, "note"),
    OtherWords(StageChoice, "reason"),
    OtherWords(Experiment, "purpose"),
    OtherWords(Invitation, "note", "expectation"),
    OtherWords(InvitationBatch, "name", "note", "question"),
    OtherWords(DigestNote, "source"),
    OtherWords(Segment, "purpose"),
    OtherWords(Group, "purpose", "description"),
    OtherWords(GroupApplication, "answers", "reason"),
    OtherWords(GroupInvitation, "note"),
    OtherWords(GroupBar, "reason"),
    OtherWords(Mentor, "times"),
    OtherWords(IceBreaker, "words"),
    OtherWords(IceBreakerAnswer, "words"),
    OtherWords(Nomination, "reason"),
    OtherWords(Thanks, "reason"),
    OtherWords(BadgeAward, "reason", "revoke_reason"),
    OtherWords(Journey, "purpose", "draft"),
    OtherWords(JourneyVersion, "plan"),
    OtherWords(JourneyMessage, "subject", "source", "html", "text"),
    OtherWords(Installation, "guidelines", "about", "privacy"),
)
only_a_number(
    "Who did it is in the list of everything the member did.",
    "members.Invitation.withdrawn_by",
    "members.Application.decided_by",
    "members.Receipt.set_aside_by",
    "members.Leaving.asked_by",
    "members.DigestNote.ended_by",
    "members.DigestPlan.approved_by",
    "members.Duty.done_by",
    "members.IceBreaker.removed_by",
    "members.MentoringRules.on_by",
    "members.Mentorship.ended_by",
    "members.Experiment.created_by",
    "members.Experiment.started_by",
    "members.Experiment.stopped_by",
    "members.Duty.owner",
    "members.Message.hidden_by",
    "members.TalkSeat.added_by",
    "members.Segment.archived_by",
    "members.Segment.changed_by",
    "members.GroupApplication.decided_by",
    "members.GroupBar.barred_by",
    "members.GroupBar.lifted_by",
    "members.GroupInvitation.withdrawn_by",
    "members.LevelRule.made_by",
    "members.LevelRule.withdrawn_by",
    "members.LevelGrant.given_by",
    "members.LevelGrant.ended_by",
    "members.Nomination.decided_by",
    "members.Badge.made_by",
    "members.Badge.retired_by",
    "members.BadgeAward.revoked_by",
    "members.JourneyVersion.published_by",
    "members.Receiver.made_by",
)
only_a_number(
    "What one gave others points by is in the list of everything one did.",
    "members.Earned.giver",
    "members.Scoring.counted_by",
    "members.Scoring.shown_by",
)
only_a_number("It only repeats when things in the list of everything one did were done.", "members.DeedTimes.member")
only_a_number("A journey's message is the community's, whoever signs it.", "members.JourneyMessage.host")
only_a_number("It says who came or left, in a talk that is in the copy.", "members.Message.about")
only_a_number("What the team keeps about somebody is for the team, and goes with the account.", "members.Duty.member")
only_a_number("Who asks to join by a link is told to nobody before they are here.", "members.Application.referrer")
only_a_number("What others showed to the team of somebody is theirs.", "members.MessageReport.author")
words_stay("The team goes on with whom it invited together.", "members.InvitationBatch.made_by")
words_stay("Why somebody was given a badge is said of them, and stays theirs.", "members.BadgeAward.awarded_by")
words_stay("Why somebody was brought to a stage is the team’s, and about them.", "members.StageChoice.by")
words_stay("The word at the head of a digest was the community's.", "members.DigestNote.written_by")
words_stay("A group goes on under its name.", "members.Talk.begun_by")
words_stay("A segment is a question of the team, which goes on asking it.", "members.Segment.created_by")
