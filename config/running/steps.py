"""What bin/dev says on the terminal: one line for each step, with the time it took."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

_BOLD, _DIM, _RED, _PLAIN = "\033[1m", "\033[2m", "\033[31m", "\033[0m"


def _styled(style: str, text: str) -> str:
    return f"{style}{text}{_PLAIN}" if sys.stdout.isatty() else text


def say(sentence: str) -> None:
    """One line."""
    print(sentence, flush=True)


def shout(sentence: str) -> None:
    """One line about something that went wrong."""
    print(_styled(_RED, sentence), file=sys.stderr, flush=True)


@contextmanager
def step(what: str) -> Iterator[None]:
    """Say what is being done, and when it is done how long it took."""
    began = time.monotonic()
    live = sys.stdout.isatty()
    if live:
        print(f"  {what} …", end="\r", flush=True)
    try:
        yield
    except BaseException:
        if live:
            print()
        raise
    say(f"  {what:<44} {_styled(_DIM, f'{time.monotonic() - began:5.1f} s')}")


def heading(text: str) -> None:
    """The name of what follows."""
    say(_styled(_BOLD, text))
