package io.sluice.evaluation.dataset;

import io.sluice.evaluation.dataset.Dataset.Format;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts a data set together and checks that its parts fit. */
final class Assembly {

  private Assembly() {}

  /** Reads all documents once, so that what is wrong is told before anything is taken in. */
  static Dataset of(String name, Format format, @Nullable Documents documents,
      List<Question> asked, List<String> remarks) throws IOException {
    var questions = asked.stream().filter(Question::hasAnswer).toList();
    if (questions.isEmpty()) {
      throw new BadDataset(name + ": no question has a document that answers it");
    }
    var notes = new ArrayList<>(remarks);
    if (questions.size() < asked.size()) {
      notes.add((asked.size() - questions.size())
          + " questions are left out: no document is judged to answer them");
    }
    var ids = new HashSet<String>();
    if (documents != null) {
      documents.each(document -> {
        if (!ids.add(document.id())) {
          throw new BadDataset(name + ": two documents have the id " + document.id());
        }
      });
      addMissing(questions, ids, notes);
    }
    return new Dataset(name, format, documents, ids.size(), questions, notes);
  }

  private static void addMissing(List<Question> questions, Set<String> ids,
      List<String> notes) throws BadDataset {
    var wanted = new HashSet<String>();
    for (var question : questions) {
      question.judgements().forEach((document, relevance) -> {
        if (relevance > 0) {
          wanted.add(document);
        }
      });
    }
    var all = wanted.size();
    wanted.removeAll(ids);
    if (wanted.size() == all) {
      throw new BadDataset("the judgements name no document that there is, as "
          + wanted.iterator().next());
    }
    if (!wanted.isEmpty()) {
      notes.add(wanted.size() + " documents that answer questions are not among the documents,"
          + " and count as not found");
    }
  }
}
