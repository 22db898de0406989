"""Tests of what prepares a machine for developing."""
