"""`--cluster`: a real Dask scheduler with two workers on this machine comes to the same."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from survey_trial import COMPLETE, SETTINGS, Deadly, reports, tables

from gkreport.cli import run
from gkreport.survey import plan, work
from gkreport.survey.executors import Unfit
from gkreport.survey.executors.dask import Cluster
from gkreport.survey.executors.serial import Serial
from gkreport.survey.inputs import gather
from gkreport.survey.summary import Summary

distributed = pytest.importorskip("distributed", reason='pip install "gkreport[cluster]"')


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """A scheduler and two workers, which are started again where they die."""
    import dask  # noqa: PLC0415 - with distributed only

    settings = {"distributed.scheduler.allowed-failures": 0, "distributed.admin.log-length": 0}
    with (
        dask.config.set(settings),
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=":0",
            silence_logs=50,
        ) as found,
    ):  # fmt: skip
        yield found


@pytest.fixture
def address(cluster: Any) -> str:
    """Where the scheduler listens, once both workers are there."""
    with distributed.Client(cluster, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=60)
    told: str = cluster.scheduler_address
    return told


def pieces(files: tuple[str, ...], size: int) -> list[plan.Chunk]:
    """Files dealt out by hand."""
    return [
        plan.Chunk(n, at + 1, files[at : at + size], SETTINGS, f"{n}")
        for n, at in enumerate(range(0, len(files), size))
    ]


def test_a_survey_on_a_cluster_is_the_same(
    tmp_path: Path, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = reports(tmp_path / "in", 60)
    for name, more in (("here", ()), ("there", ("--cluster", address))):
        assert run(["survey", str(folder), "-o", str(tmp_path / name), *more]) == 0
    assert "共 2 个工作线程" in capsys.readouterr().err
    assert tables(tmp_path / "there") == tables(tmp_path / "here")


def test_a_worker_killed_in_the_middle_changes_nothing(tmp_path: Path, address: str) -> None:
    files = gather([reports(tmp_path, 160)], tmp_path / "out").files
    dealt = pieces(files, 4)
    executor = Cluster(address)
    done = []
    for packed in executor.map(dealt):
        done.append(packed)
        if len(done) == 3:
            victim = next(iter(executor._client.run(os.getpid).values()))
            os.kill(victim, signal.SIGKILL)
    executor.close()
    assert sorted(done) == sorted(Serial().map(dealt))


def test_a_file_that_kills_its_worker_is_found(tmp_path: Path, address: str) -> None:
    files = gather([reports(tmp_path, 11)], tmp_path / "out").files
    deadly = Deadly(tmp_path / "deadly.toml")
    Path(deadly).write_text(COMPLETE, "utf-8")
    executor = Cluster(address)
    whole = Summary()
    for packed in executor.map(pieces((*files, deadly), 4)):
        whole.merge(Summary.load(packed.summary))
    executor.close()
    assert whole.inputs() == {"read": 11, "failed": 1}


def test_workers_of_another_version_are_refused(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gkreport.survey.executors.dask.__version__", "99")
    with pytest.raises(Unfit, match=rf"工作进程里是 gkreport {work.version()}，这里是 99"):
        Cluster(address)


def test_a_cluster_without_workers_is_refused() -> None:
    with (
        distributed.LocalCluster(
            n_workers=0, host="127.0.0.1", dashboard_address=":0", silence_logs=50
        ) as bare,
        pytest.raises(Unfit, match="下面没有工作进程"),
    ):
        Cluster(bare.scheduler_address)
