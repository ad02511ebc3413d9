"""A walk through real commands: `make tour`."""
