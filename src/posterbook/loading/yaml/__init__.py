"""The syntax of YAML files: plain values, problems and where they stand."""
