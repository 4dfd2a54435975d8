"""Who may start and reply in a space can be a matter of levels; no statement is sent to the database."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("community", "0015_welcome"),
    ]

    operations = [
        migrations.AlterField(
            model_name="space",
            name="who_opens_rooms",
            field=models.CharField(
                choices=[
                    ("members", "Every member"),
                    ("level2", "The level Active or a higher one"),
                    ("level3", "The level Helper or a higher one"),
                    ("level4", "The level Mentor or a higher one"),
                    ("level5", "The level Ambassador"),
                    ("hosts", "Hosts and the team"),
                    ("team", "The team"),
                ],
                db_default="hosts",
                default="hosts",
                max_length=8,
                verbose_name="who may open chat rooms",
            ),
        ),
        migrations.AlterField(
            model_name="space",
            name="who_replies",
            field=models.CharField(
                choices=[
                    ("members", "Every member"),
                    ("level2", "The level Active or a higher one"),
                    ("level3", "The level Helper or a higher one"),
                    ("level4", "The level Mentor or a higher one"),
                    ("level5", "The level Ambassador"),
                    ("hosts", "Hosts and the team"),
                    ("team", "The team"),
                ],
                default="members",
                max_length=8,
                verbose_name="who may reply",
            ),
        ),
        migrations.AlterField(
            model_name="space",
            name="who_starts",
            field=models.CharField(
                choices=[
                    ("members", "Every member"),
                    ("level2", "The level Active or a higher one"),
                    ("level3", "The level Helper or a higher one"),
                    ("level4", "The level Mentor or a higher one"),
                    ("level5", "The level Ambassador"),
                    ("hosts", "Hosts and the team"),
                    ("team", "The team"),
                ],
                default="members",
                max_length=8,
                verbose_name="who may start threads",
            ),
        ),
    ]
