"""What a field says that was left empty: what to write there, in place of “This field is required.”."""

from django.utils.translation import gettext_lazy as _

WORDS = {"required": _("Write something first.")}
NAME = {"required": _("Give it a name.")}
NUMBER = {"required": _("Write a number.")}
DAY = {"required": _("Choose a day.")}
TIME = {"required": _("Choose a time.")}
