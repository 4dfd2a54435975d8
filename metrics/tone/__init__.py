"""The tone of what is written, from word lists of our own: sums by week and space, never a score of a person."""
