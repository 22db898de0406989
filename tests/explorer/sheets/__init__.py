"""Tests of workbooks and tables of a store."""
