"""What operators should know about stages."""

from __future__ import annotations

from django.utils.translation import gettext as _

from members.activity.concerns import tell_operators
from members.stages.ruling import rulings


@tell_operators
def stages_rest() -> str:
    """Says which rule cannot be asked, so that nobody moves."""
    wrong = [one for one in rulings() if one.problem]
    if not wrong:
        return ""
    words = _("Nobody moves from stage to stage: the rule of “%(stage)s” cannot be asked. %(problem)s")
    return words % {"stage": wrong[0].stage.label, "problem": wrong[0].problem}
