"""How many letters of an issue left, kept when it is over."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("programs", "0010_spotlights"),
    ]

    operations = [
        migrations.AddField(
            model_name="newsletterissue",
            name="sent_count",
            field=models.PositiveIntegerField(null=True),
        ),
    ]
