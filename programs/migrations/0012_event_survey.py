import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("programs", "0011_pilots"),
    ]

    operations = [
        migrations.AddField(
            model_name="eventday",
            name="survey",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="asks_after",
                to="programs.program",
            ),
        ),
    ]
