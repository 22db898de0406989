"""Changing a store by hand: what is asked for, checked, and done in one step."""
