"""Methods for groups of up to hundreds of thousands of actors, compiled and in plain numpy."""
