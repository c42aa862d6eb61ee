"""Many booklets on a real cluster of Dask, one of whose workers is ended in the middle."""

import os
import signal
from pathlib import Path
from threading import Event, Thread

import pytest

from posterbook.api.many import build_many
from posterbook.loading import Selection

distributed = pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore"),  # a worker that is ended leaves some behind
]

BOOKLETS = 200
CHOSEN = [Selection(f"Person {n}", (f"P{n % 4 + 1}",)) for n in range(BOOKLETS)]


@pytest.fixture
def cluster():
    with (
        distributed.LocalCluster(2, processes=True, threads_per_worker=1, dashboard_address=None) as cluster,
        distributed.Client(cluster) as client,
    ):
        yield client


def process_of(client):
    """The process of one of the workers."""
    return min(client.run(os.getpid).values())


def test_a_cluster_makes_every_booklet_once_although_a_worker_is_lost(studies, cluster):
    lost, half = process_of(cluster), Event()

    def end_worker():
        if half.wait(120):
            os.kill(lost, signal.SIGKILL)

    def told(done, of):
        if done == of // 4:
            half.set()

    thread = Thread(target=end_worker)
    thread.start()
    result = build_many(studies, CHOSEN, executor=cluster.get_executor(retries=3), progress=told)
    thread.join()
    assert half.is_set()
    assert lost not in cluster.run(os.getpid).values()
    assert [output.selection for output in result.outputs] == [one.name for one in CHOSEN]
    assert len({output.path for output in result.outputs}) == BOOKLETS
    assert sorted(Path("output").iterdir()) == sorted(output.path for output in result.outputs)
    by_number = {}
    for output, one in zip(result.outputs, CHOSEN, strict=True):
        by_number.setdefault(one.numbers, []).append(output)
    alone = build_many(studies, CHOSEN[:4], output="alone")
    for output, one in zip(alone.outputs, CHOSEN, strict=False):
        assert output.path.read_bytes() == (Path("output") / output.path.name).read_bytes()
        assert len(by_number[one.numbers]) == BOOKLETS / 4
