"""The functions of the rules engine, by the examples of its specification and beyond."""

import pytest

from paraph.endpoints.rules import (
    FUNCTIONS,
    boolean_equals,
    coalesce,
    get_attr,
    if_then_else,
    is_set,
    is_valid_host_label,
    is_virtual_hostable_s3_bucket,
    negate,
    parse_arn,
    parse_url,
    split,
    string_equals,
    substring,
    uri_encode,
)


@pytest.mark.parametrize(
    ("url", "scheme", "authority", "path", "normalized", "is_ip"),
    [
        ("https://example.com", "https", "example.com", "", "/", False),
        ("http://example.com:80/foo/bar", "http", "example.com:80", "/foo/bar", "/foo/bar/", False),
        ("https://127.0.0.1", "https", "127.0.0.1", "", "/", True),
        ("https://127.0.0.1:8443/", "https", "127.0.0.1:8443", "/", "/", True),
        ("https://[fe80::1]", "https", "[fe80::1]", "", "/", True),
        ("https://[fe80::1]:443/a", "https", "[fe80::1]:443", "/a", "/a/", True),
        ("http://1.2.3.256", "http", "1.2.3.256", "", "/", False),
        ("HTTP://example.com/a b", "http", "example.com", "/a b", "/a%20b/", False),
    ],
)
def test_parse_url_gives_the_parts(url, scheme, authority, path, normalized, is_ip):
    assert parse_url(url) == {
        "scheme": scheme,
        "authority": authority,
        "path": path,
        "normalizedPath": normalized,
        "isIp": is_ip,
    }


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com:8443?foo=bar&faz=baz",
        "ftp://example.com",
        "example.com",
        "https://",
        "https:///path",
        "https://example.com:port",
        "https://example.com:65536",
        "https://exa mple.com",
        "https://[::1",
        "https://[fe80]",
        "https://[::1]x",
        "",
        None,
        7,
    ],
)
def test_parse_url_refuses_what_is_no_plain_url(url):
    assert parse_url(url) is None


def test_parse_url_leaves_out_a_password():
    assert parse_url("https://user:secret@example.com")["authority"] == "example.com"


@pytest.mark.parametrize(
    ("arn", "parts"),
    [
        (
            "arn:aws:sns:us-west-2:012345678910:example-sns-topic-name",
            ("aws", "sns", "us-west-2", "012345678910", ["example-sns-topic-name"]),
        ),
        (
            "arn:aws:ec2:us-east-1:012345678910:vpc/vpc-0e9801d129EXAMPLE",
            ("aws", "ec2", "us-east-1", "012345678910", ["vpc", "vpc-0e9801d129EXAMPLE"]),
        ),
        (
            "arn:aws:iam::012345678910:user/johndoe",
            ("aws", "iam", "", "012345678910", ["user", "johndoe"]),
        ),
        ("arn:aws:s3:::bucket_name", ("aws", "s3", "", "", ["bucket_name"])),
        ("arn:aws:s3:::a:b/", ("aws", "s3", "", "", ["a", "b", ""])),
    ],
)
def test_parse_arn_splits_the_resource_too(arn, parts):
    names = ("partition", "service", "region", "accountId", "resourceId")
    assert parse_arn(arn) == dict(zip(names, parts, strict=True))


@pytest.mark.parametrize(
    "arn", ["11111111-2222-3333-4444-555555555555", "arn:aws:s3:::", "arn::s3:::x", "", None, 1]
)
def test_parse_arn_refuses_what_is_no_arn(arn):
    assert parse_arn(arn) is None


@pytest.mark.parametrize(
    ("label", "allow_subdomains", "valid"),
    [
        ("a", False, True),
        ("A-1", False, True),
        ("a" * 63, False, True),
        ("a" * 64, False, False),
        ("-a", False, False),
        ("a-", False, False),
        ("a_b", False, False),
        ("a.b", False, False),
        ("a.b", True, True),
        ("a..b", True, False),
        (".a", True, False),
        ("us-west -2", False, False),
        ("a\n", False, False),
        ("ä", False, False),
        ("", False, False),
        (None, True, False),
    ],
)
def test_host_labels_follow_rfc_1123(label, allow_subdomains, valid):
    assert is_valid_host_label(label, allow_subdomains) is valid


@pytest.mark.parametrize(
    ("bucket", "allow_subdomains", "hostable"),
    [
        ("my-bucket", False, True),
        ("ab", False, False),
        ("My-bucket", False, False),
        ("my.bucket", False, False),
        ("my.bucket", True, True),
        ("192.168.5.4", True, False),
        ("999.999.999.999", True, False),
        ("my_bucket", False, False),
        ("my..bucket", True, False),
        (None, False, False),
    ],
)
def test_a_hostable_bucket_is_lower_case_and_no_address(bucket, allow_subdomains, hostable):
    assert is_virtual_hostable_s3_bucket(bucket, allow_subdomains) is hostable


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("abcdef", 0, 4, False), "abcd"),
        (("abcdef", 0, 4, True), "cdef"),
        (("abcdef", 1, 2, True), "e"),
        (("abc", 0, 3, False), "abc"),
        (("abc", 0, 4, False), None),
        (("abc", 2, 2, False), None),
        (("äbc", 0, 1, False), None),
        ((None, 0, 1, False), None),
    ],
)
def test_substring_is_whole_or_nothing(arguments, expected):
    assert substring(*arguments) == expected


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("a--b--c", "--", 0), ["a", "b", "c"]),
        (("a--b--c", "--", 1), ["a--b--c"]),
        (("a--b--c", "--", 2), ["a", "b--c"]),
        (("", "--", 0), [""]),
        ((None, "--", 0), None),
    ],
)
def test_split_makes_at_most_limit_parts(arguments, expected):
    assert split(*arguments) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("name", "n"),
        ("list[0]", "x"),
        ("list[1]", None),
        ("deep.name", "m"),
        ("deep.list[1]", "z"),
        ("absent", None),
        ("absent.name", None),
        ("name[0]", None),
    ],
)
def test_get_attr_follows_keys_and_indexes(path, expected):
    value = {"name": "n", "list": ["x"], "deep": {"name": "m", "list": ["y", "z"]}}
    assert get_attr(value, path) == expected


def test_get_attr_of_a_list_takes_an_index_alone():
    assert get_attr(["x", "y"], "[1]") == "y"


def test_equality_is_between_values_of_one_type():
    assert boolean_equals(True, True) is True
    assert boolean_equals(None, None) is False
    assert boolean_equals("true", True) is False
    assert string_equals("a", "a") is True
    assert string_equals(None, None) is False


def test_is_set_asks_for_presence_and_not_for_truth():
    assert [is_set(value) for value in (None, False, "", [])] == [False, True, True, True]
    assert [negate(value) for value in (True, False)] == [False, True]


def test_version_1_1_has_choices():
    assert coalesce(None, False, "x") is False
    assert coalesce(None, None) is None
    assert [if_then_else(flag, 1, 2) for flag in (True, False, None)] == [1, 2, 2]


def test_uri_encode_leaves_only_unreserved_characters():
    assert uri_encode("a-b_c.d~e /:%é") == "a-b_c.d~e%20%2F%3A%25%C3%A9"
    assert uri_encode(None) is None


def test_every_function_of_the_specification_is_there():
    assert set(FUNCTIONS) == {
        "isSet",
        "not",
        "booleanEquals",
        "stringEquals",
        "getAttr",
        "substring",
        "uriEncode",
        "parseURL",
        "isValidHostLabel",
        "aws.parseArn",
        "aws.isVirtualHostableS3Bucket",
        "coalesce",
        "ite",
        "split",
    }
