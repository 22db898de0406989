"""Tests of ties, filters and the time window."""
