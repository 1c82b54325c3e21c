#!/usr/bin/env python3
"""Writes tokenizer.json and expected.json beside this file: a small Unigram tokenizer and what it gives.

pip install tokenizers sentencepiece protobuf   (seen with tokenizers 0.23.3, sentencepiece 0.2.3)

It is built as those of the XLM-R family are: a compiled table of characters, the blank as a character of its own,
<s> question </s></s> passage </s>. It is trained on the sample handbook, Korean and English; the table is a few rules
instead of all of NFKC, whose table has 240 KB. The trainer is not deterministic: both files belong together.
"""
import json, pathlib, tempfile
import sentencepiece
from sentencepiece import sentencepiece_model_pb2
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors, trainers

HERE = pathlib.Path(__file__).parent
SAMPLE = HERE.parents[5] / "conf/sample"
lines = [line for f in sorted(SAMPLE.rglob("*.md")) for line in f.read_text("utf-8").splitlines() if line.strip()]

rules = {chr(0xFF01 + i): chr(0x21 + i) for i in range(94)}                   # full width
rules |= {"\t": " ", "\n": " ", "\r": " ", "\u3000": " ", "\u00a0": " ", "\u200b": "", "\u00ad": ""}
rules |= {"ﬁ": "fi", "㎡": "m2", "㈜": "(주)", "①": "1", "½": "1⁄2", "…": "...", "e\u0301": "é", "가\u3099": "가"}
rules |= {chr(0x1112) + chr(0x1161) + chr(0x11AB): "한", chr(0x1100) + chr(0x1173) + chr(0x11AF): "글"}
with tempfile.TemporaryDirectory() as tmp:
    tmp = pathlib.Path(tmp)
    row = lambda s: " ".join(f"{ord(c):X}" for c in s)
    (tmp / "rules.tsv").write_text("".join(f"{row(a)}\t{row(b)}\n" for a, b in rules.items()))
    (tmp / "text").write_text("\n".join(lines), "utf-8")
    sentencepiece.SentencePieceTrainer.train(input=str(tmp / "text"), model_prefix=str(tmp / "m"), vocab_size=600,
                                             normalization_rule_tsv=str(tmp / "rules.tsv"), hard_vocab_limit=False)
    proto = sentencepiece_model_pb2.ModelProto()
    proto.ParseFromString((tmp / "m.model").read_bytes())

tok = Tokenizer(models.Unigram())
tok.normalizer = normalizers.Sequence([normalizers.Precompiled(proto.normalizer_spec.precompiled_charsmap),
                                       normalizers.Replace(Regex(" {2,}"), " ")])
tok.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
tok.train_from_iterator(lines, trainers.UnigramTrainer(
    vocab_size=900, special_tokens=["<s>", "<pad>", "</s>", "<unk>", "<mask>"], unk_token="<unk>", show_progress=False))
tok.post_processor = processors.TemplateProcessing(single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>",
                                                   special_tokens=[("<s>", 0), ("</s>", 2)])
(HERE / "tokenizer.json").write_text(json.dumps(json.loads(tok.to_str()), ensure_ascii=False, separators=(",", ":")), "utf-8")

texts = ["", " ", "   ", "The annual leave is 15 days.", "연차 휴가는 15일입니다.", "재택근무 신청은 어떻게 하나요?", "two  blanks   here ",
         " leading", "tab\tand\nline", "ＦＵＬＬ　ｗｉｄｔｈ", "ﬁne ㎡ ㈜회사 ① ½ …", "cafe\u0301 café", "\u1112\u1161\u11ab\u1100\u1173\u11af", "한글",
         "zero\u200bwidth soft\u00adhyphen", "unknown: 漢字 ☃☃ 😀 end", "😀", "▁", "▁▁a ▁b", "a▁b", "vpn-gateway_01@example.com",
         "\U0001F469\u200d\U0001F4BB works", "ÀÉÎõü", "security보안security", "x" * 60, "휴" * 40, "\u1112\u1161\u11ab\u0301",
         "e\u0301\u0301", "\u0301", "1,234.50", *lines[:60:7], *lines[-60::7]]
pairs = [("연차 휴가는 며칠인가요?", lines[-5]), ("How many days of leave?", lines[3]), ("", "only the passage"), ("only the question", "")]
(HERE / "expected.json").write_text(json.dumps(
    {"texts": [{"text": t, "ids": tok.encode(t).ids} for t in texts],
     "pairs": [{"question": q, "passage": p, "ids": tok.encode(q, p).ids} for q, p in pairs]},
    ensure_ascii=False, indent=0, separators=(",", ":")).replace(",\n", ",").replace("[\n", "[").replace("\n]", "]").replace("},{", "},\n{"), "utf-8")
