"""The weekly memo of health: a letter on Monday morning to managers, and to hosts who asked for theirs."""
