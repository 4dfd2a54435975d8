"""Acts on newsletters: what goes to many is the managers', one's own switch is everybody's."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from members.profiles.models import Member
from programs.newsletters.models import NewsletterChoice, NewsletterIssue
from programs.newsletters.rows import NewsletterLetter
from programs.series.occurrences import Occurrence
from tests.authz.acts import Attempt, act
from tests.visibility.village import Village

MANAGERS = frozenset({"community_manager", "admin"})
ONE_S_OWN = frozenset({
    "new_member", "member", "trusted_member", "mentor", "space_host", "moderator", "community_manager", "admin",
    "silenced", "another_member",
})  # fmt: skip


def _issue(village: Village, *, leaves: bool = False) -> NewsletterIssue:
    issue: NewsletterIssue = NewsletterIssue.objects.select_related("occurrence").earliest("pk")
    Occurrence.objects.filter(pk=issue.occurrence_id).update(opened_at=timezone.now() if leaves else None)
    another = Member.objects.get_queryset().get(pk=village.member("moderator").pk)
    NewsletterIssue.objects.filter(pk=issue.pk).update(
        edited_by=another, agreed_at=None, agreed_by=None, agreed_mark="", held_at=None
    )
    return issue


def _state() -> list[Any]:
    return list(NewsletterIssue.objects.order_by("pk").values_list("edition", "subject", "agreed_at", "held_at"))


@act("write_newsletter", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    issue = _issue(village)
    sent = {
        "edition": issue.edition, "subject": "Another subject", "parts-TOTAL_FORMS": "1", "parts-INITIAL_FORMS": "0",
        "parts-0-words": "Other words",
    }  # fmt: skip
    return Attempt(reverse("newsletter_save", args=[issue.occurrence_id]), sent, _state)


@act("agree_to_newsletter", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    issue = _issue(village)
    return Attempt(reverse("newsletter_agree", args=[issue.occurrence_id]), {"edition": issue.edition}, _state)


@act("stop_sending_newsletter", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    issue = _issue(village, leaves=True)
    return Attempt(reverse("newsletter_hold", args=[issue.occurrence_id]), {"go": "stop"}, _state)


@act("test_newsletter", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    path = reverse("newsletter_test", args=[_issue(village).occurrence_id])
    return Attempt(path, {}, lambda: NewsletterLetter.objects.filter(is_test=True).count())


@act("want_no_newsletters", only=ONE_S_OWN)
def _(village: Village, role: str) -> Attempt:
    NewsletterChoice.objects.all().delete()
    path = reverse("settings_notifications_newsletters_switch")
    return Attempt(path, {"want": "no"}, lambda: NewsletterChoice.objects.filter(stopped_at__isnull=False).count())
