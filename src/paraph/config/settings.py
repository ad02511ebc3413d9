"""Every setting of a call: one table, and the few that are more than a look-up.

aws-cli v2.36.7 documents most rows under `aws help config-vars`; the rest was observed.
"""

from __future__ import annotations

import os

from paraph.config import setting
from paraph.config.errors import ConfigError, ConfigurationError
from paraph.config.profile import ConfigFiles
from paraph.config.setting import Number, Origin, Seconds, Switch, Text, Word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from paraph.config.ini import Section
    from paraph.config.s3 import S3Settings
    from paraph.config.setting import Setting

# v2 asks the instance and then gives up; we go on with the region that AWS's own documents use.
DEFAULT_REGION = "us-east-1"


class Settings:
    """The settings in force; each is looked up when first asked for, then kept.

    Reading an attribute raises SettingError for a value that is not allowed, ConfigParseError for a
    file that is no INI file, ProfileNotFoundError for a profile that is in neither file.
    """

    __slots__ = ("_s3", "environ", "files", "flags", "resolved")

    def __init__(
        self, flags: GlobalFlags, environ: Mapping[str, str], files: ConfigFiles | None = None
    ) -> None:
        self.flags = flags
        self.environ = environ
        self.files = ConfigFiles(environ) if files is None else files
        # What has been looked up, by the name of its row.
        self.resolved: dict[str, Any] = {}
        self._s3: S3Settings | None = None

    # fmt: off
    # The table: environment variables in order, key of the profile, option, meaning, default.
    # Rows that begin with `configured_` are one ingredient of a property further down.
    configured_profile = Text("AWS_PROFILE", "AWS_DEFAULT_PROFILE", flag="profile")

    # Where calls go.
    configured_region = Text("AWS_REGION", "AWS_DEFAULT_REGION", key="region", flag="region",
                             parse=setting.parse_region, empty_is_unset=True)
    configured_fips = Switch("AWS_USE_FIPS_ENDPOINT", key="use_fips_endpoint")
    use_dualstack_endpoint = Switch("AWS_USE_DUALSTACK_ENDPOINT", key="use_dualstack_endpoint")
    configured_account_id_mode = Word(
        "AWS_ACCOUNT_ID_ENDPOINT_MODE", key="account_id_endpoint_mode",
        parse=setting.parse_account_id_endpoint_mode, default="preferred")
    ignore_configured_endpoint_urls = Switch(
        "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", key="ignore_configured_endpoint_urls")
    endpoint_discovery_enabled = Word(
        "AWS_ENDPOINT_DISCOVERY_ENABLED", key="endpoint_discovery_enabled",
        parse=setting.parse_endpoint_discovery, default="auto")
    disable_host_prefix_injection = Switch(
        "AWS_DISABLE_HOST_PREFIX_INJECTION", key="disable_host_prefix_injection")

    # How calls are signed.
    sigv4a_signing_region_set = Text(
        "AWS_SIGV4A_SIGNING_REGION_SET", key="sigv4a_signing_region_set")
    configured_auth_schemes = Text("AWS_AUTH_SCHEME_PREFERENCE", key="auth_scheme_preference")

    # The connection.
    connect_timeout = Seconds(flag="cli_connect_timeout", parse=setting.parse_timeout, default=60)
    read_timeout = Seconds(flag="cli_read_timeout", parse=setting.parse_timeout, default=60)
    tcp_keepalive = Switch(key="tcp_keepalive")
    configured_ca_bundle = Text("AWS_CA_BUNDLE", key="ca_bundle", flag="ca_bundle")
    proxy_ca_bundle = Text(key="proxy_ca_bundle")
    proxy_client_cert = Text(key="proxy_client_cert")
    proxy_use_forwarding_for_https = Switch(key="proxy_use_forwarding_for_https")

    # The call.
    retry_mode = Word("AWS_RETRY_MODE", key="retry_mode",
                      parse=setting.parse_retry_mode, default="standard")
    max_attempts = Number("AWS_MAX_ATTEMPTS", key="max_attempts",
                          parse=setting.parse_max_attempts, default=3)
    new_retries_2026 = Switch("AWS_NEW_RETRIES_2026")
    parameter_validation = Switch(key="parameter_validation", default=True)
    request_checksum_calculation = Word(
        "AWS_REQUEST_CHECKSUM_CALCULATION", key="request_checksum_calculation",
        parse=setting.parse_request_checksum, default="when_supported")
    response_checksum_validation = Word(
        "AWS_RESPONSE_CHECKSUM_VALIDATION", key="response_checksum_validation",
        parse=setting.parse_response_checksum, default="when_supported")
    request_min_compression_size_bytes = Number(
        "AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES", key="request_min_compression_size_bytes",
        parse=setting.parse_compression_size, default=10240)
    disable_request_compression = Switch(
        "AWS_DISABLE_REQUEST_COMPRESSION", key="disable_request_compression")
    s3_disable_express_session_auth = Switch(
        "AWS_S3_DISABLE_EXPRESS_SESSION_AUTH", key="s3_disable_express_session_auth",
        parse=setting.parse_express_session_auth)
    sdk_ua_app_id = Text("AWS_SDK_UA_APP_ID", key="sdk_ua_app_id")
    execution_env = Text("AWS_EXECUTION_ENV")
    data_path = Text("AWS_DATA_PATH", key="data_path")

    # What the command line shows and asks.
    output = Word("AWS_DEFAULT_OUTPUT", key="output", flag="output",
                  parse=setting.parse_output, default="json")
    cli_timestamp_format = Word(key="cli_timestamp_format", parse=setting.parse_timestamp_format,
                                default="iso8601", error=ConfigurationError)
    cli_binary_format = Word(key="cli_binary_format", flag="cli_binary_format",
                             parse=setting.parse_binary_format, default="base64")
    configured_error_format = Word(
        "AWS_CLI_ERROR_FORMAT", key="cli_error_format", flag="cli_error_format",
        parse=setting.parse_error_format, default="enhanced")
    configured_auto_prompt = Word("AWS_CLI_AUTO_PROMPT", key="cli_auto_prompt",
                                  parse=setting.parse_auto_prompt, default="off")
    configured_pager = Text("AWS_PAGER", key="cli_pager")
    fallback_pager = Word("PAGER", default="more" if os.name == "nt" else "less")
    cli_history = Text(key="cli_history")
    cli_help_output = Word(key="cli_help_output", default="terminal")

    # The instance metadata service.
    ec2_metadata_disabled = Switch("AWS_EC2_METADATA_DISABLED")
    ec2_metadata_v1_disabled = Switch(
        "AWS_EC2_METADATA_V1_DISABLED", key="ec2_metadata_v1_disabled")
    ec2_metadata_service_endpoint = Text(
        "AWS_EC2_METADATA_SERVICE_ENDPOINT", key="ec2_metadata_service_endpoint")
    configured_metadata_endpoint_mode = Text(
        "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", key="ec2_metadata_service_endpoint_mode",
        parse=setting.parse_metadata_endpoint_mode)
    imds_use_ipv6 = Switch("AWS_IMDS_USE_IPV6", key="imds_use_ipv6")
    metadata_service_timeout = Number(
        "AWS_METADATA_SERVICE_TIMEOUT", key="metadata_service_timeout",
        parse=setting.parse_integer, default=1)
    metadata_service_num_attempts = Number(
        "AWS_METADATA_SERVICE_NUM_ATTEMPTS", key="metadata_service_num_attempts",
        parse=setting.parse_integer, default=1)
    # fmt: on

    def find(self, name: str, *, options: bool = True) -> tuple[Any, Origin]:
        """Return the value of the row called `name` as written (None: nowhere), and where.

        Without `options`, as if the command line had none.
        """
        row: Setting = type(self).__dict__[name]
        return row.find(self, options=options)

    @property
    def profile(self) -> str | None:
        """The profile that was asked for, by option or variable; None where nobody did."""
        return self.configured_profile

    @property
    def profile_name(self) -> str:
        """The profile that is read: the one asked for, or `default`."""
        return self.profile or "default"

    @property
    def section(self) -> Section:
        """The profile's keys; only a profile that nobody asked for may be missing."""
        name = self.profile
        if name is None:
            return self.files.profiles.get("default", {})
        return self.files.require_profile(name)

    def origin(self, key: str) -> Origin:
        """Return where `key` of the profile stands."""
        name = self.profile_name
        path = self.files.path_of(name, key)
        return Origin("config-file", key, f'{key} of profile "{name}" in {path}')

    @property
    def region(self) -> str:
        """The region of calls; a pseudo-region such as `fips-us-east-1` without its mark."""
        region = self.configured_region or DEFAULT_REGION
        return region.replace("fips-", "").replace("-fips", "")

    @property
    def region_source(self) -> Origin:
        """Where the region comes from: kind "default" means that nobody chose one."""
        written, origin = self.find("configured_region")
        if written is None:
            return Origin("default", "", f"no region is configured, hence {DEFAULT_REGION}")
        return origin

    @property
    def use_fips_endpoint(self) -> bool:
        """Whether endpoints have to be validated under FIPS 140; a pseudo-region asks for it."""
        region = self.configured_region
        return self.configured_fips or (region is not None and region != self.region)

    @property
    def account_id_endpoint_mode(self) -> str:
        """One of "preferred", "required", "disabled"; unsigned calls have no account."""
        return self.configured_account_id_mode if self.sign_requests else "disabled"

    @property
    def auth_scheme_preference(self) -> tuple[str, ...]:
        """The ways to sign, the most wanted first: "sigv4a", "sigv4", "httpBearerAuth"."""
        return setting.parse_list(self.configured_auth_schemes or "")

    @property
    def sign_requests(self) -> bool:
        """Whether requests are signed at all."""
        return not self.flags.no_sign_request

    @property
    def verify_ssl(self) -> bool:
        """Whether certificates are checked."""
        return not self.flags.no_verify_ssl

    @property
    def ca_bundle(self) -> str | None:
        """The file or folder of trusted certificates; None is the platform's."""
        configured = self.configured_ca_bundle
        return self.environ.get("REQUESTS_CA_BUNDLE") if configured is None else configured

    @property
    def s3(self) -> S3Settings:
        """The settings of S3 and S3 Control."""
        if self._s3 is None:
            from paraph.config.s3 import read_s3_settings  # noqa: PLC0415  lazy: two services

            self._s3 = read_s3_settings(self)
        return self._s3

    def endpoint_url(self, service_id: str) -> str | None:
        """Return the user's own endpoint for the service ("EC2", "Auto Scaling"), or None."""
        if self.flags.endpoint_url:
            return self.flags.endpoint_url
        from paraph.config.check import find_endpoint_url  # noqa: PLC0415  lazy: calls only

        return find_endpoint_url(self, service_id)

    def bearer_token(self, signing_name: str) -> str | None:
        """Return the token of AWS_BEARER_TOKEN_<SIGNING_NAME>, or None."""
        name = signing_name.replace("-", "_").replace(" ", "_").upper()
        return self.environ.get(f"AWS_BEARER_TOKEN_{name}")

    @property
    def ec2_metadata_service_endpoint_mode(self) -> str:
        """Which of its addresses is asked: "ipv4" or "ipv6"."""
        return self.configured_metadata_endpoint_mode or ("ipv6" if self.imds_use_ipv6 else "ipv4")

    @property
    def pager(self) -> str | None:
        """The pager's command; None where there is none."""
        if self.flags.no_cli_pager:
            return None
        configured = self.configured_pager
        return (self.fallback_pager if configured is None else configured) or None

    @property
    def cli_error_format(self) -> str:
        """How errors are shown. Never fails: it is asked for when something already has."""
        try:
            return self.configured_error_format
        except ConfigError:
            return "enhanced"

    @property
    def cli_auto_prompt(self) -> str:
        """One of "on", "on-partial", "off"; a profile that is missing is reported elsewhere."""
        if self.flags.no_cli_auto_prompt or self.flags.cli_auto_prompt:
            return "off" if self.flags.no_cli_auto_prompt else "on"
        try:
            return self.configured_auto_prompt
        except ConfigError:
            return "off"

    def check_session(self) -> None:
        """Raise what v2 finds wrong before any command starts, in its order."""
        from paraph.config.check import check_session  # noqa: PLC0415  lazy: not for every use

        check_session(self)

    def check_client(self, service_id: str) -> None:
        """Raise what v2 finds wrong when it makes a client for the service, in its order.

        v2 looks for credentials between the region, which comes first, and the rest: call
        `check_region` before that.
        """
        from paraph.config.check import check_client  # noqa: PLC0415  lazy: calls only

        check_client(self, service_id)

    def check_region(self) -> None:
        """Raise what is wrong with the profile or the region."""
        _ = self.configured_region, self.section


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
