"""Whether a decision is a host's, not a moderator's."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column, filled by the database, so that the code of before can go on writing rows."""

    dependencies = [("moderation", "0017_messages_reported")]

    operations = [
        migrations.AddField(
            model_name="decision",
            name="is_by_host",
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
