"""What somebody wrote in a reply by mail, without what their mail program put around it.

Our own mails begin with a line that says where to write; it is looked for first. The rest knows how mail programs
announce a quote, in the languages they are used in here, and how they sign. Each step goes over the lines once or
twice and looks at few characters of each, so that a mail of any shape takes time in proportion to its length.
"""

import re
from collections.abc import Sequence

MARK = "##-"
"""How the line begins above which a reply is written; it ends with its mirror image."""
MOST_CHARACTERS, MOST_LINES = 200_000, 5_000
"""What is further down is not looked at: a post holds 32,000."""

ROUNDS = 10
_LINE_MAX = 400
_MARK = re.compile(r"^[\s>|*]*##- .{1,120} -##")
_QUOTED = re.compile(r"^\s{0,3}>")
_RULE = re.compile(r"^\s*[_\-*=]{5,}\s*$")
# A quote is announced with a date or a time, an author, and one of these words or at least an address.
_DATED = re.compile(r"\d{1,2}[:.]\d{2}|\d{4}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")
_SAID = re.compile(
    r"\b(?:wrote|kirjoitti|napisana przez|napisał\(a\)|napisała?|pisze|írta|написал\(а\)|написала?|написав|пише|пишет"
    r"|писала?|schrieb|a écrit|escribió|escreveu|ha scritto|schreef|skrev|kirjutas|napsal\(a\)|napsala?|napísala?)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"<?[^\s<>@]{1,80}@[^\s<>@]{1,200}>?\s*:$")
_ORIGINAL = re.compile(
    r"^\s*-{2,}\s*(?:original message|forwarded message|alkuperäinen viesti|välitetty viesti|wiadomość oryginalna"
    r"|oryginalna wiadomość|eredeti üzenet|исходное сообщение|пересылаемое сообщение|ursprüngliche nachricht"
    r"|message d'origine|mensaje original|ursprungligt meddelande|oorspronkelijk bericht)\s*-{2,}\s*$",
    re.IGNORECASE,
)
_FROM = r"from|lähettäjä|od|feladó|от|von|de|från|van|da|fra|saatja|від"
_OTHERS = (
    r"sent|date|to|cc|subject|lähetetty|päiväys|päivämäärä|vastaanottaja|kopio|aihe|wysłano|wysłane|data|do|dw|temat"
    r"|elküldve|dátum|címzett|másolatot kap|tárgy|отправлено|дата|кому|копия|тема|gesendet|datum|an|betreff|envoyé"
    r"|à|objet|enviado|para|asunto|skickat|till|ämne|verzonden|aan|onderwerp|надіслано"
)
_FROM_LINE = re.compile(rf"^\s*\*?(?:{_FROM})\s?:\*?\s+\S", re.IGNORECASE)
_OTHER_LINE = re.compile(rf"^\s*\*?(?:{_OTHERS})\s?:\*?(?:\s|$)", re.IGNORECASE)
_DEVICE = re.compile(
    r"^\s*(?:sent from my (?:[\w'’.-]+\s*){1,3}|sent from (?:mail|outlook|yahoo mail|proton mail|gmail)\b.{0,60}"
    r"|get outlook for \w+.{0,60}|(?:lähetetty|lähetin) .{0,20}(?:iphone|ipad|android|puhelim|outlook|sähköp).{0,40}"
    r"|hanki outlook .{0,40}|wysłan[eo] (?:z|ze) .{1,50}|pobierz (?:aplikację )?outlook.{0,40}"
    r"|.{0,20}küldve .{1,50}|.{1,40}(?:készülékemről|telefonomról) küldve|az outlook .{0,20}letöltése.{0,30}"
    r"|отправлено (?:с|из) .{1,50}|скачать outlook.{0,40}|von meine[mr] .{1,30} gesendet|envoyé de(?:puis)? mon .{1,30}"
    r"|skickat från min .{1,30}|enviado desde mi .{1,30}|saadetud minu .{1,30})\s*$",
    re.IGNORECASE,
)
_NAME = re.compile(r"^-{1,2}\s?[^\W\d_][\w'’.\- ]{1,50}$")


def written(text: str) -> str:
    """The words somebody wrote above, and between, what they answered; empty if there are none."""
    text = text[:MOST_CHARACTERS].replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    lines = _above_mark(text.split("\n")[:MOST_LINES])
    lines = _without_sign(_above_original(lines))
    lines = [line.rstrip() for line in lines]
    for _round in range(ROUNDS):
        shorter = _without_last_quote(_trimmed(lines))
        shorter = _without_device(_trimmed(shorter))
        if len(shorter) == len(lines):
            break
        lines = shorter
    return "\n".join(_without_name(_without_list(lines))).strip("\n").rstrip()


def _above_mark(lines: list[str]) -> list[str]:
    """What stands above our own line; what announced the quote it is in goes with it."""
    for number, line in enumerate(lines):
        if _MARK.match(line[:_LINE_MAX]):
            return _without_announcement(lines[:number])
    return lines


def _without_announcement(lines: Sequence[str]) -> list[str]:
    """The lines without empty ones at the end, and without an announcement that stands last."""
    kept = _trimmed(lines)
    for height in (1, 2, 3):
        if len(kept) >= height and _announces(kept[-height:]):
            return _trimmed(kept[:-height])
    return kept


def _announces(lines: Sequence[str]) -> bool:
    """Whether these lines together say who wrote when what comes next."""
    if not lines[-1].rstrip().endswith(":") or any(_QUOTED.match(line) or not line.strip() for line in lines):
        return False
    whole = " ".join(line.strip() for line in lines)
    if not 10 < len(whole) <= _LINE_MAX or not _DATED.search(whole):
        return False
    return bool(_SAID.search(whole) or _ADDRESS.search(whole))


def _above_original(lines: list[str]) -> list[str]:
    """What stands above a whole mail that was put below: under its lines From, Sent, To, or a line that says so."""
    for number, line in enumerate(lines):
        head = line[:_LINE_MAX]
        if _ORIGINAL.match(head):
            return lines[:number]
        if not _FROM_LINE.match(head):
            continue
        below = [other[:_LINE_MAX] for other in lines[number + 1 : number + 7]]
        if sum(bool(_OTHER_LINE.match(other)) for other in below) >= 2:
            above = _trimmed(lines[:number])
            return above[:-1] if above and _RULE.match(above[-1]) else above
    return lines


def _without_sign(lines: list[str]) -> list[str]:
    """What stands above a signature: below a line of two hyphens and a space, or of two hyphens after an empty line."""
    last = max((number for number, line in enumerate(lines) if _QUOTED.match(line)), default=-1)
    for number in range(last + 1, len(lines)):
        line = lines[number]
        if line == "-- " or (line == "--" and number and not lines[number - 1].strip()):
            return lines[:number]
    return lines


def _without_last_quote(lines: list[str]) -> list[str]:
    """Without a quote that nothing follows. One that is answered line by line stays, with what it answers."""
    end = len(lines)
    while end and (_QUOTED.match(lines[end - 1]) or not lines[end - 1].strip()):
        end -= 1
    if end < len(lines):
        return _without_announcement(lines[:end])
    return _without_bare_quote(lines)


def _without_bare_quote(lines: list[str]) -> list[str]:
    """Some programs announce a quote and do not mark it: then it begins there."""
    for number in range(len(lines)):
        for height in (1, 2, 3):
            after = number + height
            if after > len(lines) or not _announces(lines[number:after]):
                continue
            below = next((line for line in lines[after:] if line.strip()), "")
            if not _QUOTED.match(below):
                return lines[:number]
    return lines


def _without_device(lines: list[str]) -> list[str]:
    """Without the line that praises a telephone."""
    return lines[:-1] if lines and len(lines[-1]) < 120 and _DEVICE.match(lines[-1]) else lines


def _without_list(lines: list[str]) -> list[str]:
    """Without the foot of a mailing list: a rule, and at most five lines that end the mail."""
    for height in range(2, 7):
        if len(lines) > height and re.match(r"^_{20,}$", lines[-height].strip()):
            return _trimmed(lines[:-height])
    return lines


def _without_name(lines: list[str]) -> list[str]:
    """Without a name after a hyphen, if it stands alone at the end."""
    alone = len(lines) > 2 and not lines[-2].strip()
    return _trimmed(lines[:-1]) if alone and _NAME.match(lines[-1]) and not lines[-1].startswith("- ") else lines


def _trimmed(lines: Sequence[str]) -> list[str]:
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    return list(lines[:end])
