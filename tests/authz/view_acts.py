"""Acts of viewing as somebody else, which the table does not know: they are the managers' and the owners'."""

from typing import Any

from django.urls import reverse

from members.activity.models import Activity
from tests.authz.acts import Attempt, act
from tests.visibility.village import Village

MANAGERS = frozenset({"community_manager", "admin"})


def _log() -> list[Any]:
    return list(Activity.objects.filter(verb__startswith="view.").order_by("pk").values_list("verb", "facts"))


@act("view_as", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    return Attempt(reverse("view_start"), {"mode": "guest"}, _log)


@act("ask_to_view_as", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    return Attempt(reverse("view_ask"), {"handle": village.member("new_member").handle}, _log)
