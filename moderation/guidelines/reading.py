"""Reading guidelines out of one text: numbered lines are rules, whatever else stands there is the purpose."""

from __future__ import annotations

import re
from dataclasses import dataclass

TITLE_MAX = 150
NUMBER_MAX = 8

_NUMBERED = re.compile(r"^\s{0,3}(?P<number>\d+(?:\.\d+)+|\d+(?=[.)]))[.)]?\s+(?P<words>\S.*)$")
_BOLD = re.compile(r"^(\*\*|__)(?P<title>.+?)\1\s*(?P<rest>.*)$", re.DOTALL)
_SENTENCE = re.compile(r"^(?P<title>.+?[.!?…。])(?:\s+|$)(?P<rest>.*)$", re.DOTALL)


@dataclass(frozen=True)
class ReadRule:
    """A rule as it stands in a text."""

    number: str
    title: str
    words: str


@dataclass(frozen=True)
class ReadText:
    """What a text of guidelines says."""

    purpose: str
    rules: tuple[ReadRule, ...]


def read(text: str) -> ReadText:
    """The rules and the purpose in a text. Of a rule, the first sentence is the title and the rest its words."""
    rules: list[tuple[str, list[str]]] = []
    other: list[str] = []
    into = other
    for line in text.replace("\r\n", "\n").split("\n"):
        found = _NUMBERED.match(line)
        if found:
            into = [found["words"]]
            rules.append((found["number"], into))
            continue
        if rules and into is not other and line.strip() and not line[0].isspace() and not into[-1].strip():
            into = other  # after an empty line, what is not indented belongs to no rule
        into.append(line if into is other else line.strip())
    numbers = _numbers([number for number, _lines in rules])
    read_rules = [_rule(number, "\n".join(lines)) for number, (_old, lines) in zip(numbers, rules, strict=True)]
    return ReadText(re.sub(r"\n{3,}", "\n\n", "\n".join(other)).strip(), tuple(read_rules))


def _numbers(written: list[str]) -> list[str]:
    """The numbers as they were written; if two are alike or one is too long, simply counted."""
    if len(set(written)) == len(written) and all(len(number) <= NUMBER_MAX for number in written):
        return written
    return [str(number) for number in range(1, len(written) + 1)]


def _rule(number: str, text: str) -> ReadRule:
    text = text.strip()
    found = _BOLD.match(text) or _SENTENCE.match(text)
    title, rest = (found["title"], found["rest"]) if found else (text, "")
    title = " ".join(re.sub(r"\*\*|__|`", "", title).split())
    if not found and "\n" in text:
        title, _cut, rest = (part.strip() for part in text.partition("\n"))
    if len(title) > TITLE_MAX:
        short = title[: TITLE_MAX - 1].rsplit(" ", 1)[0]
        return ReadRule(number, f"{short}…", text)
    return ReadRule(number, title[:-1] if title.endswith(".") and len(title) > 1 else title, rest.strip())
