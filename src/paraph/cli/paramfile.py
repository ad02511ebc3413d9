"""`file://PATH` and `fileb://PATH`: a parameter's value from a file, as text or as bytes."""

from __future__ import annotations

import os

from paraph.cli.parameter_errors import ConversionError, ParamFileError

_TEXT = "file://"
_BYTES = "fileb://"


class ParamFiles:
    """Reads the files that values refer to.

    `encoding` is that of text files ($AWS_CLI_FILE_ENCODING); None is the locale's.
    """

    __slots__ = ("_encoding",)

    def __init__(self, encoding: str | None = None) -> None:
        self._encoding = encoding

    def load(self, value: object) -> str | bytes | None:
        """Return what the file holds that `value` refers to, None where it refers to none.

        Raises ParamFileError for a file that cannot be read.
        """
        if not isinstance(value, str):
            return None
        if value.startswith(_TEXT):
            return self._read_text(value)
        if value.startswith(_BYTES):
            try:
                with open(_expand(value[len(_BYTES) :]), "rb") as file:
                    return file.read()
            except OSError as error:
                raise _unreadable(value, error) from error
        return None

    def _read_text(self, value: str) -> str:
        path = _expand(value[len(_TEXT) :])
        try:
            with open(path, encoding=self._encoding) as file:
                return file.read()
        except UnicodeDecodeError as error:
            msg = (
                f"Unable to load paramfile ({path}), text contents could not be decoded.  If this "
                f"is a binary file, please use the fileb:// prefix instead of the file:// prefix."
            )
            raise ParamFileError(msg) from error
        except OSError as error:
            raise _unreadable(value, error) from error
        except LookupError as error:
            # An encoding that does not exist
            raise ConversionError(str(error)) from error


def _expand(path: str) -> str:
    return os.path.expandvars(os.path.expanduser(path))


def _unreadable(value: str, error: OSError) -> ParamFileError:
    return ParamFileError(f"Unable to load paramfile {value}: {error}")
