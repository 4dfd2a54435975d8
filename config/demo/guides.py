"""The demo community's guides: made of its threads, one overdue for a look, one still a draft."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from community.guides.checking import later
from community.guides.citing import Cited
from community.guides.models import Guide, GuideStep, GuideVote
from community.guides.writing import begin_guide
from community.spaces.models import Space
from community.threads.models import Thread
from config.demo.parsing import FOLDER, DemoFault
from members.activity.models import Activity
from members.profiles.models import Member


def keep(spaces: dict[str, Space], members: dict[str, Member], now: datetime) -> None:
    """All guides, with their sources, steps and votes."""
    for part in (FOLDER / "guides.txt").read_text(encoding="utf-8").split("=== ")[1:]:
        head, body = part.split("\n---\n", 1)
        title, *lines = head.splitlines()
        about = {name: value.strip() for name, value in (line.split(":", 1) for line in lines)}
        thread = Thread.objects.filter(title=about["thread"]).select_related("answer").first()
        if thread is None or about["owner"] not in members:
            raise DemoFault(f"guides.txt: {title!r} is made of a thread, or by a member, that is not there")
        guide = _begin(title, body, about, thread, spaces, members)
        if about["days"] != "draft":
            _publish(guide, about, members, now)
    Activity.objects.filter(subject_type="community.guide").update(dispatched_at=now)


def _begin(
    title: str, body: str, about: dict[str, str], thread: Thread, spaces: dict[str, Space], members: dict[str, Member]
) -> Guide:
    cited = [Cited(thread_id=thread.pk)]
    cited += [Cited(post_id=thread.answer_id)] if thread.answer_id else []
    if about.get("more"):
        url, name = about["more"].split(" ", 1)
        cited.append(Cited(url=url, title=name))
    owner = members[about["owner"]]
    guide = begin_guide(
        by=owner, title=title, source=body, summary=about["answer"], space=spaces.get(about["space"]), cited=cited,
        thread=thread,
    )  # fmt: skip
    for handle in filter(None, about["editors"].split(", ")):
        guide.add_editor(members[handle], by=owner)
    return guide


def _publish(guide: Guide, about: dict[str, str], members: dict[str, Member], now: datetime) -> None:
    """As if it had been published so many days ago, by the manager, and looked at so many days ago."""
    guide.publish(by=members["mia"])
    at, checked = (
        now - timedelta(days=int(about["days"]), hours=3),
        now - timedelta(days=int(about["checked"]), hours=2),
    )
    Guide.objects.filter(pk=guide.pk).update(
        created_at=at - timedelta(hours=5), published_at=at, checked_at=checked,
        check_by=later(timezone.localdate(checked), guide.check_months),
    )  # fmt: skip
    GuideStep.objects.filter(guide=guide).update(at=at)
    useful, not_useful = (int(number) for number in about["votes"].split(", "))
    voters = [member for member in members.values() if member.pk != guide.owner_id][: useful + not_useful]
    GuideVote.objects.bulk_create(
        [GuideVote(guide=guide, member=one, is_useful=n < useful, at=checked) for n, one in enumerate(voters)]
    )
    Guide.objects.filter(pk=guide.pk).update(useful=useful, not_useful=not_useful)
