"""A whole small card, word for word, and the record it came from."""

from __future__ import annotations

import json
from pathlib import Path

from training.card import RunRecord, render_card, write_card

NUMBERS = {"precision": 0.975, "recall": 0.96, "f1": 0.9675, "hits": 192, "gold": 200, "ours": 197}
NONE = {"precision": 1.0, "recall": 1.0, "f1": 1.0, "hits": 0, "gold": 0, "ours": 0}
RECORD = RunRecord(
    name="juesuan-0.9",
    config={"model": {"layers": 4, "shapes": True}, "rate": 0.0005, "marks": ["a|b", 3]},
    data={"documents": 12000, "families": "四种"},
    seed=7,
    losses=tuple((step, 2.0 / (step + 1)) for step in range(0, 100, 10)),
    seconds=754.4,
    machine="2 核 CPU",
    files={"model.onnx": 5242880},
    evaluations={
        "手工标注 3 份": {
            "rules": {"total": {"AMOUNT": NUMBERS, "CODE": NONE}},
            "model": {"total": {"AMOUNT": NUMBERS | {"interval": [0.9512, 0.98]}}},
        }
    },
)

CARD = """\
# juesuan-0.9

中文部门决算公开文本的字符级序列标注模型：标出金额（AMOUNT）、百分比（PERCENT）、科目编码（CODE）、\
原因（REASON）、预算项目（ITEM）、数量（QUANTITY），并给出每个金额和百分比的角色。

A character-level token classifier for the prose of Chinese government final-accounts disclosures: i\
t finds every figure, its role, the budget line it belongs to and the stated reason. Trained from sc\
ratch on generated text; no real document was trained on.

| 文件 File | 字节 Bytes |
|---|---|
| model.onnx | 5,242,880 |

## 训练数据 Data

| 项 Entry | 值 Value |
|---|---|
| documents | 12,000 |
| families | 四种 |

## 训练 Training

12 分 34 秒，2 核 CPU。

| 设置 Setting | 值 Value |
|---|---|
| seed | 7 |
| model.layers | 4 |
| model.shapes | True |
| rate | 0.0005 |
| marks | a\\|b, 3 |

| 步 Step | 损失 Loss |
|---|---|
| 0 | 2.0000 |
| 10 | 0.1818 |
| 30 | 0.0645 |
| 40 | 0.0488 |
| 50 | 0.0392 |
| 60 | 0.0328 |
| 80 | 0.0247 |
| 90 | 0.0220 |

## 评测 Evaluation

P / R / F1（%）；方括号内为 F1 的 95% 区间（按行自助抽样），圆括号内为标注条数；\
overlap 行只要求有重叠。rules 为规则标注器，作基线。

### 手工标注 3 份

| 行 Row | rules | model |
|---|---|---|
| AMOUNT | 97.5 / 96.0 / 96.8 (200) | 97.5 / 96.0 / 96.8 [95.1–98.0] (200) |
| CODE | – | – |

## 使用与局限 Use and limits

`extract.load("models/juesuan-0.9")`。只标正文；表格、目录、页眉页脚由切分阶段排除。训练文本是按模板\
生成的，措辞与模板差别大的段落（自由体的绩效报告）上准确率会下降；重要数字请对照原文。

Prose only. The training text is generated from templates, so free-form passages are harder; check f\
igures that matter against the source. Scores above come from `python -m training.evaluate`.
"""


def test_the_whole_card_is_written_from_the_record() -> None:
    assert render_card(RECORD) == CARD


def test_metrics_json_reads_back_as_the_same_card(tmp_path: Path) -> None:
    card, metrics = write_card(RECORD, tmp_path)
    assert card.read_text(encoding="utf-8") == CARD
    again = RunRecord.from_json(json.loads(metrics.read_text(encoding="utf-8")))
    assert render_card(again) == CARD
    assert again.losses == RECORD.losses
