"""manage.py receive_mail: take in replies by mail, one from standard input or all of a mailbox."""

import mailbox
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from config.lib.mail_in import MOST_BYTES
from members.replying.receiving import TooLarge, take_in

TRY_AGAIN = 75
"""What tells a mail server to keep the mail and come back (EX_TEMPFAIL)."""


class Command(BaseCommand):
    """Takes mail in; what is in it is read by the worker."""

    help = "Take in one mail from standard input, or those of a mailbox (a Maildir folder or an mbox file)."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The mailbox, if there is one."""
        parser.add_argument("mailbox", nargs="?", type=Path, help="a Maildir folder or an mbox file; it is emptied")

    def handle(self, *args: Any, **options: Any) -> None:
        """Take in, and say how many mails were new."""
        try:
            new = self._empty(options["mailbox"]) if options["mailbox"] else self._take(_standard_input())
        except DatabaseError as error:
            words = f"The database does not answer, so nothing was taken: {error}"
            raise CommandError(words, returncode=TRY_AGAIN) from None
        if options["verbosity"] > 1 or options["mailbox"]:
            self.stdout.write(f"{new} taken in.")

    def _empty(self, path: Path) -> int:
        """Each mail leaves the mailbox once it is kept here."""
        if not path.exists():
            raise CommandError(f"There is no mailbox at {path}.")
        box: mailbox.Mailbox[Any]
        box = mailbox.Maildir(path, create=False) if path.is_dir() else mailbox.mbox(path, create=False)
        box.lock()
        try:
            new = 0
            for name in list(box.keys()):
                new += self._take(box.get_bytes(name))
                box.discard(name)
                box.flush()
            return new
        finally:
            box.unlock()
            box.close()

    def _take(self, raw: bytes) -> int:
        try:
            return take_in(raw)
        except TooLarge:
            self.stderr.write(f"A mail of more than {MOST_BYTES:,} bytes was left out.")
            return 0


def _standard_input() -> bytes:
    return sys.stdin.buffer.read(MOST_BYTES + 1)
