"""Polish words in their basic form. PostgreSQL has no stemmer for Polish, and endings alone do not tell (wątek, wątku).

The dictionary of simplemma would take 360 MB of each process. So it is written once into a file under TALKOOT_HOME, by
a process of its own, and read from there: a word costs some microseconds and no memory.
"""

import fcntl
import gc
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterable
from contextlib import closing
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

from community.search.accents import unaccented

LONGEST = 32
_LAYOUT = 2
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
    """Where the dictionary stands; another version of simplemma or of the tables in it gets another file."""
    return Path(settings.TALKOOT_HOME) / "search" / f"polish-{_LAYOUT}-{version('simplemma')}.sqlite3"


def basic_forms(words: Iterable[str]) -> dict[str, str]:
    """The basic form of each word (small letters) that the dictionary knows.

    While the file does not exist yet nothing is known; it is begun.
    """
    if not is_there():
        return {}
    wanted = sorted({word for word in words if 1 < len(word) <= LONGEST})
    found: dict[str, str] = {}
    with closing(_opened()) as connection:
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            places = ",".join("?" * len(some))
            found |= dict(connection.execute(f"SELECT form, lemma FROM word WHERE form IN ({places})", some))  # noqa: S608
    return found


def possible_forms(word: str) -> list[str]:
    """The basic forms of all words that look like this one (small letters) when their accents are left out."""
    if not 1 < len(word) <= LONGEST or not is_there():
        return []
    with closing(_opened()) as connection:
        return [lemma for (lemma,) in connection.execute("SELECT lemma FROM plain WHERE form = ? LIMIT 8", [word])]


def is_there() -> bool:
    """Whether the dictionary can be read; if not, it is begun."""
    if dictionary().exists():
        return True
    begin()
    return False


def is_coming() -> bool:
    """Whether a process writes it at this moment."""
    return not is_there() and bool(_starting) and _starting[-1].poll() is None


def wait() -> bool:
    """Wait until the dictionary is there (some 20 seconds, once per machine), outside any transaction.

    Returns whether it is; the log says why not.
    """
    return is_there() or _starting[-1].wait() == 0


def _opened() -> sqlite3.Connection:
    return sqlite3.connect(f"file:{dictionary()}?mode=ro&immutable=1", uri=True)


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
        connection.execute("CREATE TABLE plain (form TEXT, lemma TEXT, PRIMARY KEY (form, lemma)) WITHOUT ROWID")
        entries = _entries()
        connection.executemany("INSERT OR IGNORE INTO word VALUES (?, ?)", entries)
        accented = sorted((unaccented(form), lemma) for form, lemma in entries if not form.isascii())
        connection.executemany("INSERT OR IGNORE INTO plain VALUES (?, ?)", accented)
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
    gc.disable()  # millions of small texts, and no garbage among them
    _write(Path(sys.argv[1]))
