"""manage.py backup: make a backup, look at one, list them, make a key."""

import os
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.backup import archive
from config.backup.choosing import LATEST, chosen
from config.backup.keeping import archives
from config.backup.making import back_up
from config.backup.refusing import BackupRefused, refusal
from config.backup.stores import destination
from config.backup.verifying import verify
from config.lib.backup_settings import written_key
from config.lib.numbers import as_size


class Command(BaseCommand):
    """One archive with the database, the files and the settings."""

    requires_system_checks = []
    help = "Back up the database, the files and the settings in one archive. docs/backup.md"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to do instead of making one, and where."""
        parser.add_argument("--to", default="", metavar="FOLDER", help="a folder instead of what BACKUP_TO says")
        parser.add_argument("--verify", metavar="FILE", nargs="?", const=LATEST, help="check one (else the latest)")
        parser.add_argument("--variables", metavar="FILE", nargs="?", const=LATEST, help="print the variables in one")
        parser.add_argument("--list", action="store_true", help="say which there are")
        parser.add_argument("--new-key", action="store_true", help="make a key for BACKUP_KEY")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, or say in one sentence why not."""
        try:
            if options["new_key"]:
                self.stdout.write(written_key(os.urandom(32)))
            elif options["verify"]:
                self._verify(options["verify"], options["to"])
            elif options["variables"]:
                self._variables(options["variables"], options["to"])
            elif options["list"]:
                self._list(options["to"])
            else:
                self._make(options["to"])
        except Exception as error:  # whatever it is, it is told as one sentence
            raise CommandError(str(refusal(error))) from error

    def _make(self, to: str) -> None:
        made = back_up(to)
        manifest = made.manifest
        rows = sum(count for count, _sum in manifest.tables.values())
        self.stdout.write(
            f"{made.name} ({as_size(made.size)}) stands in {made.where}: {len(manifest.tables)} tables with "
            f"{rows} rows, {manifest.files} files; read back and whole, in {made.seconds:.0f} s."
        )
        if not manifest.secrets:
            self.stdout.write(
                "It is open: whoever has it can read everything in it, and SECRET_KEY and passwords were left out; "
                "keep them elsewhere, or set BACKUP_KEY (manage.py backup --new-key)."
            )
        if manifest.files_missing:
            self.stdout.write(
                f"{len(manifest.files_missing)} files that the database names are missing in this installation itself; "
                f"the first is {manifest.files_missing[0]}."
            )
        if made.gone:
            self.stdout.write(f"{len(made.gone)} older ones went by the rule of BACKUP_KEEP.")

    def _verify(self, said: str, to: str) -> None:
        store, name = chosen(said, to)
        manifest = verify(store, name, settings.BACKUP.keys)
        rows = sum(count for count, _sum in manifest.tables.values())
        self.stdout.write(
            f"{name} is whole: made {manifest.made_at} by Talkoot {manifest.talkoot}, PostgreSQL {manifest.server}, "
            f"{len(manifest.tables)} tables with {rows} rows, {manifest.files} files."
        )

    def _variables(self, said: str, to: str) -> None:
        store, name = chosen(said, to)
        with store.read(name) as source:
            for part in archive.parts(source, settings.BACKUP.keys):
                if part.name == archive.SETTINGS:
                    self.stdout.write(part.all().decode())
                    return
        raise BackupRefused("broken", "There are no settings in the archive.")

    def _list(self, to: str) -> None:
        store = destination(to)
        found = archives(store)
        for one in found:
            self.stdout.write(f"{one.made_at:%Y-%m-%d %H:%M} UTC  {as_size(one.size):>10}  {one.name}")
        if not found:
            self.stdout.write(f"There is no backup in {store.where}.")
