"""Rules never have the last word: a decision does not say any more whether a rule made it, because none ever did.

The two columns stay in the database with defaults of their own, so that the code of before goes on reading and writing
while this runs. A later version can drop them.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Defaults in the database first, then the model forgets both."""

    dependencies = [("moderation", "0013_guideline_of_an_acting_rule")]

    operations = [
        migrations.AlterField(
            model_name="decision", name="is_automatic", field=models.BooleanField(db_default=False, default=False)
        ),
        migrations.AlterField(
            model_name="decision",
            name="automatic_by",
            field=models.CharField(blank=True, db_default="", default="", max_length=60),
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RemoveField(model_name="decision", name="is_automatic"),
                migrations.RemoveField(model_name="decision", name="automatic_by"),
            ]
        ),
    ]
