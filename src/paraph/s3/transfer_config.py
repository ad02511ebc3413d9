"""The settings of transfers: the keys of the `s3` section that have to do with speed.

https://docs.aws.amazon.com/cli/latest/topic/s3-config.html
"""

from __future__ import annotations

from paraph.s3.errors import ConfigError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_KIBI = 1024
_UNITS = {
    "kb": _KIBI,
    "mb": _KIBI**2,
    "gb": _KIBI**3,
    "tb": _KIBI**4,
    "kib": _KIBI,
    "mib": _KIBI**2,
    "gib": _KIBI**3,
    "tib": _KIBI**4,
}
_CLIENTS = ("auto", "classic", "crt")

# What only another transfer client would use is checked and not used.
_COUNTS = ("max_concurrent_requests", "max_queue_size")
_SIZES = ("multipart_threshold", "multipart_chunksize", "io_chunksize")
_RATES = ("max_bandwidth", "target_bandwidth", "disk_throughput")


class TransferConfig:
    """How much at a time. Sizes are bytes, `max_bandwidth` bytes a second or None."""

    __slots__ = (
        "io_chunksize",
        "max_bandwidth",
        "max_concurrent_requests",
        "max_queue_size",
        "multipart_chunksize",
        "multipart_threshold",
    )

    def __init__(self, keys: Mapping[str, str]) -> None:
        """Read the section's keys; raises ConfigError."""
        # Sizes and rates are understood first, then all are judged, as v2 does.
        sizes = {name: parse_size(keys[name]) for name in _SIZES if name in keys}
        rates = {name: _rate(keys[name]) for name in _RATES if name in keys}
        numbers = {name: _integer(name, keys[name]) for name in _COUNTS if name in keys}
        for name, value in {**sizes, **numbers, **rates}.items():
            if value <= 0:
                raise _not_positive(name, str(value))
        _check_client(keys.get("preferred_transfer_client", "auto"))
        self.max_concurrent_requests = numbers.get("max_concurrent_requests", 10)
        self.max_queue_size = numbers.get("max_queue_size", 1000)
        self.multipart_threshold = sizes.get("multipart_threshold", 8 * _KIBI**2)
        self.multipart_chunksize = sizes.get("multipart_chunksize", 8 * _KIBI**2)
        self.io_chunksize = sizes.get("io_chunksize", 256 * _KIBI)
        self.max_bandwidth = rates.get("max_bandwidth")


def parse_size(text: str) -> int:
    """Return the bytes of `8MB`, `8MiB` or `8388608`; raises ConfigError."""
    lower = text.lower()
    unit = lower[-3:] if lower.endswith("ib") else lower[-2:]
    factor = _UNITS.get(unit)
    try:
        return int(lower) if factor is None else int(lower[: -len(unit)]) * factor
    except ValueError:
        raise ConfigError(
            f"Invalid size value: {lower}"
            if factor is None
            else f"invalid literal for int() with base 10: {lower[: -len(unit)]!r}"
        ) from None


def _rate(text: str) -> int:
    """Return the bytes a second of `10MB/s`, `80Mb/s` (bits) or `1048576`."""
    if text.endswith("B/s"):
        return _amount(text)
    if text.endswith("b/s"):
        return int(_amount(text) / 8)
    if _is_integer(text):
        return int(text)
    raise ConfigError(
        f"Invalid rate: {text}. The value must be expressed as an integer in terms of bytes per "
        "second (e.g. 10485760) or a rate in terms of bytes per second (e.g. 10MB/s or 800KB/s) "
        "or bits per second (e.g. 10Mb/s or 800Kb/s)"
    )


def _amount(text: str) -> int:
    # `1024B/s` has no prefix before its B; `1MB/s` has.
    return parse_size(text[:-3] if _is_integer(text[:-3]) else text[:-2])


def _is_integer(text: str) -> bool:
    try:
        int(text)
    except ValueError:
        return False
    return True


def _integer(name: str, text: str) -> int:
    if not _is_integer(text):
        raise _not_positive(name, text)
    return int(text)


def _not_positive(name: str, text: str) -> ConfigError:
    return ConfigError(f"Value for {name} must be a positive integer: {text}")


def _check_client(choice: str) -> None:
    # `default` is an old name of `classic`. There is one way here, whichever is named.
    if choice not in (*_CLIENTS, "default"):
        raise ConfigError(
            f'Invalid value: "{choice}" for configuration option: "preferred_transfer_client". '
            f"Supported values are: {', '.join(_CLIENTS)}"
        )
