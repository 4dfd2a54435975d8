"""What is said in place of a number about fewer than five people."""

from django.utils.translation import gettext_lazy as _

from config.lib.few import LEAST, is_withheld, withhold_parts

NOT_TOLD = _("Not told: fewer than five people")

__all__ = ["LEAST", "NOT_TOLD", "is_withheld", "withhold_parts"]
