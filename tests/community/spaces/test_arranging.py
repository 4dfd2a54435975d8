"""The tree of spaces: depth, cycles, order, and never more open than the space around."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from community.spaces.alone import NotPossible
from community.spaces.creating import create_space
from community.spaces.models import Space
from members.activity.models import Activity
from members.groups.models import Group
from members.profiles.models import Member
from tests.factories import a_group, a_space

pytestmark = pytest.mark.django_db


def verbs_about(space: Space) -> list[str]:
    """What the log says of a space, oldest first."""
    return list(Activity.objects.about(space).order_by("id").values_list("verb", flat=True))


def test_a_space_does_not_stand_in_itself_or_below_itself(mia: Member) -> None:
    top = a_space("Top")
    inside = a_space("Inside", parent=top)
    for place in (top, inside):
        with pytest.raises(NotPossible):
            top.move_under(place, by=mia)
    assert Space.objects.get(pk=top.pk).parent is None


def test_spaces_stand_at_most_three_deep(mia: Member) -> None:
    first = create_space("First", by=mia)
    second = create_space("Second", by=mia, parent=first)
    third = create_space("Third", by=mia, parent=second)
    with pytest.raises(NotPossible):
        create_space("Fourth", by=mia, parent=third)
    other = create_space("Other", by=mia)
    other.move_under(second, by=mia)
    with pytest.raises(NotPossible):
        create_space("Tower", by=mia).move_under(third, by=mia)
    tall = create_space("Tall", by=mia)
    create_space("Its child", by=mia, parent=tall)
    with pytest.raises(NotPossible):
        tall.move_under(second, by=mia)


def test_an_archived_space_takes_no_spaces(mia: Member) -> None:
    old, new = a_space("Old"), a_space("New")
    old.archive(by=mia)
    with pytest.raises(NotPossible):
        new.move_under(old, by=mia)
    with pytest.raises(NotPossible):
        create_space("Newer", by=mia, parent=old)


def test_a_space_is_never_opened_wider_than_the_one_it_stands_in(mia: Member) -> None:
    parent = a_space("Parent", visibility="members")
    child = a_space("Child", parent=parent, visibility="members")
    with pytest.raises(NotPossible):
        child.open_to("open", by=mia)
    child.refresh_from_db()
    assert child.visibility == "members"


def test_what_stands_inside_closes_with_the_space(mia: Member, circle: Group) -> None:
    top = a_space("Top")
    middle = a_space("Middle", parent=top, visibility="members")
    low = a_space("Low", parent=middle, visibility="members")
    other = a_space("Other", parent=top, group=a_group(name="Others"))
    top.open_to("private", group=circle, by=mia)
    for space in (top, middle, low, other):
        space.refresh_from_db()
        assert (space.visibility, space.group) == ("private", circle)
    top.open_to("open", by=mia)
    low.refresh_from_db()
    assert low.visibility == "private", "opening a space opens nothing inside it"


def test_closing_to_members_leaves_a_private_space_inside_as_it_is(mia: Member, circle: Group) -> None:
    top = a_space("Top")
    private = a_space("Private", parent=top, group=circle)
    top.open_to("members", by=mia)
    private.refresh_from_db()
    assert (private.visibility, private.group) == ("private", circle)


def test_a_private_space_needs_a_group_and_shares_that_of_its_parent(mia: Member, circle: Group) -> None:
    with pytest.raises(NotPossible):
        a_space("Lonely").open_to("private", by=mia)
    child = a_space("Child", parent=a_space("Parent", group=circle), group=circle)
    with pytest.raises(NotPossible):
        child.open_to("private", group=a_group(name="Others"), by=mia)


def test_a_space_moved_under_a_closed_one_closes_with_everything_inside(mia: Member, circle: Group) -> None:
    private = a_space("Private", group=circle)
    moved = a_space("Moved")
    inside = a_space("Inside", parent=moved)
    moved.move_under(private, by=mia)
    inside.refresh_from_db()
    assert (inside.visibility, inside.group) == ("private", circle)
    assert verbs_about(moved) == ["space.moved", "space.visibility_changed"]


def test_a_new_space_is_as_closed_as_its_parent(mia: Member, circle: Group) -> None:
    child = create_space("Child", by=mia, parent=a_space("Private", group=circle))
    assert (child.visibility, child.group) == ("private", circle)


def test_acts_that_change_nothing_record_nothing(mia: Member) -> None:
    space = a_space("Same")
    space.move_under(None, by=mia)
    space.open_to("open", by=mia)
    space.rename("Same", slug=space.slug, by=mia)
    space.describe(purpose="", by=mia)
    space.move_by(-1, by=mia)
    assert verbs_about(space) == []


def test_neighbours_change_places_and_the_ends_are_ends(mia: Member) -> None:
    first, second, third = (create_space(name, by=mia) for name in ("One", "Two", "Three"))
    third.move_by(-1, by=mia)
    assert [s.name for s in Space.objects.filter(parent=None)] == ["One", "Three", "Two"]
    first.move_by(-1, by=mia)
    second.move_by(5, by=mia)
    assert [s.name for s in Space.objects.filter(parent=None)] == ["One", "Three", "Two"]


def test_names_become_addresses_that_nobody_has_or_had(mia: Member) -> None:
    first = create_space("Łódź & Käyttäjät", by=mia)
    assert first.slug == "lodz-kayttajat"
    first.rename("Else", slug="else", by=mia)
    assert create_space("Łódź & Käyttäjät", by=mia).slug == "lodz-kayttajat-2"
    assert create_space("Вопросы", by=mia).slug == "space"


def test_an_address_that_was_given_up_can_be_taken_back_by_its_space_alone(mia: Member) -> None:
    space, other = create_space("First", by=mia), create_space("Other", by=mia)
    space.rename("Second", slug="second", by=mia)
    with pytest.raises(NotPossible):
        other.rename("First", slug="first", by=mia)
    space.rename("First", slug="first", by=mia)
    assert list(space.former_slugs.values_list("slug", flat=True)) == ["second"]


@pytest.mark.django_db(transaction=True)
def test_two_moves_at_once_make_no_circle(mia: Member) -> None:
    one, two = create_space("One", by=mia), create_space("Two", by=mia)

    def move(pair: tuple[Space, Space]) -> bool:
        try:
            pair[0].move_under(pair[1], by=mia)
        except NotPossible:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(move, [(one, two), (two, one)]))
    assert sorted(done) == [False, True]


def test_a_deleted_space_takes_its_threads_to_the_archive_and_back(
    mia: Member, thread: "object", space: Space, delivered: Callable[[], int]
) -> None:
    kept = space.start_thread(by=mia, title="Archived before that", source="Long ago.")
    kept.archive(by=mia)
    space.delete_softly(by=mia)
    assert space.threads.filter(archived_at=None).count() == 0
    space.restore(by=mia)
    assert list(space.threads.exclude(archived_at=None)) == [kept]
    assert verbs_about(space) == ["space.deleted", "space.restored"]


def test_a_space_with_others_inside_is_not_deleted(mia: Member) -> None:
    top = a_space("Top")
    a_space("Inside", parent=top)
    with pytest.raises(NotPossible):
        top.delete_softly(by=mia)
    assert Space.objects.get(pk=top.pk).deleted_at is None


def test_after_thirty_days_a_deleted_space_stays_away(mia: Member, space: Space) -> None:
    import time_machine

    with time_machine.travel("2026-01-01T12:00:00Z", tick=False):
        space.delete_softly(by=mia)
    with time_machine.travel("2026-02-01T12:00:00Z", tick=False), pytest.raises(NotPossible):
        space.restore(by=mia)


def test_archiving_takes_everything_inside_along_and_bringing_back_asks_for_the_parent_first(mia: Member) -> None:
    top = a_space("Top")
    inside = a_space("Inside", parent=top)
    top.archive(by=mia)
    inside.refresh_from_db()
    assert inside.archived_at is not None
    with pytest.raises(NotPossible):
        inside.unarchive(by=mia)
    top.unarchive(by=mia)
    inside = Space.objects.get(pk=inside.pk)
    inside.unarchive(by=mia)
    assert inside.archived_at is None
