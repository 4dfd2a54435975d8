"""Tasks for people: greet, answer, follow up, review; each somebody's until it is done."""
