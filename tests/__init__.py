"""The project's tests, in five grades: docs/layout.md says which folder holds which."""
