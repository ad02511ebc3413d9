"""How a rule set is walked: order, conditions, assignments, templates, broken ones."""

import pytest

from paraph.endpoints.errors import EndpointError
from paraph.endpoints.rules import resolve

_AWS = {"name": "aws", "dnsSuffix": "amazonaws.com"}
_PARTITIONS = {"regions": {"us-east-1": _AWS}, "patterns": [], "default": _AWS}


def _parameters(**types):
    return {name: {"type": type_name, "required": False} for name, type_name in types.items()}


def _endpoint(url, *conditions, **more):
    return {"type": "endpoint", "conditions": list(conditions), "endpoint": {"url": url, **more}}


def _error(text, *conditions):
    return {"type": "error", "conditions": list(conditions), "error": text}


def _tree(rules, *conditions):
    return {"type": "tree", "conditions": list(conditions), "rules": rules}


def _call(name, *arguments, assign=None):
    call = {"fn": name, "argv": list(arguments)}
    return call if assign is None else {**call, "assign": assign}


def _ref(name):
    return {"ref": name}


def _resolve(rules, params=None, parameters=None):
    document = {"version": "1.0", "parameters": parameters or {}, "rules": rules}
    return resolve(document, _PARTITIONS, params or {})


def test_the_first_rule_whose_conditions_hold_wins():
    is_a = _call("stringEquals", _ref("Name"), "a")
    rules = [_endpoint("https://a", is_a), _endpoint("https://other"), _error("never")]
    parameters = _parameters(Name="string")
    assert _resolve(rules, {"Name": "a"}, parameters).url == "https://a"
    assert _resolve(rules, {"Name": "b"}, parameters).url == "https://other"


def test_all_conditions_must_hold_and_the_rest_is_not_evaluated():
    conditions = (_call("isSet", _ref("Name")), _call("no.such.function"))
    rules = [_endpoint("https://a", *conditions), _endpoint("https://b")]
    assert _resolve(rules, {}, _parameters(Name="string")).url == "https://b"


def test_an_empty_text_is_a_value_and_holds():
    rules = [_endpoint("https://set", _call("uriEncode", _ref("Name"))), _endpoint("https://unset")]
    assert _resolve(rules, {"Name": ""}, _parameters(Name="string")).url == "https://set"


def test_an_assigned_value_reaches_the_rules_below():
    rules = [
        _tree(
            [_endpoint("https://x.{Part#dnsSuffix}", _call("isSet", _ref("Region")))],
            _call("aws.partition", _ref("Region"), assign="Part"),
        )
    ]
    found = _resolve(rules, {"Region": "us-east-1"}, _parameters(Region="string"))
    assert found.url == "https://x.amazonaws.com"


def test_a_tree_without_a_match_goes_on_to_the_next_rule():
    # v2 does so too, where the specification would have it stop.
    never = _call("isSet", _ref("Absent"))
    assert (
        _resolve([_tree([_endpoint("https://a", never)]), _endpoint("https://b")]).url
        == "https://b"
    )


def test_an_error_rule_raises_its_own_text():
    with pytest.raises(EndpointError) as caught:
        _resolve([_error("No `{Name}` here")], {"Name": "x"}, _parameters(Name="string"))
    assert str(caught.value) == caught.value.rule_message == "No `x` here"


def test_rules_without_a_match_name_the_parameters():
    with pytest.raises(EndpointError, match=r"^No endpoint found for parameters:\nRegion: r$"):
        _resolve([], {"Region": "r"}, _parameters(Region="string"))


@pytest.mark.parametrize(
    ("template", "filled"),
    [
        ("{A}", "x"),
        ("{A}{A}-{B#[1]}", "xx-y"),
        ("{{A}}", "{A}"),
        ("a}}b", "a}b"),
        ("{{{A}}}", "{x}"),
        ("plain", "plain"),
    ],
)
def test_templates_are_filled(template, filled):
    rules = [
        _endpoint(
            template,
            _call("split", "x:y", ":", 0, assign="B"),
            _call("getAttr", _ref("B"), "[0]", assign="A"),
        )
    ]
    assert _resolve(rules).url == filled


def test_what_a_parameter_holds_is_never_a_template():
    found = _resolve([_endpoint("https://{A}")], {"A": "{B}"}, _parameters(A="string", B="string"))
    assert found.url == "https://{B}"


def test_headers_and_properties_are_filled_at_any_depth():
    rules = [
        _endpoint(
            _ref("Url"),
            headers={"x-a": ["{Url}", _call("uriEncode", "a b")]},
            properties={
                "authSchemes": [
                    {
                        "name": "sigv4",
                        "signingName": "s",
                        "signingRegion": "{Url}",
                        "disableDoubleEncoding": True,
                    },
                    {"name": "sigv4a", "signingRegionSet": ["*"]},
                ],
                "backend": "S3Express",
            },
        )
    ]
    found = _resolve(rules, {"Url": "u"}, _parameters(Url="string"))
    assert found.url == "u"
    assert found.headers == {"x-a": ["u", "a%20b"]}
    assert found.backend == "S3Express"
    first, second = found.auth_schemes
    assert (first.name, first.signing_name, first.signing_region) == ("sigv4", "s", "u")
    assert (first.disable_double_encoding, second.disable_double_encoding) == (True, False)
    assert (second.name, second.signing_region_set, second.signing_region) == (
        "sigv4a",
        ("*",),
        None,
    )


def test_defaults_fill_in_and_none_counts_as_unset():
    parameters = {"Flag": {"type": "Boolean", "required": True, "default": False}}
    rules = [_endpoint("https://off", _call("booleanEquals", _ref("Flag"), False))]
    assert _resolve(rules, {}, parameters).url == "https://off"
    assert _resolve(rules, {"Flag": None}, parameters).url == "https://off"


def test_a_required_parameter_without_a_value_is_named():
    parameters = {"Region": {"type": "string", "required": True}}
    with pytest.raises(EndpointError, match=r"^Cannot find value for required parameter Region$"):
        _resolve([_endpoint("https://a")], {}, parameters)


def test_a_value_of_the_wrong_type_is_refused():
    with pytest.raises(EndpointError) as caught:
        _resolve([_endpoint("https://a")], {"Bucket": 1}, _parameters(Bucket="string"))
    # The words of v2.36.7.
    assert str(caught.value) == "Value (Bucket) is the wrong type. Must be <class 'str'>."


def test_parameters_that_are_not_declared_are_ignored():
    assert _resolve([_endpoint("https://a")], {"Other": 1}).url == "https://a"


def test_an_unknown_function_is_named():
    with pytest.raises(EndpointError, match=r"the function aws\.someDay,"):
        _resolve([_endpoint("https://a", _call("aws.someDay"))])


@pytest.mark.parametrize(
    "rules",
    [
        [{"type": "endpoint"}],
        [{"conditions": []}],
        [{"type": "tree", "conditions": []}],
        [_endpoint("https://{Unknown}")],
        [_endpoint("https://a", _call("substring", "a"))],
        [_endpoint("https://a", _call("getAttr", _ref("A"), "x[y]"))],
        [_endpoint("https://a", properties={"authSchemes": [{}]})],
        None,
        ["text"],
    ],
)
def test_a_broken_rule_set_is_an_error_and_no_traceback(rules):
    with pytest.raises(EndpointError, match="cannot be evaluated"):
        _resolve(rules)
