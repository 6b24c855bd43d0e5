"""Results and extractors travel: between threads, through pickle, into a notebook; devices are asked for."""

from __future__ import annotations

import copy
import pickle
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

import extract
from extract.records import Extraction
from extract.tag import default_model_path
from tests import builders as make


def test_threads_get_what_one_thread_gets(samples: Path) -> None:
    extractor = extract.load("rules")
    paths = [samples / "clean" / "document.pdf", samples / "planted" / "document.txt"] * 2
    alone = [extractor(path) for path in paths[:2]]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(extractor, paths)) == alone * 2


def test_model_is_shared_by_threads() -> None:
    extractor = extract.load(settings=extract.Settings(threads=1))
    texts = [f"一、总体情况\n203{n}年度收入总计{n}8.20万元，增长{n}.10%，主要是人员增加。" for n in range(9)]
    alone = [extractor(text=text) for text in texts]
    assert all(extraction.facts for extraction in alone)
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(lambda text: extractor(text=text), texts * 2)) == alone * 2


def test_extraction_survives_pickle_and_copy(samples: Path) -> None:
    extraction = extract.load("rules")(samples / "planted" / "document.txt")
    for twin in (pickle.loads(pickle.dumps(extraction)), copy.copy(extraction), copy.deepcopy(extraction)):
        assert twin == extraction
    assert replace(extraction, findings=()) != extraction


def test_extractor_survives_pickle() -> None:
    extractor = extract.load(settings=extract.Settings(threads=1, min_score=0.5))
    twin = pickle.loads(pickle.dumps(extractor))
    assert twin.settings == extractor.settings
    text = "一、总体情况\n2031年度收入总计18.20万元。\n"
    assert twin(text=text) == extractor(text=text)


def test_repr_is_short_and_says_what_was_found() -> None:
    assert repr(make.whole()) == "<Extraction 云岭县信访局 2031 单位决算: 1 tags, 3 facts, 1 findings>"


class Elements(HTMLParser):
    """Names of all elements, the depth at the end, and all text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.depth, self.text = 0, ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.names.add(tag)
        self.depth += tag != "br"

    def handle_endtag(self, tag: str) -> None:
        self.depth -= 1

    def handle_data(self, data: str) -> None:
        self.text += data


def test_notebook_shows_document_and_findings() -> None:
    shown = Elements(make.whole()._repr_html_() or "")
    assert shown.depth == 0
    for part in ("云岭县信访局 · 2031年度 · 单位决算", "事实 3", "错误", "23.65%", "22.21%"):
        assert part in shown.text


def test_notebook_shows_hostile_text_as_text() -> None:
    hostile = make.finding(message="<script>alert(1)</script>\u202e\"'&", start=None, end=None)
    html = make.extraction(make.document("x"), findings=[hostile])._repr_html_() or ""
    shown = Elements(html)
    assert "script" not in shown.names
    assert "<script>alert(1)</script>\\u202e\"'&" in shown.text
    assert "\u202e" not in html


def test_notebook_leaves_the_rest_of_a_long_list_out() -> None:
    many = [make.finding(id=f"c{n}") for n in range(60)]
    html = make.extraction(make.document("x。"), findings=many)._repr_html_() or ""
    assert html.count("<tr>") == 51
    assert "以下还有 10 条" in html


def test_notebook_without_renderer_falls_back_to_repr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Extraction, "notebook", None)
    assert make.whole()._repr_html_() is None


def test_absent_device_says_what_is_there_and_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onnxruntime.get_available_providers", lambda: ["CPUExecutionProvider"])
    with pytest.raises(extract.ModelError, match=r"只有 CPUExecutionProvider.*onnxruntime-gpu"):
        extract.load(device="cuda")


def test_device_that_fails_silently_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """ONNX Runtime goes on with the CPU where CUDA's libraries are broken; a caller must know."""
    import onnxruntime

    session = onnxruntime.InferenceSession

    def on_cpu(path: str, options: object, providers: list[str]) -> object:
        assert providers == ["CUDAExecutionProvider", "CPUExecutionProvider"]
        return session(path, options, providers=["CPUExecutionProvider"])

    monkeypatch.setattr(onnxruntime, "get_available_providers", lambda: ["CUDAExecutionProvider"])
    monkeypatch.setattr(onnxruntime, "InferenceSession", on_cpu)
    with pytest.raises(extract.ModelError, match="设备 cuda 用不了"):
        extract.load(device="cuda")


@pytest.mark.parametrize(("model", "device"), [(None, "tpu"), ("rules", "cuda")])
def test_senseless_device_is_refused(model: str | None, device: str) -> None:
    with pytest.raises(extract.ModelError, match=device):
        extract.load(model, device=device)


@pytest.fixture(autouse=True)
def _needs_model(request: pytest.FixtureRequest) -> None:
    if "model" in request.node.name or "device" in request.node.name or "extractor" in request.node.name:
        try:
            default_model_path()
        except extract.ModelError as error:
            pytest.skip(str(error))
