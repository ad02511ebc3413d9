"""What is added to single operations, against the real models."""

import stat
from binascii import a2b_base64
from types import SimpleNamespace
from zipfile import ZipFile

import pytest

from paraph.cli.blob import decode_blobs
from paraph.cli.commands import conveniences
from paraph.cli.commands.conveniences import ExtraArgument, find, operation_commands
from paraph.cli.errors import ArgumentError, ParamValidationError
from paraph.cli.parameter_errors import ConversionError, ParameterError
from paraph.cli.params import build_params
from paraph.core.errors import Error

_NOW = 1767323045.0


class _Command:
    """One operation with its convenience, run up to the request and, with `answer`, after it."""

    def __init__(self, catalog, files, service: str, name: str) -> None:
        model = catalog.service(service)
        api_name = operation_commands(service).get(name) or model.operations[name]
        self.operation = model.operation(api_name)
        found = find(service, name)
        assert found is not None
        self.convenience = found
        self.arguments = found.arguments(list(self.operation.arguments), self.operation)
        self._files = files
        self._path = f"{service}.{name}"
        self.calls = []

    def __call__(self, **words):
        given = {f"--{name.strip('_').replace('_', '-')}": value for name, value in words.items()}
        if "--outfile" in given and any(
            isinstance(argument, ExtraArgument) and argument.positional
            for argument in self.arguments
        ):
            given["outfile"] = given.pop("--outfile")
        self.convenience.check(given)
        params = build_params(self._path, self.operation, self.arguments, given, self._files)
        decode_blobs(params, self.operation.input, "base64")
        world = SimpleNamespace(now=lambda: _NOW, random=lambda: 0.5, call=self._call)
        self.convenience.complete(params, world)
        return params

    def _call(self, operation, params):
        self.calls.append((operation, params))
        return {"ETag": "E1", "DistributionConfig": {"Comment": "kept"}}

    def required(self):
        return {argument.name for argument in self.arguments if argument.required}

    def names(self):
        return [argument.name for argument in self.arguments]


@pytest.fixture
def command(catalog, files):
    return lambda service, name: _Command(catalog, files, service, name)


def test_every_place_exists() -> None:
    for place in conveniences._PLACES:
        service, _, operation = place.partition(".")
        assert find(service, operation) is not None


def test_most_operations_have_none() -> None:
    assert find("sts", "get-caller-identity") is None
    assert find("lambda", "invoke") is None


class TestEc2:
    @pytest.fixture
    def run(self, command):
        return command("ec2", "run-instances")

    def test_count(self, run) -> None:
        assert run() == {"MinCount": 1, "MaxCount": 1}
        assert run(count="3") == {"MinCount": 3, "MaxCount": 3}
        assert run(count="2:5") == {"MinCount": 2, "MaxCount": 5}
        assert "min-count" not in run.names()
        for wrong in ("x", "1:x", "1:2:3"):
            with pytest.raises(ConversionError):
                run(count=wrong)

    def test_public_address_makes_an_interface_that_takes_what_belongs_to_it(self, run) -> None:
        params = run(
            associate_public_ip_address=True,
            subnet_id="s",
            security_group_ids=["sg"],
            private_ip_address="10.0.0.1",
            ipv6_address_count="2",
        )
        assert params == {
            "MinCount": 1,
            "MaxCount": 1,
            "NetworkInterfaces": [
                {
                    "DeviceIndex": 0,
                    "AssociatePublicIpAddress": True,
                    "SubnetId": "s",
                    "Groups": ["sg"],
                    "PrivateIpAddresses": [{"PrivateIpAddress": "10.0.0.1", "Primary": True}],
                    "Ipv6AddressCount": 2,
                }
            ],
        }

    def test_secondary_addresses(self, run) -> None:
        (interface,) = run(secondary_private_ip_addresses=["a", "b"])["NetworkInterfaces"]
        assert interface["PrivateIpAddresses"] == [
            {"PrivateIpAddress": "a", "Primary": False},
            {"PrivateIpAddress": "b", "Primary": False},
        ]
        (interface,) = run(secondary_private_ip_address_count="2")["NetworkInterfaces"]
        assert interface["SecondaryPrivateIpAddressCount"] == 2

    def test_plain_interfaces_stay(self, run) -> None:
        params = run(network_interfaces=["DeviceIndex=0"], subnet_id="s")
        assert params["NetworkInterfaces"] == [{"DeviceIndex": 0}]
        assert params["SubnetId"] == "s"
        with pytest.raises(ParamValidationError, match="Mixing the --network-interfaces option"):
            run(network_interfaces=["DeviceIndex=0"], associate_public_ip_address=True)

    def test_security_group_rule_in_words(self, command) -> None:
        rule = command("ec2", "authorize-security-group-ingress")
        assert rule(protocol="tcp", port="22-25", cidr="10.0.0.0/8") == {
            "IpPermissions": [
                {
                    "IpProtocol": "tcp",
                    "FromPort": 22,
                    "ToPort": 25,
                    "IpRanges": [{"CidrIp": "10.0.0.0/8"}],
                }
            ]
        }
        assert rule(protocol="all", port="all", source_group="sg-1", group_owner="1") == {
            "IpPermissions": [
                {
                    "IpProtocol": "-1",
                    "FromPort": -1,
                    "ToPort": -1,
                    "UserIdGroupPairs": [{"GroupId": "sg-1", "UserId": "1"}],
                }
            ]
        }
        (permission,) = rule(source_group="name")["IpPermissions"]
        assert permission == {"UserIdGroupPairs": [{"GroupName": "name"}]}

    @pytest.mark.parametrize(
        ("words", "message"),
        [
            ({"protocol": "foo"}, "protocol parameter should be one of: tcp|udp|icmp|all or any"),
            ({"protocol": "300"}, "protocol numbers must be in the range 0-255 or -1 to specify"),
            ({"port": "a"}, "port parameter should be of the form <from[-to]> (e.g. 22 or 22-25)"),
            (
                {"ip_permissions": ["IpProtocol=tcp"], "source_group": "x"},
                "The --source_group option is not compatible with the --ip-permissions option ",
            ),
        ],
    )
    def test_wrong_rule(self, command, words, message: str) -> None:
        with pytest.raises(ParamValidationError) as caught:
            command("ec2", "authorize-security-group-ingress")(**words)
        assert str(caught.value).startswith(message)

    def test_lone_booleans_are_flags(self, command) -> None:
        def modify(**words):
            return command("ec2", "modify-instance-attribute")(**words)

        assert modify(ebs_optimized=True) == {"EbsOptimized": {"Value": True}}
        assert modify(no_ebs_optimized=True) == {"EbsOptimized": {"Value": False}}
        assert modify(ebs_optimized="Value=false") == {"EbsOptimized": {"Value": False}}
        assert modify(ebs_optimized='{"Value": true}') == {"EbsOptimized": {"Value": True}}
        with pytest.raises(ParamValidationError) as caught:
            modify(ebs_optimized=True, no_ebs_optimized=True)
        assert str(caught.value) == (
            'Cannot specify both the "--ebs-optimized" option and the "--no-ebs-optimized" option.'
        )

    def test_protocol_names_of_network_acls(self, command) -> None:
        for name, number in (("tcp", "6"), ("udp", "17"), ("icmp", "1"), ("all", "-1"), ("9", "9")):
            params = command("ec2", "create-network-acl-entry")(protocol=name)
            assert params == {"Protocol": number}

    def test_bundle_is_signed(self, command) -> None:
        bundle = command("ec2", "bundle-instance")
        storage = bundle(bucket="b", prefix="p", owner_akid="A", owner_sak="S")["Storage"]["S3"]
        assert storage["UploadPolicy"] == (
            b'{"expiration": "2026-01-03T03:04:05.000000Z","conditions": [{"bucket": "b"},'
            b'{"acl": "ec2-bundle-read"},["starts-with", "$key", "p"]]}'
        )
        assert len(a2b_base64(storage["UploadPolicySignature"])) == 20
        assert "S" not in storage.values()
        with pytest.raises(ConversionError, match=r"^'Storage'$"):
            bundle()
        with pytest.raises(ParamValidationError, match="Mixing the --storage option"):
            bundle(storage="S3={Bucket=b}", bucket="b")

    def test_page_size_where_all_are_asked_for(self, command) -> None:
        volumes = command("ec2", "describe-volumes").convenience
        assert volumes.page_size({}) == 1000
        assert volumes.page_size({"VolumeIds": ["v"]}) is None
        snapshots = command("ec2", "describe-snapshots").convenience
        assert snapshots.page_size({"OwnerIds": ["self"]}) == 1000

    def test_windows_password(self, command, tmp_path) -> None:
        serialization = pytest.importorskip("cryptography.hazmat.primitives.serialization")
        from binascii import b2a_base64

        from cryptography.hazmat.primitives.asymmetric import padding, rsa

        key = rsa.generate_private_key(65537, 2048)
        pem = key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.TraditionalOpenSSL,
            serialization.NoEncryption(),
        )
        (tmp_path / "key.pem").write_bytes(pem)
        encrypted = key.public_key().encrypt(b"secret", padding.PKCS1v15())
        output = {"PasswordData": b2a_base64(encrypted).decode()}
        get = command("ec2", "get-password-data")
        get(priv_launch_key=str(tmp_path / "key.pem"))
        get.convenience.finish(output)
        assert output == {"PasswordData": "secret"}
        with pytest.raises(ConversionError, match="should be a path to the local SSH private key"):
            get(priv_launch_key=str(tmp_path / "absent"))
        (tmp_path / "other").write_text("no key")
        get(priv_launch_key=str(tmp_path / "other"))
        with pytest.raises(ConversionError, match="Unable to decrypt password data"):
            get.convenience.finish({"PasswordData": "aGk="})


class TestLambda:
    @pytest.fixture
    def zip_file(self, tmp_path) -> str:
        with ZipFile(tmp_path / "code.zip", "w") as file:
            file.writestr("a.py", "x = 1")
        return f"fileb://{tmp_path}/code.zip"

    def test_zip_file_joins_the_code(self, command, zip_file: str) -> None:
        create = command("lambda", "create-function")
        data = (create(zip_file=zip_file))["Code"]["ZipFile"]
        assert data.startswith(b"PK")
        both = create(zip_file=zip_file, code="S3Bucket=b")["Code"]
        assert both == {"S3Bucket": "b", "ZipFile": data}
        assert "code" not in create.required()
        publish = command("lambda", "publish-layer-version")
        assert publish(zip_file=zip_file) == {"Content": {"ZipFile": data}}
        assert command("lambda", "update-function-code")(zip_file=zip_file) == {"ZipFile": data}

    def test_empty_zip_file_is_one(self, command, tmp_path) -> None:
        ZipFile(tmp_path / "empty.zip", "w").close()
        assert command("lambda", "update-function-code")(zip_file=f"fileb://{tmp_path}/empty.zip")

    @pytest.mark.parametrize("name", ["create-function", "update-function-code"])
    def test_anything_else_is_refused(self, command, tmp_path, zip_file: str, name: str) -> None:
        (tmp_path / "text").write_text("text")
        cut = (tmp_path / "code.zip").read_bytes()[:-5]
        (tmp_path / "cut.zip").write_bytes(cut)
        for wrong in ("code.zip", f"fileb://{tmp_path}/text", f"fileb://{tmp_path}/cut.zip"):
            with pytest.raises(ParamValidationError, match="--zip-file must be a zip file with"):
                command("lambda", name)(zip_file=wrong)

    def test_zip_file_inside_the_code_is_refused(self, command) -> None:
        with pytest.raises(ParamValidationError, match="as part of the --code argument"):
            command("lambda", "create-function")(code="ZipFile=x")


class TestCloudFront:
    def test_paths(self, command) -> None:
        create = command("cloudfront", "create-invalidation")
        assert create(paths=["/a", "/b*"]) == {
            "InvalidationBatch": {
                "CallerReference": "cli-1767323045-500001",
                "Paths": {"Quantity": 2, "Items": ["/a", "/b*"]},
            }
        }
        with pytest.raises(ParamValidationError, match='The key "paths" cannot be specified when'):
            create(paths=["/a"], invalidation_batch="CallerReference=x")

    def test_new_distribution(self, command) -> None:
        create = command("cloudfront", "create-distribution")
        config = create(origin_domain_name="b.s3.amazonaws.com", default_root_object="i.html")[
            "DistributionConfig"
        ]
        (origin,) = config["Origins"]["Items"]
        assert origin["S3OriginConfig"] == {"OriginAccessIdentity": ""}
        assert config["DefaultCacheBehavior"]["TargetOriginId"] == origin["Id"]
        assert config["DefaultRootObject"] == "i.html"
        other = command("cloudfront", "create-distribution")(origin_domain_name="example.com")
        (origin,) = other["DistributionConfig"]["Origins"]["Items"]
        assert origin["CustomOriginConfig"]["OriginProtocolPolicy"] == "http-only"

    def test_update_keeps_the_rest(self, command) -> None:
        update = command("cloudfront", "update-distribution")
        assert update(id="D", default_root_object="i.html") == {
            "Id": "D",
            "IfMatch": "E1",
            "DistributionConfig": {"Comment": "kept", "DefaultRootObject": "i.html"},
        }
        assert update.calls == [("GetDistributionConfig", {"Id": "D"})]


def test_rds_options_have_one_name(command) -> None:
    add = command("rds", "add-option-to-option-group")
    assert add(options=["OptionName=a"]) == {"OptionsToInclude": [{"OptionName": "a"}]}
    assert "options-to-remove" not in add.names()
    remove = command("rds", "remove-option-from-option-group")
    assert remove(options=["a", "b"]) == {"OptionsToRemove": ["a", "b"]}
    assert operation_commands("rds")["modify-option-group"] is None


def test_ses_message_from_its_parts(command) -> None:
    send = command("ses", "send-email")
    assert send(from_="a", to=["b", "c"], cc=["d"], subject="s", text="t", html="h") == {
        "Source": "a",
        "Destination": {"ToAddresses": ["b", "c"], "CcAddresses": ["d"]},
        "Message": {
            "Subject": {"Data": "s"},
            "Body": {"Text": {"Data": "t"}, "Html": {"Data": "h"}},
        },
    }
    assert "destination" not in send.required()
    with pytest.raises(ParamValidationError) as caught:
        send(destination="ToAddresses=a", to=["b"])
    assert str(caught.value) == (
        'The key "to" cannot be specified when one of the following keys are also specified: '
        "destination"
    )


class TestCloudWatch:
    def test_one_datum(self, command) -> None:
        put = command("cloudwatch", "put-metric-data")
        params = put(
            metric_name="m",
            value="1.50",
            dimensions='A=b,C="d,e"',
            statistic_values="Sum=1,Maximum=2e3",
            storage_resolution="60",
        )
        assert params == {
            "MetricData": [
                {
                    "MetricName": "m",
                    "Value": 1.5,
                    "Dimensions": [{"Name": "A", "Value": "b"}, {"Name": "C", "Value": "d,e"}],
                    "StatisticValues": {"Sum": 1.0, "Maximum": 2000.0},
                    "StorageResolution": 60,
                }
            ]
        }

    @pytest.mark.parametrize(
        ("words", "message"),
        [
            ({"value": "x"}, "[<class 'decimal.ConversionSyntax'>]"),
            ({"dimensions": "A"}, "not enough values to unpack (expected 2, got 1)"),
            ({"dimensions": "A=b=c"}, "too many values to unpack (expected 2)"),
            ({"storage_resolution": "x"}, "invalid literal for int() with base 10: 'x'"),
        ],
    )
    def test_wrong_datum(self, command, words, message: str) -> None:
        with pytest.raises(Error) as caught:
            command("cloudwatch", "put-metric-data")(**words)
        assert str(caught.value) == message


class TestSecretsIntoFiles:
    def test_mfa_seed(self, command, tmp_path) -> None:
        create = command("iam", "create-virtual-mfa-device")
        path = tmp_path / "seed"
        path.write_text("old and longer")
        path.chmod(0o644)
        assert create(outfile=str(path), bootstrap_method="Base32StringSeed") == {}
        device = {"SerialNumber": "s", "Base32StringSeed": b"SEED", "QRCodePNG": b"png"}
        create.convenience.finish({"VirtualMFADevice": device})
        assert path.read_bytes() == b"SEED"
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert device == {"SerialNumber": "s"}
        assert {"outfile", "bootstrap-method"} <= create.required()

    def test_folder_must_be_writable(self, command, tmp_path) -> None:
        path = f"{tmp_path}/absent/f"
        with pytest.raises(ParamValidationError, match=f"Unable to write to file: {path}"):
            command("iam", "create-virtual-mfa-device")(outfile=path)
        with pytest.raises(ParamValidationError, match="Unable to write to file: "):
            command("iot", "create-keys-and-certificate")(private_key_outfile=path)

    def test_iot_keys(self, command, tmp_path) -> None:
        create = command("iot", "create-keys-and-certificate")
        create(
            private_key_outfile=f"{tmp_path}/private",
            certificate_pem_outfile=f"{tmp_path}/cert",
            public_key_outfile=f"{tmp_path}/public",
        )
        output = {"certificatePem": "pem", "keyPair": {"PrivateKey": "private"}}
        create.convenience.finish(output)
        assert (tmp_path / "private").read_text() == "private"
        assert (tmp_path / "cert").read_text() == "pem"
        assert (tmp_path / "public").read_text() == ""
        assert stat.S_IMODE((tmp_path / "private").stat().st_mode) == 0o600
        assert output["certificatePem"] == "pem"


class TestBlobs:
    def test_image(self, command) -> None:
        detect = command("rekognition", "detect-labels")
        assert detect(image_bytes="aGk=") == {"Image": {"Bytes": b"hi"}}
        both = detect(image_bytes="aGk=", image="S3Object={Name=n}")
        assert both == {"Image": {"S3Object": {"Name": "n"}, "Bytes": b"hi"}}
        assert "image" not in detect.required()
        compare = command("rekognition", "compare-faces")
        assert compare(source_image_bytes="aGk=") == {"SourceImage": {"Bytes": b"hi"}}
        assert "image-bytes" not in command("rekognition", "list-collections").names()

    def test_translation(self, command) -> None:
        document = command("translate", "translate-document")
        assert {"document", "document-content"} <= document.required()
        assert document(document="ContentType=text/plain", document_content="aGk=") == {
            "Document": {"ContentType": "text/plain", "Content": b"hi"}
        }
        with pytest.raises(
            ParamValidationError, match="Please use the '--document-content' option"
        ):
            document(document="Content=x")
        terminology = command("translate", "import-terminology")
        assert terminology(data_file="aGk=") == {"TerminologyData": {"File": b"hi"}}


class TestCloudSearch:
    def test_members_are_options(self, command) -> None:
        expression = command("cloudsearch", "define-expression")
        assert expression(name="n", expression="e") == {
            "Expression": {"ExpressionName": "n", "ExpressionValue": "e"}
        }
        assert {"name", "expression"} <= expression.required()

    def test_field_options_depend_on_the_type(self, command) -> None:
        field = command("cloudsearch", "define-index-field")
        assert field(name="n", type="int-array", default_value="5", facet_enabled="False") == {
            "IndexField": {
                "IndexFieldName": "n",
                "IndexFieldType": "int-array",
                "IntArrayOptions": {"DefaultValue": 5, "FacetEnabled": False},
            }
        }
        assert "LatLonOptions" in field(type="latlon", sort_enabled="true")["IndexField"]
        with pytest.raises(ParamValidationError, match="You must pass the --type option"):
            field(sort_enabled="true")
        with pytest.raises(ConversionError):
            field(type="int", default_value="x")

    def test_domain_has_its_own_endpoint(self, command) -> None:
        assert command("cloudsearchdomain", "search").convenience.requires_endpoint_url


def test_codedeploy_locations(command) -> None:
    create = command("deploy", "create-deployment")
    assert create(s3_location="bucket=b,key=k,bundleType=zip,eTag=e")["revision"] == {
        "revisionType": "S3",
        "s3Location": {"bucket": "b", "key": "k", "bundleType": "zip", "eTag": "e"},
    }
    assert create(github_location='{"repository": "r", "commitId": "c"}')["revision"] == {
        "revisionType": "GitHub",
        "gitHubLocation": {"repository": "r", "commitId": "c"},
    }
    with pytest.raises(ParamValidationError, match="must specify bucket, key and bundleType"):
        create(s3_location="bucket=b")
    with pytest.raises(ParameterError, match="'--github-location'"):
        create(github_location="x")


def test_config_recorder_takes_its_group(command) -> None:
    put = command("configservice", "put-configuration-recorder")
    assert put(configuration_recorder="name=n", recording_group="allSupported=true") == {
        "ConfigurationRecorder": {"name": "n", "recordingGroup": {"allSupported": True}}
    }
    assert "configuration-recorder" in put.required()


def test_emr(command) -> None:
    tags = command("emr", "add-tags")(tags=["A=b", "c", "D=e=f"])["Tags"]
    assert tags == [
        {"Key": "A", "Value": "b"},
        {"Key": "c", "Value": ""},
        {"Key": "D", "Value": "e=f"},
    ]
    clusters = command("emr", "list-clusters")
    assert clusters(failed=True) == {"ClusterStates": ["TERMINATED_WITH_ERRORS"]}
    with pytest.raises(ParamValidationError, match="only one of the cluster state filters"):
        clusters(cluster_states=["RUNNING"], active=True)


class TestDataPipeline:
    _DEFINITION = (
        '{"objects": [{"id": "o", "z": ["1", "2"], "a": {"ref": "p"}}],'
        ' "parameters": [{"id": "q", "type": "String"}], "values": {"q": ["x", "y"]}}'
    )

    def test_definition_becomes_lists_of_fields(self, command) -> None:
        put = command("datapipeline", "put-pipeline-definition")
        assert put(pipeline_definition=self._DEFINITION) == {
            "pipelineObjects": [
                {
                    "id": "o",
                    "name": "o",
                    "fields": [
                        {"key": "a", "refValue": "p"},
                        {"key": "z", "stringValue": "1"},
                        {"key": "z", "stringValue": "2"},
                    ],
                }
            ],
            "parameterObjects": [
                {"id": "q", "attributes": [{"key": "type", "stringValue": "String"}]}
            ],
            "parameterValues": [{"id": "q", "stringValue": "x"}, {"id": "q", "stringValue": "y"}],
        }
        values = put(pipeline_definition=self._DEFINITION, parameter_values=["q=1", "q=2"])
        assert values["parameterValues"] == [
            {"id": "q", "stringValue": "1"},
            {"id": "q", "stringValue": "2"},
        ]

    def test_answer_becomes_the_definition_again(self, command) -> None:
        put = command("datapipeline", "put-pipeline-definition")
        output = put(pipeline_definition=self._DEFINITION)
        command("datapipeline", "get-pipeline-definition").convenience.finish(output)
        assert output == {
            "objects": [{"id": "o", "name": "o", "a": {"ref": "p"}, "z": ["1", "2"]}],
            "parameters": [{"id": "q", "type": "String"}],
            "values": {"q": ["x", "y"]},
        }

    @pytest.mark.parametrize(
        ("words", "message"),
        [
            ({"pipeline_definition": "{}"}, 'Missing "objects" key'),
            ({"pipeline_definition": '{"objects": [{"a": 1}]}'}, 'Missing "id" key of element'),
            ({"pipeline_definition": "{"}, "Expecting property name enclosed in double quotes"),
            ({"parameter_values": ["x"]}, "Invalid inline parameter format: x"),
            (
                {"parameter_values": ["x=1"], "parameter_values_uri": '{"values": {}}'},
                "Only parameter-values or parameter-values-uri is allowed",
            ),
        ],
    )
    def test_wrong_definition(self, command, words, message: str) -> None:
        with pytest.raises(Error) as caught:
            command("datapipeline", "put-pipeline-definition")(**words)
        assert message in str(caught.value)


def test_kinesis_older_way_of_paging(command) -> None:
    streams = command("kinesis", "list-streams").convenience
    assert streams.disables_paging({"--exclusive-start-stream-name": "x"})
    assert not streams.disables_paging({})


def test_selected_records_go_to_the_file(command, tmp_path) -> None:
    select = command("s3api", "select-object-content")
    select(outfile=str(tmp_path / "records"))
    output = {
        "Payload": iter(
            [{"Records": {"Payload": b"a"}}, {"Stats": {}}, {"Records": {"Payload": b"b"}}]
        )
    }
    select.convenience.finish(output)
    assert (tmp_path / "records").read_bytes() == b"ab"
    assert output == {}


def test_numbers_are_checked_while_scanning(command) -> None:
    run = command("ec2", "run-instances")
    (count,) = [
        argument
        for argument in run.arguments
        if argument.name == "secondary-private-ip-address-count"
    ]
    with pytest.raises(ArgumentError, match="invalid int value: 'x'"):
        count.check("x")
