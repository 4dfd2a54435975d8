"""Rules that act by themselves can name a rule of the guidelines, which their author reads."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column with a default in the database: code that does not know it goes on writing rows."""

    dependencies = [("moderation", "0012_ladder")]

    operations = [
        migrations.AddField(
            model_name="ruleversion",
            name="guideline",
            field=models.CharField(blank=True, db_default="", default="", max_length=40),
        ),
    ]
