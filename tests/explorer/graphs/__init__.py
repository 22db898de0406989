"""Tests of graph files."""
