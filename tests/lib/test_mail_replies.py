"""What somebody wrote in a reply by mail, in the languages and mail programs it is written in."""

import json
import time
from collections.abc import Callable
from typing import Any

import pytest

from config.lib.mail_in import Incoming
from config.lib.mail_replies import written
from tests.peers import CASES

DECIDED_OTHERWISE = {
    # The words stand in the second paragraph of the mail; where the case comes from they are looked for in all of it.
    "erp-email_one_is_not_on": "contains",
}
REPLIES = CASES / "email" / "replies.json"
CHECKS: dict[str, Callable[[str, Any, str], bool]] = {
    "equals": lambda found, wanted, _raw: found == wanted,
    "startswith": lambda found, wanted, _raw: found.startswith(wanted),
    "contains": lambda found, wanted, _raw: wanted in found,
    "not_contains": lambda found, wanted, _raw: wanted not in found,
    "all": lambda found, _wanted, raw: found == raw.strip(),
    "under_1s": lambda _found, _wanted, _raw: True,
}


@pytest.mark.skipif(not REPLIES.exists(), reason="the cases from outside are not on this machine")
def test_the_shared_cases_are_read_as_they_say() -> None:
    wrong = []
    for case in json.loads(REPLIES.read_text()):
        began = time.perf_counter()
        found = written(case["raw"])
        check = CHECKS[DECIDED_OTHERWISE.get(case["id"], case["check"])]
        if not check(found, case["expected_visible"], case["raw"]) or time.perf_counter() - began > 1:
            wrong.append((case["id"], found[:200]))
    assert not wrong


ANNOUNCED = [
    "On Mon, Feb 9, 2026 at 1:36 PM Nia <nia@example.org> wrote:",
    "ma 9. helmik. 2026 klo 13.36 Nia Nurmi (nia@example.org) kirjoitti:",
    "Nia Nurmi <nia@example.org> kirjoitti 9.2.2026 kello 13.36:",
    "Nia Nurmi kirjoitti 9.2.2026 klo 13.36:",
    "pon., 9 lut 2026 o 13:36 Nia <nia@example.org> napisał(a):",
    "W dniu 9.02.2026 o 13:36, Nia pisze:",
    "Wiadomość napisana przez Nia <nia@example.org> w dniu 9 lut 2026,\no godz. 13:36:",
    "Nia <nia@example.org> ezt írta (időpont: 2026. febr. 9., H, 13:36):",
    "2026. 02. 09. 13:36 keltezéssel, Nia írta:",
    "пн, 9 февр. 2026 г. в 13:36, Nia <nia@example.org>:",
    "9 февр. 2026 г., в 13:36, Nia <nia@example.org> написал(а):",
    "09.02.2026 13:36, Nia пишет:",
    "Am Mo., 9. Feb. 2026 um 13:36 Uhr schrieb Nia <nia@example.org>:",
    "Le lun. 9 févr. 2026 à 13:36, Nia <nia@example.org> a écrit :",
    "Den mån 9 feb. 2026 kl 13:36 skrev Nia <nia@example.org>:",
    "El lun, 9 feb 2026 a las 13:36, Nia (<nia@example.org>) escribió:",
]
BLOCKS = [
    ("From", "Sent", "To", "Subject"), ("Lähettäjä", "Lähetetty", "Vastaanottaja", "Aihe"),
    ("Od", "Wysłano", "Do", "Temat"), ("Feladó", "Elküldve", "Címzett", "Tárgy"),
    ("От", "Отправлено", "Кому", "Тема"), ("Von", "Gesendet", "An", "Betreff"),
]  # fmt: skip
DEVICES = [
    "Sent from my iPhone", "Lähetetty iPhonesta", "Wysłane z iPhone’a", "Küldve az iPhone-omról", "Отправлено с iPhone",
    "Von meinem iPhone gesendet", "Get Outlook for iOS", "Hanki Outlook for Android",
]  # fmt: skip


def test_a_quote_is_left_out_whoever_announces_it_and_whether_it_is_marked_or_not() -> None:
    wrong = []
    for announced in ANNOUNCED:
        for quote in ("> Ours falls apart.\n>\n> Every August.", "Ours falls apart.\n\nEvery August."):
            found = written(f"Draw lots.\n\nEveryone, at 18:30.\n\n{announced}\n\n{quote}\n")
            if found != "Draw lots.\n\nEveryone, at 18:30.":
                wrong.append((announced, quote, found))
    assert not wrong


def test_a_mail_put_below_is_left_out_under_its_headers_in_every_language() -> None:
    for labels in BLOCKS:
        for form in ("{}: something", "*{}:* something"):
            block = "\n".join(form.format(label) for label in labels)
            assert written(f"Draw lots.\n\n________________\n{block}\n\nOurs falls apart.") == "Draw lots."


def test_what_a_telephone_adds_is_left_out() -> None:
    for words in DEVICES:
        assert written(f"Draw lots.\n\n{words}\n\n{ANNOUNCED[0]}\n> Ours falls apart.\n") == "Draw lots."


def test_above_our_own_line_is_all_that_counts() -> None:
    for quoted in ("", "> ", "  | "):
        mail = f"Draw lots.\n\n{ANNOUNCED[1]}\n\n{quoted}##- Vastaa tämän rivin yläpuolelle -##\n{quoted}More."
        assert written(mail) == "Draw lots."
    assert written("##- Reply above this line -##\nOurs falls apart.") == ""


def test_what_is_answered_line_by_line_stays_with_what_it_answers() -> None:
    text = "> Draw lots?\n\nYes, each spring.\n\n> And who counts?\n\nThe oldest."
    assert written(f"{ANNOUNCED[0]}\n{text}\n\n-- \nNia\nWorkshop") == f"{ANNOUNCED[0]}\n{text}"


def test_words_that_only_look_like_furniture_stay() -> None:
    for text in (
        "Three things to bring:\n\n- gloves\n- a saw",
        "From: here on we draw lots.\n\nThat is all.",
        "He wrote:\n\nnothing.",
        "Rota\n--\nWe draw lots.",
        "We meet at 18:30, as nia@example.org said.",
    ):
        assert written(text) == text


def test_a_mail_of_any_shape_takes_little_time() -> None:
    lines = ("-- ", "> ", "a\n>", DEVICES[0], ANNOUNCED[0], ANNOUNCED[6], "From: x", "_" * 30, "x:", "")
    for piece in (*(f"{line}\n" for line in lines), " ", ">", "-"):
        began = time.perf_counter()
        written(piece * (400_000 // len(piece)))
        assert time.perf_counter() - began < 1, piece


def html(body: str) -> str:
    """What a mail in HTML alone says."""
    return written(Incoming(f"Content-Type: text/html; charset=utf-8\n\n{body}".encode()).text)


def test_html_alone_is_read_as_words() -> None:
    assert (
        html("<p>Draw&nbsp;<b>lots</b>.</p><ul><li>gloves</li><li>a saw</li></ul>") == "Draw lots.\n\n- gloves\n- a saw"
    )
    assert html('<div>Look: <a href="https://example.org/rota">the rota</a></div><br>') == (
        "Look: the rota (https://example.org/rota)"
    )
    assert html("<style>p { color: red }</style><script>alert(1)</script>Draw lots.") == "Draw lots."
    for quote in (
        '<div class="gmail_quote"><div class="gmail_attr">Nia wrote:</div><blockquote>Ours.</blockquote></div>',
        '<div class="moz-cite-prefix">On 9.2.2026 13:36, Nia wrote:</div><blockquote type="cite">Ours.</blockquote>',
        '<div id="divRplyFwdMsg"><b>From:</b> Nia<br><b>Sent:</b> Monday</div><div>Ours.</div>',
        '<div class="yahoo_quoted">Ours.</div>',
    ):
        assert html(f"<div>Draw lots.</div>{quote}") == "Draw lots."


def test_soft_line_ends_and_other_alphabets_are_read() -> None:
    flowed = b"Content-Type: text/plain; charset=utf-8; format=flowed\n\nDraw lots \neach spring.\n\nThat is all.\n"
    assert written(Incoming(flowed).text) == "Draw lots each spring.\n\nThat is all."
    for charset in ("koi8-r", "windows-1251", "utf-8", "no-such-charset"):
        body = "Бросьте жребий.".encode("utf-8" if charset == "no-such-charset" else charset)
        head = f"Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: 8bit\n\n".encode()
        assert written(Incoming(head + body).text) == "Бросьте жребий."
