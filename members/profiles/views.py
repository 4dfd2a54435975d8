"""Profiles, the people directory, and the files of photos."""

from operator import itemgetter

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.csp import CSP
from django.utils.translation import gettext as _
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from config.lib.audience import public
from members.profiles.adding import added
from members.profiles.describing import SPOKEN
from members.profiles.finding import EVERY_ROLE, FILTERS, LONGEST, TEAM, Wanted, page_of, people
from members.profiles.models import FormerHandle, Member
from members.profiles.picturing import of_photo
from members.profiles.preferences import may_see_profile
from members.profiles.showing import TABS, language_name, sees_hidden, shown

_A_YEAR = 31_536_000


@public
@require_safe
def member(request: HttpRequest, handle: str) -> HttpResponse:
    """A member's page. Old handles lead on; what may not be seen answers like what does not exist."""
    found = Member.objects.present().filter(handle=handle.lower()).first()
    if found is None:
        former = (
            FormerHandle.objects.filter(handle=handle.lower(), member__is_active=True).select_related("member").first()
        )
        if former is None or former.member.confirmed_at is None or not may_see_profile(request.user, former.member):
            raise Http404
        return redirect(former.member, permanent=False)
    if not may_see_profile(request.user, found):
        raise Http404
    if handle != found.handle:
        return redirect(found, permanent=True)
    if found.profile_hidden_at is not None and sees_hidden(request.user, found):
        found = found.as_they_are()
    tab = request.GET.get("tab", TABS[0])
    page: dict[str, object] = {"profile": shown(found, request.user), "tab": tab if tab in TABS else TABS[0]}
    page |= added(found, request.user)
    return render(request, "members/profiles/profile.html", page)


@public
@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """Everyone, by name, thirty at a time; what is looked for stands in the address."""
    words = {name: " ".join(request.GET.get(name, "").replace("\0", "").split())[:LONGEST] for name in FILTERS}
    wanted = Wanted(**words)
    rows, mark = page_of(people(request.user, wanted), request.GET.get("after", "")[:300])
    page = {
        "wanted": wanted,
        "people": [shown(row, request.user) for row in rows],
        "next": f"{wanted.address(after=mark)}" if mark else "",
        "is_first": "after" not in request.GET,
        "now": timezone.now(),
        "languages": _languages(wanted.language),
        "roles": [(EVERY_ROLE, _("The team")), *((role.value, role.label) for role in TEAM)],
    }
    return render(request, "members/profiles/people.html", page)


def _languages(chosen: str) -> list[tuple[str, str]]:
    """The languages to choose from, by name; one that was asked for is among them."""
    codes = {*SPOKEN, *([chosen] if chosen else [])}
    return sorted(((code, language_name(code)) for code in codes), key=itemgetter(1))


@public
@require_safe
@csp_override({"default-src": [CSP.NONE], "sandbox": [""]})
def photo(request: HttpRequest, name: str) -> HttpResponseBase:
    """A photo's file: drawn by us, under a name nobody can guess, and never changed."""
    path = f"photos/{name}"
    hidden = Member.objects.get_queryset().filter(profile_hidden_at__isnull=False, aside__photo=of_photo(name)).first()
    if not default_storage.exists(path) or (hidden is not None and not sees_hidden(request.user, hidden)):
        raise Http404
    response = FileResponse(default_storage.open(path), content_type="image/webp")
    response["Cache-Control"] = "private, no-store" if hidden is not None else f"public, max-age={_A_YEAR}, immutable"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
