"""The benchmarks themselves; times that they measure are judged by no test, since they share the machine."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

pytestmark = pytest.mark.slow

BENCH = Path(__file__).with_name("bench")


def run(script, *words):
    finished = subprocess.run([sys.executable, script, *words], capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stderr
    return finished.stdout


def test_the_same_seed_makes_the_same_records_and_another_one_others(tmp_path):
    made = {}
    for name, seed in (("one", "1"), ("same", "1"), ("other", "2")):
        run(BENCH / "generator.py", tmp_path / name, "30", seed)
        made[name] = (tmp_path / name / "posters.yaml").read_text("utf-8")
    assert made["one"] == made["same"] != made["other"]
    records = yaml.safe_load(made["one"])
    assert len(records) == 30
    assert 900 < sum(len(json.dumps(record["sections"])) for record in records) / 30 < 1700
    assert 5 < len({record["group"] for record in records}) < 20


def test_the_benchmark_prints_costs_and_stages_of_each_size():
    printed = run(BENCH, "1", "3", "--repeat", "1")
    rows = [line.strip("|").split("|") for line in printed.splitlines() if line]
    assert [cells[0].strip() for cells in rows if "posterbook" in cells[1]] == ["1", "3"]
    assert {"load", "layout", "draw", "start and end"} <= {cells[0].strip() for cells in rows}


def test_the_looks_of_pages_are_measured_and_within_their_bounds():
    """Not a time, so its bounds can be a test: those that tests/bench/README.md gives."""
    printed = run(BENCH / "pages.py", "--page", "a5").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in printed if line]
    lines, pages = ({row[0]: row[1:] for row in cells if len(row) == size} for size in (8, 9))
    for name in ("example", "starter", "troubles", "generated"):
        weak, (parted, _, chopped) = lines[name][1], lines[name][4:]
        assert float(weak.split("(")[1].rstrip("%)")) <= 6
        assert (parted, chopped) == ("0", "0")
        assert pages[name][6] == "0"
    assert int(pages["troubles"][5]) <= 29
    assert pages["generated"][5] == "0"
