"""The pages a community tells about itself: about, privacy, and where to reach it."""

from django.core.validators import MaxLengthValidator
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("members", "0003_account_letters")]

    operations = [
        migrations.AddField(
            model_name="installation",
            name="about",
            field=models.TextField(
                blank=True, db_default="", default="", validators=[MaxLengthValidator(20000)], verbose_name="about"
            ),
        ),
        migrations.AddField(
            model_name="installation",
            name="privacy",
            field=models.TextField(
                blank=True, db_default="", default="", validators=[MaxLengthValidator(20000)], verbose_name="privacy"
            ),
        ),
        migrations.AddField(
            model_name="installation",
            name="contact",
            field=models.EmailField(blank=True, db_default="", default="", max_length=254, verbose_name="contact"),
        ),
    ]
