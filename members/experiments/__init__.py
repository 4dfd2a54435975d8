"""Experiments: who gets which variant, the same one for ever."""
