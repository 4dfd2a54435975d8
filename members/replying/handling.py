"""Reading one mail: a report about mail of ours, a machine's note, or a reply, which is posted or answered once.

Who may write is decided by two things together: the address only one member was given, and that the mail comes from
that member's own proven address. Why both: docs/decisions/replies-by-mail.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from config.lib.limits import REPLY_NOTES, hit
from config.lib.mail_in import Incoming
from config.lib.mail_replies import written
from members.installation.models import Installation
from members.letters.writing import Words, write
from members.profiles.models import Member
from members.replying.addresses import errand_of
from members.replying.answering import ANSWERERS, NotTaken, Reply
from members.replying.bouncing import note_bounce

if TYPE_CHECKING:
    from members.replying.addresses import Errand
    from members.replying.models import IncomingMail

SHOWN = 6000
"""Characters of a reply that was not posted, given back in the letter that says why."""


@transaction.atomic
def handle(row: IncomingMail) -> bool:
    """Do what one mail asks for. Returns whether something was made of it."""
    mail = Incoming(bytes(row.content))
    errand = errand_of(mail.recipients)
    member = Member.objects.present().filter(pk=errand.member_id).first() if errand else None
    if errand is None or member is None:
        row.drop("nobody")
    elif mail.failure is not None:
        # Reports come to the address on the envelope, which nobody forwards as they do the one to reply to.
        if mail.failure.is_final and not errand.kind and not errand.is_late:
            note_bounce(member, mail.failure.status)
        row.drop("bounce")
    elif mail.is_automatic or not errand.kind:
        row.drop("automatic")
    else:
        with translation.override(member.language or Installation.current().language), timezone.override(member.zone):
            return _answer(row, mail, errand, member)
    return False


def _answer(row: IncomingMail, mail: Incoming, errand: Errand, member: Member) -> bool:
    text = written(mail.text)
    try:
        with transaction.atomic():
            _check(mail, errand, member)
            reply = Reply(errand.subject_id, errand.is_direct, text, mail.files, row.key)
            left_out = ANSWERERS[errand.kind].take(reply, by=member)
    except NotTaken as refusal:
        row.drop("refused")
        _tell(member, row, _("Your reply was not posted"), [str(refusal)], text)
        return False
    if left_out:
        _tell(member, row, _("Your reply was posted, not all of it"), left_out)
    row.mark_sent()
    return True


def _check(mail: Incoming, errand: Errand, member: Member) -> None:
    """Raises NotTaken if the mail is not the member's, or came too late."""
    proven = EmailAddress.objects.filter(user=member, verified=True).values_list("email", flat=True)
    if not mail.sender or _plain(mail.sender) not in map(_plain, proven):
        raise NotTaken(
            _("It came from another address than the one of your account, so it may be somebody else's. Reply from the "
              "address this letter goes to, or in the thread.")
        )  # fmt: skip
    if errand.is_late:
        raise NotTaken(_("A mail can be answered for 60 days, and this one is older. Reply in the thread."))


def _plain(address: str) -> str:
    """An address without what stands after a +, in small letters."""
    local, _at, host = address.lower().rpartition("@")
    return f"{local.partition('+')[0]}@{host}"


def _tell(member: Member, row: IncomingMail, subject: str, sentences: list[str], text: str = "") -> None:
    """One calm letter, to the member's own address and never to who claims to have written; at most some in a day.

    It says that a machine wrote it, and what says so is never answered here: two machines cannot keep on writing.
    """
    if hit(REPLY_NOTES, member.pk):
        return
    after = [_("What you wrote:"), *text[:SHOWN].split("\n\n")] if text else []
    why = _("You get this because a reply to one of our mails came in for you.")
    words = Words(subject, sentences, after=after, why=why)
    write("reply_note", to=member.email, words=words, key=f"reply.{row.key}")
