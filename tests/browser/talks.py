"""Messages of the town: a pair, a group with all that happens in one, a request, and what was reported."""

from typing import TYPE_CHECKING

from members.messages.models import TalkSeat
from members.messages.reporting import report
from members.messages.submitting import company_of, submit, submit_first, submit_people

if TYPE_CHECKING:
    from tests.browser.town import Town


def settle_talks(town: "Town") -> list[str]:
    """One of each; returns the addresses that ben opens."""
    ben, nia, mo, mia, olli = (town.people[name] for name in ("ben", "nia", "mo", "mia", "olli"))
    pair = submit_first([ben], by=mo, source="Do you have **the key**, @ben?").talk
    own = submit(company_of(pair, ben), by=ben, source="In the `shed`:\n\n- on the nail\n- beside " + "the door" * 30)
    gone = submit(company_of(pair, mo), by=mo, source="Gone soon")
    gone.delete_words(by=mo)
    hidden = submit(company_of(pair, mo), by=mo, source="Hidden soon")
    report(hidden, by=ben, seat=company_of(pair, ben).seat, reason="unkind", note="It is the third time.")
    hidden.hide(by=olli)
    unkind = submit(company_of(pair, mo), by=mo, source="A last word")
    group = submit_first([ben, mia], by=mo, source="Who cooks?", name="Friday kitchen, with a name that is long").talk
    submit_people(company_of(group, mo), [nia], by=mo)
    group.rename("Friday kitchen", by=mo)
    TalkSeat.objects.select_related("talk").get(talk=group, member=ben).mute(by=ben)
    asked = submit_first([ben], by=nia, source="I am new here. May I ask you something?").talk
    talk, line = f"/messages/{pair.pk}/", f"/messages/{pair.pk}/lines"
    return [
        "/messages/", "/messages/requests/", "/messages/new/?to=mo", talk, f"{talk}?at={own.pk}", f"{talk}people/",
        f"{line}/{own.pk}/edit/", f"{line}/{unkind.pk}/report/", f"/messages/{group.pk}/",
        f"/messages/{group.pk}/people/", f"/messages/{asked.pk}/", "/settings/data/", "/settings/data/leave/",
    ]  # fmt: skip
