"""The formula, the tie rule, and that the same inputs give the same result."""

from programs.challenges.results import Given, compute, digest_of, lot
from programs.challenges.terms import Criterion, Terms

BOTH = Terms(
    sort="entries", vote_days=7, judge_days=7, jury_share=60, criteria=(Criterion("Useful", 3), Criterion("Clear", 1))
)
SEED = "0" * 32


def given(entry, votes=0, at="2026-01-01T10:00", **marks):
    return Given(entry, entry, at, votes, {int(judge[1:]): points for judge, points in marks.items()})


def test_the_score_is_the_jurys_mean_and_the_share_of_votes_by_the_terms():
    rows = compute([given(1, votes=4, j1=[10, 6], j2=[5, 5]), given(2, votes=8, j1=[0, 0], j2=[10, 10])], BOTH, SEED)
    # 1: jury ((36/40 + 20/40) / 2) = 0.7, public 4/8: 0.6 x 0.7 + 0.4 x 0.5 = 0.62. 2: 0.6 x 0.5 + 0.4 x 1 = 0.7.
    assert [(row.entry, row.score, row.jury, row.public) for row in rows] == [(2, 700, 500, 1000), (1, 620, 700, 500)]


def test_without_judging_votes_count_alone_and_without_votes_the_jury_does():
    votes = Terms(sort="entries", vote_days=7)
    assert [row.score for row in compute([given(1, votes=1), given(2, votes=4)], votes, SEED)] == [1000, 250]
    jury = Terms(sort="entries", judge_days=7, jury_share=10, criteria=(Criterion("Useful"),))
    assert [row.score for row in compute([given(1, votes=9, j1=[3])], jury, SEED)] == [300]


def test_nobody_voted_and_nobody_judged_gives_nothing_and_no_error():
    assert [row.score for row in compute([given(1), given(2)], BOTH, SEED)] == [0, 0]
    assert compute([], BOTH, SEED) == []


def test_of_the_same_score_more_first_places_go_first_and_it_is_told():
    # Both have a jury share of 0.5; the first is the highest of two judges, the second of one.
    one = given(1, at="2026-01-02T10:00", j1=[6, 6], j2=[6, 6], j3=[3, 3])
    two = given(2, at="2026-01-01T10:00", j1=[3, 3], j2=[3, 3], j3=[9, 9])
    rows = compute([two, one], BOTH, SEED)
    assert [(row.entry, row.firsts, row.tie) for row in rows] == [(1, 2, "firsts"), (2, 1, "")]


def test_then_the_one_that_came_earlier_goes_first():
    rows = compute([given(1, 3, "2026-01-02T10:00"), given(2, 3, "2026-01-01T10:00")], BOTH, SEED)
    assert [(row.entry, row.tie) for row in rows] == [(2, "earlier"), (1, "")]


def test_then_the_lot_decides_and_anybody_can_draw_it_again():
    rows = compute([given(1, 3), given(2, 3), given(3, 3)], BOTH, SEED)
    assert [row.entry for row in rows] == sorted([1, 2, 3], key=lambda number: lot(SEED, number))
    assert [row.tie for row in rows] == ["lot", "lot", ""]
    assert [row.entry for row in compute([given(1, 3), given(2, 3), given(3, 3)], BOTH, "f" * 32)] != [
        row.entry for row in rows
    ]


def test_a_third_of_a_point_is_no_tie_that_rounding_made():
    terms = Terms(sort="entries", judge_days=7, criteria=(Criterion("A", 7), Criterion("B", 3)))
    rows = compute([given(1, j1=[7, 7]), given(2, j1=[10, 0], j2=[4, 10], j3=[7, 6])], terms, SEED)
    assert all(row.tie == "" for row in rows)


def test_the_order_of_the_inputs_changes_nothing_and_any_change_of_them_the_digest():
    rows = [given(1, 3, j1=[1, 2]), given(2, 3, j1=[2, 1]), given(3, 1)]
    assert compute(rows, BOTH, SEED) == compute(rows[::-1], BOTH, SEED)
    same = digest_of(rows, BOTH, SEED)
    assert digest_of(rows, BOTH, SEED) == same
    assert digest_of([*rows[:2], given(3, 2)], BOTH, SEED) != same
    assert digest_of([given(1, 3, j1=[1, 3]), *rows[1:]], BOTH, SEED) != same
    assert digest_of(rows, BOTH, "f" * 32) != same
