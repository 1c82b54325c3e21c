package io.sluice.onnx;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of a model. One on disk is not held in memory: a large network is over two gigabytes, more
 * than an array takes, or has its weights in a second file that ONNX Runtime finds beside it.
 */
public sealed interface ModelFile {

  /** What to call it when it is to blame. */
  String place();

  InputStream open() throws IOException;

  /** A file of its own, in a folder. */
  record OnDisk(Path path) implements ModelFile {
    @Override
    public String place() {
      return path.toString();
    }

    @Override
    public InputStream open() throws IOException {
      return Files.newInputStream(path);
    }
  }

  /** A file that came within another, as in a jar. */
  final class InMemory implements ModelFile {
    private final String place;
    private final byte[] content;

    InMemory(String place, byte[] content) {
      this.place = place;
      this.content = content;
    }

    @Override
    public String place() {
      return place;
    }

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(content);
    }

    byte[] content() {
      return content;
    }
  }
}
