"""How posts sound, heard once more: the same lists of words, read and counted another way."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from lxml import html as lxml_html

from config.lib.languages import detect
from members.installation.models import Installation
from tests.metrics.measures.raw import DAY, Raw
from tests.metrics.measures.reckoned_people import Number, Window

LISTS = Path(__file__).parents[3] / "metrics" / "tone" / "words"
NO_WORDS_OF_THEIRS = "pre code blockquote .mention .reference .linkcard .attachment .quote-author .quote-source .group"
PIECES = {"p", "li", "td", "th", "h2", "h3", "h4", "h5", "br", "div", "summary"}
ENDS_A_CLAUSE = set('.!?…;:,()[]\n"„“”«»–—')


@cache
def words_of(language: str) -> dict[str, str]:
    """Each word of a list with its heading; those that stand for all that begin so end with a star."""
    file, heading = LISTS / f"{language}.txt", ""
    found: dict[str, str] = {}
    for line in file.read_text(encoding="utf-8").splitlines() if language and file.exists() else []:
        if line.startswith("[") and line.rstrip().endswith("]"):
            heading = line.strip()[1:-1]
        elif not line.startswith("#"):
            found |= {(plain(word, language) if language != "signs" else word): heading for word in line.split()}
    return found


def plain(text: str, language: str) -> str:
    """In small letters, Polish without its marks, Russian without ё."""
    text = unicodedata.normalize("NFC", text).lower()
    if language == "pl":
        text = "".join(one for one in unicodedata.normalize("NFD", text) if unicodedata.category(one) != "Mn")
    for one, other in (("ł", "l"), ("ё", "е"), ("’", "'")):
        text = text.replace(one, other)
    return text


def heading_of(word: str, language: str) -> str | None:
    """Under which heading a word stands: itself, or its longest beginning; or else a part of it between hyphens."""
    known = words_of(language)
    if word in known:
        return known[word]
    for length in range(len(word), 0, -1):
        if f"{word[:length]}*" in known:
            return known[f"{word[:length]}*"]
    parts = word.split("-") if "-" in word else []
    return next((found for part in parts if (found := heading_of(part, language))), None)


def said(html: str) -> str:
    """What they wrote themselves, each piece on a line of its own."""
    root = lxml_html.fragment_fromstring(html, create_parent="section")
    for element in list(root.iter()):
        names = {f".{name}" for name in (element.get("class") or "").split()} | {element.tag}
        if names & set(NO_WORDS_OF_THEIRS.split()) and element.getparent() is not None:
            element.tail = "\n" + (element.tail or "")
            element.drop_tree()
        elif element.tag in PIECES:
            element.text = "\n" + (element.text or "") if element.tag != "br" else None
            element.tail = "\n" + (element.tail or "") if element.tag == "br" else element.tail
    return str(root.text_content()).strip()


def score(text: str, language: str) -> tuple[int, int]:
    """Warm words and cool ones."""
    found: list[str] = []
    for sign, heading in sorted(words_of("signs").items(), key=lambda one: -len(one[0])):
        pattern = rf"(?<!\w){re.escape(sign)}"
        found += [heading] * len(re.findall(pattern, text))
        text = re.sub(pattern, " ", text)
    clause: list[str] = []
    text = plain(text, language)
    for piece in re.findall(r"[^\W\d_]+(?:['-][^\W\d_]+)*|.", text, re.DOTALL):
        if piece in ENDS_A_CLAUSE:
            found += turned(clause, language)
            clause = []
        elif piece[0].isalpha():
            clause.append(piece)
    found += turned(clause, language)
    return found.count("warm"), found.count("cool")


def turned(clause: Iterable[str], language: str) -> list[str]:
    """What the words of a clause say: a "not" among the three before makes warm cool, and cool nothing."""
    headings = [heading_of(word, language) for word in clause]
    found = []
    for place, heading in enumerate(headings):
        near = headings[max(0, place - 3) : place]
        since = near[len(near) - near[::-1].index("but") :] if "but" in near else near
        is_turned = "not" in since
        if heading == "warm":
            found.append("cool" if is_turned else "warm")
        elif heading == "cool" and not is_turned:
            found.append("cool")
    return found


@dataclass(frozen=True)
class Heard:
    """A post of a member that stands, and the last day of its week."""

    week: date
    space: int
    warm: int
    cool: int
    who: int | None

    @property
    def is_known(self) -> bool:
        """Whether any word of the lists is in it."""
        return bool(self.warm or self.cool)


@cache
def heard(raw: Raw) -> list[Heard]:
    """Every post that is listened to; of the team is who is of it by now."""
    found = []
    community = Installation.current().language
    for post in raw.posts:
        thread, day = raw.threads[post.thread_id], raw.day_of(post.created_at)
        if raw.stands(post) and (post.author_id is None or raw.members[post.author_id].role == "member"):
            text = said(post.html)
            letters = sum(one.isalpha() for one in text)
            known = "" if letters >= 60 else thread.language or thread.space.language or community
            week = day + (6 - day.weekday()) * DAY
            found.append(Heard(week, thread.space_id, *score(text, known or detect(text)), post.author_id))
    return found


def people(posts: list[Heard]) -> int:
    """How many wrote any such word."""
    return len({one.who for one in posts if one.is_known} - {None})


def kept(asked: Window) -> list[list[Heard]]:
    """Of each week: every space where five wrote such words, and the smaller ones together, if they are five."""
    found = []
    weeks = {one.week for one in heard(asked.raw) if asked.has(one.week)}
    for week in sorted(weeks):
        posts = [one for one in heard(asked.raw) if one.week == week]
        spaces = {pk: [one for one in posts if one.space == pk] for pk in {one.space for one in posts}}
        large = {pk for pk, there in spaces.items() if people(there) >= 5}
        found += [spaces[pk] for pk in large if asked.space in (None, pk)]
        small = [one for one in posts if one.space not in large]
        found += [small] if asked.space is None and people(small) >= 5 else []
    return found


def sentiment(asked: Window) -> Number:
    rows = kept(asked)
    there = [one for row in rows for one in row]
    known = [one for one in there if one.is_known]
    most = max(map(people, rows), default=0)
    if not known or 100 * len(known) < 20 * len(there):
        return None, most
    balance = sum((one.warm > one.cool) - (one.warm < one.cool) for one in known)
    return float(round(100 * balance / len(known))), most
