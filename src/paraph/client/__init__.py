"""One call: serialise, resolve, sign, send, retry, parse; pages; waiters."""
