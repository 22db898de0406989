"""Tests of pages for a browser."""
