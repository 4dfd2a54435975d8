"""Addresses of rules that act by themselves, of first posts, and of a word for a newcomer."""

from django.urls import path

from moderation.screening.views import first, rules, vouching

urlpatterns = [
    path("moderate/rules/", rules.rules, name="rules"),
    path("moderate/rules/first/", first.first_posts, name="first_posts"),
    path("moderate/rules/first/save/", first.save, name="first_posts_save"),
    path("moderate/rules/new/", rules.new, name="acting_rule_new"),
    path("moderate/rules/make/", rules.make, name="acting_rule_make"),
    path("moderate/rules/<int:rule_id>/", rules.rule, name="acting_rule"),
    path("moderate/rules/<int:rule_id>/edit/", rules.edit, name="acting_rule_edit"),
    path("moderate/rules/<int:rule_id>/change/", rules.change, name="acting_rule_change"),
    path("moderate/rules/<int:rule_id>/try/", rules.attempt, name="acting_rule_try"),
    path("moderate/rules/<int:rule_id>/on/", rules.switch_on, name="acting_rule_on"),
    path("moderate/rules/<int:rule_id>/shadow/", rules.shadow, name="acting_rule_shadow"),
    path("moderate/rules/<int:rule_id>/off/", rules.switch_off, name="acting_rule_off"),
    path("moderate/rules/<int:rule_id>/away/", rules.put_away, name="acting_rule_away"),
    path("know/<str:handle>/", vouching.vouch_page, name="vouch"),
    path("know/<str:handle>/say/", vouching.say, name="vouch_say"),
]
