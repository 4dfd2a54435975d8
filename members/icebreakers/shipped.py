"""The questions that are asked until a manager says otherwise, in the language of whoever reads them."""

from django.utils.translation import gettext_lazy as _

SHIPPED = {
    "learning": _("What are you learning at the moment?"),
    "hour": _("How do you spend a free hour?"),
    "visitor": _("Where do you take a visitor to your town?"),
    "handed-on": _("Which book, film or song do you hand on to others?"),
    "surprise": _("What surprises people about you?"),
}
"""By key, in their order."""
