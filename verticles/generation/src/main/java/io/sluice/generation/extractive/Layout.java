package io.sluice.generation.extractive;

import io.sluice.generation.extractive.Answer.Part;
import io.sluice.generation.extractive.Selection.Chosen;
import io.sluice.generation.extractive.Sentence.Form;
import java.util.ArrayList;
import java.util.List;

/**
 * Lays out what was chosen as Markdown: sentences run on, items and rows stand on lines of their own
 * with a dash (unless one is all there is), code stands between blank lines.
 */
final class Layout {
  private final List<Part> parts = new ArrayList<>();
  private Form previous = Form.PROSE;

  private Layout() {}

  static Answer of(List<Chosen> chosen) {
    var layout = new Layout();
    var isAlone = chosen.size() == 1 && chosen.getFirst().sentence().form() == Form.LINE;
    for (var one : chosen) {
      layout.add(one.sentence(), isAlone ? Form.PROSE : one.sentence().form(),
          List.copyOf(one.passages()));
      for (var item : one.sentence().items()) {
        layout.add(item, item.form(), List.of(item.passage()));
      }
    }
    return new Answer(true, layout.parts);
  }

  private void add(Sentence sentence, Form form, List<Integer> sources) {
    parts.add(new Part(before(form), sentence.text(), sources));
    previous = form;
  }

  private String before(Form form) {
    var isFirst = parts.isEmpty();
    return switch (form) {
      case PROSE -> isFirst ? "" : previous == Form.PROSE ? " " : "\n\n";
      case LINE -> isFirst ? "- " : previous == Form.LINE ? "\n- " : "\n\n- ";
      case CODE -> isFirst ? "" : "\n\n";
    };
  }
}
