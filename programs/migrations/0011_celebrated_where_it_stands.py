"""Where a celebrated post stands is asked of its thread, which can move."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("programs", "0010_spotlights")]

    operations = [migrations.RemoveField(model_name="celebration", name="space")]
