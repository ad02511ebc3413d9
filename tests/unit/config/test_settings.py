import pytest

from paraph.config.errors import (
    ConfigParseError,
    ConfigurationError,
    ProfileNotFoundError,
    SettingError,
)
from paraph.config.settings import GlobalFlags, Settings


@pytest.fixture
def make(tmp_path):
    """`make("[default]\\n…", flags={"region": "r"}, AWS_REGION="s")`."""

    def build(config="", flags=None, **environ):
        (tmp_path / "config").write_text(config)
        paths = {
            "HOME": str(tmp_path),
            "AWS_CONFIG_FILE": str(tmp_path / "config"),
        }
        given = GlobalFlags()
        for name, value in (flags or {}).items():
            setattr(given, name, value)
        return Settings(given, paths | environ)

    return build


def test_option_then_variables_in_order_then_profile_then_default(make):
    config = "[default]\nregion = from-file\n"
    both = {"AWS_REGION": "first", "AWS_DEFAULT_REGION": "second"}
    assert make(config, {"region": "option"}, **both).region == "option"
    assert make(config, **both).region == "first"
    assert make(config, AWS_DEFAULT_REGION="second").region == "second"
    assert make(config).region == "from-file"
    assert make().region == "us-east-1"


def test_where_the_region_comes_from(make, tmp_path):
    assert make("", {"region": "a"}).region_source.name == "--region"
    assert make("", AWS_DEFAULT_REGION="a").region_source.name == "AWS_DEFAULT_REGION"
    origin = make("[default]\nregion = a\n").region_source
    assert (origin.kind, origin.name) == ("config-file", "region")
    assert str(origin) == f'region of profile "default" in {tmp_path / "config"}'
    assert make().region_source.kind == "default"


def test_an_empty_region_is_none(make):
    assert make("[default]\nregion = a\n", AWS_REGION="").region == "a"


def test_a_pseudo_region_asks_for_fips(make):
    settings = make("", {"region": "fips-us-east-1"})
    assert (settings.region, settings.use_fips_endpoint) == ("us-east-1", True)
    settings = make("", {"region": "us-gov-west-1"})
    assert (settings.region, settings.use_fips_endpoint) == ("us-gov-west-1", False)


@pytest.mark.parametrize("region", ["us-west-2 ; x", "123", "us_east", "-a", "a-", "a" * 64, "a.b"])
def test_a_region_has_to_fit_into_a_host_name(make, region):
    with pytest.raises(SettingError) as caught:
        _ = make("", AWS_REGION=region).region
    assert caught.value.message == (
        f"Provided region_name '{region}' doesn't match a supported format."
    )
    assert caught.value.detail == "in environment variable AWS_REGION"


@pytest.mark.parametrize(
    ("line", "attribute", "message"),
    [
        ("retry_mode = legacy", "retry_mode",
         'Invalid value provided to "mode": "legacy" must be one of: "standard" or "adaptive"'),
        ("max_attempts = abc", "max_attempts", "invalid literal for int() with base 10: 'abc'"),
        ("max_attempts = 0", "max_attempts",
         'Value provided to "max_attempts": 0 must be an integer greater than or equal to one.'),
        ("output = bogus", "output", "Unknown output type: bogus"),
        ("output =", "output", "Unknown output type: "),
        ("cli_binary_format = x", "cli_binary_format", "'x'"),
        ("request_checksum_calculation = x", "request_checksum_calculation",
         ("Unsupported configuration value for request_checksum_calculation. "
         "Expected one of ('when_supported', 'when_required') but got x.")),
        ("response_checksum_validation = X", "response_checksum_validation",
         ("Unsupported configuration value for response_checksum_validation. "
         "Expected one of ('when_supported', 'when_required') but got x.")),
        ("request_min_compression_size_bytes = x", "request_min_compression_size_bytes",
         ('Invalid value "x" for request_min_compression_size_bytes. '
         "Value must be an integer. Received <class 'str'> instead.")),
        ("request_min_compression_size_bytes = 0", "request_min_compression_size_bytes",
         ('Invalid value "0" for request_min_compression_size_bytes. '
         "Value must be between 1 and 1048576.")),
        ("account_id_endpoint_mode = x", "account_id_endpoint_mode",
         ("The configured value 'x' for 'account_id_endpoint_mode' is invalid. "
         "Valid values are: ('preferred', 'disabled', 'required').")),
        ("s3_disable_express_session_auth = x", "s3_disable_express_session_auth",
         'Invalid value "x" for s3_disable_express_session_auth. Value must be a boolean'),
        ("endpoint_discovery_enabled = x", "endpoint_discovery_enabled",
         ("Unsupported configuration value for endpoint_discovery_enabled. "
         'Expected one of ("true", "false", "auto") but got x.')),
        ("ec2_metadata_service_endpoint_mode = x", "ec2_metadata_service_endpoint_mode",
         ("Invalid EC2 Instance Metadata endpoint mode: x "
         "Valid endpoint modes (case-insensitive): ('ipv4', 'ipv6').")),
        ("s3 =\n  addressing_style = x", "s3",
         ("S3 addressing style x is invalid. "
         "Valid options are: 'auto', 'virtual', and 'path'")),
        ("ca_bundle =\n  a = b", "ca_bundle", "ca_bundle must be a value, not a section"),
    ],
)  # fmt: skip
def test_a_value_that_is_not_allowed(make, tmp_path, line, attribute, message):
    with pytest.raises(SettingError) as caught:
        getattr(make(f"[default]\n{line}\n"), attribute)
    assert caught.value.message == message
    assert str(tmp_path / "config") in caught.value.detail
    assert str(caught.value).splitlines()[0] == (message.splitlines() or [""])[0]


def test_the_format_of_timestamps_is_a_configuration_error(make):
    with pytest.raises(ConfigurationError) as caught:
        _ = make("[default]\ncli_timestamp_format = x\n").cli_timestamp_format
    assert caught.value.message == (
        'Unknown cli_timestamp_format value: x, valid values are "wire" or "iso8601"'
    )


def test_only_true_switches_on(make):
    for text, on in (("true", True), ("TRUE", True), ("1", False), ("yes", False), ("", False)):
        assert make(AWS_USE_FIPS_ENDPOINT=text).use_fips_endpoint is on
    assert make("[default]\ntcp_keepalive = true\n").tcp_keepalive is True
    assert make().parameter_validation is True
    assert make("[default]\nparameter_validation = no\n").parameter_validation is False


def test_time_limits_come_from_options_alone_and_zero_is_none(make):
    assert (make().read_timeout, make().connect_timeout) == (60, 60)
    settings = make(
        "[default]\nread_timeout = 5\n", {"cli_read_timeout": "0", "cli_connect_timeout": "7"}
    )
    assert (settings.read_timeout, settings.connect_timeout) == (None, 7)


def test_retries(make):
    settings = make("[default]\nretry_mode = adaptive\n", AWS_MAX_ATTEMPTS=" 5 ")
    assert (settings.retry_mode, settings.max_attempts) == ("adaptive", 5)
    assert (make().retry_mode, make().max_attempts) == ("standard", 3)


def test_the_profile_that_is_read(make):
    config = "[default]\noutput = text\n[profile a]\noutput = table\n"
    assert make(config).output == "text"
    assert make(config, AWS_DEFAULT_PROFILE="a").output == "table"
    assert make(config, AWS_PROFILE="default", AWS_DEFAULT_PROFILE="a").output == "text"
    assert make(config, {"profile": "a"}, AWS_PROFILE="nope").output == "table"
    assert make().output == "json"


@pytest.mark.parametrize("name", ["nope", "default", ""])
def test_a_profile_that_was_asked_for_has_to_be_there(make, name):
    with pytest.raises(ProfileNotFoundError) as caught:
        _ = make(AWS_PROFILE=name).output
    assert str(caught.value) == f"The config profile ({name}) could not be found"


def test_an_option_or_a_variable_needs_no_file(make):
    settings = make("broken", AWS_REGION="r")
    assert settings.region == "r"
    with pytest.raises(ConfigParseError):
        _ = settings.output


def test_what_an_error_is_shown_with_never_fails(make):
    settings = make("broken")
    assert (settings.cli_error_format, settings.cli_auto_prompt) == ("enhanced", "off")
    assert make(AWS_CLI_ERROR_FORMAT="JSON").cli_error_format == "json"
    assert make(AWS_CLI_ERROR_FORMAT="bogus").cli_error_format == "enhanced"
    assert make("[default]\ncli_auto_prompt = On-Partial\n").cli_auto_prompt == "on-partial"
    assert make("", {"no_cli_auto_prompt": True}, AWS_CLI_AUTO_PROMPT="on").cli_auto_prompt == "off"
    assert make("", {"cli_auto_prompt": True}).cli_auto_prompt == "on"


def test_the_pager(make):
    config = "[default]\ncli_pager = most\n"
    assert make(config, AWS_PAGER="more", PAGER="p").pager == "more"
    assert make(config, PAGER="p").pager == "most"
    assert make("", PAGER="p").pager == "p"
    assert make(config, AWS_PAGER="").pager is None
    assert make(config, {"no_cli_pager": True}).pager is None
    assert make().pager in {"less", "more"}


def test_trust(make):
    assert make().ca_bundle is None
    assert make(REQUESTS_CA_BUNDLE="r").ca_bundle == "r"
    assert make("[default]\nca_bundle = f\n", REQUESTS_CA_BUNDLE="r").ca_bundle == "f"
    assert make(AWS_CA_BUNDLE="v").ca_bundle == "v"
    assert make("", {"ca_bundle": "o"}, AWS_CA_BUNDLE="v").ca_bundle == "o"
    assert make().verify_ssl is True
    assert make("", {"no_verify_ssl": True}).verify_ssl is False


def test_unsigned_calls_have_no_account(make):
    settings = make("", {"no_sign_request": True}, AWS_ACCOUNT_ID_ENDPOINT_MODE="Required")
    assert (settings.sign_requests, settings.account_id_endpoint_mode) == (False, "disabled")
    assert make(AWS_ACCOUNT_ID_ENDPOINT_MODE="Required").account_id_endpoint_mode == "required"


def test_the_wanted_ways_to_sign(make):
    assert make(AWS_AUTH_SCHEME_PREFERENCE=" sigv4a, sig v4,, ").auth_scheme_preference == (
        "sigv4a",
        "sigv4",
    )
    assert make().auth_scheme_preference == ()


def test_a_bearer_token_belongs_to_a_service(make):
    settings = make(AWS_BEARER_TOKEN_BEDROCK_AGENT="t")
    assert settings.bearer_token("bedrock-agent") == "t"
    assert settings.bearer_token("bedrock") is None


def test_settings_of_s3(make):
    found = make(
        "[default]\ns3 =\n  addressing_style = path\n  use_accelerate_endpoint = true\n"
        "  use_arn_region = false\n  max_queue_size = 5\n",
        AWS_S3_DISABLE_MULTIREGION_ACCESS_POINTS="true",
    ).s3
    assert found.addressing_style == "path"
    assert found.use_accelerate_endpoint is True
    assert found.use_arn_region is False
    assert found.disable_multiregion_access_points is True
    assert (found.use_dualstack_endpoint, found.payload_signing_enabled) == (None, None)
    assert found.keys["max_queue_size"] == "5"


def test_s3_as_a_value_is_ignored_together_with_its_variables(make):
    found = make("[default]\ns3 = x\n", AWS_S3_USE_ARN_REGION="true").s3
    assert (found.use_arn_region, found.keys) == (None, {})
    assert make(AWS_S3_USE_ARN_REGION="true").s3.use_arn_region is True


SERVICES = """
[default]
services = mine
endpoint_url = http://profile
[services mine]
auto_scaling =
  endpoint_url = http://section
[profile broken]
services = nope
[profile flat]
services = flat
[services flat]
ec2 = x
"""


def test_endpoints_of_the_user_in_order(make):
    everything = {"AWS_ENDPOINT_URL_AUTO_SCALING": "http://own", "AWS_ENDPOINT_URL": "http://all"}
    option = {"endpoint_url": "http://option"}
    assert make(SERVICES, option, **everything).endpoint_url("Auto Scaling") == "http://option"
    assert make(SERVICES, **everything).endpoint_url("Auto Scaling") == "http://own"
    assert make(SERVICES, **everything).endpoint_url("EC2") == "http://all"
    assert make(SERVICES).endpoint_url("Auto Scaling") == "http://section"
    assert make(SERVICES, AWS_ENDPOINT_URL="").endpoint_url("EC2") == "http://profile"
    assert make().endpoint_url("EC2") is None


def test_configured_endpoints_can_be_ignored(make):
    ignored = {"AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "True", "AWS_ENDPOINT_URL": "http://all"}
    assert make(SERVICES, **ignored).endpoint_url("EC2") is None
    assert make(SERVICES, {"endpoint_url": "http://o"}, **ignored).endpoint_url("EC2") == "http://o"


def test_a_services_section_that_is_not_there(make):
    with pytest.raises(SettingError) as caught:
        make(SERVICES, {"profile": "broken"}).endpoint_url("EC2")
    assert caught.value.message == (
        'The profile is configured to use the services section but the "nope" '
        "services configuration does not exist."
    )
    with pytest.raises(SettingError, match="must be a section"):
        make(SERVICES, {"profile": "flat"}).endpoint_url("EC2")


BAD = {
    "sso_session": "sso_session = nope",
    "services": "services = nope",
    "max_attempts": "max_attempts = abc",
    "request_min_compression_size_bytes": "request_min_compression_size_bytes = x",
    "request_checksum_calculation": "request_checksum_calculation = x",
    "response_checksum_validation": "response_checksum_validation = x",
    "configured_account_id_mode": "account_id_endpoint_mode = x",
    "s3_disable_express_session_auth": "s3_disable_express_session_auth = x",
    "addressing_style": "s3 =\n  addressing_style = x",
    "retry_mode": "retry_mode = legacy",
    "ca_bundle": "ca_bundle =",
}


def test_a_client_is_checked_in_the_order_of_v2(make):
    """Each mistake hides those after it; corrected one by one, they come out in v2's order."""
    lines = dict(BAD)
    for name in BAD:
        with pytest.raises(SettingError) as caught:
            make("[default]\n" + "\n".join(lines.values()) + "\n").check_client("EC2")
        assert caught.value.name == name
        del lines[name]
    make("[default]\n").check_client("EC2")


def test_the_region_is_checked_first(make):
    with pytest.raises(SettingError, match="region_name"):
        make("[default]\nregion = a b\nsso_session = nope\n").check_client("EC2")
    with pytest.raises(ProfileNotFoundError):
        make(AWS_PROFILE="nope", AWS_REGION="r").check_client("EC2")


def test_the_number_of_attempts_is_read_early_and_judged_late(make):
    with pytest.raises(SettingError, match="addressing style"):
        make("[default]\nmax_attempts = 0\ns3 =\n  addressing_style = x\n").check_client("EC2")
    with pytest.raises(SettingError, match="greater than or equal to one"):
        make("[default]\nmax_attempts = 0\nretry_mode = legacy\n").check_client("EC2")


@pytest.mark.parametrize("url", ["bogus", "http://", "http://a_b", "http://-a", "http://a..b"])
def test_an_endpoint_has_to_have_a_host(make, url):
    with pytest.raises(SettingError) as caught:
        make(AWS_ENDPOINT_URL=url).check_client("EC2")
    assert caught.value.message == f"Invalid endpoint: {url}"


@pytest.mark.parametrize(
    "url", ["http://localhost:5000", "https://a.b.", "http://[::1]:80/x", "http://u:p@h/"]
)
def test_endpoints_with_a_host(make, url):
    make(AWS_ENDPOINT_URL=url).check_client("EC2")


def test_a_session_of_single_sign_on_has_to_be_complete(make):
    with pytest.raises(SettingError) as caught:
        make("[default]\nsso_session = s\n[sso-session s]\nsso_region = r\n").check_client("EC2")
    assert caught.value.message == (
        'The profile "default" is configured to use the SSO token provider but is missing '
        "the following configuration: ['sso_start_url']."
    )


def test_a_negative_time_limit(make):
    with pytest.raises(SettingError) as caught:
        make("", {"cli_read_timeout": "-1"}).check_client("EC2")
    assert caught.value.message == (
        "Attempted to set read timeout to -1, but the timeout cannot be set "
        "to a value less than or equal to 0."
    )


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("cli_timestamp_format = x", "Unknown cli_timestamp_format"),
        ("cli_binary_format = x", "'x'"),
        ("metadata_service_timeout = x", "invalid literal"),
        ("metadata_service_num_attempts = x", "invalid literal"),
        ("ec2_metadata_service_endpoint_mode = x", "Invalid EC2 Instance"),
    ],
)
def test_every_command_is_checked_for_what_v2_reads_first(make, line, message):
    with pytest.raises(SettingError, match=message):
        make(f"[default]\n{line}\n").check_session()


def test_a_missing_profile_does_not_stop_every_command(make):
    make(AWS_PROFILE="nope").check_session()
    with pytest.raises(SettingError, match="invalid literal"):
        make(AWS_PROFILE="nope", AWS_METADATA_SERVICE_TIMEOUT="x").check_session()
