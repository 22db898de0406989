"""Forms: an actor, a relation, an interaction, words and sources, filled in by keyboard alone."""
