"""The first half hour of a newcomer: three small actions on one page, each with something to show for it."""
