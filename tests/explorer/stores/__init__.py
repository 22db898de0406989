"""Tests of joining two stores."""
