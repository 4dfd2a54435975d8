"""Acts on programs, which the table does not know: planning is the managers', a turn is whose it is."""

from datetime import time, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from members.profiles.models import Member
from programs.series.adding import add_date
from programs.series.checking import set_list, tick
from programs.series.hosting import Offer, Turn, offer, set_host
from programs.series.models import Program
from programs.series.occurrences import Occurrence
from programs.series.steps import Step
from programs.series.swapping import edition
from programs.series.texts import BankText
from tests.authz.acts import Attempt, act
from tests.authz.review_acts import NOBODY
from tests.authz.segment_acts import MANAGERS
from tests.programs.planned import a_program, tomorrow
from tests.visibility.village import Village

GROWN = frozenset({"new_member", "member", "trusted_member", "mentor", "space_host", "moderator", "another_member"})


def _state() -> list[Any]:
    occurrences = Occurrence.objects.order_by("pk").values_list(
        "pk", "title", "starts_at", "host", "called_off_at", "result_at", "offers__taken_at", "offers__withdrawn_at",
        "offers__by", "offers__to", "offers__declined_at", "checks__by",
    )  # fmt: skip
    programs = Program.objects.order_by("pk").values_list("pk", "title", "planned_at", "ended_at")
    turns = Turn.objects.order_by("pk").values_list("program", "member", "place")
    texts = BankText.objects.order_by("pk").values_list("pk", "title", "place", "retired_at")
    steps = Step.objects.exclude(failed_why="").values_list("pk", "retry_at", "done_at")
    lists = Program.objects.values_list("check_items__words", "check_items__retired_at").order_by("check_items")
    return [*occurrences, *programs, *turns, *texts, *steps, *lists]


def a_series(village: Village, **said: Any) -> Program:
    """Three dates to come, with two hosts, two texts and a checklist."""
    manager = village.member("community_manager")
    program = a_program(manager, space=village.open_space, texts=2, rule="FREQ=WEEKLY;COUNT=3", **said)
    for place, role in enumerate(("another_member", "space_host")):
        Turn.objects.create(program=program, member=village.member(role), place=place)
    set_list(program, [("Say it in chat", 2)], by=manager)
    return program


def _first(program: Program) -> Occurrence:
    return program.occurrences.earliest("day")


def _form(village: Village, **more: Any) -> dict[str, Any]:
    return {
        "title": "Something new", "begins": f"{tomorrow()}", "at": "10:00", "zone": "UTC", "lasts": "2", "unit": "60",
        "repeats": "never", "ends": "never", "rhythm": "weekly", "serves": "arrive", "space": village.open_space.pk,
        "owner": village.member("community_manager").pk, "goal": "people", **more,
    }  # fmt: skip


for does in ("plan", "draft"):

    @act(f"program_{does}", only=MANAGERS)
    def _(village: Village, role: str, does: str = does) -> Attempt:
        return Attempt(f"{reverse('plan')}?kind=prompt", _form(village, do=does), _state)


@act("program_plan_draft", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    program = a_series(village, plan=False)
    return Attempt(reverse("program_plan", args=[program.pk]), {}, _state)


@act("program_discard", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    return Attempt(reverse("program_discard", args=[a_series(village, plan=False).pk]), {}, _state)


def _on_program(name: str, data: dict[str, Any], *args: str) -> None:
    @act(name, only=MANAGERS)
    def _(village: Village, role: str) -> Attempt:
        program = a_series(village)
        more = {"text": program.texts.earliest("pk").pk, "member": village.member("another_member").pk}
        return Attempt(reverse(name, args=[program.pk, *(more[one] for one in args)]), data, _state)


_on_program("program_end", {})
_on_program("program_date_add", {"day": f"{tomorrow() + timedelta(days=3)}", "at": "15:00"})
_on_program("program_host_add", {"handle": "@trusted-member"})
_on_program("program_host_move", {"do": "down"}, "member")
_on_program("program_checklist", {"words-0": "Bring cake", "days-0": "1"})
_on_program("program_text_add", {"title": "What now?", "words": "Say it in a line."})
_on_program("program_text", {"title": "What now?", "words": "Say it in a line."}, "text")
_on_program("program_text_move", {"do": "retire"}, "text")


@act("program_date_remove", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    program, manager = a_series(village), village.member("community_manager")
    extra = add_date(program, tomorrow() + timedelta(days=3), time(15), host=None, by=manager)
    return Attempt(reverse("program_date_remove", args=[program.pk, extra.pk]), {}, _state)


@act("program_change", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    return Attempt(reverse("program_change", args=[a_series(village).pk]), _form(village, do="save"), _state)


@act("occurrence_later", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    one = a_series(village).occurrences.order_by("day")[1]
    data = _form(village, do="save", begins=f"{one.day}", repeats="weekly")
    return Attempt(reverse("occurrence_later", args=[one.pk]), data, _state)


def _on_one(name: str, data: dict[str, Any]) -> None:
    @act(name, only=MANAGERS)
    def _(village: Village, role: str) -> Attempt:
        one = _first(a_series(village))
        if name == "occurrence_put_back":
            one.call_off(by=village.member("community_manager"))
        if name == "occurrence_result":
            now = timezone.now()
            Occurrence.objects.filter(pk=one.pk).update(starts_at=now.replace(year=2020), ends_at=now, opened_at=now)
        if name == "occurrence_again":
            Step.objects.filter(occurrence=one, key="open").update(
                failed_why="No space", at=now_less(), until=None, retry_at=timezone.now() + AGAIN
            )
        sent = {key: one.program.check_items.get().pk if value == "ITEM" else value for key, value in data.items()}
        return Attempt(reverse(name, args=[one.pk]), sent, _state)


def now_less() -> Any:
    """A minute ago."""
    return timezone.now() - timedelta(minutes=1)


AGAIN = timedelta(minutes=5)
_on_one("occurrence_change", {"title": "Its own", "day": f"{tomorrow()}", "at": "18:00", "lasts": "1", "unit": "60"})
_on_one("occurrence_call_off", {"why": "The hall is closed"})
_on_one("occurrence_put_back", {})
_on_one("occurrence_tick", {"item": "ITEM"})
_on_one("occurrence_result", {"number": "3", "words": "It went well"})
_on_one("occurrence_host", {"host": "@trusted-member"})
_on_one("occurrence_again", {})


def _untick(village: Village) -> Occurrence:
    one = _first(a_series(village))
    tick(one, one.program.check_items.get(), by=village.member("community_manager"))
    return one


@act("occurrence_untick", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    one = _untick(village)
    data = {"item": one.program.check_items.get().pk, "do": "untick"}
    return Attempt(reverse("occurrence_tick", args=[one.pk]), data, _state)


def _host(village: Village, role: str) -> Member:
    person = village.people[role]
    return person if isinstance(person, Member) else village.member("another_member")


def _hosted(name: str, by: str) -> None:
    """A turn of whoever acts (`own`), or one that somebody else asked them to take (`asked`)."""

    @act(f"{name}_{by}", only=HOSTS[by])
    def _(village: Village, role: str) -> Attempt:
        program, manager = a_series(village), village.member("community_manager")
        me = _host(village, role)
        one = _first(program)
        if by == "own":
            set_host(one, me, by=manager)
            if name == "hosting_withdraw":
                one.refresh_from_db()
                offer(one, by=me)
        else:
            other = village.member("mentor") if me != village.member("mentor") else village.member("trusted_member")
            set_host(one, other, by=manager)
            one.refresh_from_db()
            offer(one, by=other)
            if by == "asked":
                Turn.objects.get_or_create(program=program, member=me, defaults={"place": 9})
        return Attempt(reverse(name, args=[one.pk]), {}, _state)


HOSTS = {"own": GROWN | MANAGERS, "asked": GROWN | MANAGERS, "of_others": NOBODY}
_hosted("hosting_offer", "own")
_hosted("hosting_withdraw", "own")
_hosted("hosting_take", "asked")
_hosted("hosting_offer", "of_others")
_hosted("hosting_withdraw", "of_others")


def _swapped(name: str, whose: str) -> None:
    """A turn of whoever acts, for one of somebody else (`own`); one offered to them (`asked`), or to another one."""

    @act(f"{name}_{whose}", only=HOSTS[whose])
    def _(village: Village, role: str) -> Attempt:
        program, manager = a_series(village), village.member("community_manager")
        me = _host(village, role)
        other = village.member("mentor") if me != village.member("mentor") else village.member("trusted_member")
        third = next(one for one in map(village.member, ("space_host", "moderator")) if one != me)
        for place, one in enumerate((me, other, third)):
            Turn.objects.update_or_create(program=program, member=one, defaults={"place": 9 + place})
        first, second = program.occurrences.order_by("day")[:2]
        gives, has = {"own": (me, other), "asked": (other, me), "of_others": (other, third)}[whose]
        for turn, host in ((first, gives), (second, has)):
            set_host(turn, host, by=manager)
            turn.refresh_from_db()
        data: dict[str, Any] = {"turn": second.pk}
        if name != "hosting_swap":
            offered = Offer.objects.create(occurrence=first, by=gives, to=has, in_return=second)
            data = {"edition": edition(offered)}
        return Attempt(reverse(name, args=[first.pk]), data, _state)


for whose in ("asked", "of_others"):
    _swapped("hosting_swap_accept", whose)
    _swapped("hosting_swap_decline", whose)
_swapped("hosting_swap", "own")
_swapped("hosting_swap", "of_others")
