# Two commands are enough: `make demo` and `make test`. `make help` lists all.
# Needs: python3.11 or newer with venv, make, a package index. Everything lands in .venv.

# The first of these that is there; another with `make demo PYTHON=/path/to/python3.12`.
PYTHON ?= $(firstword $(foreach p,python3.11 python3.12 python3.13 python3,$(shell command -v $(p) 2>/dev/null)))
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
MODEL := models/juesuan-tiny-0.5
SAMPLES := annotations/samples

.DEFAULT_GOAL := help
.PHONY: help demo test lint model bench bench-read bench-spacy bench-tag wheel-test bench-batch fuzz clean

help:
	@echo '用法：make 目标'
	@echo
	@echo '  demo   建 .venv，安装 juesuan（只装运行所需），读两份自带的样例：一份干净，一份埋了错'
	@echo '  test   建 .venv，装齐测试与训练所需，跑 lint 和全部测试（CI 跑的就是它）'
	@echo '  lint   ruff、mypy --strict、导入约定'
	@echo '  model  从零重做自带的模型，写进 $(MODEL)（2 核 CPU，不需要 GPU）'
	@echo '  bench        全部度量，逐项打印（几分钟）；bench-read 只量读 PDF：速度、单元格、内存，对照 pdfplumber'
	@echo '  bench-tag    标注速度（对照 torch fp32）、批次无关、跳过多少、整份文件对照 pdfplumber'
	@echo '  bench-spacy  spaCy 组件比单独标注多花多少时间（1,000 段，约一分钟）'
	@echo '  wheel-test   打成 wheel，装进空的虚拟环境（不用编译器、不装 torch），断网读两份样例（约一分钟）'
	@echo '  bench-batch  批量：速度、首份结果、写库占比、Ray；2,000 份杀两次：.venv/bin/python -m tests.bench resume --documents 2000'
	@echo '  fuzz         改坏的文件、数字、名称、JSON 喂给读取和解析，每种 10 秒（SECONDS=60 更久）'
	@echo '  clean  删掉 .venv、缓存和构建产物'

$(BIN)/python:
	@test -n '$(PYTHON)' || { echo '没有找到 python3.11 或更新的版本；请先安装，或用 make PYTHON=… 指定。'; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo '$(PYTHON) 太旧：需要 Python 3.11 或更新的版本；可用 make PYTHON=… 指定。'; exit 1; }
	@echo '== 建虚拟环境 $(VENV)（$(PYTHON)）'
	@$(PYTHON) -m venv $(VENV)

# Each stamp is as new as the dependencies it installed.
$(VENV)/.run: pyproject.toml | $(BIN)/python
	@echo '== 安装 juesuan 及运行所需的库（约半分钟）'
	@$(PIP) install --editable .
	@touch $@

$(VENV)/.all: pyproject.toml | $(BIN)/python
	@echo '== 安装 juesuan 及测试、训练所需的库（含 torch，约两三分钟）'
	@$(PIP) install --editable '.[train,test]'
	@touch $@ $(VENV)/.run

# Findings make the command exit with 1, which is what the planted sample is for; anything else fails.
define read_sample
	@echo
	@echo '$$ juesuan extract $(1)'
	@$(BIN)/juesuan extract $(1) || test $$? -eq 1
endef

demo: $(VENV)/.run
	@echo '== 读两份自带样例（虚构的单位和数字，由 python -m annotations.generate demo 生成）'
	@echo '== 一、没有埋错的一份'
	$(call read_sample,$(SAMPLES)/clean/document.pdf)
	@echo
	@echo '== 二、故意埋了错的一份：下面逐条指出错在哪里、应是多少、为什么'
	$(call read_sample,$(SAMPLES)/planted/document.txt)
	@echo
	@echo '== 演示完毕。读自己的文件：$(BIN)/juesuan extract 文件.pdf'

test: lint
	@echo '== 测试（pytest）'
	@$(BIN)/python -m pytest

lint: $(VENV)/.all
	@echo '== 代码规范（ruff）'
	@$(BIN)/ruff check --output-format concise .
	@echo '== 类型（mypy --strict extract）'
	@$(BIN)/mypy
	@echo '== 谁可以导入谁（import-linter）'
	@$(BIN)/lint-imports

model: $(VENV)/.all
	@echo '== 从零生成语料、训练、评测、导出：$(MODEL)'
	@$(BIN)/python -m training.make_model

bench: $(VENV)/.all
	@$(BIN)/python -m tests.bench

bench-read: $(VENV)/.all
	@$(BIN)/python -m tests.bench read

wheel-test: $(VENV)/.all
	@$(BIN)/python -m tests.bench.wheel

bench-tag: $(VENV)/.all
	@$(BIN)/python -W ignore -m tests.bench.tag

bench-spacy: $(VENV)/.all
	@$(BIN)/python -W ignore -m tests.bench spacy

bench-batch: $(VENV)/.all
	@$(BIN)/python -m tests.bench batch

SECONDS ?= 10
fuzz: $(VENV)/.all
	@$(BIN)/python -W ignore -m tests.bench.fuzz --seconds $(SECONDS)

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis build dist
