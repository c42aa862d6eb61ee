"""What an import needs is loaded by an import, and by nothing else."""

import subprocess
import sys

PARTS = ("posterbook.importing", "openpyxl")


def test_a_build_loads_nothing_of_the_import(tmp_path):
    (tmp_path / "posters").mkdir()
    (tmp_path / "booklet.yaml").write_text("title: A day\n")
    (tmp_path / "posters" / "1.yaml").write_text("number: 1\ntitle: Fog\nsections: {Results: It comes.}\n")
    (tmp_path / "abstracts.xlsx").write_text("no table")
    program = f"""
import sys
from posterbook.cli import main
code = main(["build", {str(tmp_path)!r}, "-o", {str(tmp_path / "output")!r}])
print(code, [name for name in sys.modules if name.startswith({PARTS!r})])
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "0 []"
    assert "warning[ignored-file]: nothing reads 'abstracts.xlsx'" in done.stderr
    assert f"`posterbook import {tmp_path}/abstracts.xlsx {tmp_path}`" in done.stderr
