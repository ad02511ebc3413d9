"""Small services to test with, made from a few shapes."""

from paraph.model.compile import compile_service
from paraph.model.service import Service

SCALARS = {
    name: {"type": name.lower()}
    for name in ("String", "Integer", "Boolean", "Double", "Timestamp", "Blob")
}


def make_service(protocol, shapes, *, output=None, input=None, errors=(), http=None, **metadata):  # noqa: A002
    """Return a service with one operation, `Do`, and that operation."""
    operation = {"name": "Do", "http": http or {"method": "POST", "requestUri": "/"}}
    if input is not None:
        operation["input"] = {"shape": input}
    if output is not None:
        operation["output"] = output if isinstance(output, dict) else {"shape": output}
    operation["errors"] = [{"shape": name} for name in errors]
    model = {
        "metadata": {
            "endpointPrefix": "test",
            "apiVersion": "2020-01-01",
            "protocol": protocol,
            "protocols": [protocol],
            "targetPrefix": "Test",
            "jsonVersion": "1.1",
            **metadata,
        },
        "operations": {"Do": operation},
        "shapes": {**SCALARS, **shapes},
    }
    records = compile_service("test", model, {}, {}, None)
    service = Service(*records["service"], records.get)
    return service, service.operation("Do")


def structure(**members):
    """Return a structure; a member is the name of a shape, or a reference with traits."""
    return {
        "type": "structure",
        "members": {
            name: {"shape": member} if isinstance(member, str) else member
            for name, member in members.items()
        },
    }
