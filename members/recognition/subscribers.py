"""What moves a level at once; the night finds the rest."""

from __future__ import annotations

from members.activity.models import Activity
from members.activity.subscribing import subscribe
from members.recognition.counting import count_season
from members.recognition.weighing import weigh


@subscribe("thread.started", "post.created", name="members.levels_of_writers")
def weigh_who_wrote(activity: Activity) -> None:
    """Lets the level of whoever wrote something follow."""
    if activity.actor_id is not None:
        weigh(activity.actor_id)


@subscribe("thanks.given", name="members.levels_of_thanked")
def weigh_who_was_thanked(activity: Activity) -> None:
    """Lets the level of whoever was thanked follow."""
    member = activity.facts.get("member")
    if isinstance(member, int):
        weigh(member)


@subscribe("answer.accepted", name="members.levels_of_helpers")
def weigh_who_answered(activity: Activity) -> None:
    """Lets the level of whoever wrote an accepted answer follow."""
    author = activity.facts.get("author")
    if isinstance(author, int):
        weigh(author)


@subscribe("points.started", name="members.points_of_the_season")
def count_what_was(activity: Activity) -> None:
    """Counts the points of this season from the log, as soon as points are counted at all."""
    count_season()
