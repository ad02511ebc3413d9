"""The global options of one command line, as values."""


class GlobalFlags:
    """What stood on the command line; None or False where an option was not given.

    Texts are as typed: `config/settings.py` parses and judges them.
    """

    __slots__ = (
        "ca_bundle",
        "cli_auto_prompt",
        "cli_binary_format",
        "cli_connect_timeout",
        "cli_error_format",
        "cli_read_timeout",
        "color",
        "debug",
        "endpoint_url",
        "no_cli_auto_prompt",
        "no_cli_pager",
        "no_paginate",
        "no_sign_request",
        "no_verify_ssl",
        "output",
        "profile",
        "query",
        "region",
        "version",
    )

    def __init__(self) -> None:
        self.profile: str | None = None
        self.region: str | None = None
        self.output: str | None = None
        self.query: str | None = None
        self.endpoint_url: str | None = None
        self.ca_bundle: str | None = None
        self.color: str | None = None
        # Seconds, as typed.
        self.cli_read_timeout: str | None = None
        self.cli_connect_timeout: str | None = None
        self.cli_binary_format: str | None = None
        self.cli_error_format: str | None = None
        self.debug = False
        self.version = False
        self.no_cli_pager = False
        self.no_paginate = False
        self.no_verify_ssl = False
        self.no_sign_request = False
        self.cli_auto_prompt = False
        self.no_cli_auto_prompt = False
