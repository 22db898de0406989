"""Tests of changing the store in the window."""
