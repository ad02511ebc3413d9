import hashlib
import io
from base64 import b64encode
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paraph.client import quirks
from paraph.client.quirks_glacier import tree_hash
from paraph.core.message import Request, Response
from paraph.model.catalog import Catalog, botocore_data
from paraph.model.errors import ParamValidationError


@pytest.fixture(scope="module")
def services(tmp_path_factory):
    catalog = Catalog([botocore_data()], str(tmp_path_factory.mktemp("models")))
    known = {}

    def service(command):
        if command not in known:
            known[command] = catalog.service(command)
        return known[command]

    return service


class _Presigner:
    region = "us-west-2"

    def __init__(self):
        self.signed = []

    def presign(self, request, region):
        self.signed.append((request.method, request.url, region))
        return f"{request.url}&X-Amz-Signature=s"


@pytest.fixture
def prepare(services):
    def call(command, operation, **params):
        service = services(command)
        return quirks.prepare(service, service.operation(operation), params)

    return call


@pytest.fixture
def adjust(services):
    def call(command, operation, request, params=None, presigner=None):
        service = services(command)
        presigner = presigner or _Presigner()
        quirks.adjust_request(
            service, service.operation(operation), params or {}, request, presigner
        )
        return request

    return call


@pytest.fixture
def read(services):
    def call(command, operation, result, params=None, body=b""):
        service = services(command)
        response = Response(200, (), body)
        quirks.adjust_result(service, service.operation(operation), params or {}, response, result)
        return result

    return call


def test_every_row_names_a_function_and_operations_that_exist(services):
    commands = {
        "S3": "s3api",
        "Auto Scaling": "autoscaling",
        "Route 53": "route53",
        "API Gateway": "apigateway",
        "Machine Learning": "machinelearning",
        "CloudSearch Domain": "cloudsearchdomain",
        "Timestream Query": "timestream-query",
        "Timestream Write": "timestream-write",
    }
    for service_id, rows in quirks._TABLE.items():
        service = services(commands.get(service_id, service_id.lower()))
        assert service.service_id == service_id
        names = set(service.operations.values())
        for operations, stage, target in rows:
            assert stage in ("prepare", "request", "result")
            assert callable(quirks.load(target))
            assert operations == "*" or set(operations.split()) <= names


def test_services_without_rows_are_left_alone(services):
    service = services("sts")
    params = {"DurationSeconds": 900}
    assert quirks.prepare(service, service.operation("GetSessionToken"), params) is params


# --- S3


@pytest.mark.parametrize(
    "bucket",
    [
        "my-bucket",
        "My_Bucket.1",
        "a" * 255,
        "arn:aws:s3:us-west-2:123456789012:accesspoint/ap",
        "arn:aws-cn:s3-outposts:cn-north-1:123456789012:outpost/op-1/accesspoint/ap",
    ],
)
def test_bucket_names(prepare, bucket):
    assert prepare("s3api", "HeadBucket", Bucket=bucket) == {"Bucket": bucket}


@pytest.mark.parametrize("bucket", ["", "a/b", "a b", "é", "a" * 256, "arn:aws:s3:::bucket"])
def test_what_is_no_bucket_name(prepare, bucket):
    with pytest.raises(ParamValidationError) as caught:
        prepare("s3api", "HeadBucket", Bucket=bucket)
    assert str(caught.value) == (
        f'Parameter validation failed:\nInvalid bucket name "{bucket}": Bucket name must match '
        'the regex "^[a-zA-Z0-9.\\-_]{1,255}$" or be an ARN matching the regex '
        '"^arn:(aws).*:(s3|s3-object-lambda):[a-z\\-0-9]*:[0-9]{12}:accesspoint[/:]'
        "[a-zA-Z0-9\\-.]{1,63}$|^arn:(aws).*:s3-outposts:[a-z\\-0-9]+:[0-9]{12}:outpost[/:]"
        '[a-zA-Z0-9\\-]{1,63}[/:]accesspoint[/:][a-zA-Z0-9\\-]{1,63}$"'
    )


@given(st.text(max_size=6))
def test_keys_are_decoded_when_we_asked_for_it(services, key):
    service = services("s3api")
    operation = service.operation("ListObjectVersions")
    params = quirks.prepare(service, operation, {"Bucket": "b"})
    assert params == {"Bucket": "b", "EncodingType": "url"}
    encoded = quote(key, safe="/").replace("%20", "+")
    result = {
        "EncodingType": "url",
        "NextKeyMarker": encoded,
        "Versions": [{"Key": encoded}, {}],
        "CommonPrefixes": [{"Prefix": encoded}],
        "Name": "a%20b",
    }
    quirks.adjust_result(service, operation, params, Response(200), result)
    assert result == {
        "EncodingType": "url",
        "NextKeyMarker": key,
        "Versions": [{"Key": key}, {}],
        "CommonPrefixes": [{"Prefix": key}],
        "Name": "a%20b",
    }


@pytest.mark.parametrize(
    ("given_params", "encoding"), [({"EncodingType": "url"}, "url"), ({}, None)]
)
def test_keys_stay_when_nobody_or_the_caller_encoded_them(prepare, read, given_params, encoding):
    params = prepare("s3api", "ListObjectsV2", Bucket="b", **given_params)
    result = {"EncodingType": encoding, "Contents": [{"Key": "a%20b"}]}
    assert read("s3api", "ListObjectsV2", result, params)["Contents"] == [{"Key": "a%20b"}]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("b/a key", "b/a%20key"),
        ("b/é?versionId=v1", "b/%C3%A9?versionId=v1"),
        ("b/a?versionId=", "b/a%3FversionId%3D"),
        ("b/a?versionId=x y?versionId=v", "b/a%3FversionId%3Dx%20y?versionId=v"),
        ({"Bucket": "b", "Key": "a b"}, "b/a%20b"),
        ({"Bucket": "b", "Key": "k", "VersionId": "v"}, "b/k?versionId=v"),
        (
            {"Bucket": "arn:aws:s3:us-west-2:123456789012:accesspoint/ap", "Key": "k"},
            "arn%3Aaws%3As3%3Aus-west-2%3A123456789012%3Aaccesspoint/ap/object/k",
        ),
    ],
)
def test_copy_source(prepare, source, expected):
    assert prepare("s3api", "CopyObject", CopySource=source)["CopySource"] == expected


def test_copy_source_without_a_key(prepare):
    with pytest.raises(ParamValidationError, match="Missing required parameter: 'Key'"):
        prepare("s3api", "UploadPartCopy", CopySource={"Bucket": "b"})


def test_metadata_must_be_ascii(prepare):
    assert prepare("s3api", "PutObject", Metadata={"a": "b"}) == {"Metadata": {"a": "b"}}
    with pytest.raises(ParamValidationError) as caught:
        prepare("s3api", "PutObject", Metadata={"a": "é"})
    assert caught.value.report == (
        'Non ascii characters found in S3 metadata for key "a", value: "é".  \n'
        "S3 metadata can only contain ASCII characters. "
    )


@pytest.mark.parametrize("key", ["secret", b"secret"])
def test_customer_keys(prepare, key):
    md5 = b64encode(hashlib.md5(b"secret").digest()).decode()
    assert prepare("s3api", "GetObject", SSECustomerKey=key) == {
        "SSECustomerKey": "c2VjcmV0",
        "SSECustomerKeyMD5": md5,
    }
    assert prepare("s3api", "CopyObject", CopySourceSSECustomerKey=key) == {
        "CopySourceSSECustomerKey": "c2VjcmV0",
        "CopySourceSSECustomerKeyMD5": md5,
    }


def test_customer_key_with_its_md5_is_the_callers_own(prepare):
    params = {"SSECustomerKey": "k", "SSECustomerKeyMD5": "m"}
    assert prepare("s3api", "PutObject", **params) == params


@pytest.mark.parametrize(
    ("operation", "body", "params", "is_expected"),
    [
        ("PutObject", io.BytesIO(b"x"), {"Body": "x"}, True),
        ("PutObject", b"x", {"Body": b"x"}, True),
        ("PutObject", b"", {}, False),
        ("PutBucketPolicy", b"{}", {"Policy": "{}"}, False),
        ("WriteGetObjectResponse", io.BytesIO(b"x"), {}, True),
        ("GetObject", b"", {}, False),
    ],
)
def test_expect(adjust, operation, body, params, is_expected):
    request = adjust("s3api", operation, Request("PUT", "https://x/", (), body), params)
    assert ("Expect" in request.headers) is is_expected


def test_line_ends_are_escaped(adjust):
    request = adjust(
        "s3api", "DeleteObjects", Request("POST", "https://x/", (), b"<Key>\r\n</Key>")
    )
    assert request.body == b"<Key>&#xD;&#xA;</Key>"


@pytest.mark.parametrize(
    ("body", "region"),
    [
        (
            b'<?xml version="1.0"?>\n<LocationConstraint xmlns="x">eu-west-1</LocationConstraint>',
            "eu-west-1",
        ),
        (b'<LocationConstraint xmlns="x"/>', None),
        (b"<A><LocationConstraint>eu</LocationConstraint></A>", None),
        (b"", None),
    ],
)
def test_bucket_location(read, body, region):
    result = read("s3api", "GetBucketLocation", {"LocationConstraint": "?"}, body=body)
    assert result == {"LocationConstraint": region}


# --- Glacier


def test_glacier_account_and_version(prepare, adjust):
    assert prepare("glacier", "ListVaults") == {"accountId": "-"}
    assert prepare("glacier", "ListVaults", accountId="1") == {"accountId": "1"}
    request = adjust("glacier", "ListVaults", Request("GET", "https://x/"))
    assert request.headers.items() == [("x-amz-glacier-version", "2012-06-01")]


@pytest.mark.parametrize("make", [lambda data: data, io.BytesIO])
def test_glacier_hashes(adjust, make):
    data = b"a" * (2**20) + b"b"
    leaves = [hashlib.sha256(b"a" * 2**20).digest(), hashlib.sha256(b"b").digest()]
    request = adjust("glacier", "UploadArchive", Request("POST", "https://x/", (), make(data)))
    assert request.headers.get("x-amz-content-sha256") == hashlib.sha256(data).hexdigest()
    tree = hashlib.sha256(b"".join(leaves)).hexdigest()
    assert request.headers.get("x-amz-sha256-tree-hash") == tree == tree_hash(data)
    assert (request.body if isinstance(request.body, bytes) else request.body.read()) == data


def test_glacier_keeps_the_callers_hash(adjust):
    headers = {"x-amz-sha256-tree-hash": "mine"}
    request = adjust("glacier", "UploadArchive", Request("POST", "https://x/", headers))
    assert request.headers.get("x-amz-sha256-tree-hash") == "mine"
    assert request.headers.get("x-amz-content-sha256") == hashlib.sha256(b"").hexdigest()


def test_tree_of_an_odd_number_of_leaves():
    one, two, three = (hashlib.sha256(bytes([i]) * 2**20).digest() for i in range(3))
    pair = hashlib.sha256(one + two).digest()
    data = b"".join(bytes([i]) * 2**20 for i in range(3))
    assert tree_hash(data) == hashlib.sha256(pair + three).hexdigest()
    assert tree_hash(b"") == hashlib.sha256(b"").hexdigest()


# --- Copies from another region


def _form(body, region="us-west-2", service="rds"):
    return Request("POST", f"https://{service}.{region}.amazonaws.com/", (), body)


def test_rds_copy_carries_a_signed_url(adjust):
    presigner = _Presigner()
    body = b"Action=CopyDBSnapshot&Name=a+b%2Fc&SourceRegion=us-east-1&Z=1"
    request = adjust("rds", "CopyDBSnapshot", _form(body), presigner=presigner)
    url = (
        "https://rds.us-east-1.amazonaws.com/?Action=CopyDBSnapshot&Name=a%20b%2Fc&Z=1"
        "&DestinationRegion=us-west-2"
    )
    assert presigner.signed == [("GET", url, "us-east-1")]
    signed = quote(f"{url}&X-Amz-Signature=s", safe="")
    expected = f"Action=CopyDBSnapshot&Name=a+b%2Fc&Z=1&PreSignedUrl={signed}"
    assert request.body.decode() == expected


@pytest.mark.parametrize("command", ["rds", "docdb", "neptune"])
def test_copies_within_a_region_are_left_alone(adjust, command):
    body = b"Action=CopyDBClusterSnapshot"
    assert adjust(command, "CopyDBClusterSnapshot", _form(body)).body == body


def test_the_callers_own_signed_url_stays(adjust):
    body = b"SourceRegion=us-east-1&PreSignedUrl=mine"
    presigner = _Presigner()
    request = adjust("rds", "CreateDBCluster", _form(body), presigner=presigner)
    assert request.body == b"PreSignedUrl=mine"
    assert presigner.signed == []
    body = b"SourceRegion=us-east-1&PresignedUrl=mine"
    assert adjust("ec2", "CopySnapshot", _form(body), presigner=presigner).body == body


def test_ec2_copy_names_both_regions(adjust):
    body = b"Action=CopySnapshot&SourceRegion=us-east-1"
    request = adjust("ec2", "CopySnapshot", _form(body, service="ec2"))
    signed = quote(
        "https://ec2.us-east-1.amazonaws.com/?Action=CopySnapshot&SourceRegion=us-east-1"
        "&DestinationRegion=us-west-2&X-Amz-Signature=s",
        safe="",
    )
    assert request.body.decode() == (
        f"Action=CopySnapshot&SourceRegion=us-east-1&PresignedUrl={signed}"
        "&DestinationRegion=us-west-2"
    )


# --- Documents


@pytest.mark.parametrize("data", ["#!/bin/sh é", "#!/bin/sh é".encode()])
def test_user_data(prepare, data):
    expected = {"UserData": b64encode("#!/bin/sh é".encode()).decode()}
    assert prepare("ec2", "RunInstances", UserData=data) == expected
    assert prepare("autoscaling", "CreateLaunchConfiguration", UserData=data) == expected


@pytest.mark.parametrize(
    ("output", "text"),
    [
        ("aGVsbG8=", "hello"),
        ("//8=", "\ufffd\ufffd"),
        ("a_b-c.d", "i\ufffd\x1d"),
        ("é", ""),
        ("aaaaa", "aaaaa"),
        ("\u0100", "\u0100"),
        (None, None),
    ],
)
def test_console_output(read, output, text):
    assert read("ec2", "GetConsoleOutput", {"Output": output}) == {"Output": text}


@pytest.mark.parametrize(
    ("body", "value"),
    [
        ('{"A": [1]}', {"A": [1]}),
        ("A: 1", "A: 1"),
        ("{broken", "{broken"),
        (" [1]", [1]),
    ],
)
def test_template(read, body, value):
    result = read("cloudformation", "GetTemplate", {"TemplateBody": body})
    assert result == {"TemplateBody": value}


def test_policies(read):
    policy = {"Version": "2012-10-17", "Statement": [{"Action": "s3:Get*+", "Effect": "Allow"}]}
    import json

    encoded = quote(json.dumps(policy), safe="+")
    result = {
        "UserDetailList": [
            {"UserPolicyList": [{"PolicyName": "%7B%7D", "PolicyDocument": encoded}]},
            {"UserPolicyList": [{"PolicyDocument": "not%20json"}]},
        ]
    }
    assert read("iam", "GetAccountAuthorizationDetails", result) == {
        "UserDetailList": [
            {"UserPolicyList": [{"PolicyName": "%7B%7D", "PolicyDocument": policy}]},
            {"UserPolicyList": [{"PolicyDocument": "not%20json"}]},
        ]
    }


# --- Requests that look different


def test_route53_ids(prepare):
    assert prepare("route53", "GetHostedZone", Id="/hostedzone/Z1") == {"Id": "Z1"}
    assert prepare("route53", "GetChange", Id="C1") == {"Id": "C1"}
    zone = prepare("route53", "CreateHostedZone", Name="a/b", DelegationSetId="/delegationset/N1")
    assert zone == {"Name": "a/b", "DelegationSetId": "N1"}


def test_api_gateway_wants_json(adjust):
    request = adjust("apigateway", "GetRestApis", Request("GET", "https://x/"))
    assert request.headers.get("Accept") == "application/json"
    request = adjust("apigateway", "GetExport", Request("GET", "https://x/", {"accept": "a/b"}))
    assert request.headers.items() == [("accept", "a/b")]


@pytest.mark.parametrize(
    ("endpoint", "url"),
    [
        ("https://p.example.com", "https://p.example.com/"),
        ("http://p.example.com:81/path", "http://p.example.com:81/"),
        ("", "https://ml.us-east-1.amazonaws.com/"),
    ],
)
def test_predictions_go_to_the_models_endpoint(adjust, endpoint, url):
    request = Request("POST", "https://ml.us-east-1.amazonaws.com/")
    adjust("machinelearning", "Predict", request, {"PredictEndpoint": endpoint})
    assert request.url == url


def test_searches_are_posted(adjust):
    request = adjust("cloudsearchdomain", "Search", Request("GET", "https://x/search?q=a&b=c"))
    assert (request.method, request.url, request.body) == ("POST", "https://x/search", b"q=a&b=c")
    assert request.headers.get("Content-Type") == "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("command", "version"), [("dynamodb", "2012-08-10"), ("timestream-query", "2018-11-01")]
)
def test_endpoint_discovery_names_the_version(adjust, command, version):
    request = adjust(command, "DescribeEndpoints", Request("POST", "https://x/"))
    assert request.headers.items() == [("x-amz-api-version", version)]


@pytest.mark.parametrize(("text", "value"), [("AP/+", b"\x00\xff\xfe"), ("", b""), ("A", "A")])
def test_the_last_key_of_a_page_is_bytes_to_begin_the_next(read, text, value):
    key = {"id": {"B": text}, "n": {"N": "1"}}
    found = read("dynamodb", "Query", {"LastEvaluatedKey": key})
    assert found["LastEvaluatedKey"] == {"id": {"B": value}, "n": {"N": "1"}}
