"""manage.py tables: all tables, the quick way where the database is empty."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from config.running import snapshot


class Command(BaseCommand):
    """Makes the tables of an empty database in one piece, and runs the migrations that are left."""

    requires_system_checks = []
    help = "Make all tables: in one piece where the database is empty, then by the migrations that are left."

    def add_arguments(self, parser: CommandParser) -> None:
        """--snapshot writes that one piece anew, from the migrations."""
        parser.add_argument("--snapshot", action="store_true", help="write the one piece anew, from the migrations")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it."""
        if options["snapshot"]:
            snapshot.write()
            return
        snapshot.load()
        call_command("migrate", interactive=False, verbosity=options["verbosity"], stdout=self.stdout, skip_checks=True)
