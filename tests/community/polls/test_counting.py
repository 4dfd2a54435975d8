"""Instant run-off agrees with published elections and with a counter that works in another way."""

import hashlib
import re
from collections import Counter
from fractions import Fraction
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from community.polls.counting import Outcome, run_off

Orders = dict[tuple[int, ...], int]


def ballots(text: str, names: str) -> Orders:
    """Orders from lines such as "42:M>N" or words such as "KM355"; places count from 1."""
    found: Counter[tuple[int, ...]] = Counter()
    for order, number in re.findall(r"([A-Z]+)(\d+)", text):
        found[tuple(names.index(letter) + 1 for letter in order)] += int(number)
    return dict(found)


def totals(outcome: Outcome, names: str) -> list[dict[str, int]]:
    """The votes of each round, by letter."""
    return [{names[int(place) - 1]: votes for place, votes in one["votes"].items()} for one in outcome.rounds]


# --- a counter of another make: whole piles of paper, one list for each ballot, no shared code ----------------------


def by_piles(orders: Orders, places: list[int], seed: str) -> list[list[int]]:
    """Who left, group by group, and last who won. Piles are moved, not counted anew."""
    papers = [list(order) for order, number in orders.items() for _ in range(number)]
    piles: dict[int, list[list[int]]] = {place: [] for place in places}
    for paper in papers:
        piles[paper[0]].append(paper)
    history = [{place: len(pile) for place, pile in piles.items()}]
    story: list[list[int]] = []
    while piles:
        in_play = sum(map(len, piles.values()))
        best = max(piles, key=lambda place: len(piles[place]))
        if in_play and Fraction(len(piles[best]), in_play) > Fraction(1, 2):
            return [*story, [best]]
        losers = [place for place, pile in piles.items() if not pile] or [_loser(piles, history, seed)]
        story.append(sorted(losers))
        moved = [paper for place in losers for paper in piles.pop(place)]
        for paper in moved:
            heir = [place for place in paper if place in piles][:1]
            if heir:
                piles[heir[0]].append(paper)
        history.append({place: len(pile) for place, pile in piles.items()})
    return story


def _loser(piles: dict[int, list[list[int]]], history: list[dict[int, int]], seed: str) -> int:
    """The whole rule as one key: now, first round, then back through the others, then the lot."""
    number = len(history)

    def key(place: int) -> tuple[int, ...]:
        back = [history[index][place] for index in range(number - 2, 0, -1)]
        lot = int(hashlib.sha256(b"%s:%d:%d" % (seed.encode(), number, place)).hexdigest(), 16)
        return (len(piles[place]), history[0][place], *back, lot)

    return min(piles, key=key)


def same(orders: Orders, places: list[int], seed: str = "seed") -> Outcome:
    """Count both ways and compare everything."""
    outcome = run_off(orders, places, seed)
    story = [sorted(one["out"]) for one in outcome.rounds if one["out"]]
    assert [*story, [outcome.winner]] == by_piles(orders, places, seed)
    number = sum(orders.values())
    assert all(sum(one["votes"].values()) + one["spent"] == number for one in outcome.rounds)
    return outcome


# --- published elections --------------------------------------------------------------------------------------------


def test_tennessee_takes_knoxville_as_its_capital() -> None:
    # The well-known textbook example; numbers as in Wikipedia, "Instant-runoff voting", and electorama/abiftool.
    names = "MNCK"  # Memphis, Nashville, Chattanooga, Knoxville
    outcome = same(ballots("MNCK42 NCKM26 CKNM15 KCNM17", names), [1, 2, 3, 4])
    assert outcome.winner == names.index("K") + 1
    assert totals(outcome, names) == [
        {"M": 42, "N": 26, "C": 15, "K": 17},
        {"M": 42, "N": 26, "K": 32},
        {"M": 42, "K": 58},
    ]


def test_burlington_elects_bob_kiss_as_the_city_counted_it() -> None:
    names = "WKMSPO"
    lines = (Path(__file__).parent / "burlington-2009.txt").read_text().splitlines()
    orders = ballots(" ".join(line for line in lines if not line.startswith("#")), names)
    outcome = same(orders, [1, 2, 3, 4, 5, 6])
    rounds = totals(outcome, names)
    assert outcome.winner == names.index("K") + 1
    # Certified first choices. The city then took Smith, Simpson and the write-ins out at once; one after the other they
    # leave the same three, with the same votes.
    assert rounds[0] == {"W": 2951, "K": 2585, "M": 2063, "S": 1306, "P": 35, "O": 36}
    assert rounds[-2] == {"W": 3294, "K": 2981, "M": 2554}
    # The city has 4061 for Wright: one ballot names two people in one rank, and here ends before them.
    assert rounds[-1] == {"W": 4060, "K": 4313}


# --- the rule for ties, line by line --------------------------------------------------------------------------------


def test_no_vote_no_winner() -> None:
    assert run_off({}, [1, 2, 3], "seed") == Outcome([], None)


def test_more_than_half_wins_at_once() -> None:
    outcome = same({(2, 1): 3, (1, 2): 2}, [1, 2, 3])
    assert (outcome.winner, len(outcome.rounds)) == (2, 1)


def test_exactly_half_is_not_more_than_half() -> None:
    outcome = same({(1,): 2, (2, 3): 1, (3, 2): 1}, [1, 2, 3])
    assert len(outcome.rounds) > 1


def test_of_a_tie_goes_who_had_fewest_in_the_first_round() -> None:
    # 4 goes first and lifts 3 to a tie with 2, who began with more.
    outcome = same({(1,): 5, (2,): 4, (3,): 3, (4, 3): 1}, [1, 2, 3, 4])
    assert [(one["out"], one["why"]) for one in outcome.rounds][:2] == [([4], "fewest"), ([3], "first")]


def test_of_a_tie_in_the_first_round_too_the_rounds_before_decide_back_from_the_last() -> None:
    # 3 and 4 begin alike. After round 1 only 3 gets a vote from 6, after round 2 only 4 gets one from 5: a tie again.
    orders: Orders = {(1,): 9, (2,): 8, (3,): 4, (4,): 4, (6, 3): 1, (5, 4): 1, (5, 2): 1}
    outcome = same(orders, [1, 2, 3, 4, 5, 6])
    assert (outcome.rounds[2]["out"], outcome.rounds[2]["why"]) == ([4], "back")


def test_what_is_alike_in_every_round_is_drawn_by_a_lot_that_the_seed_repeats() -> None:
    orders: Orders = {(1,): 2, (2,): 2, (3, 1): 1, (3, 2): 1}
    drawn = [same(orders, [1, 2, 3], seed) for seed in ("a", "b", "c", "d", "e", "f", "g")]
    assert {one.rounds[0]["why"] for one in drawn} == {"lot"}
    assert len({tuple(one.rounds[0]["out"]) for one in drawn}) > 1
    assert run_off(orders, [1, 2, 3], "a") == drawn[0]


def test_options_without_a_vote_go_together() -> None:
    outcome = same({(1,): 2, (2,): 2, (3, 4): 1}, [1, 2, 3, 4, 5])
    assert outcome.rounds[0]["out"] == [4, 5]


# --- random ballots -------------------------------------------------------------------------------------------------


PLACES = [1, 2, 3, 4, 5, 6]
PAPERS = st.lists(
    st.tuples(st.lists(st.sampled_from(PLACES), min_size=1, max_size=6, unique=True), st.integers(1, 4)),
    min_size=1,
    max_size=12,
)


@given(PAPERS, st.sampled_from(["x", "y", "z"]))
def test_random_ballots_are_counted_alike_by_both(papers: list[tuple[list[int], int]], seed: str) -> None:
    orders: Counter[tuple[int, ...]] = Counter()
    for order, number in papers:
        orders[tuple(order)] += number
    outcome = same(dict(orders), PLACES, seed)
    assert outcome.winner is not None
    last = outcome.rounds[-1]
    assert last["votes"][str(outcome.winner)] * 2 > sum(last["votes"].values())
    assert not last["out"]
