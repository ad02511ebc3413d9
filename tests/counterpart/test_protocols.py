"""Botocore as the other side: it writes what our servers read, and reads what they write."""

import io
from datetime import UTC, datetime

import pytest

from paraph.core.message import Request
from paraph.model.catalog import Catalog, botocore_data
from paraph.protocols import registry
from paraph.protocols.fault import ServiceFault

botocore_session = pytest.importorskip("botocore.session")
from botocore.awsrequest import HeadersDict, create_request_object, prepare_request_dict  # noqa: E402
from botocore.parsers import create_parser  # noqa: E402
from botocore.serialize import create_serializer  # noqa: E402

_WHEN = datetime(2024, 2, 29, 12, 34, 56, tzinfo=UTC)
_FOLDERS = {"s3api": "s3"}

_INPUTS = [
    (
        "sts",
        "AssumeRole",
        {
            "RoleArn": "arn:aws:iam::1:role/a b",
            "RoleSessionName": "s",
            "DurationSeconds": 900,
            "Tags": [{"Key": "k", "Value": "é&="}],
            "TransitiveTagKeys": ["a", "b"],
        },
    ),
    (
        "iam",
        "CreatePolicy",
        {"PolicyName": "p", "PolicyDocument": '{"Version": "2012-10-17"}', "Tags": []},
    ),
    (
        "sdb",
        "PutAttributes",
        {
            "DomainName": "d",
            "ItemName": "i",
            "Attributes": [{"Name": "a", "Value": "1", "Replace": True}],
        },
    ),
    (
        "ec2",
        "RunInstances",
        {
            "ImageId": "ami-1",
            "MinCount": 1,
            "MaxCount": 2,
            "DryRun": True,
            "SecurityGroupIds": ["sg-1"],
            "BlockDeviceMappings": [
                {"DeviceName": "/dev/xvda", "Ebs": {"VolumeSize": 8, "Encrypted": False}}
            ],
            "TagSpecifications": [
                {"ResourceType": "instance", "Tags": [{"Key": "Name", "Value": "x"}]}
            ],
        },
    ),
    (
        "dynamodb",
        "PutItem",
        {
            "TableName": "t",
            "Item": {
                "id": {"S": "1"},
                "b": {"B": b"\x00\xff"},
                "l": {"L": [{"N": "5"}, {"BOOL": True}]},
                "m": {"M": {"x": {"NULL": True}}},
            },
        },
    ),
    ("logs", "FilterLogEvents", {"logGroupName": "g", "startTime": 1709210096000, "limit": 3}),
    (
        "lambda",
        "Invoke",
        {"FunctionName": "f/1", "InvocationType": "Event", "Payload": b'{"a": 1}'},
    ),
    (
        "lambda",
        "CreateFunction",
        {
            "FunctionName": "f",
            "Role": "r",
            "Code": {"ZipFile": b"PK\x03"},
            "Environment": {"Variables": {"A": "b"}},
            "Timeout": 3,
        },
    ),
    (
        "s3api",
        "PutObject",
        {
            "Bucket": "b",
            "Key": "a/é b//c",
            "Body": b"data",
            "Metadata": {"k": "v"},
            "Expires": _WHEN,
            "ContentLength": 4,
        },
    ),
    (
        "s3api",
        "DeleteObjects",
        {"Bucket": "b", "Delete": {"Objects": [{"Key": "a&b"}, {"Key": "c"}], "Quiet": True}},
    ),
    (
        "s3api",
        "ListObjectsV2",
        {"Bucket": "b", "Prefix": "a b/", "MaxKeys": 5, "FetchOwner": False},
    ),
    (
        "s3api",
        "GetObjectAttributes",
        {"Bucket": "b", "Key": "k", "ObjectAttributes": ["ETag", "Checksum"]},
    ),
    (
        "route53",
        "ChangeResourceRecordSets",
        {
            "HostedZoneId": "Z1",
            "ChangeBatch": {
                "Changes": [
                    {
                        "Action": "UPSERT",
                        "ResourceRecordSet": {
                            "Name": "x.",
                            "Type": "A",
                            "TTL": 60,
                            "ResourceRecords": [{"Value": "1.2.3.4"}],
                        },
                    }
                ]
            },
        },
    ),
    (
        "cloudfront",
        "TagResource",
        {"Resource": "arn:x", "Tags": {"Items": [{"Key": "a", "Value": "b"}]}},
    ),
    (
        "partnercentral-revenue-measurement",
        "ListRevenueAttributions",
        {"Catalog": "AWS", "MaxResults": 3},
    ),
]

_OUTPUTS = [
    (
        "sts",
        "AssumeRole",
        {
            "Credentials": {
                "AccessKeyId": "A",
                "SecretAccessKey": "s",
                "SessionToken": "t",
                "Expiration": _WHEN,
            },
            "PackedPolicySize": 5,
        },
    ),
    (
        "iam",
        "ListUsers",
        {
            "Users": [
                {
                    "Path": "/",
                    "UserName": "é<",
                    "UserId": "U",
                    "Arn": "a",
                    "CreateDate": _WHEN,
                    "Tags": [{"Key": "k", "Value": ""}],
                }
            ],
            "IsTruncated": False,
        },
    ),
    ("sdb", "Select", {"Items": [{"Name": "i", "Attributes": [{"Name": "a", "Value": "1"}]}]}),
    (
        "ec2",
        "DescribeInstances",
        {
            "Reservations": [
                {
                    "ReservationId": "r",
                    "Instances": [
                        {
                            "InstanceId": "i-1",
                            "State": {"Code": 16, "Name": "running"},
                            "LaunchTime": _WHEN,
                            "Tags": [{"Key": "Name", "Value": "x"}],
                            "SecurityGroups": [],
                        }
                    ],
                }
            ]
        },
    ),
    (
        "dynamodb",
        "GetItem",
        {"Item": {"id": {"S": "1"}, "b": {"B": b"\x00\xff"}, "m": {"M": {"x": {"NULL": True}}}}},
    ),
    (
        "secretsmanager",
        "DescribeSecret",
        {"Name": "n", "CreatedDate": _WHEN, "VersionIdsToStages": {"v": ["A"]}},
    ),
    (
        "lambda",
        "GetFunctionConfiguration",
        {"FunctionName": "f", "Timeout": 3, "Environment": {"Variables": {}}},
    ),
    (
        "s3api",
        "ListObjectsV2",
        {
            "IsTruncated": False,
            "Contents": [
                {
                    "Key": "a&b",
                    "LastModified": _WHEN,
                    "ETag": '"e"',
                    "Size": 5,
                    "ChecksumAlgorithm": ["CRC32"],
                }
            ],
            "Name": "b",
            "CommonPrefixes": [{"Prefix": "p/"}],
        },
    ),
    (
        "s3api",
        "HeadObject",
        {"ContentLength": 5, "LastModified": _WHEN, "Metadata": {"k": "v"}, "ETag": '"e"'},
    ),
    (
        "route53",
        "GetChange",
        {"ChangeInfo": {"Id": "/change/1", "Status": "PENDING", "SubmittedAt": _WHEN}},
    ),
    (
        "cloudfront",
        "GetDistribution",
        {"Distribution": {"Id": "E", "ARN": "a", "Status": "s", "DomainName": "d"}, "ETag": "e"},
    ),
]


@pytest.fixture(scope="module")
def catalog(tmp_path_factory):
    return Catalog([botocore_data()], str(tmp_path_factory.mktemp("compiled")))


@pytest.fixture(scope="module")
def botocore():
    return botocore_session.Session()


def _both(catalog, botocore, command, name):
    service = catalog.service(command)
    model = botocore.get_service_model(_FOLDERS.get(command, command))
    return service, service.operation(name), model.operation_model(name)


def _names(cases):
    return [f"{command}-{name}" for command, name, _ in cases]


@pytest.mark.parametrize(("command", "name", "params"), _INPUTS, ids=_names(_INPUTS))
def test_we_read_what_botocore_writes(catalog, botocore, command, name, params):
    service, operation, model = _both(catalog, botocore, command, name)
    serializer = create_serializer(service.protocol, include_validation=False)
    parts = serializer.serialize_to_request(params, model)
    prepare_request_dict(parts, "https://host")
    sent = create_request_object(parts).prepare()
    body = sent.body.read() if isinstance(sent.body, io.IOBase) else sent.body or b""
    body = body.encode() if isinstance(body, str) else bytes(body)
    headers = [
        (key, value.decode() if isinstance(value, bytes) else str(value))
        for key, value in sent.headers.items()
    ]
    url = sent.url.removeprefix("https://host")
    seen = registry.load(service.protocol).read_request(
        service, operation, Request(sent.method, url, headers, body)
    )
    if name in ("PutObject", "Invoke"):
        # What the HTTP library adds is also a member.
        seen = {key: value for key, value in seen.items() if key in params}
    assert seen == params
    # And we write what it writes.
    ours = registry.load(service.protocol).write_request(service, operation, params)
    # The bucket is the endpoint's.
    assert ours.url == (url.removeprefix("/b") if command == "s3api" else url)
    assert ours.method == sent.method
    assert ours.body == body


@pytest.mark.parametrize(("command", "name", "output"), _OUTPUTS, ids=_names(_OUTPUTS))
def test_botocore_reads_what_we_write(catalog, botocore, command, name, output):
    service, operation, model = _both(catalog, botocore, command, name)
    response = registry.load(service.protocol).write_response(
        service, operation, output, request_id="id-1"
    )
    parsed = _parse(service, model, response)
    metadata = parsed.pop("ResponseMetadata")
    assert parsed == output
    assert metadata["RequestId"] == "id-1"


def _parse(service, model, response):
    parts = {
        "status_code": response.status,
        "headers": HeadersDict(response.headers.items()),
        "body": response.content(),
        "context": {"operation_name": model.name},
    }
    return create_parser(service.protocol).parse(parts, model.output_shape)


@pytest.mark.parametrize(
    ("command", "name"),
    [
        ("sts", "AssumeRole"),
        ("ec2", "DescribeInstances"),
        ("dynamodb", "GetItem"),
        ("lambda", "Invoke"),
        ("s3api", "GetObjectAttributes"),
        ("route53", "GetChange"),
        ("sqs", "ReceiveMessage"),
    ],
)
def test_botocore_reads_our_errors(catalog, botocore, command, name):
    service, operation, model = _both(catalog, botocore, command, name)
    fault = ServiceFault("AccessDenied", "No <way>", request_id="id-1", status=403)
    response = registry.load(service.protocol).write_error(service, operation, fault)
    parsed = _parse(service, model, response)
    assert parsed["Error"]["Code"] == "AccessDenied"
    assert parsed["Error"]["Message"] == "No <way>"
    assert parsed["ResponseMetadata"]["HTTPStatusCode"] == 403
    assert parsed["ResponseMetadata"]["RequestId"] == "id-1"
