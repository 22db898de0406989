"""Files the program ships with: the sample, icons and fonts."""
