"""A dossier: what is known of one actor or interaction, written out for reading and print."""
