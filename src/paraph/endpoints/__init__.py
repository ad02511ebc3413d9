"""Where a call goes: AWS's endpoint rules (Smithy's rules engine) over a service's data."""
