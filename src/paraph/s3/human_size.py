"""Sizes for people: `1 Byte`, `10 Bytes`, `1.5 KiB`."""

_UNITS = ("KiB", "MiB", "GiB", "TiB", "PiB", "EiB")


def human_size(size: float) -> str:
    """Return `size` bytes in the largest unit of 1,024 that leaves at least one of it."""
    if size == 1:
        return "1 Byte"
    if size < 1024:
        return f"{int(size)} Bytes"
    amount = float(size)
    for unit in _UNITS:
        amount /= 1024
        if round(amount) < 1024 or unit == _UNITS[-1]:
            return f"{amount:.1f} {unit}"
    return f"{size} Bytes"
