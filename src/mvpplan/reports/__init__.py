"""Reports: one plain context from pure functions, rendered by Jinja."""
