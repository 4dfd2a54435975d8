"""A sheet that is sent twice makes one program."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("programs", "0001_series")]

    operations = [
        migrations.AddField(
            model_name="program",
            name="submission",
            field=models.CharField(max_length=60, null=True, unique=True),
        ),
    ]
