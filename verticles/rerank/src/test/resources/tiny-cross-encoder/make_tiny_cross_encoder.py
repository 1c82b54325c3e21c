#!/usr/bin/env python3
"""Writes model.onnx and tokenizer.json beside this file: a tiny stand-in for a cross-encoder.

pip install onnx tokenizers numpy   (seen with onnx 1.23.2, tokenizers 0.23.3, numpy 2.4.6)

Inputs input_ids, attention_mask, token_type_ids (int64 [batch, seq]); output logits (float32 [batch, 1]): how many
tokens of the second text are in the first, less a thousandth for each token of the second. Tokens of the frame do not
count, and padding must be masked. Up to 64 tokens. Beside it two-labels.onnx and vectors.onnx, which are no rerankers.
"""
import pathlib
import numpy as np, onnx
from onnx import TensorProto as T, helper as h, numpy_helper as nh
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

HERE, MAX = pathlib.Path(__file__).parent, 64
words = """the a an of to in is are was for and or not with on by from what how where when who why does do can
cat dog bird fish house garden city river refund payment order delivery customer password login server
환불 결제 주문 배송 고객 비밀번호 문서 검색 질문 답변 은 는 이 가 을 를 . ? !""".split()
vocab = {w: i for i, w in enumerate(["[PAD]", "[UNK]", "[CLS]", "[SEP]", *words, *["##" + w for w in "은 는 이 가 을 를 s".split()]])}

tok = Tokenizer(models.WordPiece(vocab, unk_token="[UNK]", max_input_chars_per_word=100))
tok.normalizer = normalizers.BertNormalizer(lowercase=True, strip_accents=False)
tok.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
tok.post_processor = processors.TemplateProcessing(single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1",
                                                   special_tokens=[("[CLS]", vocab["[CLS]"]), ("[SEP]", vocab["[SEP]"])])
tok.save(str(HERE / "tokenizer.json"))

counts = np.array([0.0 if w.startswith("[") else 1.0 for w in vocab], np.float32)   # by token: whether it counts
c = lambda name, value, kind: nh.from_array(np.array(value, kind), name)
ini = [nh.from_array(counts, "counts"), nh.from_array(np.zeros(MAX, np.float32), "positions"),
       c("one", [1], np.int64), c("two", [2], np.int64), c("start", 0, np.int64), c("step", 1, np.int64),
       c("thousandth", 0.001, np.float32), c("unit", 1, np.float32)]
n = h.make_node
nodes = [n("Shape", ["input_ids"], ["shape"]), n("Gather", ["shape", "step"], ["len"]), n("Range", ["start", "len", "step"], ["places"]),
         n("Gather", ["positions", "places"], ["position"]),                             # fails over the limit
         n("Gather", ["counts", "input_ids"], ["counted"]), n("Cast", ["attention_mask"], ["mask"], to=T.FLOAT),
         n("Mul", ["counted", "mask"], ["masked"]), n("Add", ["masked", "position"], ["there"]),
         n("Cast", ["token_type_ids"], ["second"], to=T.FLOAT), n("Sub", ["unit", "second"], ["first"]),
         n("Mul", ["there", "first"], ["q"]), n("Mul", ["there", "second"], ["p"]),
         n("Unsqueeze", ["input_ids", "one"], ["row"]), n("Unsqueeze", ["input_ids", "two"], ["column"]),
         n("Equal", ["row", "column"], ["same"]), n("Cast", ["same"], ["equal"], to=T.FLOAT),  # [batch, second, first]
         n("Unsqueeze", ["q", "one"], ["qrow"]), n("Mul", ["equal", "qrow"], ["met"]), n("ReduceMax", ["met"], ["found"], axes=[2], keepdims=0),
         n("Sub", ["found", "thousandth"], ["worth"]), n("Mul", ["worth", "p"], ["each"]), n("ReduceSum", ["each", "one"], ["logits"], keepdims=1)]
vi = lambda name, ty, shape: h.make_tensor_value_info(name, ty, shape)
def save(name, more, output, shape):
    g = h.make_graph(nodes + more, "tiny", [vi(i, T.INT64, ["batch_size", "sequence_length"]) for i in ("input_ids", "attention_mask", "token_type_ids")],
                     [vi(output, T.FLOAT, shape)], ini)
    m = h.make_model(g, opset_imports=[h.make_opsetid("", 13)], ir_version=8, producer_name="make_tiny_cross_encoder")
    onnx.checker.check_model(m, full_check=True)
    onnx.save(m, HERE / name)
save("model.onnx", [], "logits", ["batch_size", 1])
save("two-labels.onnx", [n("Concat", ["logits", "logits"], ["labels"], axis=1)], "labels", ["batch_size", 2])
save("vectors.onnx", [], "met", ["batch_size", "sequence_length", "sequence_length"])
print(len(vocab), "tokens", {f.name: f.stat().st_size for f in HERE.iterdir()})
