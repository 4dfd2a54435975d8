"""Addresses of the small cards: a page's own address with `card/` behind it."""

from django.urls import path

from community.cards import views

urlpatterns = [
    path("people/<slug:handle>/card/", views.person_card, name="person_card"),
    path("s/<slug:space_slug>/card/", views.space_card, name="space_card"),
]
