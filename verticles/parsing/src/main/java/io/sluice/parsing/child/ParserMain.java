package io.sluice.parsing.child;

import io.sluice.parsing.document.DocumentReader;
import io.sluice.parsing.document.Source;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ProxySelector;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A process that reads documents: one after the other, as they are asked for on its input. It ends when
 * its input does, so with whoever started it however that ended; also in the middle of a document, since
 * its input is watched by a thread of its own. It ends by itself when it has had nothing to do for long.
 */
public final class ParserMain {
  /** The status of a process that ran out of memory, as the JVM's own option has it. */
  static final int OUT_OF_MEMORY = 3;

  private static final long IDLE_MINUTES = 5;

  private ParserMain() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    var answers = new DataOutputStream(
        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16));
    // Whatever a library prints must not stand between the answers.
    System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.err), true,
        StandardCharsets.UTF_8));
    ProxySelector.setDefault(new NoNetwork());
    var sources = new LinkedBlockingQueue<Source>();
    Thread.ofPlatform().daemon().name("input").start(() -> readSources(sources));
    var reader = new DocumentReader();
    answers.writeByte(Wire.READY);
    answers.flush();
    for (var source = sources.poll(IDLE_MINUTES, TimeUnit.MINUTES); source != null; source = sources
        .poll(IDLE_MINUTES, TimeUnit.MINUTES)) {
      answer(reader, source, answers);
    }
    Runtime.getRuntime().halt(0);
  }

  private static void answer(DocumentReader reader, Source source, DataOutputStream answers)
      throws IOException {
    try {
      Wire.writeParsed(answers, reader.read(source));
    } catch (OutOfMemoryError e) {
      Runtime.getRuntime().halt(OUT_OF_MEMORY);
    }
  }

  private static void readSources(LinkedBlockingQueue<Source> sources) {
    try {
      var in = new DataInputStream(System.in);
      while (true) {
        sources.add(Wire.readSource(in));
      }
    } catch (IOException | RuntimeException e) {
      // The end of the input, or nothing that could be understood: nobody is there any more.
      Runtime.getRuntime().halt(0);
    }
  }
}
