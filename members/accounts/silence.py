"""What a silenced member may still send: what is theirs alone, reports, appeals. All else is refused before it is read.

An address that is new is closed to them until it is named here; so nobody has to think of them.
"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from members.accounts.resting import READS
from members.profiles.models import Member
from members.profiles.refusing import barred

OWN = {
    # reading, and what it leaves
    "keyboard_switch", "thread_read", "thread_unread", "chat_read", "chat_hear", "messages_read", "home_order",
    "welcome_skip", "welcome_dismiss", "welcome_read", "welcome_interests", "search_save", "saved_tell",
    "saved_forget", "post_save", "saved_edit", "saved_remove", "saved_restore",
    # drafts, which nobody else sees
    "draft_save", "draft_discard", "post_preview", "guide_preview", "messages_preview", "messages_talk_preview",
    # whom and what they hear
    "follow_thread", "follow_space", "follow_tag", "follow_person", "following_end", "person_mute", "person_block",
    "person_unmute", "person_unblock", "messages_decline", "messages_mute", "messages_unmute", "messages_leave",
    "inbox_seen", "inbox_as_before", "inbox_read", "inbox_less",
    # leaving things
    "group_leave", "group_application_withdraw", "group_invitation_decline", "settings_invite_end",
    "ambassador_apply_withdraw", "ambassador_goodbye", "mentorship_end", "mentor_rest",
    "mentor_wish", "thanks_withdraw",
    # reporting
    "messages_report",
    # their account
    "session_end", "settings", "settings_account", "settings_security", "settings_appearance", "settings_theme",
    "settings_accessibility",
    "settings_privacy", "settings_data_ask", "settings_data_leave", "return", "return_by_letter", "unsubscribe",
    "digest_less", "journey_stop", "newsletter_stop", "health_memo_stop", "health_memo_switch", "view_leave",
    "view_agree", "view_withdraw",
}  # fmt: skip
BEGINNINGS = (
    "account_", "mfa_", "usersessions_", "settings_notifications_", "settings_digest_", "push_", "appeal_", "report_",
    "guidelines_",
)  # fmt: skip
ANSWERED_THERE = {
    "thread_new", "thread_reply", "post_edit", "chat_write", "chat_line_edit", "messages_new", "messages_write",
    "messages_edit",
}  # fmt: skip
"""Where the page itself refuses, and keeps what was typed."""


def leave_open(*names: str) -> None:
    """Let silenced members send something to these addresses."""
    OWN.update(names)


def is_open(name: str | None) -> bool:
    """Whether silenced members may send something to the address of this name."""
    return name is not None and (name in OWN or name in ANSWERED_THERE or name.startswith(BEGINNINGS))


def refuse(request: HttpRequest) -> None:
    """Raises PermissionDenied with the sentence that says until when, for what silenced members may not send."""
    member, match = request.user, request.resolver_match
    if request.method in READS or not isinstance(member, Member) or not member.is_silenced or member.is_suspended:
        return
    if match is not None and not is_open(match.url_name):
        raise PermissionDenied(str(barred(member) or ""))
