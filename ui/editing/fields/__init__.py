"""Fields of forms that know dates, names and terms, and say beside them what is wrong."""
