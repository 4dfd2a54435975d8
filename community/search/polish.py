"""Polish words in their basic form. PostgreSQL has no stemmer for Polish, and endings alone do not tell (wątek, wątku).

The dictionary of simplemma would take 360 MB of each process. So it is written once into a file under TALKOOT_HOME, by
a process of its own, and read from there: a word costs some microseconds and no memory.
"""

import fcntl
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

LONGEST = 32
_AT_ONCE = 500
_starting: list[subprocess.Popen[bytes]] = []

_FUNCTION_WORDS = """
a aby ale albo bo być by ci co czy dla do gdy gdzie go i ich ile im ja jak jako je jego jej jest jeszcze już kiedy kto
która które który lub ma mi mnie może mój my na nad nam nas nie nim niż o od oraz po pod przed przez przy są się skąd
sobie są ta tak także tam te tego tej ten też to tu tutaj ty tylko u w we więc z za ze że
"""
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())
"""Words that say nothing about what a Polish text is about; a search does not insist on them."""


def dictionary() -> Path:
    """Where the dictionary stands; another version of simplemma gets another file."""
    return Path(settings.TALKOOT_HOME) / "search" / f"polish-{version('simplemma')}.sqlite3"


def basic_forms(words: Iterable[str], *, patient: bool) -> dict[str, str]:
    """The basic form of each word (small letters) that the dictionary knows.

    When the file does not exist yet, `patient` waits for it (some 15 seconds, once per machine); otherwise nothing is
    known for now and the file is begun.
    """
    if not dictionary().exists():
        begin()
        if not patient:
            return {}
        if _starting[-1].wait():
            raise OSError("The dictionary of Polish words could not be written; the log says why.")
    wanted = sorted({word for word in words if 1 < len(word) <= LONGEST})
    return _looked_up(wanted) if wanted else {}


def _looked_up(words: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    connection = sqlite3.connect(f"file:{dictionary()}?mode=ro&immutable=1", uri=True)
    try:
        for start in range(0, len(words), _AT_ONCE):
            some = words[start : start + _AT_ONCE]
            places = ",".join("?" * len(some))
            found |= dict(connection.execute(f"SELECT form, lemma FROM word WHERE form IN ({places})", some))  # noqa: S608
    finally:
        connection.close()
    return found


def begin() -> None:
    """Start writing the dictionary in a process of its own, whose memory is given back when it is done."""
    if _starting and _starting[-1].poll() is None:
        return
    target = dictionary()
    target.parent.mkdir(parents=True, exist_ok=True)
    _starting[:] = [subprocess.Popen([sys.executable, "-m", __spec__.name, str(target)], cwd=settings.ROOT)]


def _write(target: Path) -> None:
    """Write the file beside its place and move it there; a second process waits for the first."""
    with target.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if target.exists():
            return
        draft = target.with_suffix(f".{os.getpid()}.tmp")
        connection = sqlite3.connect(draft)
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("CREATE TABLE word (form TEXT PRIMARY KEY, lemma TEXT NOT NULL) WITHOUT ROWID")
        connection.executemany("INSERT OR IGNORE INTO word VALUES (?, ?)", _entries())
        connection.commit()
        connection.close()
        draft.replace(target)


def _entries() -> list[tuple[str, str]]:
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory  # 360 MB: only in here

    entries = DefaultDictionaryFactory().get_dictionary("pl")
    return sorted(
        (f, b.lower()) for f, b in entries.items() if f.isalpha() and f.islower() and f != b and len(f) <= LONGEST
    )


if __name__ == "__main__":
    _write(Path(sys.argv[1]))
