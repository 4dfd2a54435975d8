"""`manage.py document_measures`: writes docs/measures.md from the code."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from metrics.measures.documenting import document


class Command(BaseCommand):
    """Write docs/measures.md, or with --check only say whether it is true."""

    help = "Writes docs/measures.md: every measure, its definition and its SQL."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="only compare, and fail if the page is out of date")

    def handle(self, *_args: Any, **options: Any) -> None:
        path = settings.ROOT / "docs" / "measures.md"
        if options["check"]:
            if not path.exists() or path.read_text() != document():
                raise CommandError("docs/measures.md is out of date; run manage.py document_measures.")
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_text(document())
