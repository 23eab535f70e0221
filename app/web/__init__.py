"""Give every page what it needs: a database session, language, cookies, errors, headers, limits, logs."""
