"""Tests of finding, joining and dividing actors."""
