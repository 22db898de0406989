"""Parts of a store in the forms of single tools for publishing: timelines, reference managers."""
