"""Values to bytes and back, for every AWS protocol, as client and as server. Pure."""
