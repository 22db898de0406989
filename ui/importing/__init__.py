"""Files of other programs into the open store, or into a new one, with a look before."""
