"""The endpoint rule engine: pure functions over a service's rule set."""
