package io.sluice.onnx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.sluice.onnx.Frame.Part;
import io.sluice.onnx.Frame.Part.First;
import io.sluice.onnx.Frame.Part.Second;
import io.sluice.onnx.Frame.Part.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the part of a {@code tokenizer.json} that says what stands around texts. */
final class FrameFile {
  private final Map<String, Integer> vocabulary;

  private FrameFile(Map<String, Integer> vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** A file that says nothing of it is taken for one of BERT's. */
  static Frame read(JsonNode processor, Map<String, Integer> vocabulary) {
    return new FrameFile(vocabulary).frame(processor);
  }

  private Frame frame(JsonNode processor) {
    var type = processor.path("type").asText("nothing");
    return switch (type) {
      case "nothing" -> bert("[CLS]", "[SEP]");
      case "TemplateProcessing" ->
        new Frame(template(processor, "single"), template(processor, "pair"));
      case "BertProcessing" -> bert(processor.path("cls").path(0).asText(),
          processor.path("sep").path(0).asText());
      case "RobertaProcessing" -> roberta(processor.path("cls").path(0).asText(),
          processor.path("sep").path(0).asText());
      case "Sequence" -> frame(withoutOffsets(processor.path("processors")));
      default -> throw new IllegalArgumentException(
          "the post_processor must be a TemplateProcessing, a BertProcessing or a"
              + " RobertaProcessing, not " + type);
    };
  }

  /** What else comes in a sequence moves offsets in the text, which nobody asks for here. */
  private static JsonNode withoutOffsets(JsonNode processors) {
    for (var processor : processors) {
      if (!processor.path("type").asText().equals("ByteLevel")) {
        return processor;
      }
    }
    return MissingNode.getInstance();
  }

  private List<Part> template(JsonNode processor, String name) {
    var parts = new ArrayList<Part>();
    for (var item : processor.path(name)) {
      var special = item.path("SpecialToken");
      var sequence = item.path("Sequence");
      if (!special.isMissingNode()) {
        parts.add(token(special.path("id").asText(), special.path("type_id").asLong()));
      } else if (sequence.path("id").asText().equals("B")) {
        parts.add(new Second(sequence.path("type_id").asLong()));
      } else {
        parts.add(new First(sequence.path("type_id").asLong()));
      }
    }
    return parts;
  }

  private Frame bert(String start, String end) {
    return new Frame(List.of(token(start, 0), new First(0), token(end, 0)),
        List.of(token(start, 0), new First(0), token(end, 0), new Second(1), token(end, 1)));
  }

  private Frame roberta(String start, String end) {
    return new Frame(List.of(token(start, 0), new First(0), token(end, 0)),
        List.of(token(start, 0), new First(0), token(end, 0), token(end, 0), new Second(0),
            token(end, 0)));
  }

  private Token token(String name, long type) {
    var id = vocabulary.get(name);
    if (id == null) {
      throw new IllegalArgumentException("the vocabulary lacks " + name);
    }
    return new Token(id, type);
  }
}
