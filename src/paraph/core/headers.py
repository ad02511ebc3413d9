"""HTTP header fields: ordered, repeatable, compared without regard to case (RFC 9110 §5)."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Headers:
    """An ordered list of fields. Small, so look-ups walk it: a request carries about ten."""

    __slots__ = ("_fields",)

    def __init__(self, fields: dict[str, str] | Iterable[tuple[str, str]] | Headers = ()) -> None:
        self._fields: list[tuple[str, str]]
        if isinstance(fields, Headers):
            self._fields = list(fields._fields)
        elif isinstance(fields, dict):
            self._fields = list(fields.items())
        else:
            self._fields = list(fields)

    def get(self, name: str, default: str | None = None) -> str | None:
        """Return the first value of `name`, or `default`."""
        wanted = name.lower()
        for key, value in self._fields:
            if key.lower() == wanted:
                return value
        return default

    def joined(self, name: str) -> str | None:
        """Return all values of `name` as one list-valued field (RFC 9110 §5.3), or None."""
        wanted = name.lower()
        values = [value for key, value in self._fields if key.lower() == wanted]
        return ", ".join(values) if values else None

    def set(self, name: str, value: str) -> None:
        """Replace every field called `name` by this one, in the first one's place."""
        wanted = name.lower()
        for position, (key, _) in enumerate(self._fields):
            if key.lower() == wanted:
                self._fields[position] = (name, value)
                self._fields[position + 1 :] = [
                    field for field in self._fields[position + 1 :] if field[0].lower() != wanted
                ]
                return
        self._fields.append((name, value))

    def add(self, name: str, value: str) -> None:
        """Append a field, keeping those that have the same name."""
        self._fields.append((name, value))

    def set_default(self, name: str, value: str) -> None:
        """Add the field unless one of that name is there."""
        if name not in self:
            self._fields.append((name, value))

    def remove(self, name: str) -> None:
        """Drop every field called `name`."""
        wanted = name.lower()
        self._fields = [field for field in self._fields if field[0].lower() != wanted]

    def items(self) -> list[tuple[str, str]]:
        """Return the fields in order."""
        return list(self._fields)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self.get(name) is not None

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._fields)

    def __len__(self) -> int:
        return len(self._fields)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Headers) and self._fields == other._fields

    def __hash__(self) -> int:
        return hash(tuple(self._fields))

    def __repr__(self) -> str:
        # Names only: values carry signatures and session tokens.
        return f"Headers({[name for name, _ in self._fields]})"
