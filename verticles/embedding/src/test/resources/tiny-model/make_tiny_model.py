#!/usr/bin/env python3
"""Writes model.onnx and tokenizer.json beside this file: a tiny stand-in for a sentence-embedding model.

pip install onnx tokenizers numpy   (seen with onnx 1.23.2, tokenizers 0.23.3, numpy 2.4.6)

Inputs input_ids, attention_mask, token_type_ids (int64 [batch, seq]); output last_hidden_state
(float32 [batch, seq, 16]). A token's row is its embedding (seeded, so the files are reproducible), plus a little of the
masked mean of its sentence: padding must therefore be masked rightly or the vectors change.
"""
import pathlib, string
import numpy as np, onnx
from onnx import TensorProto as T, helper as h, numpy_helper as nh
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors, decoders

HERE, DIM, MAX = pathlib.Path(__file__).parent, 16, 512
words = """the a an of to in is are was for and or not with on by from what how where when who why does do can
cat dog bird fish horse car truck bicycle train plane ship house garden city river mountain sea water fire
invoice refund payment price order delivery customer contract tax account password login reset user error server
database index query search document page answer question cache vector model token stream gateway java
red green blue big small old new fast slow open close send receive write read
환불 결제 주문 배송 고객 비밀번호 문서 검색 질문 답변 은 는 이 가 을 를""".split()
pieces = list(string.ascii_lowercase) + list(string.digits) + list(".,?!-'")
cont = ["##" + c for c in string.ascii_lowercase + string.digits] + ["##s", "##ing", "##ed", "##er"] + ["##" + w for w in "은 는 이 가 을 를".split()]
vocab = {}
for w in ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"] + pieces + words + cont:
    vocab.setdefault(w, len(vocab))

tok = Tokenizer(models.WordPiece(vocab, unk_token="[UNK]", max_input_chars_per_word=100))
tok.normalizer = normalizers.BertNormalizer(lowercase=True, strip_accents=False)  # strip_accents would split Hangul into jamo
tok.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
tok.post_processor = processors.TemplateProcessing(single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1",
                                                   special_tokens=[("[CLS]", vocab["[CLS]"]), ("[SEP]", vocab["[SEP]"])])
tok.decoder = decoders.WordPiece()
tok.add_special_tokens(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"])
tok.save(str(HERE / "tokenizer.json"))

rng = np.random.default_rng(7)
emb = rng.standard_normal((len(vocab), DIM)).astype(np.float32)
for s in ("[PAD]", "[CLS]", "[SEP]", "[MASK]"):
    emb[vocab[s]] *= 0.05                                     # content words decide, not the frame
for a, b in (("cat", "dog"), ("refund", "환불"), ("payment", "결제"), ("payment", "invoice"), ("car", "truck")):
    emb[vocab[b]] = emb[vocab[a]] + 0.3 * emb[vocab[b]]       # "meanings" a test can rely on
typ, pos = 0.01 * rng.standard_normal((2, DIM)).astype(np.float32), 0.01 * rng.standard_normal((MAX, DIM)).astype(np.float32)
ini = [nh.from_array(emb, "word_embeddings"), nh.from_array(typ, "type_embeddings"), nh.from_array(pos, "position_embeddings"),
       nh.from_array(np.array([-1], np.int64), "last"), nh.from_array(np.array([1], np.int64), "one"),
       nh.from_array(np.array(0, np.int64), "start"), nh.from_array(np.array(1, np.int64), "step"),
       nh.from_array(np.array(0.25, np.float32), "quarter"), nh.from_array(np.array(1e-9, np.float32), "eps")]
n = h.make_node
nodes = [n("Gather", ["word_embeddings", "input_ids"], ["w"]), n("Gather", ["type_embeddings", "token_type_ids"], ["t"]),
         n("Shape", ["input_ids"], ["shape"]), n("Gather", ["shape", "step"], ["len"]),
         n("Range", ["start", "len", "step"], ["positions"]), n("Gather", ["position_embeddings", "positions"], ["p"]),
         n("Add", ["w", "t"], ["wt"]), n("Add", ["wt", "p"], ["x"]),
         n("Cast", ["attention_mask"], ["m2"], to=T.FLOAT), n("Unsqueeze", ["m2", "last"], ["m"]),
         n("Mul", ["x", "m"], ["xm"]), n("ReduceSum", ["xm", "one"], ["sum"], keepdims=1), n("ReduceSum", ["m", "one"], ["cnt0"], keepdims=1),
         n("Max", ["cnt0", "eps"], ["cnt"]), n("Div", ["sum", "cnt"], ["mean"]), n("Mul", ["mean", "quarter"], ["ctx"]),
         n("Add", ["x", "ctx"], ["last_hidden_state"])]
vi = lambda name, ty, shape: h.make_tensor_value_info(name, ty, shape)
g = h.make_graph(nodes, "tiny", [vi(i, T.INT64, ["batch_size", "sequence_length"]) for i in ("input_ids", "attention_mask", "token_type_ids")],
                 [vi("last_hidden_state", T.FLOAT, ["batch_size", "sequence_length", DIM])], ini)
m = h.make_model(g, opset_imports=[h.make_opsetid("", 13)], ir_version=8, producer_name="make_tiny_model")
onnx.checker.check_model(m, full_check=True)
onnx.save(m, HERE / "model.onnx")
print(len(vocab), "tokens", {f.name: f.stat().st_size for f in HERE.iterdir()})
