"""Tests of the questions asked of a store."""
