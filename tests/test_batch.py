"""Batches: order, failures in their place, what was done is not done again, the same results for any number of processes."""

from __future__ import annotations

import gc
import gzip
import io
import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractor.article import Limits, Piece, Source, iter_inputs, reading
from extractor.batch import ALL, Failure, Plan, Selection, State, configuration, run_batch, sources, spool, total_size, work
from extractor.batch.plan import Item, key_of
from extractor.batch.shards import Store
from extractor.errors import ArticleError, ExtractorError
from extractor.pipeline import Extractor
from extractor.records import Article, Document

TEXT = "2017年，全省各级工会共筹集助学款5115万多元，资助困难职工子女3.5万多人。"
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
JOBS = pytest.mark.parametrize("jobs", [1, 2])


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    folder = tmp_path / "inputs"
    folder.mkdir()
    return folder


@pytest.fixture
def shards(tmp_path: Path) -> Path:
    folder = tmp_path / "shards"
    folder.mkdir()
    return folder


def write_lines(path: Path, *lines: str) -> Path:
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return path


def many(folder: Path, count: int) -> Path:
    return write_lines(folder / "many.jsonl", *(f'{{"text": "{TEXT}第{number}号。"}}' for number in range(count)))


def plan(folder: Path, selection: Selection = ALL) -> Plan:
    return Plan(lambda: iter_inputs(folder), selection)


def results(folder: Path, shards: Path, selection: Selection = ALL, jobs: int = 1, seconds: float = 0) -> list[Document | Failure]:
    found = run_batch(plan(folder, selection).items(), shards, jobs=jobs, seconds=seconds)
    return [(Document if result.is_document else Failure).model_validate_json(result.line) for result in found]


def identifiers(results: list[Document | Failure]) -> list[str]:
    return [result.id if isinstance(result, Document) else f"failed {result.path}" for result in results]


@JOBS
def test_bad_inputs_are_failures_in_their_places(inputs: Path, shards: Path, jobs: int) -> None:
    (inputs / "1-good.txt").write_text(TEXT, encoding="utf-8")
    (inputs / "2-empty.txt").write_bytes(b"")
    (inputs / "3-gb.txt").write_bytes(TEXT.encode("gb18030"))
    (inputs / "4-binary.txt").write_bytes(b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 8)
    write_lines(inputs / "5.jsonl", f'{{"text": "{TEXT}"}}', '{"text": ', "", f'{{"text": "{TEXT}", "id": "own"}}')
    (inputs / "6-gone.txt").symlink_to(inputs / "nowhere")
    for number in range(70):
        (inputs / f"7-{number:02}.txt").write_text(TEXT, encoding="utf-8")
    found = results(inputs, shards, jobs=jobs)
    assert identifiers(found) == [
        "1-good.txt", "failed 2-empty.txt", "3-gb.txt", "failed 4-binary.txt", "5.jsonl:1", "failed 5.jsonl:2", "own",
        "failed 6-gone.txt", *(f"7-{number:02}.txt" for number in range(70)),
    ]  # fmt: skip
    failures = [result for result in found if isinstance(result, Failure)]
    assert all(failure.reason and failure.error == "ArticleError" and failure.id is None for failure in failures)


def test_results_do_not_depend_on_jobs(inputs: Path, tmp_path: Path) -> None:
    many(inputs, 200)
    found = []
    for jobs in (1, 2, 3):
        (tmp_path / f"s{jobs}").mkdir()
        found.append(results(inputs, tmp_path / f"s{jobs}", jobs=jobs))
    assert found[0] == found[1] == found[2]
    assert len(found[0]) == 200


def count_extractions(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    done: list[str] = []
    extract = Extractor.extract

    def counted(self: Extractor, article: Article) -> Document:
        done.append(article.id)
        return extract(self, article)

    monkeypatch.setattr(Extractor, "extract", counted)
    return done


def test_what_was_done_is_not_done_again(inputs: Path, shards: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    many(inputs, 90)
    for name in ("a.txt", "z.txt"):
        (inputs / name).write_text(TEXT, encoding="utf-8")
    first = results(inputs, shards)
    done = count_extractions(monkeypatch)
    assert results(inputs, shards) == first
    assert done == []
    (inputs / "z.txt").write_text(TEXT + "又筹集3万元。", encoding="utf-8")
    (inputs / "b.txt").write_text(TEXT, encoding="utf-8")
    (inputs / "a.txt").unlink()
    second = results(inputs, shards)
    assert done == ["b.txt", "z.txt"]
    assert identifiers(second) == ["b.txt", *identifiers(first)[1:]]
    assert second[1:-1] == first[1:-1]


def test_a_run_that_was_left_goes_on(inputs: Path, shards: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    many(inputs, 200)
    running = run_batch(plan(inputs).items(), shards)
    lines = [next(running).line for _ in range(70)]
    running.close()
    (shards / "half.123.tmp").write_bytes(b"\x1f\x8b")
    done = count_extractions(monkeypatch)
    again = [result.line for result in run_batch(plan(inputs).items(), shards)]
    assert len(again) == 200
    assert again[:70] == lines
    assert len(done) == 200 - 96
    assert not list(shards.glob("*.tmp"))


def test_a_damaged_shard_is_done_again(inputs: Path, shards: Path) -> None:
    many(inputs, 40)
    first = results(inputs, shards)
    for path in shards.iterdir():
        path.write_bytes(path.read_bytes()[:20])
    assert results(inputs, shards) == first


def test_limit_and_sample(inputs: Path, shards: Path) -> None:
    many(inputs, 100)
    everything = identifiers(results(inputs, shards))
    assert identifiers(results(inputs, shards, Selection(limit=40))) == everything[:40]
    drawn = identifiers(results(inputs, shards, Selection(sample=20, seed=1)))
    assert len(drawn) == 20
    assert drawn == [name for name in everything if name in drawn]
    assert drawn == identifiers(results(inputs, shards, Selection(sample=20, seed=1)))
    assert drawn != identifiers(results(inputs, shards, Selection(sample=20, seed=2)))
    assert identifiers(results(inputs, shards, Selection(limit=5, sample=20, seed=1))) == drawn[:5]
    assert identifiers(results(inputs, shards, Selection(sample=500))) == everything


@POSIX
@JOBS
def test_an_article_that_takes_too_long_is_a_failure(inputs: Path, shards: Path, jobs: int, monkeypatch: pytest.MonkeyPatch) -> None:
    many(inputs, 3)
    slow = write_lines(inputs / "slow.jsonl", f'{{"text": "{"全市发放补助5万元和" * 60_000}"}}')
    found = results(inputs, shards, jobs=jobs, seconds=0.5)
    assert identifiers(found) == ["many.jsonl:1", "many.jsonl:2", "many.jsonl:3", "failed slow.jsonl:1"]
    assert isinstance(found[3], Failure)
    assert found[3].reason == "took longer than the limit of 0.5 seconds"
    slow.unlink()
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0
    done = count_extractions(monkeypatch)
    results(inputs, shards, seconds=0.5)
    assert done == ["many.jsonl:1", "many.jsonl:2", "many.jsonl:3"]  # a failure that time may mend is tried again, with its shard


def test_a_fault_in_one_article_is_one_failure(inputs: Path, shards: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    many(inputs, 20)
    extract = Extractor.extract

    def faulty(self: Extractor, article: Article) -> Document:
        if article.id.endswith(":12"):
            raise ValueError("a fault\nin two lines")
        return extract(self, article)

    monkeypatch.setattr(Extractor, "extract", faulty)
    found = results(inputs, shards)
    assert found[11] == Failure(path="many.jsonl:12", id="many.jsonl:12", reason="a fault in two lines", error="ValueError")
    assert len([result for result in found if isinstance(result, Document)]) == 19


def test_a_fault_in_reading_says_what_is_lost(tmp_path: Path, shards: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def pieces(source: Source) -> Iterator[Piece]:
        yield Piece(f"{source.id}:1", "line", f'{{"text": "{TEXT}"}}'.encode(), source.options)
        raise ZeroDivisionError("odd")

    monkeypatch.setattr(Source, "pieces", pieces)
    given = [Source("a.jsonl", tmp_path / "a.jsonl"), Source("b.jsonl", tmp_path / "b.jsonl")]
    lines = [result.line for result in run_batch(Plan(lambda: iter(given)).items(), shards)]
    assert [Failure.model_validate_json(line).reason for line in lines[1::2]] == [
        "fault in reading behind article 1 of the file, the rest of it is not read: odd"
    ] * 2


def test_jobs_have_to_be_positive(shards: Path) -> None:
    with pytest.raises(ValueError, match="jobs"):
        next(run_batch([], shards, jobs=0))


def test_nothing_gives_nothing(shards: Path) -> None:
    assert list(run_batch([], shards, jobs=2)) == []


def test_a_failure_with_a_name_that_is_no_text_can_be_kept(shards: Path) -> None:
    item = Item("00", 0, Piece("a\udcff", "line", b"{", reading()))
    (result,) = run_batch([item], shards)
    assert Failure.model_validate_json(result.line).path == "a\\udcff"


def test_ids_of_several_paths_differ(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a", "b"):
        Path(name).mkdir()
        Path(name, "1.txt").write_text(TEXT, encoding="utf-8")
    assert [source.id for source in sources([Path("a")])] == ["1.txt"]
    assert [source.id for source in sources([Path("a"), Path("b/1.txt")])] == ["a/1.txt", "b/1.txt"]


def test_outputs_are_passed_over_where_they_turn_up(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    output = write_lines(tmp_path / "out" / "documents.jsonl", "{}")
    mine = write_lines(tmp_path / "documents.jsonl", "{}")
    assert [source.path for source in sources([tmp_path], passing_over=[output])] == [mine]
    assert total_size(sources([tmp_path])) == 6


def test_the_key_of_a_file_changes_with_its_content_its_id_and_its_problem(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", "{}")
    keys = [key_of(Source("a", path)), key_of(Source("b", path)), key_of(Source("a", path, problem="odd"))]
    assert key_of(Source("a", path)) == keys[0]
    write_lines(path, "{ }")
    keys += [key_of(Source("a", path)), key_of(Source("a", tmp_path / "gone"))]
    assert len(set(keys)) == 5


def test_the_configuration_changes_with_options_and_words(tmp_path: Path) -> None:
    words = write_lines(tmp_path / "words.toml", "a")
    found = {
        configuration(reading()),
        configuration(reading(Limits(article=5))),
        configuration(reading(fields={"text": "body"})),
        configuration(reading(), seconds=1),
        configuration(reading(), lexicons=[words]),
    }
    write_lines(words, "b")
    found.add(configuration(reading(), lexicons=[words]))
    assert len(found) == 6
    assert configuration(reading()) in found


@pytest.mark.parametrize(
    ("data", "name", "form"),
    [
        (b'\xef\xbb\xbf {"text": 1}', "stdin.jsonl", "line"),
        (b"[]", "stdin.json", "json"),
        (b"<p>", "stdin.html", "html"),
        (b"\xe4\xb8\xad", "stdin.txt", "text"),
        (b"", "stdin.txt", "text"),
        (gzip.compress(b"{}"), "stdin.jsonl.gz", "line"),
    ],
)
def test_standard_input_is_kept_and_its_form_is_seen(tmp_path: Path, data: bytes, name: str, form: str) -> None:
    source = spool(io.BytesIO(data), tmp_path, None, reading())
    assert source.form is not None
    assert (source.id, source.form.name, source.path.read_bytes()) == (name, form, data)
    named = spool(io.BytesIO(data), tmp_path, "news.csv.gz", reading())
    assert named.form is not None
    assert (named.id, named.form.name, named.form.packing) == ("news.csv.gz", "table", ".gz")


def test_one_run_at_a_time(tmp_path: Path) -> None:
    with State(tmp_path), pytest.raises(ExtractorError, match="another run"), State(tmp_path):
        pass
    with State(tmp_path):
        pass


def test_the_manifest_holds_as_long_as_the_outputs_are_as_they_were(tmp_path: Path) -> None:
    write_lines(tmp_path / "facts.csv", "a")
    with State(tmp_path) as state:
        state.begin("c1", resume=False)
        write_lines(state.shards("c1") / "used.gz", "a")
        write_lines(state.shards("c1") / "unused.gz", "a")
        state.shards("c0").mkdir()
        assert state.told(["facts.csv"]) is None
        state.finish("c1", {"used.gz"}, {"inputs": "x"}, ["facts.csv"])
        assert [path.name for path in state.shards("c1").iterdir()] == ["used.gz"]
        assert not state.shards("c0").exists()
        assert state.told(["facts.csv"]) == {"inputs": "x"}
        time.sleep(0.01)
        write_lines(tmp_path / "facts.csv", "b")
        assert state.told(["facts.csv"]) is None
        os.unlink(tmp_path / "facts.csv")
        assert state.told(["facts.csv"]) is None


def test_errors_of_reading_are_no_faults(tmp_path: Path) -> None:
    source = Source("a.txt", tmp_path / "a.txt", problem="odd")
    (error,) = source.pieces()
    assert isinstance(error, ArticleError)
    assert error.reason == "odd"


def test_lines_of_a_shard_that_is_cut_short_are_an_error(inputs: Path, shards: Path) -> None:
    many(inputs, 3)
    results(inputs, shards)
    store = Store(shards)
    store.load()
    (item, *_) = plan(inputs).items()
    part = store.find(item)
    assert part is not None
    (shards / part.shard).write_bytes(gzip.compress(b"[]\n"))
    with pytest.raises(OSError, match="cut short"):
        list(store.lines(part))


@POSIX
def test_the_time_limit_reaches_past_callbacks_that_swallow_it() -> None:
    """An error raised in a callback of the garbage collector is lost; the limit is told again until it is heard."""
    ticks = iter(range(3))

    def callback(_phase: str, _info: dict[str, int]) -> None:
        if next(ticks, None) is not None:
            time.sleep(0.1)  # the alarm goes off in here

    def slow() -> None:
        with work._time_limit(0.05):
            gc.collect()
            Extractor().extract("全市发放补助5万元和" * 20_000)

    gc.callbacks.append(callback)
    try:
        with pytest.raises(work.TimeLimitError):
            slow()
    finally:
        gc.callbacks.remove(callback)
