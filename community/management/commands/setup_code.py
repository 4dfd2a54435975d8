"""Print the setup code of a new installation."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from community.firstrun.code import setup_code
from members.profiles.models import Member


class Command(BaseCommand):
    """Run as manage.py setup_code."""

    help = "Prints the code that the first step of a new installation asks for."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print it, unless the community has its owner already."""
        if Member.objects.get_queryset().exists():
            raise CommandError("This community has members already; its first steps are done.")
        self.stdout.write(setup_code())
