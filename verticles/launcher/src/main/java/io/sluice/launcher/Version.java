package io.sluice.launcher;

import picocli.CommandLine.IVersionProvider;

/** The version the jar was built as. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[]{"Sluice " + current()};
  }

  static String current() {
    var version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "(not packaged)" : version;
  }
}
