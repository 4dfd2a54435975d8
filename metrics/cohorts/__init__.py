"""Whether newcomers come back: who joined in one week, and what share of them did something in each week after it."""
