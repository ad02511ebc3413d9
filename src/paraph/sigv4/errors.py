"""What cannot be signed."""

from paraph.core.errors import Error


class SigningError(Error):
    """A request, credentials or time that no valid signature can be made of; names the field."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"Cannot sign: {field}: {reason}")
        self.field = field
        self.reason = reason
