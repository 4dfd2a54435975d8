"""Letters have both parts, readable headers and nothing from elsewhere."""

import email
import email.policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from django.template import TemplateDoesNotExist
from pytest_django import Settings

from config.lib.mail import Sender, compose

SENDER = Sender("Almanac Commons", "https://forum.example.org")


@pytest.fixture(autouse=True)
def letters(settings: Settings) -> None:
    """Add this folder's sample letter to the templates."""
    engine = settings.TEMPLATES[0]
    here = Path(__file__).parent / "letters"
    settings.TEMPLATES = [{**engine, "DIRS": [*engine["DIRS"], here]}]


def sent(**changed: Any) -> EmailMessage:
    """The sample letter as a mail program reads it."""
    given: dict[str, Any] = {"to": "ines@example.org", "subject": "Kofi replied", "sender": SENDER}
    letter = compose("sample", {"words": "Use <rota> & rest", "why": "You follow this thread."}, **(given | changed))
    raw = letter.message(policy=email.policy.SMTP).as_bytes()
    return email.message_from_bytes(raw, policy=email.policy.default)


def part(letter: EmailMessage, kind: str) -> str:
    """The text of one part."""
    body = letter.get_body((kind,))
    assert body is not None
    return str(body.get_content())


def test_a_letter_without_a_text_part_cannot_be_written() -> None:
    with pytest.raises(TemplateDoesNotExist):
        compose("base_of_nothing", {}, to="ines@example.org", subject="x", sender=SENDER)


def test_words_are_escaped_in_html_and_plain_in_text() -> None:
    letter = sent()
    assert "Use &lt;rota&gt; &amp; rest" in part(letter, "html")
    assert "Use <rota> & rest" in part(letter, "plain")


def test_styles_stand_on_the_elements_and_dark_rules_remain() -> None:
    html = part(sent(), "html")
    assert 'class="quote" style="' in html
    assert "prefers-color-scheme: dark" in html
    assert "<script" not in html
    assert "src=" not in html


def test_the_community_is_the_sender_and_says_why() -> None:
    letter = sent()
    assert str(letter["From"]).startswith("Almanac Commons <")
    assert "You follow this thread." in part(letter, "plain")
    assert "You follow this thread." in part(letter, "html")


def test_a_letter_is_marked_as_automatic() -> None:
    assert sent()["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize("length", [20, 120])
def test_one_press_unsubscribes_however_long_the_address(length: int) -> None:
    address = "https://forum.example.org/u/" + "x" * length
    raw = compose(
        "sample", {}, to="a@example.org", subject="s", sender=SENDER, unsubscribe_url=address
    ).message(policy=email.policy.SMTP).as_bytes()  # fmt: skip
    assert f"List-Unsubscribe: <{address}>\r\n".encode() in raw
    assert b"List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in raw


def test_letters_about_one_thread_are_one_conversation() -> None:
    letter = sent(
        message_id="<post.9@forum.example.org>",
        references=["<thread.1@forum.example.org>", "<post.8@forum.example.org>"],
    )
    assert letter["Message-ID"] == "<post.9@forum.example.org>"
    assert letter["In-Reply-To"] == "<post.8@forum.example.org>"
    assert letter["References"] == "<thread.1@forum.example.org> <post.8@forum.example.org>"


def test_a_line_break_in_a_name_or_subject_adds_no_header() -> None:
    letter = sent(
        subject="Hello\r\nBcc: eve@example.org",
        sender=Sender("Club\r\nBcc: eve@example.org", "https://forum.example.org"),
    )
    assert letter["Bcc"] is None
    assert letter["Subject"] == "Hello Bcc: eve@example.org"


def test_a_letter_stays_below_what_mail_programs_cut() -> None:
    assert len(part(sent(), "html").encode()) < 20_000
