"""The test suite; see CONTRIBUTING.md for how to run parts of it."""
