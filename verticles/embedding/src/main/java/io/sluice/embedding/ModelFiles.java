package io.sluice.embedding;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The two files of a model, in memory while it is loaded. */
record ModelFiles(String name, File network, File tokenizer) {
  private static final String BUNDLED = "all-minilm-l6-v2-q";

  /** A file's content, to be read only, and what to call it when it is to blame. */
  static final class File {
    private final String place;
    private final byte[] content;

    File(String place, byte[] content) {
      this.place = place;
      this.content = content;
    }

    String place() {
      return place;
    }

    byte[] content() {
      return content;
    }
  }

  static ModelFiles read(@Nullable Path folder) throws UnusableModelException {
    if (folder == null) {
      return new ModelFiles(BUNDLED, resource("/" + BUNDLED + ".onnx"),
          resource("/" + BUNDLED + "-tokenizer.json"));
    }
    var name = folder.toAbsolutePath().normalize().getFileName();
    return new ModelFiles(name == null ? "model" : name.toString(),
        file(folder.resolve("model.onnx")), file(folder.resolve("tokenizer.json")));
  }

  private static File resource(String name) throws UnusableModelException {
    try (var in = ModelFiles.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new UnusableModelException(name, "is not on the class path");
      }
      return new File(name, in.readAllBytes());
    } catch (IOException e) {
      throw new UnusableModelException(name,
          "cannot be read: " + UnusableModelException.said(e), e);
    }
  }

  private static File file(Path path) throws UnusableModelException {
    try {
      return new File(path.toString(), Files.readAllBytes(path));
    } catch (NoSuchFileException e) {
      throw new UnusableModelException(path.toString(), "does not exist", e);
    } catch (IOException e) {
      throw new UnusableModelException(path.toString(),
          "cannot be read: " + UnusableModelException.said(e), e);
    }
  }
}
