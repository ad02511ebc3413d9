"""The root of everything Paraph raises on purpose.

    Error
    ├── ConfigError            config/errors.py       files and settings
    ├── ModelError             model/errors.py        service data
    ├── SigningError           sigv4/errors.py
    ├── EndpointError          endpoints/errors.py
    ├── ProtocolError          protocols/errors.py    values ↔ bytes
    ├── CredentialError        credentials/errors.py
    ├── ClientError            client/errors.py       the network and the service's answer
    └── CommandError           cli/errors.py          the command line itself

`str(error)` is one line for people. `cli/errors.py` alone turns a class into an exit code.
"""


class Error(Exception):
    """A failure that is the user's, the network's or the service's: never a bug of ours."""
