"""AWS's own endpoint test cases, over the rule sets of the installed botocore."""

import gzip
import json
import os
from pathlib import Path

import pytest

from paraph.endpoints.errors import EndpointError
from paraph.endpoints.resolver import BuiltIns, S3BuiltIns, endpoint_params
from paraph.endpoints.rules import resolve
from paraph.model.catalog import Catalog, botocore_data, find_model
from paraph.model.documents import read_document

_CASES = Path(__file__).parents[3] / "shared" / "conformance" / "endpoints"
_FILE = _CASES / "endpoint-tests.json.gz"
# Cases are keyed by the model's folder, services by the command.
_COMMANDS = {"s3": "s3api", "codedeploy": "deploy", "config": "configservice"}

pytestmark = pytest.mark.skipif(
    not _FILE.exists(), reason="the shared conformance data is not beside this repository"
)


def _load():
    return json.loads(gzip.decompress(_FILE.read_bytes())) if _FILE.exists() else {}


_DOCUMENTS = _load()
_WITH_OPERATIONS = sorted(
    service
    for service, document in _DOCUMENTS.items()
    if any("operationInputs" in case for case in document["testCases"])
)


@pytest.fixture(scope="session")
def catalog(tmp_path_factory):
    return Catalog([botocore_data()], os.fspath(tmp_path_factory.mktemp("compiled")))


@pytest.fixture(scope="session")
def partitions(catalog):
    return catalog.partitions()


def _outcome(rules, partitions, params):
    try:
        found = resolve(rules, partitions, params)
    except EndpointError as error:
        return {"error": str(error)}
    parts = {"url": found.url, "headers": found.headers, "properties": found.properties}
    return {"endpoint": {name: value for name, value in parts.items() if value}}


def _expected(case):
    expect = case["expect"]
    if "error" in expect:
        return expect
    return {"endpoint": {name: value for name, value in expect["endpoint"].items() if value}}


def test_there_are_cases_for_hundreds_of_services():
    assert len(_DOCUMENTS) > 250
    assert sum(len(document["testCases"]) for document in _DOCUMENTS.values()) > 9000


@pytest.mark.parametrize("service", sorted(_DOCUMENTS))
def test_parameters_give_the_expected_endpoint_or_error(service, partitions):
    rules = read_document(find_model(service, [botocore_data()]), "endpoint-rule-set-1")
    cases = _DOCUMENTS[service]["testCases"]
    assert cases
    for case in cases:
        params = case.get("params", {})
        assert _outcome(rules, partitions, params) == _expected(case), params


@pytest.mark.parametrize("service", _WITH_OPERATIONS)
def test_an_operation_gives_the_expected_endpoint_or_error(service, catalog, partitions):
    model = catalog.service(_COMMANDS.get(service, service))
    rules = model.endpoint_rules()
    seen = 0
    for case in _DOCUMENTS[service]["testCases"]:
        for call in case.get("operationInputs", ()):
            operation = model.operation(call["operationName"])
            given = call.get("operationParams", {})
            built_ins = _built_ins(call.get("builtInParams", {}), call.get("clientParams", {}))
            params = endpoint_params(rules, model, operation, given, built_ins)
            assert _outcome(rules, partitions, params) == _expected(case), call
            seen += 1
    assert seen


def _built_ins(values, client_context):
    values = dict(values)
    s3 = S3BuiltIns(
        addressing_style="path" if values.pop("AWS::S3::ForcePathStyle", False) else "auto",
        accelerate=values.pop("AWS::S3::Accelerate", False),
        use_arn_region=values.pop("AWS::S3::UseArnRegion", None),
        control_use_arn_region=values.pop("AWS::S3Control::UseArnRegion", None),
        disable_multi_region_access_points=values.pop(
            "AWS::S3::DisableMultiRegionAccessPoints", False
        ),
    )
    built_ins = BuiltIns(
        values.pop("AWS::Region", None),
        endpoint=values.pop("SDK::Endpoint", None),
        use_fips=values.pop("AWS::UseFIPS", False),
        use_dualstack=values.pop("AWS::UseDualStack", False),
        use_global_endpoint=values.pop("AWS::S3::UseGlobalEndpoint", False)
        or values.pop("AWS::STS::UseGlobalEndpoint", False),
        account_id=values.pop("AWS::Auth::AccountId", None),
        account_id_endpoint_mode=values.pop("AWS::Auth::AccountIdEndpointMode", None),
        s3=s3,
        client_context=client_context,
    )
    values.pop("AWS::STS::UseGlobalEndpoint", None)
    assert not values, "a built-in that nothing here sets"
    return built_ins
