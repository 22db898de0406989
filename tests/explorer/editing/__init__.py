"""Tests of changing a store by hand."""
