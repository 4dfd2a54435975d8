"""What the team opens besides content: tasks, stages, experiments."""

from members.duties.asking import ask_somebody
from members.experiments.models import Experiment
from members.profiles.models import Member
from members.stages.setting import move


def pages(member: Member, owner: Member) -> list[str]:
    """Make one of each, and say where they stand."""
    free = ask_somebody("greet", member, key="a", note="They came from the choir.")
    own = ask_somebody("review", key="b", note="Look at the guidelines again", to=owner)
    ask_somebody("follow_up", key="c", note="Over").finish(by=owner)
    move(member, "advocating", by=owner, why="Brought the whole choir")
    one = Experiment.define("hello", "Two hellos", [("short", 2), ("long", 1)], by=owner, held_out=10)
    return [
        "/manage/tasks/", "/manage/tasks/?show=team", "/manage/tasks/?show=done", "/manage/tasks/new/",
        free.get_absolute_url(), own.get_absolute_url(), "/manage/stages/",
        f"/manage/stages/of/{member.handle}/", "/manage/experiments/", "/manage/experiments/new/",
        one.get_absolute_url(),
    ]  # fmt: skip
