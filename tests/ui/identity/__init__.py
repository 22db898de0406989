"""Tests of the windows on who is who."""
