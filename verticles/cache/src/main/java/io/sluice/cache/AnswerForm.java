package io.sluice.cache;

import io.sluice.bus.Wire;
import io.sluice.message.Caching.Basis;
import io.sluice.message.Caching.StoreAnswer;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** An answer as it travels between nodes, behind the names of whom it was given to. */
final class AnswerForm implements Form<GivenAnswer> {

  @Override
  public Buffer write(GivenAnswer given) {
    var bytes = Buffer.buffer();
    var names = new ArrayList<>(List.of(given.tenant()));
    names.addAll(new TreeSet<>(given.principals()));
    bytes.appendInt(names.size());
    for (var name : names) {
      var text = name.getBytes(StandardCharsets.UTF_8);
      bytes.appendInt(text.length).appendBytes(text);
    }
    return bytes.appendBuffer(Wire.encode(given.answer()));
  }

  @Override
  public Optional<GivenAnswer> read(Buffer bytes) {
    try {
      var names = new ArrayList<String>();
      var at = Integer.BYTES;
      for (var left = bytes.getInt(0); left > 0; left--) {
        var start = at + Integer.BYTES;
        at = start + bytes.getInt(at);
        names.add(bytes.getString(start, at, "UTF-8"));
      }
      return Wire.decode(bytes.getBuffer(at, bytes.length())) instanceof StoreAnswer answer
          ? Optional.of(new GivenAnswer(answer, names.getFirst(),
              new HashSet<>(names.subList(1, names.size()))))
          : Optional.empty();
    } catch (IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  @Override
  public List<Basis> basis(GivenAnswer given) {
    return given.answer().basis();
  }
}
