"""Pairs of actors that share interactions, by the ten million."""
