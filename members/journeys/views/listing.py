"""Every journey, and a form for a new one."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.lib.audience import managers_only, member_of
from members.journeys.counting import Numbers, numbers_of
from members.journeys.forms import JourneyWordsForm, NewJourneyForm, name_taken
from members.journeys.models import Journey
from members.journeys.shipped import SHIPPED, empty


@managers_only
@require_safe
def journeys(request: HttpRequest) -> HttpResponse:
    """Those in use with their numbers; archived ones below."""
    return _page(request, NewJourneyForm())


def _page(request: HttpRequest, form: NewJourneyForm, status: int = 200) -> HttpResponse:
    found = list(Journey.objects.select_related("version").order_by("name"))
    numbers = numbers_of(found)
    page = {
        "rows": [(one, numbers.get(one.pk, Numbers())) for one in found if one.archived_at is None],
        "archived": [one for one in found if one.archived_at is not None],
        "form": form,
        "shipped": SHIPPED,
    }
    return render(request, "members/journeys/list.html", page, status=status)


@managers_only
@require_http_methods(["GET", "HEAD", "POST"])
def words(request: HttpRequest, journey_id: int) -> HttpResponse:
    """Its name, and what it is for."""
    one = get_object_or_404(Journey, pk=journey_id)
    form = JourneyWordsForm(
        request.POST or None, journey=one, initial={"name": one.name, "purpose": one.purpose},
        use_required_attribute=False,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            one.rename(**form.cleaned_data, by=member_of(request))
            return redirect(one)
        except IntegrityError:
            form.add_error("name", name_taken(form.cleaned_data["name"]))
    page = {"journey": one, "form": form}
    return render(request, "members/journeys/words.html", page, status=422 if form.errors else 200)


@managers_only
@require_POST
def create(request: HttpRequest) -> HttpResponse:
    """A new journey, empty or like one that comes with Talkoot; it does not run yet."""
    form = NewJourneyForm(request.POST)
    if form.is_valid():
        words = form.cleaned_data
        like = SHIPPED.get(words["like"])
        try:
            with transaction.atomic():
                by, name, purpose = member_of(request), words["name"], words["purpose"]
                journey = (
                    like.take_over(name, purpose, by=by) if like
                    else Journey.create(name, empty(), by=by, purpose=purpose)
                )  # fmt: skip
            return redirect(journey)
        except IntegrityError:
            form.add_error("name", name_taken(words["name"]))
    return _page(request, form, 422)
