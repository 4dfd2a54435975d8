"""Letters about accounts: written with the act, sent once, sealed while they wait, empty afterwards."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from members.activity.models import Activity
from members.activity.outbox import LAST_ATTEMPT
from members.invitations.models import Application, Invitation, invite
from members.letters.delivering import KEPT, deliver, forget
from members.letters.models import KINDS, AccountLetter
from members.letters.writing import NotInTransactionError, Words, write
from members.profiles.models import Member

pytestmark = pytest.mark.django_db
JOIN = {"name": "Ana Ferreira", "email": "ana@example.org", "password1": "a-long-enough-word", "guidelines": "on"}


class Server:
    """A mail server that is not there, refuses, or takes all."""

    def __init__(self) -> None:
        self.trouble: Exception | None = None
        self.tried: list[str] = []

    def __getitem__(self, _name: str) -> "Server":
        return self

    def send_messages(self, letters: list[Any]) -> None:
        self.tried += [letter.message()["Message-ID"] for letter in letters]
        if self.trouble:
            raise self.trouble
        mail.outbox += letters


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Server:
    """In place of the mail server."""
    made = Server()
    monkeypatch.setattr(mail, "mailers", made)
    return made


def a_letter(to: str = "ana@example.org", code: str = "QWER-TYUI") -> AccountLetter:
    """A sign-in code that waits."""
    words = Words(subject=f"{code} signs you in", lines=["Here it is."], code=code, useful_for=timedelta(minutes=15))
    with transaction.atomic():
        return write("login_code", to=to, words=words)


def rows() -> str:
    """All the table holds, as a dump shows it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT members_accountletter::text FROM members_accountletter")
        return "\n".join(row for (row,) in cursor.fetchall())


def later(**more: float) -> time_machine.travel:
    """Some time on."""
    return time_machine.travel(timezone.now() + timedelta(**more))


@pytest.mark.django_db(transaction=True)
def test_a_letter_is_written_in_the_transaction_of_its_act_or_not_at_all() -> None:
    with pytest.raises(NotInTransactionError):
        write("login_code", to="ana@example.org", words=Words(subject="x", lines=["x"]))
    with transaction.atomic():
        write("login_code", to="ana@example.org", words=Words(subject="x", lines=["x"]))
        transaction.set_rollback(True)
    assert not AccountLetter.objects.exists()


def test_joining_does_not_wait_for_a_mail_server_that_is_away(client: Client, server: Server) -> None:
    server.trouble = ConnectionRefusedError("nobody there")
    assert client.post("/join/", JOIN).status_code == 302
    assert not server.tried
    assert Member.objects.filter(email="ana@example.org").exists()
    assert deliver() == 0
    server.trouble = None
    with later(seconds=30):
        assert deliver() == 1
    assert mail.outbox[0].to == ["ana@example.org"]


def test_a_dump_shows_neither_address_nor_code_before_or_after(server: Server) -> None:
    a_letter()
    assert "ana@example.org" not in rows() and "QWER-TYUI" not in rows()
    deliver()
    assert AccountLetter.objects.get().sealed == ""
    assert "QWER-TYUI" in str(mail.outbox[0].body)


def test_a_repeat_carries_the_same_message_id(server: Server) -> None:
    letter = a_letter()
    server.trouble = TimeoutError("too slow")
    deliver()
    server.trouble = None
    with later(seconds=30):
        deliver()
        deliver()
    assert len(server.tried) == 2
    assert set(server.tried) == {f"<a.{letter.key}@localhost>"}


def test_while_the_server_is_away_workers_do_not_wait_for_it_again_and_again(server: Server) -> None:
    server.trouble = TimeoutError("too slow")
    for number in range(5):
        a_letter(f"{number}@example.org")
    for _ in range(5):
        deliver()
    assert len(server.tried) == 1


def test_one_address_that_is_refused_does_not_keep_the_others_back_and_is_not_kept(server: Server) -> None:
    a_letter("No@example.org")
    server.trouble = SMTPRecipientsRefused({"No@example.org": (550, b"No such user No@example.org")})
    assert deliver() == 0
    error = AccountLetter.objects.get().last_error
    assert "550" in error and "no@example.org" not in error.casefold()
    a_letter("no@münchen.example")
    server.trouble = SMTPRecipientsRefused({"no@xn--mnchen-3ya.example": (550, b"<no@xn--mnchen-3ya.example> unknown")})
    assert deliver() == 0
    assert "xn--mnchen" not in rows() and AccountLetter.objects.filter(last_error__contains="(550,").count() == 2
    server.trouble = None
    a_letter("yes@example.org")
    assert deliver() == 1


def test_after_the_last_try_it_is_given_up_and_emptied(server: Server) -> None:
    a_letter()
    AccountLetter.objects.update(attempts=LAST_ATTEMPT - 1)
    server.trouble = ConnectionRefusedError("nobody there")
    deliver()
    letter = AccountLetter.objects.get()
    assert (letter.dropped_why, letter.sealed) == ("failed", "")


def test_a_code_that_has_expired_is_not_sent_any_more(server: Server) -> None:
    a_letter()
    with later(minutes=16):
        assert deliver() == 0
    letter = AccountLetter.objects.get()
    assert (letter.dropped_why, letter.sealed, server.tried) == ("late", "", [])


def test_without_its_key_a_letter_is_dropped(server: Server, settings: Any) -> None:
    a_letter()
    settings.SECRET_KEY = "another one"
    assert deliver() == 0
    assert AccountLetter.objects.get().dropped_why == "unreadable"


def test_an_invitation_has_one_letter_however_often_it_is_accepted(mia: Member, server: Server) -> None:
    application = Application.objects.create(name="Ana", email="ana@example.org", answer="I row.")
    for _ in range(3):
        application.accept(by=mia)
    deliver()
    assert AccountLetter.objects.get().key == f"invitation.{Invitation.objects.get().pk}"
    invite(by=mia)
    assert AccountLetter.objects.count() == 1, "Without an address there is no letter."


def test_what_is_left_of_old_letters_goes_and_what_waits_stays(server: Server) -> None:
    a_letter()
    deliver()
    a_letter()
    with later(days=KEPT.days + 1):
        assert forget() == 1
    assert AccountLetter.objects.get().sealed


def test_operators_see_what_is_stuck_but_not_for_whom(
    client: Client, server: Server, olli: Member, mia: Member
) -> None:
    again = reverse("operations_try_outbox_again", args=["letters"])
    server.trouble = ConnectionRefusedError("nobody there")
    a_letter()
    deliver()
    client.force_login(mia)
    assert client.post(again).status_code == 403
    client.force_login(olli)
    page = client.get(reverse("operations")).content.decode()
    assert "Sign-in code" in page and "nobody there" in page
    assert "ana@example.org" not in page and "QWER-TYUI" not in page
    server.trouble = None
    cache.clear()
    assert "1 letter is tried again" in client.post(again, follow=True).content.decode()
    assert Activity.objects.get(verb="outbox.retried").facts == {"outbox": "letters", "count": 1}
    assert deliver() == 1
    assert client.post("/manage/operations/outbox/nothing/").status_code == 404


def test_every_kind_of_letter_has_words() -> None:
    assert all(str(words) for words in KINDS.values())
    assert max(map(len, KINDS)) + len(".") + 16 <= 60
