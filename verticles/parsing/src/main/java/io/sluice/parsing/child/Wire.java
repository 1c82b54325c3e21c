package io.sluice.parsing.child;

import io.sluice.parsing.Dropped;
import io.sluice.parsing.Metadata;
import io.sluice.parsing.Parsed;
import io.sluice.parsing.Parsed.Read;
import io.sluice.parsing.Parsed.Unreadable;
import io.sluice.parsing.ParsedText;
import io.sluice.parsing.Reason;
import io.sluice.parsing.Structure;
import io.sluice.parsing.document.Source;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway and a process that reads documents say to each other: a source one way, what came
 * of it the other. Both are of one build, so nothing has a version. Every length is checked before
 * memory is taken for it: the process may have been taken over by what it read.
 */
final class Wire {
  /** What a process says when it is ready to read. */
  static final int READY = 0x51;

  private static final int READABLE = 1;
  private static final int UNREADABLE = 2;
  private static final int LONGEST_FIELD = 1 << 16;
  private static final int MOST_ITEMS = 1_000_000;
  private static final int WIDEST = 3;

  private Wire() {}

  static void writeSource(DataOutputStream out, Source source) throws IOException {
    writeText(out, source.file().toString());
    writeText(out, source.mediaType());
    writeText(out, source.charset());
    out.writeInt(source.maxPages());
    out.writeInt(source.maxCharacters());
    out.flush();
  }

  static Source readSource(DataInputStream in) throws IOException {
    return new Source(Path.of(required(in)), readText(in, LONGEST_FIELD),
        readText(in, LONGEST_FIELD), in.readInt(), in.readInt());
  }

  static void writeParsed(DataOutputStream out, Parsed parsed) throws IOException {
    switch (parsed) {
      case Read(ParsedText text) -> {
        out.writeByte(READABLE);
        writeReadable(out, text);
      }
      case Unreadable(Reason reason, String message) -> {
        out.writeByte(UNREADABLE);
        writeText(out, reason.name());
        writeText(out, message);
      }
    }
    out.flush();
  }

  static Parsed readParsed(DataInputStream in, int maxCharacters) throws IOException {
    return switch (in.readByte()) {
      case READABLE -> new Read(readReadable(in, maxCharacters));
      case UNREADABLE -> new Unreadable(Reason.valueOf(required(in)), required(in));
      default -> throw new IOException("not an answer");
    };
  }

  private static void writeReadable(DataOutputStream out, ParsedText parsed) throws IOException {
    writeText(out, parsed.text());
    writeText(out, parsed.structure().name());
    writeText(out, parsed.codeLanguage());
    writeText(out, parsed.mediaType());
    var about = parsed.metadata();
    writeText(out, about.title());
    writeText(out, about.author());
    writeText(out, about.date() == null ? null : about.date().toString());
    out.writeInt(about.tags().size());
    for (var tag : about.tags()) {
      writeText(out, tag);
    }
    writeText(out, about.language());
    out.writeInt(parsed.pageStarts().size());
    for (var start : parsed.pageStarts()) {
      out.writeInt(start);
    }
    out.writeInt(parsed.dropped().size());
    for (var dropped : parsed.dropped()) {
      writeText(out, dropped.what());
      out.writeInt(dropped.count());
      writeText(out, dropped.example());
    }
  }

  private static ParsedText readReadable(DataInputStream in, int maxCharacters)
      throws IOException {
    var text = readText(in, (int) Math.min(Integer.MAX_VALUE, (long) maxCharacters * WIDEST));
    if (text == null) {
      throw new IOException("an answer without its text");
    }
    return new ParsedText(text, Structure.valueOf(required(in)), readText(in, LONGEST_FIELD),
        required(in), readMetadata(in), readStarts(in), readDropped(in));
  }

  private static Metadata readMetadata(DataInputStream in) throws IOException {
    var title = readText(in, LONGEST_FIELD);
    var author = readText(in, LONGEST_FIELD);
    var date = readText(in, LONGEST_FIELD);
    var tags = new ArrayList<String>();
    for (var left = readCount(in); left > 0; left--) {
      tags.add(required(in));
    }
    return new Metadata(title, author, date == null ? null : LocalDate.parse(date), tags,
        readText(in, LONGEST_FIELD));
  }

  private static List<Integer> readStarts(DataInputStream in) throws IOException {
    var starts = new ArrayList<Integer>();
    for (var left = readCount(in); left > 0; left--) {
      starts.add(in.readInt());
    }
    return starts;
  }

  private static List<Dropped> readDropped(DataInputStream in) throws IOException {
    var dropped = new ArrayList<Dropped>();
    for (var left = readCount(in); left > 0; left--) {
      dropped.add(new Dropped(required(in), in.readInt(), required(in)));
    }
    return dropped;
  }

  private static int readCount(DataInputStream in) throws IOException {
    var count = in.readInt();
    if (count < 0 || count > MOST_ITEMS) {
      throw new IOException("not a count: " + count);
    }
    return count;
  }

  private static void writeText(DataOutputStream out, @Nullable String text) throws IOException {
    if (text == null) {
      out.writeInt(-1);
    } else {
      var bytes = text.getBytes(StandardCharsets.UTF_8);
      out.writeInt(bytes.length);
      out.write(bytes);
    }
  }

  private static String required(DataInputStream in) throws IOException {
    var text = readText(in, LONGEST_FIELD);
    if (text == null) {
      throw new IOException("a field is missing");
    }
    return text;
  }

  private static @Nullable String readText(DataInputStream in, int longest) throws IOException {
    var length = in.readInt();
    if (length < 0) {
      return null;
    }
    if (length > longest) {
      throw new IOException("longer than it may be: " + length);
    }
    var bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
