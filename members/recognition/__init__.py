"""Recognition: levels, badges and thanks, each with its rule in the open and its evidence a link away."""
