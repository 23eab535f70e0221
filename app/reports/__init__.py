"""Turn values into files that people take along: calendar entries, QR codes."""
