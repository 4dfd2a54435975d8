"""Addresses of mentors."""

from django.urls import path

from members.mentoring import views

urlpatterns = [
    path("mentor/", views.mentoring, name="mentoring"),
    path("mentor/time/", views.offer_time, name="mentor_time"),
    path("mentor/rest/", views.rest, name="mentor_rest"),
    path("mentor/wish/", views.wish, name="mentor_wish"),
    path("mentor/<int:mentorship_id>/accept/", views.accept, name="mentorship_accept"),
    path("mentor/<int:mentorship_id>/pass/", views.pass_on, name="mentorship_pass"),
    path("mentor/<int:mentorship_id>/end/", views.end, name="mentorship_end"),
    path("mentor/check-ins/<int:check_in_id>/", views.check_in, name="check_in"),
    path("manage/mentors/", views.mentors_manage, name="mentors_manage"),
    path("manage/mentors/rule/", views.mentors_rule, name="mentors_rule"),
]
