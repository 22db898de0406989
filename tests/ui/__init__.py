"""Tests of the application, offscreen."""
