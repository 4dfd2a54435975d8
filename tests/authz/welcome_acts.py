"""Acts of newcomers, and the team's choice of what they see."""

from typing import Any

from django.urls import reverse

from community.threads.models import Thread
from community.welcome.models import WelcomeRules, WelcomeStep
from members.profiles.models import Member
from tests.authz.acts import Attempt, act
from tests.visibility.village import Village

WRITERS = frozenset(
    {"new_member", "member", "trusted_member", "mentor", "space_host", "moderator", "community_manager", "admin",
     "another_member"}
)  # fmt: skip
MEMBERS = WRITERS | {"silenced"}
MANAGERS = frozenset({"community_manager", "admin"})


def _steps() -> list[Any]:
    return list(WelcomeStep.objects.order_by("pk").values_list("member", "action", "done_at", "skipped_at"))


@act("say_hello", only=WRITERS)
def _(village: Village, role: str) -> Attempt:
    sent = {"title": "Hello from the north", "body": "I mend nets.", "space": village.space.pk, "kind": "announcement"}
    inside = Thread.objects.filter(space=village.space).count()

    def state() -> tuple[int, bool]:
        return Thread.objects.count(), Thread.objects.filter(space=village.space).count() == inside

    return Attempt(reverse("welcome_hello"), sent, state)


@act("pick_interests", only=MEMBERS)
def _(village: Village, role: str) -> Attempt:
    found = Member.objects.get_queryset().order_by("pk").values_list("pk", "interests")
    return Attempt(reverse("welcome_interests"), {"interest": ["nets"]}, lambda: list(found.all()))


@act("skip_first_action", only=MEMBERS)
def _(village: Village, role: str) -> Attempt:
    return Attempt(reverse("welcome_skip"), {"action": "useful"}, _steps)


@act("take_a_guide_along", only=MEMBERS)
def _(village: Village, role: str) -> Attempt:
    return Attempt(reverse("welcome_read", args=[village.guides[0].address]), {}, _steps)


@act("put_first_actions_away", only=MEMBERS)
def _(village: Village, role: str) -> Attempt:
    found = Member.objects.get_queryset().order_by("pk").values_list("pk", "preferences")
    return Attempt(reverse("welcome_dismiss"), {}, lambda: list(found.all()))


@act("choose_first_page", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    path = reverse("settings_choose_welcome")
    return Attempt(path, {"words": "Coffee is on the left."}, lambda: list(WelcomeRules.objects.values_list("words")))
