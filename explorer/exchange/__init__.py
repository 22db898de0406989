"""Taking files in and giving files out."""
