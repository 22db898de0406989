"""Exact methods for groups of up to some hundred actors, where every fault is seen."""
