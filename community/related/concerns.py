"""What the owner reads on the operators' page where related threads cannot go by meaning."""

from __future__ import annotations

from django.utils.translation import gettext as _

from community.related import providing
from community.related.models import MeaningIndex
from members.activity.concerns import tell_operators


@tell_operators
def meaning_fails() -> str:
    """Why related threads go by words alone although a model is named; nothing where they do not."""
    if not providing.is_wanted():
        return ""
    index = MeaningIndex.objects.exclude(failed_at=None).first()
    if index is None:
        return ""
    return _("Related threads go by words alone. What went wrong: %(error)s") % {"error": index.error}
