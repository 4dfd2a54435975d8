"""Trigrams for titles that look alike, and reading without accents; both come with PostgreSQL and need no superuser."""

from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("community", "0001_tables")]

    operations = [TrigramExtension(), UnaccentExtension()]
