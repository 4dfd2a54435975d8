"""What an author types after sending is for nobody else until it is sent again."""

import pytest
from django.urls import reverse

from members.notifications.models import Notification
from programs.contributions.addresses import desk_of, review_of
from programs.contributions.announcing import Contributions
from programs.contributions.deciding import name_editor, send_back
from programs.contributions.writing import save, withdraw
from tests.programs.called import a_call, sent, typed

pytestmark = pytest.mark.django_db
UNSENT = ("Names of the thieves", "With thanks to my doctor")


def test_editors_read_nothing_that_was_typed_since(mia, ben, nia, space, as_, delivered):
    call = a_call(mia, space)
    name_editor(call, nia, by=mia)
    one = sent(call, ben)
    delivered()
    send_back(one, "More of it", edition=one.edition, by=nia)
    save(one, typed(title=UNSENT[0], credit=UNSENT[1], source="Not yet " * 9), by=ben)
    for editor in (nia, mia):
        for path in (desk_of(call), review_of(one), reverse("inbox")):
            page = as_(editor).get(path).text
            assert not [words for words in (*UNSENT, "Not yet") if words in page]
        assert "The list by the door" in as_(editor).get(desk_of(call)).text
    row = Notification.objects.get(member=nia, kind="contrib_sent")
    assert Contributions().shown(nia, [row])[row.pk].extract == "The list by the door"
    withdraw(one, by=ben)
    assert as_(nia).get(review_of(one)).status_code == 404
    assert "The list by the door" not in as_(nia).get(desk_of(call)).text
