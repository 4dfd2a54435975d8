"""The letters of statements: always sent, whatever the member chose to hear by mail, and each once."""

from __future__ import annotations

from smtplib import SMTPRecipientsRefused
from typing import TYPE_CHECKING

from django.conf import settings
from django.core import mail as django_mail
from django.urls import reverse
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.lib.mail import compose
from members.activity import outbox
from members.installation.sending import sender
from members.notifications.letters import speaking_to
from members.replying.bouncing import note_refusal
from moderation.statements.models import LetterKind, StatementLetter
from moderation.statements.stating import statement_of

if TYPE_CHECKING:
    from django.core.mail import EmailMultiAlternatives

    from members.profiles.models import Member

outbox.register(outbox.Outbox("statements", gettext_lazy("Statements of reasons"), StatementLetter.objects.all))


def deliver(most: int = 500) -> int:
    """Send what is due, at most so many. Returns how many were sent; a mail server that is away ends the round."""
    return outbox.deliver(StatementLetter.objects, _send, most)


def _send(letter: StatementLetter) -> bool:
    whole = StatementLetter.objects.select_related("decision__case", "decision__rule__guidelines", "decision__about")
    letter = whole.get(pk=letter.pk)
    why_not = _why_not(letter)
    if why_not:
        letter.drop(why_not)
        return False
    member = letter.decision.about
    assert member is not None
    try:
        django_mail.mailers["default"].send_messages([letter_for(letter, member)])
    except SMTPRecipientsRefused as refused:
        if not note_refusal(member, refused):
            raise
        letter.drop("refused")
        return False
    letter.mark_sent()
    return True


def _why_not(letter: StatementLetter) -> str:
    """Why it must not be sent any more, in one word; empty if it is."""
    decision = letter.decision
    if decision.about is None or not decision.about.email:
        return "gone"
    if letter.kind == LetterKind.STATEMENT and not decision.is_standing:
        return "reversed" if decision.reversed_at else "undone"
    return ""


def letter_for(letter: StatementLetter, member: Member) -> EmailMultiAlternatives:
    """The letter in its member's language and time, with the same Message-ID every time."""
    statement, host = statement_of(letter.decision), settings.PUBLIC_HOST.rsplit(":", 1)[0]
    with speaking_to(member):
        return compose(
            "statement",
            {
                "language": translation.get_language(),
                "date": formats.date_format(timezone.localdate(), "WEEKDAY_FORMAT"),
                "name": member.name,
                "statement": statement,
                "url": settings.PUBLIC_URL + reverse("statement", args=[letter.decision_id]),
                "why": _("You get this because it is about you. Such letters are always sent."),
            },
            to=member.email,
            subject=statement.subject,
            sender=sender(),
            message_id=f"<s.{letter.kind}.{letter.decision_id}@{host}>",
        )
