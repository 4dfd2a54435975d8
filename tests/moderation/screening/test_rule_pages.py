"""Who reads the rules, who writes them, and what the forms say."""

import pytest
from django.urls import reverse

from moderation.screening.first import FirstPosts
from moderation.screening.rules import ActingRule, BackTest, RuleVersion
from tests.moderation.screening.ruling import a_rule

WORDS = {"words": {"words": "casino"}}
GIVEN = {
    "name": "Gambling",
    "words": "casino",
    "words_whole": "on",
    "who": "everyone",
    "action": "hold",
    "severity": "2",
}
ACTS = ("change", "try", "on", "shadow", "off", "away")


@pytest.mark.parametrize("who", ["ben", "eve", "visitor"])
def test_nobody_outside_the_team_sees_a_rule(as_, request, mia, who):
    version = a_rule(mia, WORDS)
    client = as_(request.getfixturevalue(who))
    for address in (reverse("rules"), reverse("acting_rule", args=[version.rule_id]), reverse("first_posts")):
        assert client.get(address).status_code in (302, 403, 404)


def test_a_moderator_reads_rules_and_changes_none(as_, mia, mo):
    version = a_rule(mia, WORDS)
    client = as_(mo)
    assert "casino" in client.get(reverse("acting_rule", args=[version.rule_id])).content.decode()
    assert client.get(reverse("rules")).status_code == 200
    assert client.get(reverse("first_posts")).status_code == 200
    for act in ACTS:
        assert client.post(reverse(f"acting_rule_{act}", args=[version.rule_id]), GIVEN).status_code == 403
    assert client.post(reverse("acting_rule_make"), GIVEN).status_code == 403
    assert client.get(reverse("acting_rule_new")).status_code == 403
    assert client.post(reverse("first_posts_save"), {"holding": "none"}).status_code == 403
    assert RuleVersion.objects.count() == 1


def test_acts_answer_to_post_alone(as_, mia):
    version = a_rule(mia, WORDS)
    for act in ACTS:
        assert as_(mia).get(reverse(f"acting_rule_{act}", args=[version.rule_id])).status_code == 405


def test_a_manager_writes_a_rule_that_is_off(as_, mia):
    answer = as_(mia).post(reverse("acting_rule_make"), GIVEN)
    version = RuleVersion.objects.get()
    assert answer.status_code == 302
    assert version.conditions == {"words": {"words": "casino", "whole": True}}
    assert version.on_at is None


def test_a_rule_is_tried_and_then_switched_on(as_, mia):
    version = a_rule(mia, WORDS, mode="off")
    client, address = as_(mia), reverse("acting_rule", args=[version.rule_id])
    client.post(reverse("acting_rule_on", args=[version.rule_id]))
    version.refresh_from_db()
    assert version.on_at is None
    client.post(reverse("acting_rule_try", args=[version.rule_id]))
    BackTest.objects.update_or_create(version=version, defaults={"finished_at": version.made_at, "failed_why": ""})
    assert reverse("acting_rule_on", args=[version.rule_id]) in client.get(address).content.decode()
    client.post(reverse("acting_rule_on", args=[version.rule_id]))
    version.refresh_from_db()
    assert RuleVersion.objects.get(pk=version.pk).on_at is not None
    client.post(reverse("acting_rule_off", args=[version.rule_id]))
    version.refresh_from_db()
    assert version.on_at is None


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"words": ""}, "Say at least one thing it looks for."),
        ({"pattern": "(?=x)y"}, "Look-ahead and back-references are not possible."),
        ({"action": "block"}, "Say to the author what is in the way, and whom to ask."),
        ({"who": "segment"}, "Choose a segment."),
        ({"who": "first"}, "Say how many posts are few."),
        ({"rate_times": "3"}, "within how many minutes"),
        ({"links_how": "listed"}, "Name at least one domain."),
    ],
)
def test_a_rule_that_says_too_little_is_not_written_and_keeps_what_was_typed(as_, mia, changed, words):
    answer = as_(mia).post(reverse("acting_rule_make"), GIVEN | {"name": "My long name"} | changed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "My long name" in page
    assert not ActingRule.objects.exists()


def test_the_form_of_a_rule_shows_what_it_says(as_, mia):
    conditions = {
        "words": {"words": "casino", "whole": False},
        "links": {"least": 4, "how": "unlisted", "domains": "a.example"},
    }
    version = a_rule(mia, conditions)
    form = as_(mia).get(reverse("acting_rule_edit", args=[version.rule_id])).context["form"]
    assert form.initial["links_domains"] == "a.example"
    assert form.initial["words_whole"] is False


def test_every_condition_survives_the_form(as_, mia):
    given = GIVEN | {
        "pattern": "v.agra", "links_least": "2", "links_how": "any", "account_days": "3", "account_posts": "2",
        "rate_times": "3", "rate_minutes": "10", "alike_places": "2", "alike_days": "7", "alike_nearly": "on",
        "pictures_least": "2", "language": "on", "mood_least": "4", "kinds": ["thread", "reply"],
    }  # fmt: skip
    as_(mia).post(reverse("acting_rule_make"), given)
    version = RuleVersion.objects.get()
    assert len(version.sentences) == 9
    assert version.kinds == ["thread", "reply"]


def test_languages_of_the_community_are_kept_shown_and_only_those_that_can_be_told(as_, mia):
    client, address = as_(mia), reverse("acting_rule_make")
    chosen = GIVEN | {"words": "", "language_own": ["de", "fi"]}
    wrong = client.post(address, chosen | {"language_own": ["de", "xx"]})
    assert wrong.status_code == 422 and "language_own" in wrong.context["form"].errors
    assert not RuleVersion.objects.exists()
    client.post(address, chosen)
    version = RuleVersion.objects.get()
    assert version.conditions == {"language": {"own": ["de", "fi"]}}, "who names languages wants the condition"
    (sentence,) = version.sentences
    assert "Deutsch" in sentence and "Suomi" in sentence
    form = client.get(reverse("acting_rule_edit", args=[version.rule_id])).context["form"]
    assert form.initial["language"] is True and form.initial["language_own"] == ["de", "fi"]


def test_without_a_choice_the_languages_are_all_the_community_is_shown_in(as_, mia):
    as_(mia).post(reverse("acting_rule_make"), GIVEN | {"words": "", "language": "on"})
    version = RuleVersion.objects.get()
    assert version.conditions == {"language": {}}
    assert version.sentences == ["It is written in a language the community does not speak"]


def test_managers_set_what_becomes_of_first_posts(as_, mia):
    given = {"holding": "all", "posts": "3", "greets": "on", "report_from": "40", "hold_from": "70"}
    assert as_(mia).post(reverse("first_posts_save"), given).status_code == 302
    first = FirstPosts.current()
    assert (first.holding, first.posts, first.greets, first.hold_from) == ("all", 3, True, 70)


def test_a_score_that_is_held_is_not_below_the_one_reported(as_, mia):
    given = {"holding": "all", "posts": "3", "report_from": "80", "hold_from": "70"}
    answer = as_(mia).post(reverse("first_posts_save"), given)
    assert answer.status_code == 422
    assert FirstPosts.current().holding == "links"
