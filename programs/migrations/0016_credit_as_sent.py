from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("programs", "0015_swaps_and_extra_dates"),
    ]

    operations = [
        migrations.AddField(
            model_name="contributionversion",
            name="credit",
            field=models.CharField(blank=True, db_default="", default="", max_length=120),
        ),
    ]
