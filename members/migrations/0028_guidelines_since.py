"""Since when members are asked to agree anew to the guidelines."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0027_profile_hidden"),
    ]

    operations = [
        migrations.AddField(
            model_name="installation",
            name="guidelines_since",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
    ]
