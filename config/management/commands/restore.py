"""manage.py restore: bring a backup back, all of it or nothing."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from config.backup.archive import Manifest
from config.backup.choosing import chosen
from config.backup.erased import read_list
from config.backup.refusing import refusal
from config.backup.restoring import Restored, bring_back
from config.backup.settling import Settled, settle


class Command(BaseCommand):
    """Fills an empty database and the folder of uploads from an archive."""

    requires_system_checks = []
    help = "Restore a backup into an empty database. docs/backup.md"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which archive, and what to do where something is already."""
        parser.add_argument("archive", help="the path of an archive, the name of one in BACKUP_TO, or: latest")
        parser.add_argument("--from", default="", dest="place", metavar="FOLDER", help="instead of what BACKUP_TO says")
        parser.add_argument("--replace", action="store_true", help="replace all that is in the database now")
        parser.add_argument("--confirm", default="", metavar="NAME", help="with --replace: the name of the database")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, or say in one sentence why not; nothing is changed then."""
        if options["replace"]:
            self._confirm(options["confirm"])
        try:
            store, name = chosen(options["archive"], options["place"])
            self._store = store
            restored = bring_back(store, name, settings.BACKUP.keys, replace=options["replace"], checked=self._checked)
        except Exception as error:  # whatever it is, it is told as one sentence
            raise CommandError(f"{refusal(error)} Nothing was changed.") from error
        self._say(restored)
        try:
            settled = settle(restored.manifest, store)
        except Exception as error:  # whatever it is, what was restored stays
            raise CommandError(f"The backup is restored, but what comes after failed: {refusal(error)}") from error
        self._say_next(restored.manifest, settled)

    def _confirm(self, typed: str) -> None:
        name = str(connection.settings_dict["NAME"])
        if not typed and sys.stdin.isatty():
            typed = input(f"Everything in the database {name} and all its files will be replaced. Type its name: ")
        if typed.strip() != name:
            raise CommandError(f"With --replace, type the name of the database: --confirm {name}. Nothing was changed.")

    def _checked(self, manifest: Manifest) -> None:
        read_list(self._store, manifest.community)
        self.stdout.write(f"The archive is whole: made {manifest.made_at} by Talkoot {manifest.talkoot}.")

    def _say(self, restored: Restored) -> None:
        rows = sum(count for count, _sum in restored.manifest.tables.values())
        self.stdout.write(
            f"Restored: {len(restored.manifest.tables)} tables with {rows} rows, each compared with the backup, "
            f"and {restored.manifest.files} files."
        )
        if restored.removed:
            self.stdout.write(f"{restored.removed} files of what was there before are gone.")
        if restored.others_stay:
            self.stdout.write("Some files of what was there before could not be removed; nobody can see them.")

    def _say_next(self, manifest: Manifest, settled: Settled) -> None:
        if settled.migrated:
            self.stdout.write(f"{settled.migrated} newer migrations have run.")
        if settled.held:
            self.stdout.write(
                f"{settled.held} letters, pushes and calls were waiting then and may have left since: they are held. "
                "/manage/operations/ shows them; “Try again” sends them."
            )
        if settled.erased:
            self.stdout.write(f"{settled.erased} members were erased since; the worker erases them again as it starts.")
        if not settled.same_key:
            self.stdout.write(
                f"SECRET_KEY is another one than the backup’s ({manifest.secret_key}): second factors and other sealed "
                "texts open only when SECRET_KEY_FALLBACKS names that one. If it is inside, it can be read with: "
                "manage.py backup --variables FILE"
            )
        self.stdout.write("Next: start web, worker and scheduler, sign in, and look at /manage/operations/.")
