"""Segments: saved questions over members, made of predicates that every app registers."""
