"""Writes a model's CARD.md and metrics.json from the record of the run that made it.

Numbers are never retyped: each one in the card comes out of the record, and metrics.json is the
record itself. The evaluation part is what `python -m training.evaluate --json` writes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class RunRecord:
    """All that is told of one training run.

    name        the checkpoint's folder under models/, "juesuan-tiny-0.5"
    config      the run's settings as read from its TOML, flat or nested
    data        what it was trained on: name → count or description ("documents": 4000, "families": "…")
    losses      (step, loss) in order of steps
    seconds     wall clock of the training
    machine     where it ran, in words
    files       shipped file → bytes
    evaluations name of a gold set → the record of training.evaluate on it
    """

    name: str
    config: Mapping[str, Any]
    data: Mapping[str, Any]
    seed: int
    losses: tuple[tuple[int, float], ...]
    seconds: float
    machine: str
    files: Mapping[str, int]
    evaluations: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> RunRecord:
        """The record read back from metrics.json; KeyError or TypeError for one of another shape."""
        losses = tuple((int(step), float(loss)) for step, loss in record["losses"])
        return cls(**{**record, "losses": losses})


def write_card(record: RunRecord, folder: str | Path) -> tuple[Path, Path]:
    """Paths of the CARD.md and metrics.json written into `folder`."""
    card, metrics = Path(folder) / "CARD.md", Path(folder) / "metrics.json"
    card.write_text(render_card(record), encoding="utf-8")
    metrics.write_text(json.dumps(asdict(record), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return card, metrics


def render_card(record: RunRecord) -> str:
    """The whole card as Markdown, ending with one line break."""
    parts = (_head(record), _data(record), _training(record), _evaluation(record), _limits(record))
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _head(record: RunRecord) -> list[str]:
    return [
        f"# {record.name}",
        "",
        "中文部门决算公开文本的字符级序列标注模型：标出金额（AMOUNT）、百分比（PERCENT）、科目编码（CODE）、"
        "原因（REASON）、预算项目（ITEM）、数量（QUANTITY），并给出每个金额和百分比的角色。",
        "",
        "A character-level token classifier for the prose of Chinese government final-accounts disclosures: "
        "it finds every figure, its role, the budget line it belongs to and the stated reason. "
        + _origin(record.config),
        "",
        *_rows(("文件 File", "字节 Bytes"), record.files.items()),
    ]


def _origin(config: Mapping[str, Any]) -> str:
    """What the weights come from: nothing, or an encoder that first read text without tags."""
    encoder = config.get("encoder")
    if not encoder:
        return "Trained from scratch on generated text; no real document was trained on."
    read = " and ".join(("generated prose", *encoder["data"]["texts"]))
    return f"Its encoder first read {read}; the tags are generated too, no real disclosure was trained on."


def _data(record: RunRecord) -> list[str]:
    return ["## 训练数据 Data", "", *_rows(("项 Entry", "值 Value"), record.data.items())]


def _training(record: RunRecord) -> list[str]:
    settings = [("seed", record.seed), *_flat(record.config)]
    lines = ["## 训练 Training", "", f"{_clock(record.seconds)}，{record.machine}。", ""]
    lines += _rows(("设置 Setting", "值 Value"), settings)
    if record.losses:
        kept = ((step, f"{loss:.4f}") for step, loss in _thinned(record.losses))
        lines += ["", *_rows(("步 Step", "损失 Loss"), kept)]
    return lines


_LEGEND = (
    "P / R / F1（%）；方括号内为 F1 的 95% 区间（按行自助抽样），圆括号内为标注条数；overlap 行只要求有重叠。"
    "rules 为规则标注器，作基线。"
)


def _evaluation(record: RunRecord) -> list[str]:
    if not record.evaluations:
        return []
    lines = ["## 评测 Evaluation", "", _LEGEND]
    for name, evaluation in record.evaluations.items():
        lines += ["", f"### {name}", "", *_comparison(evaluation)]
    return lines


def _comparison(evaluation: Mapping[str, Any]) -> list[str]:
    names = list(dict.fromkeys(name for tagger in evaluation.values() for name in tagger["total"]))
    rows = [(name, *(_scores(tagger["total"].get(name)) for tagger in evaluation.values())) for name in names]
    return _rows(("行 Row", *evaluation), rows)


def _scores(numbers: Mapping[str, Any] | None) -> str:
    """"97.5 / 96.0 / 96.8 [95.1–98.0] (200)"; "–" where there is no such row or nothing was to be found."""
    if numbers is None or not (numbers["gold"] or numbers["ours"]):
        return "–"
    rates = " / ".join(f"{numbers[name] * 100:.1f}" for name in ("precision", "recall", "f1"))
    edges = "–".join(f"{edge * 100:.1f}" for edge in numbers.get("interval", ()))
    return f"{rates} {f'[{edges}] ' if edges else ''}({numbers['gold']})"


def _limits(record: RunRecord) -> list[str]:
    return [
        "## 使用与局限 Use and limits",
        "",
        f"`extract.load(\"models/{record.name}\")`。只标正文；表格、目录、页眉页脚由切分阶段排除。"
        "训练文本是按模板生成的，措辞与模板差别大的段落（自由体的绩效报告）上准确率会下降；重要数字请对照原文。",
        "",
        "Prose only. The training text is generated from templates, so free-form passages are harder; "
        "check figures that matter against the source. Scores above come from `python -m training.evaluate`.",
    ]


def _rows(head: Sequence[str], rows: Any) -> list[str]:
    lines = [_row(head), "|" + "---|" * len(head)]
    return lines + [_row([_text(cell) for cell in row]) for row in rows]


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _text(value: object) -> str:
    """A cell: thousands grouped in whole numbers, lists joined, line breaks closed up."""
    if isinstance(value, bool) or not isinstance(value, int | float | list | tuple):
        return " ".join(str(value).split())
    if isinstance(value, list | tuple):
        return ", ".join(_text(part) for part in value)
    return f"{value:,}" if isinstance(value, int) else f"{value:g}"


def _flat(config: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in config.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def _thinned(losses: Sequence[tuple[int, float]], most: int = 8) -> list[tuple[int, float]]:
    """At most `most` of the pairs, evenly spread, the first and the last always among them."""
    if len(losses) <= most:
        return list(losses)
    return [losses[round(i * (len(losses) - 1) / (most - 1))] for i in range(most)]


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} 分 {rest} 秒" if minutes else f"{rest} 秒"
