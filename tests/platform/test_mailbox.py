"""The mailbox of a local run: what was sent can be read, and nothing in it can act."""

from email.message import EmailMessage
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from config import mailbox

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_home_of_its_own(settings: Settings, tmp_path: Path) -> None:
    settings.TALKOOT_HOME = tmp_path


def sent(subject: str = "Ana replied to you", html: str = "<p>Tervetuloa</p>", to: str = "ben@example.org") -> str:
    """A mail in the mailbox; its name."""
    message = EmailMessage()
    message["Subject"], message["To"], message["From"] = subject, to, "noreply@example.org"
    message.set_content("Hyvää päivää https://forum.example.org/t/1/")
    if html:
        message.add_alternative(html, subtype="html")
    mailbox.keep(message.as_bytes(), mailbox.folder())
    return mailbox.mails()[0].name


def test_what_is_no_name_of_a_mail_is_not_found(client: Client) -> None:
    sent()
    for name in ("..", "1", "12345678901234567890", "%2e%2e%2fsecret_key", "1234567890.eml"):
        assert client.get(f"/dev/mailbox/{name}/").status_code == 404
        assert client.get(f"/dev/mailbox/{name}/source/").status_code == 404


def test_the_html_part_is_shown_where_nothing_in_it_can_act(client: Client) -> None:
    name = sent(html="<script>alert(1)</script><p>Tervetuloa</p>")
    page, part = client.get(f"/dev/mailbox/{name}/"), client.get(f"/dev/mailbox/{name}/html/")
    assert b"<script>alert" not in page.content
    assert b'sandbox="allow-popups allow-popups-to-escape-sandbox"' in page.content
    policy = part["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "sandbox allow-popups allow-popups-to-escape-sandbox" in policy
    assert part["X-Frame-Options"] == "SAMEORIGIN"


def test_a_hostile_subject_is_text(client: Client) -> None:
    name = sent(subject="<img src=x onerror=alert(1)>")
    for address in ("/dev/mailbox/", f"/dev/mailbox/{name}/"):
        assert b"<img src=x" not in client.get(address).content


def test_the_newest_mail_stands_first_with_address_and_subject(client: Client) -> None:
    sent(subject="First")
    sent(subject="Second", to="nia@example.org")
    page = client.get("/dev/mailbox/").content.decode()
    assert page.index("Second") < page.index("First")
    assert "nia@example.org" in page


def test_mails_are_found_by_address_and_words(client: Client) -> None:
    sent(subject="First")
    sent(subject="Second", to="nia@example.org", html="")
    found = client.get("/dev/mailbox/?q=NIA@").content
    assert b"Second" in found
    assert b"First" not in found


def test_a_mail_shows_its_text_with_links_its_headers_and_its_source(client: Client) -> None:
    name = sent()
    page = client.get(f"/dev/mailbox/{name}/").content.decode()
    assert "Hyvää päivää" in page
    assert 'href="https://forum.example.org/t/1/"' in page
    assert "<dt>Subject</dt><dd>Ana replied to you</dd>" in page
    assert b"Subject: Ana replied to you" in client.get(f"/dev/mailbox/{name}/source/").content


def test_an_empty_mailbox_says_so(client: Client) -> None:
    assert b"No mail yet" in client.get("/dev/mailbox/").content


def test_only_the_newest_mails_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mailbox, "KEPT", 3)
    for number in range(5):
        sent(subject=f"Mail {number}")
    assert [mail.subject for mail in mailbox.mails()] == ["Mail 4", "Mail 3", "Mail 2"]
