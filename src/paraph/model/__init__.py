"""Service models: botocore's data, compiled once into an index, read one operation at a time."""
