"""Tests of what is written for tools of publishing."""
