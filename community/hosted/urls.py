"""The addresses at which hosts hide something in their spaces, and take that back."""

from django.urls import path

from community.hosted import views

urlpatterns = [
    path("hide/<str:kind>/<int:pk>/", views.take_away, name="take_away"),
    path("hide/<int:decision_id>/undo/", views.take_away_undo, name="take_away_undo"),
]
