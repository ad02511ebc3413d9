"""Steps: from `Type=HIVE,Args=…` to the jar and arguments that the API wants.

Clusters with a release label run everything by `command-runner.jar`; the older ones, made of AMI
versions, by scripts in a bucket of EMR's own in their region. A label of None means the latter.
"""

from __future__ import annotations

from paraph.cli.commands.emr.errors import MissingParametersError, UnknownStepTypeError
from paraph.cli.errors import ParamValidationError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Params = dict[str, Any]
    # (the user's step, region, release label) → jar and arguments
    Program = Callable[[Params, str, str | None], tuple[str, list[str]]]

CONTINUE = "CONTINUE"
CANCEL_AND_WAIT = "CANCEL_AND_WAIT"
TERMINATE_CLUSTER = "TERMINATE_CLUSTER"
COMMAND_RUNNER = "command-runner.jar"


def emr_link(region: str, path: str = "") -> str:
    """Return the address of a file that EMR keeps for the clusters of a region."""
    return f"s3://{region}.elasticmapreduce{path}"


def script_runner(region: str) -> str:
    """Return the jar that runs scripts on clusters without a release label."""
    return emr_link(region, "/libs/script-runner/script-runner.jar")


def build_steps(steps: list[Params], region: str, release_label: str | None) -> list[Params]:
    """Return the API's StepConfigs."""
    return [_build(step, region, release_label) for step in steps]


def make_step(name: str, action_on_failure: str, jar: str, args: list[str] | None) -> Params:
    """Return a StepConfig; what is empty is left out."""
    if not jar:
        raise MissingParametersError("HadoopJarStep", "Jar")
    step: Params = {}
    _put(step, "Name", name)
    _put(step, "ActionOnFailure", action_on_failure)
    step["HadoopJarStep"] = {"Jar": jar}
    _put(step["HadoopJarStep"], "Args", args)
    return step


def parse_pairs(text: str) -> list[dict[str, str]]:
    """Return `k1=v1,k2` as the API's list of keys and values."""
    pairs = [word.partition("=") for word in text.split(",")]
    return [{"Key": key, "Value": value} for key, _, value in pairs]


def _build(step: Params, region: str, release_label: str | None) -> Params:
    type_name = (step.get("Type") or "custom_jar").lower()
    if type_name not in _PROGRAMS:
        raise UnknownStepTypeError(type_name)
    default_name, program = _PROGRAMS[type_name]
    jar, args = program(step, region, release_label)
    built = make_step(
        step.get("Name", default_name), step.get("ActionOnFailure", CONTINUE), jar, args
    )
    if type_name == "custom_jar":
        _put(built["HadoopJarStep"], "MainClass", step.get("MainClass"))
        if "Properties" in step:
            built["HadoopJarStep"]["Properties"] = parse_pairs(step["Properties"])
    logging = {key: step[key] for key in ("LogUri", "EncryptionKeyArn") if step.get(key)}
    if logging:
        built["StepMonitoringConfiguration"] = {"S3MonitoringConfiguration": logging}
    return built


def _custom_jar(step: Params, region: str, release_label: str | None) -> tuple[str, list[str]]:
    del region, release_label
    if not step.get("Jar"):
        raise MissingParametersError("CustomJARStepConfig", "Jar")
    return step["Jar"], step.get("Args", [])


def _streaming(step: Params, region: str, release_label: str | None) -> tuple[str, list[str]]:
    del region
    args = _required_args(step, "StreamingStepConfig")
    if release_label:
        return COMMAND_RUNNER, ["hadoop-streaming", *args]
    return "/home/hadoop/contrib/streaming/hadoop-streaming.jar", args


def _script_of(application: str) -> Program:
    """Return how Hive and Pig run scripts: they differ in the names alone."""

    def program(step: Params, region: str, release_label: str | None) -> tuple[str, list[str]]:
        args = _required_args(step, f"{application.title()}StepConfig")
        run = f"--run-{application}-script"
        if release_label:
            return COMMAND_RUNNER, [f"{application}-script", run, "--args", *args]
        script = emr_link(region, f"/libs/{application}/{application}-script")
        versions = f"--{application}-versions"
        return script_runner(region), [script, run, versions, "latest", "--args", *args]

    return program


def _impala(step: Params, region: str, release_label: str | None) -> tuple[str, list[str]]:
    if release_label:
        raise UnknownStepTypeError("impala")
    args = _require(step, "ImpalaStepConfig")
    setup = emr_link(region, "/libs/impala/setup-impala")
    return script_runner(region), [setup, "--run-impala-script", *args]


def _spark(step: Params, region: str, release_label: str | None) -> tuple[str, list[str]]:
    args = _require(step, "SparkStepConfig")
    if release_label:
        return COMMAND_RUNNER, ["spark-submit", *args]
    return script_runner(region), ["/home/hadoop/spark/bin/spark-submit", *args]


# Type → the name of a step that has none, and its program
_PROGRAMS: dict[str, tuple[str, Program]] = {
    "custom_jar": ("Custom JAR", _custom_jar),
    "streaming": ("Streaming program", _streaming),
    "hive": ("Hive program", _script_of("hive")),
    "pig": ("Pig program", _script_of("pig")),
    "impala": ("Impala program", _impala),
    "spark": ("Spark application", _spark),
}


def _require(step: Params, owner: str) -> list[str]:
    args: list[str] = step.get("Args") or []
    if not args:
        raise MissingParametersError(owner, "Args")
    return args


def _required_args(step: Params, owner: str) -> list[str]:
    args = _require(step, owner)
    if len(args) == 1 and not args[0].strip():
        msg = "The parameter Args cannot be an empty list."
        raise ParamValidationError(msg)
    return args


def _put(target: Params, key: str, value: Any) -> None:
    if value:
        target[key] = value
