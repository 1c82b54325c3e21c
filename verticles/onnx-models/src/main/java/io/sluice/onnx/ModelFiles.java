package io.sluice.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** The files of a model: its name, its network and its tokenizer. */
public record ModelFiles(String name, ModelFile network, ModelFile tokenizer) {

  /** {@code model.onnx} and {@code tokenizer.json}; the folder's name is the model's. */
  public static ModelFiles in(Path folder) throws UnusableModelException {
    var name = folder.toAbsolutePath().normalize().getFileName();
    return new ModelFiles(name == null ? "model" : name.toString(),
        file(folder.resolve("model.onnx")), file(folder.resolve("tokenizer.json")));
  }

  /** {@code NAME.onnx} and {@code NAME-tokenizer.json} on the class path. */
  public static ModelFiles onClassPath(String name) throws UnusableModelException {
    return new ModelFiles(name, resource("/" + name + ".onnx"),
        resource("/" + name + "-tokenizer.json"));
  }

  private static ModelFile resource(String name) throws UnusableModelException {
    try (var in = ModelFiles.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new UnusableModelException(name, "is not on the class path");
      }
      return new ModelFile.InMemory(name, in.readAllBytes());
    } catch (IOException e) {
      throw new UnusableModelException(name,
          "cannot be read: " + UnusableModelException.said(e), e);
    }
  }

  private static ModelFile file(Path path) throws UnusableModelException {
    try (var in = Files.newInputStream(path)) {
      in.read();
      return new ModelFile.OnDisk(path);
    } catch (NoSuchFileException e) {
      throw new UnusableModelException(path.toString(), "does not exist", e);
    } catch (IOException e) {
      throw new UnusableModelException(path.toString(),
          "cannot be read: " + UnusableModelException.said(e), e);
    }
  }
}
