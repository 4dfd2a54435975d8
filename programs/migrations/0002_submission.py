"""A sheet that is sent twice makes one program."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("programs", "0001_series")]

    operations = [
        migrations.AddField(
            model_name="program",
            name="submission",
            field=models.CharField(blank=True, default="", max_length=60),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="program",
            constraint=models.UniqueConstraint(
                condition=models.Q(("submission", ""), _negated=True),
                fields=("submission",),
                name="program_once_per_sheet",
            ),
        ),
    ]
