"""The measures: a file each, with its question, its definition in words and SQL, and what to do about it."""
