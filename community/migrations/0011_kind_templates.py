"""A template of its own for each kind of thread in a space."""

from typing import Any, ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """What a space lets threads of one kind begin with."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("community", "0010_keeping")]

    operations: ClassVar[list[Any]] = [
        migrations.AddField(
            model_name="space",
            name="kind_templates",
            field=models.JSONField(blank=True, db_default={}, default=dict),
        ),
    ]
