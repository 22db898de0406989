"""Tests of judgements on who is who."""
