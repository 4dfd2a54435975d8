"""Addresses of questions: asked before, still valid, waiting."""

from django.urls import path

from community.questions.views import helping, settling

urlpatterns = [
    path("manage/waiting/", helping.waiting, name="waiting"),
    path("waiting/", helping.could_help, name="could_help"),
    path("t/<int:thread_id>/duplicate/", settling.thread_duplicate, name="thread_duplicate"),
    path("t/<int:thread_id>/duplicate/unmark/", settling.thread_unmark, name="thread_unmark"),
    path("t/<int:thread_id>/duplicate/answer/", settling.suggestion_answer, name="suggestion_answer"),
    path("t/<int:thread_id>/answer/check/", settling.answer_check, name="answer_check"),
    path("t/<int:thread_id>/take/", helping.question_take, name="question_take"),
    path("t/<int:thread_id>/give-back/", helping.question_give_back, name="question_give_back"),
    path("t/<int:thread_id>/ask/<slug:handle>/", helping.question_ask, name="question_ask"),
]
