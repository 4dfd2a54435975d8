"""What members did and what became of threads, day by day: the rows that every number is made of."""
