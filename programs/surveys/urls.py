"""Addresses of surveys."""

from django.urls import path

from programs.surveys.views import answering, questions, results

urlpatterns = [
    path("surveys/by-mail/<str:token>/", answering.survey_letter, name="survey_letter"),
    path("surveys/by-mail/<str:token>/answer/", answering.survey_letter_answer, name="survey_letter_answer"),
    path("surveys/by-mail/<str:token>/not-now/", answering.survey_letter_put_off, name="survey_letter_put_off"),
    path("surveys/<int:occurrence_id>/", answering.survey, name="survey"),
    path("surveys/<int:occurrence_id>/answer/", answering.survey_answer, name="survey_answer"),
    path("surveys/<int:occurrence_id>/not-now/", answering.survey_put_off, name="survey_put_off"),
    path("surveys/<int:occurrence_id>/results/", results.survey_shared, name="survey_shared"),
    path("surveys/<int:occurrence_id>/share/", results.survey_share, name="survey_share"),
    path("surveys/<int:occurrence_id>/looked-after/", results.survey_follow_ups, name="survey_follow_ups"),
    path("manage/surveys/", results.surveys, name="surveys"),
    path("manage/surveys/rules/", results.survey_rules, name="survey_rules"),
    path("manage/surveys/<int:program_id>/", results.survey_results, name="survey_results"),
    path("manage/surveys/<int:program_id>/results.csv", results.survey_csv, name="survey_csv"),
    path("manage/surveys/<int:program_id>/questions/", questions.survey_questions, name="survey_questions"),
    path("manage/surveys/<int:program_id>/questions/<slug:key>/", questions.survey_question, name="survey_question"),
    path(
        "manage/surveys/<int:program_id>/questions/<slug:key>/save/",
        questions.survey_question_save,
        name="survey_question_save",
    ),
    path(
        "manage/surveys/<int:program_id>/questions/<slug:key>/move/",
        questions.survey_question_move,
        name="survey_question_move",
    ),
    path(
        "manage/surveys/<int:program_id>/questions/<slug:key>/remove/",
        questions.survey_question_remove,
        name="survey_question_remove",
    ),
]
