"""Why an earlier version is hidden, as the decision says."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column, filled by the database, so that the code of before can go on writing rows."""

    dependencies = [("community", "0021_covered_index")]

    operations = [
        migrations.AddField(
            model_name="revision",
            name="hidden_reason",
            field=models.CharField(blank=True, db_default="", default="", editable=False, max_length=200),
        ),
    ]
