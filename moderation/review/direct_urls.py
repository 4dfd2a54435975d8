"""The address at which the team opens cases."""

from django.urls import path

from moderation.review import direct_views

urlpatterns = [path("moderate/open/<str:kind>/<int:pk>/", direct_views.open_case, name="case_open")]
