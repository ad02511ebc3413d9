"""A call's endpoint as v2 finds it: settings settled, parameters bound, refusals in its words."""

import pytest

from paraph.endpoints.errors import EndpointError
from paraph.endpoints.resolver import (
    BuiltIns,
    EndpointResolver,
    S3BuiltIns,
    endpoint_params,
    settled,
)
from paraph.endpoints.wording import worded
from paraph.model.compile import compile_service
from paraph.model.service import Service

_AWS = {
    "name": "aws",
    "dnsSuffix": "amazonaws.com",
    "dualStackDnsSuffix": "api.aws",
    "supportsFIPS": True,
    "supportsDualStack": True,
    "implicitGlobalRegion": "us-east-1",
}
_BARE = {**_AWS, "name": "aws-x", "supportsFIPS": False, "supportsDualStack": False}
_PARTITIONS = {
    "regions": {"us-east-1": _AWS, "us-west-2": _AWS, "x-1": _BARE},
    "patterns": [],
    "default": _AWS,
}
_BUILT_IN = {
    "Region": ("string", "AWS::Region"),
    "UseFIPS": ("boolean", "AWS::UseFIPS"),
    "UseDualStack": ("boolean", "AWS::UseDualStack"),
    "Endpoint": ("string", "SDK::Endpoint"),
}


def _rules(rules=None, **parameters):
    declared = {
        name: {"type": kind, "required": False, **({"builtIn": built_in} if built_in else {})}
        for name, (kind, built_in) in {**_BUILT_IN, **parameters}.items()
    }
    default = [{"type": "endpoint", "conditions": [], "endpoint": {"url": "https://{Region}"}}]
    return {"version": "1.0", "parameters": declared, "rules": rules or default}


def _service(rules, *, service_id="Thing", operation=None, members=None, **more):
    model = {
        "metadata": {
            "endpointPrefix": "thing",
            "protocol": "json",
            "apiVersion": "2020-01-01",
            "serviceId": service_id,
            **more.pop("metadata", {}),
        },
        "operations": {
            "GetThing": {"name": "GetThing", "input": {"shape": "Input"}, **(operation or {})},
            "GetBucketLocation": {"name": "GetBucketLocation", "input": {"shape": "Input"}},
        },
        "shapes": {
            "Input": {"type": "structure", "members": members or {}},
            "Text": {"type": "string"},
        },
        **more,
    }
    records = compile_service("thing", model, {}, {}, rules)
    return Service(*records["service"], records.get)


def _context_member(name):
    return {"shape": "Text", "contextParam": {"name": name}}


def _bind(service, params=None, built_ins=None):
    rules = service.endpoint_rules()
    operation = service.operation("GetThing")
    return endpoint_params(rules, service, operation, params or {}, built_ins or BuiltIns("r"))


def test_built_ins_fill_the_declared_parameters_only():
    params = _bind(_service(_rules()), {}, BuiltIns("r", endpoint="https://e"))
    assert params == {
        "Region": "r",
        "UseFIPS": False,
        "UseDualStack": False,
        "Endpoint": "https://e",
    }


def test_unset_parameters_are_absent():
    assert "Endpoint" not in _bind(_service(_rules()))


def test_an_unknown_built_in_is_unset():
    assert "New" not in _bind(_service(_rules(New=("string", "AWS::Some::Day"))))


def test_the_most_specific_value_wins():
    everywhere = {
        "rules": _rules(P=("string", "AWS::Region")),
        "members": {"M": _context_member("P"), "N": {"shape": "Text"}},
        "clientContextParams": {"P": {"type": "string"}},
    }
    path = {"operationContextParams": {"P": {"path": "N"}}}
    static = {"staticContextParams": {"P": {"value": "static"}}}
    given = {"M": "member", "N": "path"}
    context = BuiltIns("built-in", client_context={"P": "client"})

    def bound(operation, params, built_ins=context):
        return _bind(_service(operation=operation, **everywhere), params, built_ins)["P"]

    assert bound({**path, **static}, given) == "static"
    assert bound(path, given) == "member"
    assert bound(path, {"N": "path"}) == "path"
    assert bound(path, {}) == "client"
    assert bound(path, {}, BuiltIns("built-in")) == "built-in"


def test_a_static_false_is_a_value():
    service = _service(
        _rules(P=("boolean", "AWS::UseFIPS")),
        operation={"staticContextParams": {"P": {"value": False}}},
    )
    assert _bind(service, {}, BuiltIns("r", use_fips=True))["P"] is False


def test_s3_express_session_auth_is_client_context():
    service = _service(
        _rules(DisableS3ExpressSessionAuth=("boolean", None)),
        clientContextParams={"DisableS3ExpressSessionAuth": {"type": "boolean"}},
    )
    built_ins = BuiltIns("r", s3=S3BuiltIns(disable_express_session_auth=True))
    assert _bind(service, {}, built_ins)["DisableS3ExpressSessionAuth"] is True


def test_an_account_id_is_asked_for_where_the_rules_want_one():
    asked = []

    def account_id():
        asked.append(1)
        return "123456789012"

    built_ins = BuiltIns("r", account_id=account_id)
    assert "AccountId" not in _bind(_service(_rules()), {}, built_ins)
    assert not asked
    wanting = _service(_rules(AccountId=("string", "AWS::Auth::AccountId")))
    assert _bind(wanting, {}, built_ins)["AccountId"] == "123456789012"
    assert asked
    disabled = BuiltIns("r", account_id=account_id, account_id_endpoint_mode="disabled")
    assert "AccountId" not in _bind(wanting, {}, disabled)
    assert len(asked) == 1


def test_an_account_id_may_be_plain_or_missing():
    wanting = _service(_rules(AccountId=("string", "AWS::Auth::AccountId")))
    assert _bind(wanting, {}, BuiltIns("r", account_id="1"))["AccountId"] == "1"
    assert "AccountId" not in _bind(wanting, {}, BuiltIns("r", account_id=lambda: None))


@pytest.mark.parametrize("region", ["fips-us-east-1", "us-east-1-fips"])
def test_a_fips_pseudo_region_means_its_region_with_fips(region):
    found = settled(BuiltIns(region))
    assert (found.region, found.use_fips) == ("us-east-1", True)


def test_an_endpoint_of_the_users_own_switches_variants_off():
    found = settled(BuiltIns("r", endpoint="https://e", use_fips=True, use_dualstack=True))
    assert (found.use_fips, found.use_dualstack) == (False, False)
    kept = settled(BuiltIns("r", use_fips=True, use_dualstack=True))
    assert (kept.use_fips, kept.use_dualstack) == (True, True)


def test_settled_keeps_no_region():
    assert settled(BuiltIns(None)).region is None


@pytest.mark.parametrize(
    ("style", "accelerate", "endpoint", "is_path"),
    [
        ("auto", False, None, False),
        ("path", False, None, True),
        ("virtual", False, None, False),
        ("path", True, None, False),
        ("auto", False, "http://localhost:9000", True),
        ("path", False, "http://localhost:9000", True),
        ("virtual", False, "http://localhost:9000", False),
        ("auto", True, "http://localhost:9000", False),
        ("auto", False, "https://s3-accelerate.amazonaws.com", False),
        ("auto", False, "https://s3-accelerate.dualstack.amazonaws.com/", False),
    ],
)
def test_s3_addressing_style(style, accelerate, endpoint, is_path):
    s3 = S3BuiltIns(addressing_style=style, accelerate=accelerate)
    found = settled(BuiltIns("r", endpoint=endpoint, s3=s3))
    assert found.value("AWS::S3::ForcePathStyle") is is_path


@pytest.mark.parametrize(
    ("given", "s3", "control"), [(None, True, False), (False, False, False), (True, True, True)]
)
def test_use_arn_region_defaults_to_true_for_s3_alone(given, s3, control):
    found = settled(BuiltIns("r", s3=S3BuiltIns(use_arn_region=given)))
    assert found.value("AWS::S3::UseArnRegion") is s3
    assert found.value("AWS::S3Control::UseArnRegion") is control


def test_account_id_endpoint_mode_is_preferred_unless_set():
    assert settled(BuiltIns("r")).account_id_endpoint_mode == "preferred"
    assert (
        settled(BuiltIns("r", account_id_endpoint_mode="required")).value(
            "AWS::Auth::AccountIdEndpointMode"
        )
        == "required"
    )


_S3_RULES = [
    {
        "type": "endpoint",
        "conditions": [{"fn": "booleanEquals", "argv": [{"ref": "ForcePathStyle"}, True]}],
        "endpoint": {"url": "path"},
    },
    {"type": "endpoint", "conditions": [], "endpoint": {"url": "host"}},
]


@pytest.mark.parametrize(
    ("operation", "bucket", "style", "url"),
    [
        ("GetThing", "b", "auto", "host"),
        ("GetThing", "b", "path", "path"),
        ("GetThing", "arn:aws:s3:us-east-1:123456789012:accesspoint/x", "path", "host"),
        ("GetBucketLocation", "b", "auto", "path"),
    ],
)
def test_s3_adjusts_the_addressing_of_a_call(operation, bucket, style, url):
    rules = _rules(
        _S3_RULES,
        Bucket=("string", None),
        Key=("string", None),
        ForcePathStyle=("boolean", "AWS::S3::ForcePathStyle"),
    )
    members = {"Bucket": _context_member("Bucket"), "Key": _context_member("Key")}
    service = _service(rules, service_id="S3", members=members)
    built_ins = BuiltIns("us-east-1", s3=S3BuiltIns(addressing_style=style))
    resolver = EndpointResolver(service, _PARTITIONS, built_ins)
    first = resolver.resolve(service.operation(operation), {"Bucket": bucket, "Key": "1"})
    assert first.url == url
    # Another key is the same place: S3's rules do not look at keys.
    assert resolver.resolve(service.operation(operation), {"Bucket": bucket, "Key": "2"}) is first


def test_results_are_kept_but_not_without_end():
    rules = _rules(
        [{"type": "endpoint", "conditions": [], "endpoint": {"url": "https://{P}"}}],
        P=("string", None),
        L=("stringArray", None),
    )
    service = _service(
        rules,
        members={"P": _context_member("P")},
        operation={"operationContextParams": {"L": {"path": "keys(Items)"}}},
    )
    resolver = EndpointResolver(service, _PARTITIONS, BuiltIns("r"))
    operation = service.operation("GetThing")
    for number in range(200):
        params = {"P": f"h{number}", "Items": {"a": 1}}
        assert resolver.resolve(operation, params).url == f"https://h{number}"
        assert resolver.resolve(operation, params) is resolver.resolve(operation, params)
    assert len(resolver._found) <= 64


@pytest.mark.parametrize("value", [1, True, {"a": [1]}, [{"b": 2}]])
def test_a_member_of_the_wrong_type_is_refused(value):
    service = _service(_rules(P=("string", None)), members={"P": _context_member("P")})
    resolver = EndpointResolver(service, _PARTITIONS, BuiltIns("r"))
    with pytest.raises(EndpointError, match=r"^Value \(P\) is the wrong type\."):
        resolver.resolve(service.operation("GetThing"), {"P": value})


def test_a_result_for_true_is_not_taken_for_one():
    service = _service(_rules(P=("boolean", None)), members={"P": _context_member("P")})
    resolver = EndpointResolver(service, _PARTITIONS, BuiltIns("r"))
    assert resolver.resolve(service.operation("GetThing"), {"P": True}).url == "https://r"
    with pytest.raises(EndpointError):
        resolver.resolve(service.operation("GetThing"), {"P": 1})


_SENTENCES = [
    ("S3", "Invalid region in ARN: `us_east` (invalid DNS name)",
     'Invalid host label to be bound to the hostname of the endpoint: "us_east".', False),
    ("S3", "S3 Outposts does not support Dual-stack",
     ("Unsupported configuration when using S3 access-points: "
     "S3 Outposts does not support Dual-stack"), False),
    ("S3", "Accelerate cannot be used with FIPS",
     "Unsupported configuration when using S3: Accelerate cannot be used with FIPS", False),
    ("S3", "S3 Object Lambda does not support S3 Accelerate",
     ("Unsupported configuration when using S3: "
     "S3 Object Lambda does not support S3 Accelerate"), False),
    ("S3", "Invalid ARN: No ARN type specified",
     "Parameter validation failed:\nInvalid ARN: No ARN type specified", True),
    ("S3", "Path-style addressing cannot be used with ARN buckets",
     "Path-style addressing cannot be used with ARN buckets", False),
    ("S3 Control", "Invalid ARN: expected a bucket name",
     ('S3 ARN "{b}" provided is invalid for this operation. '
     "Invalid ARN: expected a bucket name"), False),
    ("S3 Control", "Invalid configuration: region {x}",
     "Unsupported configuration when using S3 Control: Invalid configuration: region {x}", False),
    ("S3 Control", "AccountId is required but not set",
     "Parameter validation failed:\nAccountId is required but not set", True),
    ("EventBridge", "EndpointId must be a valid host label.",
     "Invalid endpoint configuration: EndpointId must be a valid host label.", False),
    ("Thing", "EndpointId must be a valid host label.",
     "EndpointId must be a valid host label.", False),
]  # fmt: skip


@pytest.mark.parametrize(("service_id", "text", "sentence", "is_parameter_error"), _SENTENCES)
def test_refusals_are_worded_as_v2_words_them(service_id, text, sentence, is_parameter_error):
    found = worded(EndpointError(text), service_id, {"Bucket": "{b}"})
    assert (str(found), found.is_parameter_error) == (sentence, is_parameter_error)
    assert found.rule_message == text


def test_a_refusal_reaches_the_caller_in_v2s_words():
    rules = _rules(
        [{"type": "error", "conditions": [], "error": "Accelerate cannot be used with FIPS"}]
    )
    service = _service(rules, service_id="S3")
    resolver = EndpointResolver(service, _PARTITIONS, BuiltIns("us-east-1"))
    with pytest.raises(
        EndpointError, match=r"^Unsupported configuration when using S3: Accelerate"
    ):
        resolver.resolve(service.operation("GetThing"), {})


@pytest.mark.parametrize(
    ("built_ins", "url"),
    [
        (BuiltIns("us-west-2"), "https://thing.us-west-2.amazonaws.com"),
        (BuiltIns("us-west-2", use_fips=True), "https://thing-fips.us-west-2.amazonaws.com"),
        (BuiltIns("us-west-2", use_dualstack=True), "https://thing.us-west-2.api.aws"),
        (BuiltIns("fips-us-west-2"), "https://thing-fips.us-west-2.amazonaws.com"),
        (BuiltIns("us-west-2", endpoint="http://e", use_fips=True), "http://e"),
        (BuiltIns(None, endpoint="http://e"), "http://e"),
    ],
)
def test_a_model_without_rules_has_the_usual_name(built_ins, url):
    service = _service(None)
    resolver = EndpointResolver(service, _PARTITIONS, built_ins)
    assert resolver.resolve(service.operation("GetThing"), {}).url == url


@pytest.mark.parametrize(
    ("built_ins", "text"),
    [
        (BuiltIns(None), "Invalid Configuration: Missing Region"),
        (BuiltIns("x-1", use_fips=True), "this partition does not support FIPS"),
        (BuiltIns("x-1", use_dualstack=True), "this partition does not support DualStack"),
    ],
)
def test_a_model_without_rules_refuses_what_there_is_not(built_ins, text):
    service = _service(None)
    with pytest.raises(EndpointError, match=text):
        EndpointResolver(service, _PARTITIONS, built_ins).resolve(service.operation("GetThing"), {})


def test_a_global_endpoint_stands_for_the_regions_of_aws():
    service = _service(None, metadata={"globalEndpoint": "thing.amazonaws.com"})
    operation = service.operation("GetThing")
    found = EndpointResolver(service, _PARTITIONS, BuiltIns("us-west-2")).resolve(operation, {})
    assert found.url == "https://thing.amazonaws.com"
    assert found.auth_schemes[0].signing_region == "us-east-1"
    # The one name has no variants, and belongs to one partition.
    for built_ins, url in (
        (BuiltIns("x-1"), "https://thing.x-1.amazonaws.com"),
        (BuiltIns("us-west-2", use_fips=True), "https://thing-fips.us-west-2.amazonaws.com"),
    ):
        found = EndpointResolver(service, _PARTITIONS, built_ins).resolve(operation, {})
        assert (found.url, found.auth_schemes) == (url, [])
